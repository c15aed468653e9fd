"""Why a hit is there, in words a reader can check."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.answer.constraints import Constraint
from kg.answer.engine import Engine
from kg.answer.match import Match
from kg.index.documents import Card
from kg.read.chip import Chip
from kg.read.reading import Reading

Kind = Literal["identifier", "technique", "words", "meaning", "filter", "all"]

THROUGH = "found under {} through the hierarchy"

SIMILAR = 0.35
"""A cosine from here on is worth a word beside other reasons."""

_FIELDS = {
    "title": "title", "sample": "sample", "formula": "formula", "techniques": "technique",
    "instrument": "instrument", "keywords": "keywords", "creators": "creators", "facility": "facility",
    "variants": "title of its collection or parts",
    "files": "file name", "description": "description", "broader": "broader technique",
    "sample_ids": "sample identifier",
}  # fmt: skip

_TECHNIQUE_FIELDS = ("techniques", "broader")
_ABOUT = {
    "sample": "sample", "formula": "sample", "sample_ids": "sample", "techniques": "technique",
    "broader": "technique", "instrument": "instrument", "facility": "facility",
}  # fmt: skip
"""Field -> the property that a collection may have from its parts only."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `text` is readable as it stands."""

    kind: Kind
    text: str


def reasons(
    engine: Engine, reading: Reading, match: Match, conditions: list[Constraint], number: int
) -> tuple[Reason, ...]:
    """At least one, the strongest first."""
    found = [*_identifier(engine, match, number), *_techniques(engine, reading, match, number)]
    found += _words(engine, reading, match, number)
    found += _meaning(match, number, alone=not found)
    found += [_filter(engine, condition, number) for condition in conditions]
    return tuple(found) or (Reason("all", "no words to search for: every dataset is listed"),)


def _identifier(engine: Engine, match: Match, number: int) -> Iterator[Reason]:
    if number in match.identified:
        card = engine.cards[number]
        yield Reason("identifier", f"identifier asked for: {card.doi or card.iri}")


def _techniques(engine: Engine, reading: Reading, match: Match, number: int) -> Iterator[Reason]:
    for chip in reading.chip("technique"):
        yield from _technique(engine, chip, match, number)


def _technique(engine: Engine, chip: Chip, match: Match, number: int) -> Iterator[Reason]:
    card, table = engine.cards[number], engine.lexicon.table
    own = sorted(card.techniques, key=lambda iri: iri in card.part_techniques)
    narrower = [iri for iri in own if iri in table.terms and chip.iri in table.terms[iri].ancestors_or_self]
    if chip.iri in own:
        yield Reason("technique", f"{_stated(card, chip.iri)} {chip.label}")
    elif narrower:
        label = table.terms[narrower[0]].label
        yield Reason("technique", f"{_stated(card, narrower[0])} {label}, {THROUGH.format(chip.label)}")
    elif number in match.named.get(chip.iri, ()):
        yield Reason("technique", f"the text names {chip.label}; the record states no such technique")


def _stated(card: Card, technique: str) -> str:
    return "its parts state the technique" if technique in card.part_techniques else "technique"


def _filter(engine: Engine, condition: Constraint, number: int) -> Reason:
    inherited = not condition.negated and condition.slot in engine.cards[number].from_parts
    return Reason("filter", f"{condition}{' (stated by its parts)' if inherited else ''}")


def _words(engine: Engine, reading: Reading, match: Match, number: int) -> Iterator[Reason]:
    """Per field the question's own words; a word is named once, in the first field that holds it."""
    open_terms = dict.fromkeys(match.terms)
    if not open_terms:
        return
    stated = {stem for chip in reading.chip("technique") for stem in engine.words.stems(chip.written)}
    written = _written(engine, reading.text)
    texts = engine.words.texts(number)
    for name, label in _FIELDS.items():
        stems = {stem for text in texts.get(name, ()) for stem in engine.words.stems(text)}
        here = [term for term in open_terms if term in stems]
        for term in here:
            del open_terms[term]
        if name in _TECHNIQUE_FIELDS:  # the technique's own reason says that already
            here = [term for term in here if term not in stated]
        if here:
            of_parts = " of its parts" if _ABOUT.get(name) in engine.cards[number].from_parts else ""
            yield Reason("words", f"{label}{of_parts}: {', '.join(written.get(of, of) for of in here)}")


def _meaning(match: Match, number: int, *, alone: bool) -> Iterator[Reason]:
    if match.cosines is not None:
        cosine = float(match.cosines[number])
        if cosine >= SIMILAR or (alone and number in match.scores):
            yield Reason("meaning", f"similar in meaning (cosine {cosine:.2f})")


def _written(engine: Engine, text: str) -> dict[str, str]:
    """Stem -> the word as the question wrote it."""
    found: dict[str, str] = {}
    for word in text.replace("-", " ").split()[:200]:
        for stem in engine.words.stems(word):
            found.setdefault(stem, word.strip(".,;:!?()[]{}\"'"))
    return found
