"""What a sample was probed with, as far as the graph tells: without it no energy or wavelength means much."""

from collections.abc import Iterable
from functools import cache

from kg.index.documents import Probe
from kg.rdf.names import PANET
from kg.rdf.panet import PanetTable
from kg.rdf.shipped import shipped

_STATED: dict[str, Probe] = {
    "x-ray": "x-ray", "x-rays": "x-ray", "xray": "x-ray", "x ray": "x-ray", "photon": "photon",
    "photons": "photon", "neutron": "neutron", "neutrons": "neutron", "muon": "muon", "muons": "muon",
    "electron": "electron", "electrons": "electron", "ultraviolet": "photon", "visible light": "photon",
}  # fmt: skip
_CLASSES: tuple[tuple[str, Probe], ...] = (
    (PANET["PaNET01012"].value, "x-ray"),
    (PANET["PaNET00100"].value, "photon"),
    (PANET["PaNET00101"].value, "neutron"),
    (PANET["PaNET00102"].value, "muon"),
)
_LIGHT: frozenset[Probe] = frozenset({"x-ray", "photon"})


def probe_of(
    stated: Iterable[str], techniques: Iterable[str], facilities: Iterable[str], table: PanetTable
) -> Probe | None:
    """The first of these that names one probe: the record, its techniques, the kind of its facility.

    What names two different ones (x-rays and neutrons) decides nothing, and nothing after it is asked:
    unknown stays unknown. "photon" beside "x-ray" is x-ray, which is the narrower word.
    """
    kinds = facility_probes()
    for found in (
        {_STATED[word] for text in stated if (word := " ".join(text.lower().split())) in _STATED},
        {probe for iri in techniques for probe in _of_technique(iri, table)},
        {kinds[iri] for iri in facilities if iri in kinds},
    ):
        if found:
            return _one(found)
    return None


def probe_wholes(probe: Probe) -> tuple[Probe, ...]:
    """The probe and what it is a kind of: x-rays are photons."""
    return ("photon", "x-ray") if probe == "x-ray" else (probe,)


def _of_technique(iri: str, table: PanetTable) -> Iterable[Probe]:
    above = table.terms[iri].ancestors_or_self if iri in table.terms else frozenset()
    return (probe for class_, probe in _CLASSES if class_ in above)


def _one(found: set[Probe]) -> Probe | None:
    if found <= _LIGHT:
        return "x-ray" if "x-ray" in found else "photon"
    return next(iter(found)) if len(found) == 1 else None


def probe_words() -> dict[str, Probe]:
    """What records call a probe, in small letters."""
    return dict(_STATED)


def probe_classes() -> dict[str, Probe]:
    """Classes of PaNET whose narrower techniques have one probe."""
    return dict(_CLASSES)


@cache
def facility_probes() -> dict[str, Probe]:
    """Facility IRI -> its only kind of beam, from the shipped table."""
    text = (shipped("lexicon") / "facility-probes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {iri: _STATED[word] for iri, word in rows}
