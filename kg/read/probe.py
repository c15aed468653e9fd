"""What a measurement is made with: it decides whether an energy is that of photons or of neutrons."""

from collections.abc import Iterable
from dataclasses import replace

from kg.rdf.names import PANET
from kg.rdf.panet import PanetTable
from kg.read.chip import Chip
from kg.read.lexicon import Lexicon
from kg.read.physics import Probe
from kg.read.unit_words import ENERGY

_PROBES: dict[Probe, str] = {"photon": PANET["PaNET00100"].value, "neutron": PANET["PaNET00101"].value}


def probe_of(table: PanetTable, technique: str) -> Probe | None:
    """The probe of a technique, where PaNET puts it under one of the two alone."""
    term = table.terms.get(technique)
    above = term.ancestors_or_self if term else frozenset()
    probes = [probe for probe, iri in _PROBES.items() if iri in above]
    return probes[0] if len(probes) == 1 else None


def named_by_probe(lexicon: Lexicon, chips: Iterable[Chip]) -> tuple[Chip, ...]:
    """The chips, a bare "energy" named after the probe where all techniques asked for have the same."""
    chips = tuple(chips)
    asked = [chip for chip in chips if chip.slot == "technique" and not chip.negated]
    probes = {probe_of(lexicon.table, chip.iri) for chip in asked} - {None}
    if len(probes) != 1:
        return chips
    name = f"{probes.pop()} {ENERGY}"
    return tuple(
        replace(chip, label=name, basis=f"{_told(chip.basis)}; {name} by the technique")
        if chip.slot == "parameter" and chip.label == ENERGY
        else chip
        for chip in chips
    )


def _told(basis: str) -> str:
    """The basis of an energy whose probe is known after all."""
    return basis.replace("energy, probe not said", "number with its unit")
