"""Which radiation was used: stated, or inferred from the source, the definition or a component."""

from collections.abc import Iterable
from dataclasses import dataclass

from harvesters._hdf5_node import Node

PROBES = {
    "neutron", "photon", "x-ray", "muon", "electron", "ultraviolet", "visible light", "positron", "proton",
}  # fmt: skip
_SPELLINGS = {
    "neutrons": "neutron", "xray": "x-ray", "x ray": "x-ray", "x-rays": "x-ray", "xrays": "x-ray",
    "x_ray": "x-ray", "photons": "photon", "muons": "muon", "electrons": "electron", "uv": "ultraviolet",
}  # fmt: skip
_PHOTONS = {"photon", "x-ray", "ultraviolet", "visible light"}

_BY_SOURCE = (
    ("neutron", "neutron"),
    ("spallation", "neutron"),
    ("reactor", "neutron"),
    ("muon", "muon"),
    ("x-ray", "x-ray"),
    ("xray", "x-ray"),
    ("synchrotron", "x-ray"),
    ("rotating anode", "x-ray"),
    ("metal jet", "x-ray"),
    ("free electron laser", "photon"),
    ("free-electron laser", "photon"),
    ("uv laser", "ultraviolet"),
    ("optical laser", "visible light"),
)
_BY_DEFINITION = {
    **dict.fromkeys(
        ("NXtas", "NXdirecttof", "NXindirecttof", "NXtofnpd", "NXreftof", "NXtofsingle", "NXlauetof",
         "NXsastof"),
        "neutron",
    ),
    **dict.fromkeys(
        ("NXxas", "NXxasproc", "NXfluo", "NXstxm", "NXxbase", "NXxeuler", "NXxkappa", "NXxrot", "NXxnb",
         "NXxlaue", "NXxlaueplate", "NXxpcs", "NXxps"),
        "x-ray",
    ),
    **dict.fromkeys(("NXarpes", "NXmpes", "NXmpes_arpes"), "photon"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Probe:
    """The radiation in NeXus' words, and what says so ("stated", "source type", …); None: unknown."""

    name: str | None = None
    basis: str | None = None

    @property
    def is_photon(self) -> bool:
        """Whether energy and wavelength are related as for light."""
        return self.name in _PHOTONS


def probe_stated(text: str) -> str | None:
    """NeXus' word for a stated probe; None for words that NeXus does not know ("NIR")."""
    word = " ".join(text.lower().split())
    word = _SPELLINGS.get(word, word)
    return word if word in PROBES else None


def probe_of(
    stated: Iterable[str], types: Iterable[str], definitions: Iterable[str], parts: Iterable[Node]
) -> Probe:
    """The first answer of: what is stated, the type of source, the definition, a part of only one probe."""
    for text in stated:
        if word := probe_stated(text):
            return Probe(word, "stated")
    for text in types:
        for sign, word in _BY_SOURCE:
            if sign in text.lower():
                return Probe(word, "source type")
    for definition in definitions:
        if word := _BY_DEFINITION.get(definition):
            return Probe(word, "definition")
    if any(part.kind == "NXvelocity_selector" for part in parts):
        return Probe("neutron", "velocity selector")
    return Probe()
