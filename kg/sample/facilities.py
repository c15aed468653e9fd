"""The invented facilities of the sample world, their instruments and their people.

None of them exists; names are taken from the sky, the north and the clouds so that nobody mistakes them.
"""

from dataclasses import dataclass

MARK = "Invented record of the pan-kg sample world."
"""The sentence that ends every sample description."""

ORCID_OF_NOBODY = "0000-0002-1825-0097"
"""The identifier that ORCID itself gives to a fictitious person."""


@dataclass(frozen=True, slots=True)
class Facility:
    """An invented facility; `prefix` starts its data DOIs, all below DataCite's test prefix."""

    slug: str
    name: str
    probe: str
    source_type: str
    prefix: str
    staff: tuple[str, ...]
    institutes: tuple[str, ...]

    @property
    def key(self) -> str:
        """The name as it stands in identifiers, "aurora-light-source"."""
        return self.name.lower().replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument of one facility."""

    name: str
    facility: str
    purpose: str


FACILITIES = (
    Facility(
        slug="aurora",
        name="Aurora Light Source",
        probe="x-ray",
        source_type="Synchrotron X-ray Source",
        prefix="10.5072/aurora",
        staff=("Josiah Carberry", "Lumi Polarsson", "Bram Zonnewende", "Ottoline Halo", "Ciro Aureola"),
        institutes=("Aurora Light Source", "University of the Midnight Sun"),
    ),
    Facility(
        slug="borealis",
        name="Borealis Neutron Centre",
        probe="neutron",
        source_type="Spallation Neutron Source",
        prefix="10.5072/borealis",
        staff=(
            "Tundra Mossgren",
            "Isfrid Lichenstein",
            "Pia Permafrost",
            "Anselm Fjordling",
            "Wanda Snowgoose",
        ),
        institutes=("Borealis Neutron Centre", "Institute for Cold Matter"),
    ),
    Facility(
        slug="cirrus",
        name="Cirrus Free-Electron Laser",
        probe="x-ray",
        source_type="Free-Electron Laser",
        prefix="10.5072/cirrus",
        staff=(
            "Nimue Stratton-Cloud",
            "Gale Altocumulus",
            "Ravi Mistral-Vane",
            "Zephyra Windrose",
            "Odo Barometer",
        ),
        institutes=("Cirrus Free-Electron Laser", "Polytechnic of the Upper Air"),
    ),
)

INSTRUMENTS = (
    Instrument("LYRA", "aurora", "small and wide angle scattering"),
    Instrument("CORONA", "aurora", "tomography"),
    Instrument("VELA", "aurora", "macromolecular crystallography"),
    Instrument("PAVO", "aurora", "photoemission"),
    Instrument("CARINA", "aurora", "absorption and fluorescence"),
    Instrument("DRACO", "aurora", "powder diffraction"),
    Instrument("FJORD", "borealis", "small angle scattering"),
    Instrument("TUNDRA", "borealis", "reflectometry"),
    Instrument("TAIGA", "borealis", "powder diffraction"),
    Instrument("ASPEN", "borealis", "spectroscopy"),
    Instrument("NIMBUS", "cirrus", "serial crystallography"),
    Instrument("STRATUS", "cirrus", "coherent imaging"),
)

_FACILITY_OF = {facility.slug: facility for facility in FACILITIES}
_INSTRUMENT_OF = {instrument.name: instrument for instrument in INSTRUMENTS}


def facility(slug: str) -> Facility:
    """The facility called `slug`; KeyError for any other."""
    return _FACILITY_OF[slug]


def facility_of(instrument: str) -> Facility:
    """The facility that runs the instrument; KeyError for an unknown one."""
    return _FACILITY_OF[_INSTRUMENT_OF[instrument].facility]
