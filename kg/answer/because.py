"""Why a hit is there, in words a reader can check: the conditions it meets, then the words it holds."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from kg.answer.constraints import Constraint
from kg.answer.engine import Engine
from kg.answer.evidence import evidence
from kg.answer.match import Match
from kg.answer.meeting import phrases, sample_parts, technique_names
from kg.answer.options import CHOSEN, IN_YEAR
from kg.index.documents import Card
from kg.index.words import PROSE
from kg.read.chip import Chip
from kg.read.reading import Reading

Kind = Literal["identifier", "technique", "words", "meaning", "filter", "all"]

THROUGH = "found under {} through the hierarchy"

SIMILAR = 0.35
"""A cosine from here on is worth a word beside other reasons."""

_FIELDS = {
    "title": "title", "sample": "sample", "formula": "formula", "techniques": "technique",
    "instrument": "instrument", "keywords": "keywords", "creators": "creators", "facility": "facility",
    "variants": "title of its collection or parts", "papers": "linked paper",
    "files": "file name", "description": "description", "broader": "broader technique",
    "sample_ids": "sample identifier",
}  # fmt: skip

_HELD = ("sample", "formula", "title", "keywords", "variants", "papers", "description")
"""Fields that a sample or quoted words are looked for in, the most telling first."""

_TECHNIQUE_FIELDS = ("techniques", "broader")
_ABOUT = {
    "sample": "sample", "formula": "sample", "sample_ids": "sample", "techniques": "technique",
    "broader": "technique", "instrument": "instrument", "facility": "facility",
}  # fmt: skip
"""Field -> the property that a collection may have from its parts only."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `text` is readable as it stands.

    `slot` is that of the condition that is met, `field` where the matched `words` stand.
    """

    kind: Kind
    text: str
    slot: str | None = None
    field: str | None = None
    words: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self) | {"words": list(self.words)}


def reasons(
    engine: Engine, reading: Reading, match: Match, conditions: Sequence[Constraint], number: int
) -> tuple[Reason, ...]:
    """At least one: the identifier, conditions met, words held, closeness in meaning."""
    found = list(_identifier(engine, match, number))
    found += [reason for condition in conditions for reason in _met(engine, condition, number)]
    found += _words(engine, reading, match, number)
    found += _meaning(match, number, alone=not found)
    return tuple(found) or (Reason("all", "no words to search for: every dataset is listed"),)


def _identifier(engine: Engine, match: Match, number: int) -> Iterator[Reason]:
    if number in match.identified:
        card = engine.cards[number]
        yield Reason("identifier", f"identifier asked for: {card.doi or card.iri}")


def _met(engine: Engine, condition: Constraint, number: int) -> Iterator[Reason]:
    chips = [] if condition.negated else [chip for chip in condition.chips if chip.basis != CHOSEN]
    told = [reason for chip in chips for reason in _of_chip(engine, chip, number)]
    yield from told or [_filter(engine, condition, number)]


def _of_chip(engine: Engine, chip: Chip, number: int) -> Iterator[Reason]:
    if chip.negated:
        return
    if chip.slot == "technique":
        yield from _technique(engine, chip, number)
    elif chip.slot in ("parameter", "formula", "sample") and (stated := evidence(engine, chip, number)):
        held = list(_held(engine, chip, number)) if chip.slot != "parameter" else []
        words = tuple(dict.fromkeys(word for of in held for word in of.words))
        yield Reason("filter", stated, chip.slot, held[0].field if held else None, words)
    elif chip.slot in ("sample", "formula", "text"):
        yield from _held(engine, chip, number)


def _technique(engine: Engine, chip: Chip, number: int) -> Iterator[Reason]:
    card, table = engine.cards[number], engine.lexicon.table
    own = sorted(card.techniques, key=lambda iri: iri in card.part_techniques)
    exact = [iri for iri in own if iri in chip.iris]
    narrower = [iri for iri in own if iri in table.terms and chip.iris & table.terms[iri].ancestors_or_self]
    if exact:
        text = f"{_stated(card, exact[0])} {chip.label}"
    elif narrower:
        label = table.terms[narrower[0]].label
        text = f"{_stated(card, narrower[0])} {label}, {THROUGH.format(chip.label)}"
    else:
        text = f"the text names {chip.label}; the record states no such technique"
    if exact or narrower or (not own and _is_named(engine, chip, number)):
        yield Reason("technique", text, "technique")


def _is_named(engine: Engine, chip: Chip, number: int) -> bool:
    names, texts = technique_names(engine.lexicon, chip), engine.words.texts(number)
    return next(_places(engine, texts, names, PROSE), None) is not None


def _stated(card: Card, technique: str) -> str:
    return "its parts state the technique" if technique in card.part_techniques else "technique"


def _held(engine: Engine, chip: Chip, number: int) -> Iterator[Reason]:
    """Where the record holds a sample or quoted words: the first field for each component."""
    texts = engine.words.texts(number)
    for wanted in sample_parts(chip) if chip.slot == "sample" else [phrases(chip)]:
        found = next(_places(engine, texts, wanted), None)
        if found is not None:
            field, phrase = found
            of_parts = " of its parts" if _ABOUT.get(field) in engine.cards[number].from_parts else ""
            text = f"{chip.slot}: {chip.label} ({_FIELDS[field]}{of_parts}: {phrase})"
            yield Reason("filter", text, chip.slot, _FIELDS[field], (phrase,))


def _places(
    engine: Engine, texts: dict[str, list[str]], wanted: Sequence[str], fields: Sequence[str] = _HELD
) -> Iterator[tuple[str, str]]:
    stems = {phrase: engine.words.stems(phrase) for phrase in wanted}
    for field in fields:
        for text in texts.get(field, ()):
            held = f" {' '.join(engine.words.stems(text))} "
            for phrase in wanted:
                if stems[phrase] and f" {' '.join(stems[phrase])} " in held:
                    yield field, phrase


def _filter(engine: Engine, condition: Constraint, number: int) -> Reason:
    said = str(condition).replace("parameter: ", "quantity: ", 1)
    dates = [chip for chip in condition.chips if chip.slot == "date" and chip.op != IN_YEAR]
    if dates and not condition.negated and (days := evidence(engine, dates[0], number)):
        return Reason("filter", f"{said} ({days})", condition.slot)
    inherited = not condition.negated and condition.slot in engine.cards[number].from_parts
    return Reason("filter", f"{said}{' (stated by its parts)' if inherited else ''}", condition.slot)


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
            words = tuple(written.get(of, of) for of in here)
            yield Reason("words", f"{label}{of_parts}: {', '.join(words)}", None, label, words)


def _meaning(match: Match, number: int, *, alone: bool) -> Iterator[Reason]:
    if match.cosines is not None:
        cosine = float(match.cosines[number])
        if cosine >= SIMILAR or alone:
            yield Reason("meaning", f"similar in meaning (cosine {cosine:.2f})")


def _written(engine: Engine, text: str) -> dict[str, str]:
    """Stem -> the word as the question wrote it."""
    found: dict[str, str] = {}
    for word in text.replace("-", " ").split()[:200]:
        for stem in engine.words.stems(word):
            found.setdefault(stem, word.strip(".,;:!?()[]{}\"'"))
    return found
