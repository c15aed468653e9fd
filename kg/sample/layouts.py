"""How the sample world's files are laid out, as plain trees: what NeXus and CXI define, with invented values.

A tree is a dictionary. `"@name"` is an attribute, `"name:NXclass"` a group with its class, `"name"` with a
dictionary a group without one, anything else a dataset; `Valued` gives a dataset its units, `Outside` is an
external link.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np

from kg.sample.catalogue import Investigation
from kg.sample.facilities import MARK, ORCID_OF_NOBODY

Tree = dict[str, Any]
Counts = np.ndarray[Any, np.dtype[np.generic]]

JOULE_PER_KEV = 1.602176634e-16


@dataclass(frozen=True, slots=True)
class Valued:
    """A dataset with units."""

    value: Any
    units: str


@dataclass(frozen=True, slots=True)
class Outside:
    """An external link to `path` in another file."""

    file: str
    path: str


def tomography(work: Investigation) -> Tree:
    """NXtomo: projections with rotation angles and image keys."""
    angles = np.linspace(0.0, 180.0, 8)
    detector: Tree = {
        "data": _counts(8, 12, 12),
        "image_key": np.array([2, 1, 0, 0, 0, 0, 0, 0]),
        "x_pixel_size": Valued(6.5e-3, "mm"),
        "distance": Valued(150.0, "mm"),
    }
    extra = {"rotation_angle": Valued(angles, "deg")}
    return _file(work, "NXtomo", _instrument(work, detector, _monochromator(work)), extra)


def small_angle(work: Investigation) -> Tree:
    """NXsas, with photons or neutrons as the facility has them."""
    beam: Tree = {"collimator:NXcollimator": {"geometry:NXgeometry": {}}} | _monochromator(work)
    detector: Tree = {
        "data": _counts(16, 16),
        "distance": Valued(3.2, "m"),
        "x_pixel_size": Valued(0.172, "mm"),
    }
    return _file(work, "NXsas", _instrument(work, detector, beam))


def reflectivity(work: Investigation) -> Tree:
    """NXrefscan: a monochromatic reflectometry scan."""
    detector: Tree = {"data": _counts(40), "polar_angle": Valued(np.linspace(0.2, 4.0, 40), "deg")}
    return _file(work, "NXrefscan", _instrument(work, detector, _monochromator(work)))


def time_of_flight_reflectivity(work: Investigation) -> Tree:
    """NXreftof: reflectometry by time of flight."""
    detector: Tree = {
        "data": _counts(4, 4, 30),
        "time_of_flight": Valued(np.linspace(5.0, 90.0, 31), "ms"),
        "polar_angle": Valued(1.2, "deg"),
    }
    chopper = {"chopper:NXdisk_chopper": {"distance": Valued(7.1, "m")}}
    return _file(work, "NXreftof", _instrument(work, detector, chopper))


def photoemission(work: Investigation) -> Tree:
    """NXarpes: an electron analyser's angle and energy map."""
    detector: Tree = {
        "data": _counts(12, 20),
        "lens_mode": "angular",
        "pass_energy": Valued(20.0, "eV"),
        "energies": Valued(np.linspace(70.0, 74.0, 20), "eV"),
        "angles": Valued(np.linspace(-15.0, 15.0, 12), "deg"),
    }
    light = {"monochromator:NXmonochromator": {"energy": Valued(80.0, "eV")}}
    instrument = _instrument(work, detector, light)
    instrument["analyser:NXdetector"] = instrument.pop("detector:NXdetector")
    return _file(work, "NXarpes", instrument)


def crystallography(work: Investigation) -> Tree:
    """NXmx: its image data lie in another file, which is not here."""
    detector: Tree = {
        "description": "invented pixel detector",
        "distance": Valued(0.21, "m"),
        "beam_center_x": Valued(512.0, "pixel"),
        "data": Outside("vela_images_000001.h5", "/data"),
    }
    beam = {
        "beam:NXbeam": {
            "incident_wavelength": Valued(_value(work, "incident_energy", 12.4, 12.398), "angstrom")
        }
    }
    return _file(work, "NXmx", _instrument(work, detector, beam))


def powder(work: Investigation) -> Tree:
    """Two entries without a definition, as many instruments write them."""
    detector: Tree = {"data": _counts(60), "polar_angle": Valued(np.linspace(5.0, 65.0, 60), "deg")}
    tree = _file(work, None, _instrument(work, detector, _monochromator(work)))
    tree["entry_2:NXentry"] = tree["entry:NXentry"] | {"title": f"{work.subject.title}, second temperature"}
    return tree


def ptychography(work: Investigation) -> Tree:
    """NXcxi_ptycho: NeXus classes on CXI's numbered groups."""
    tree = serial(work)
    entry: Tree = {"definition": "NXcxi_ptycho"} | tree.pop("entry_1")
    return tree | {"entry_1:NXentry": _classed(entry)}


def _classed(tree: Tree) -> Tree:
    """The same tree, each group `name_1` with the class NXname."""
    return {
        f"{name}:NX{name.removesuffix('_1')}" if isinstance(value, dict) else name: (
            _classed(value) if isinstance(value, dict) else value
        )
        for name, value in tree.items()
    }


def serial(work: Investigation) -> Tree:
    """CXI: names instead of classes, SI units, energy in joule."""
    energy = _value(work, "incident_energy", 0.0, 9.0) * JOULE_PER_KEV
    return {
        "cxi_version": 150,
        "number_of_entries": 1,
        "entry_1": {
            "title": work.subject.title,
            "experiment_identifier": work.proposal,
            "start_time": _time(work),
            "end_time": _time(work, hours=5),
            "experiment_description": MARK,
            "sample_1": {"name": work.subject.sample},
            "instrument_1": {
                "name": work.topic.instrument,
                "source_1": {
                    "name": work.facility.name,
                    "energy": Valued(energy, "J"),
                    "probe": work.facility.probe,
                },
                "detector_1": {
                    "data": _counts(3, 16, 16),
                    "distance": Valued(2.4, "m"),
                    "x_pixel_size": Valued(75e-6, "m"),
                },
            },
            "data_1": {"data": _counts(3, 16, 16)},
        },
    }


def plain(work: Investigation) -> Tree:
    """HDF5 that follows no convention."""
    return {"@comment": MARK, "dark": _counts(16, 16), "gain": _counts(16, 16), "run": work.number}


def _file(work: Investigation, definition: str | None, instrument: Tree, extra: Tree | None = None) -> Tree:
    entry: Tree = {
        "@default": "data",
        "title": work.subject.title,
        "start_time": _time(work),
        "end_time": _time(work, hours=2),
        "experiment_identifier": work.proposal,
        "experiment_description": MARK,
        "user:NXuser": _user(work),
        "sample:NXsample": {
            "name": work.subject.sample,
            "chemical_formula": work.subject.formula,
            "temperature": Valued(_value(work, "sample_temperature", 0.0, 295.0), "K"),
        }
        | (extra or {}),
        "instrument:NXinstrument": instrument,
        "data:NXdata": {"@signal": "counts", "counts": _counts(10, 10)},
    }
    if definition:
        entry["definition"] = definition
    return {"@default": "entry", "@creator": "pan-kg sample world", "entry:NXentry": entry}


def _instrument(work: Investigation, detector: Tree, optics: Tree) -> Tree:
    source = {"name": work.facility.name, "type": work.facility.source_type, "probe": work.facility.probe}
    return {
        "name": work.topic.instrument,
        "source:NXsource": source,
        "detector:NXdetector": detector,
    } | optics


def _monochromator(work: Investigation) -> Tree:
    if work.facility.probe == "neutron":
        return {
            "monochromator:NXmonochromator": {
                "wavelength": Valued(_value(work, "wavelength", 0.0, 5.0), "angstrom")
            }
        }
    return {
        "monochromator:NXmonochromator": {"energy": Valued(_value(work, "incident_energy", 0.0, 12.0), "keV")}
    }


def _user(work: Investigation) -> Tree:
    name = work.people[0]
    user: Tree = {"name": name, "role": "principal_investigator", "affiliation": work.facility.institutes[0]}
    return user | ({"ORCID": ORCID_OF_NOBODY} if name == "Josiah Carberry" else {})


def _value(work: Investigation, name: str, per: float, otherwise: float) -> float:
    """The first dataset's value, or `per` divided by it unless `per` is 0; `otherwise` where it has none."""
    found = next((value for quantity, value in work.datasets[0].values if quantity.name == name), None)
    if found is None:
        return otherwise
    return per / found if per else found


def _time(work: Investigation, hours: int = 0) -> str:
    return (work.started + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S+01:00")


def _counts(*shape: int) -> Counts:
    size = int(np.prod(shape))
    return (np.arange(size, dtype=np.uint32) * 2654435761 % 997).reshape(shape)
