"""Facilities and instruments that the words of a statement name, by the names of the graph and known ones."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.index.documents import Named
from kg.rdf.panet import PanetTable
from kg.read.chip import Chip
from kg.read.lexicon import Lexicon
from kg.read.place import facilities, instruments, places_named
from kg.read.place_names import known_names, names_in_graph
from kg.read.sentence import Sentence, settle
from kg.read.token import tokens


@dataclass(frozen=True, slots=True)
class Places:
    """What some words name, each once; every chip is one facility or one instrument."""

    facilities: tuple[Chip, ...]
    instruments: tuple[Chip, ...]


def lexicon_of_places(named: Iterable[Named]) -> Lexicon:
    """The names of these facilities and instruments, and publicly known ones; no techniques."""
    lexicon = Lexicon(PanetTable("", {}), {of.iri: of for of in named})
    for name, entry in (*names_in_graph(lexicon.named.values()), *known_names(lexicon.named)):
        lexicon.add(name, entry)
    return lexicon


def places_in(text: str, lexicon: Lexicon) -> Places:
    """The facilities and instruments that a stretch of text names for certain."""
    sentence = Sentence(text, tuple(tokens(text)))
    named = list(places_named(sentence, lexicon))
    found = settle(facilities(sentence, lexicon, named))
    of = [chip for one in found for chip in one.chips]
    within = lexicon.with_wholes(iri for chip in of for iri in chip.iris)
    also = settle(instruments(sentence, lexicon, named, within))
    taken = {place for one in found for place in range(one.start, one.stop)}
    beside = [one for one in also if taken.isdisjoint(range(one.start, one.stop))]
    return Places(_once(of), _once(chip for one in beside for chip in one.chips))


def _once(chips: Iterable[Chip]) -> tuple[Chip, ...]:
    """By what is meant; of several spellings the first."""
    found: dict[tuple[str, str], Chip] = {}
    for chip in chips:
        found.setdefault((chip.iri, chip.label), chip)
    return tuple(found.values())
