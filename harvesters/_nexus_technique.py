"""Techniques from application definitions: a definition is a layout, so the probe decides with it."""

from dataclasses import dataclass

from harvesters._nexus_probe import Probe
from kg.rdf.names import PANET


@dataclass(frozen=True, slots=True)
class Found:
    """A technique, what it was read or inferred from, and how sure that is (0 to 1)."""

    iri: str
    text: str
    basis: str
    confidence: float


_Row = tuple[str | None, str | None, str | None]
"""PaNET terms for photons, for neutrons, and where the probe is not known."""


def _any_probe(term: str) -> _Row:
    return (term, term, term)


_DIFFRACTION: _Row = ("PaNET01102", "PaNET01236", None)
_SMALL_ANGLE: _Row = ("PaNET01188", "PaNET01189", "PaNET01124")
_NEUTRON_INELASTIC: _Row = (None, "PaNET01245", "PaNET01245")
_REFLECTOMETRY: _Row = ("PaNET01149", "PaNET01239", "PaNET01121")
_POWDER: _Row = ("PaNET01101", "PaNET01100", "PaNET01030")

TABLE: dict[str, _Row] = {
    "NXtomo": ("PaNET01207", "PaNET01129", "PaNET01129"),
    "NXtomoproc": ("PaNET01207", "PaNET01129", "PaNET01129"),
    "NXtomophase": ("PaNET01332", "PaNET01152", "PaNET01152"),
    "NXxas": ("PaNET01196", None, "PaNET01196"),
    "NXxasproc": ("PaNET01196", None, "PaNET01196"),
    "NXsas": _SMALL_ANGLE,
    "NXsastof": _SMALL_ANGLE,
    "NXcanSAS": _SMALL_ANGLE,
    "NXfluo": ("PaNET01177", None, "PaNET01177"),
    "NXmx": _any_probe("PaNET01164"),
    "NXstxm": ("PaNET01219", None, "PaNET01219"),
    "NXarpes": ("PaNET01089", None, "PaNET01089"),
    "NXmpes_arpes": ("PaNET01089", None, "PaNET01089"),
    "NXmpes": ("PaNET01202", None, "PaNET01202"),
    "NXxps": ("PaNET01204", None, "PaNET01204"),
    "NXmonopd": _POWDER,
    "NXtofnpd": _POWDER,
    "NXrefscan": _REFLECTOMETRY,
    "NXreftof": _REFLECTOMETRY,
    "NXxbase": _DIFFRACTION,
    "NXxeuler": _DIFFRACTION,
    "NXxkappa": _DIFFRACTION,
    "NXxrot": _DIFFRACTION,
    "NXxnb": _DIFFRACTION,
    "NXxlaue": _DIFFRACTION,
    "NXxlaueplate": _DIFFRACTION,
    "NXlauetof": _DIFFRACTION,
    "NXtofsingle": _DIFFRACTION,
    "NXtas": _NEUTRON_INELASTIC,
    "NXdirecttof": _NEUTRON_INELASTIC,
    "NXindirecttof": _NEUTRON_INELASTIC,
    "NXxpcs": _any_probe("PaNET01205"),
    "NXcxi_ptycho": _any_probe("PaNET01212"),
    "NXellipsometry": _any_probe("PaNET01255"),
    "NXraman": _any_probe("PaNET01195"),
    "NXem": _any_probe("PaNET01145"),
}
"""Definitions of a layout that says nothing of how it was measured (NXscan, NXarchive, …) are not here."""

STATED_PROBE, INFERRED_PROBE, NO_PROBE = 0.9, 0.8, 0.7


def technique_of(definition: str, probe: Probe) -> Found | None:
    """The technique that a definition suggests together with the probe; None where it suggests none."""
    row = TABLE.get(definition)
    if row is None:
        return None
    column = 0 if probe.is_photon else 1 if probe.name == "neutron" else 2
    term = row[column]
    if term is None:
        return None
    sure = STATED_PROBE if probe.basis == "stated" else INFERRED_PROBE if probe.name else NO_PROBE
    return Found(PANET[term].value, definition, "definition", sure)
