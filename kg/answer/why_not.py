"""Why a record is not among the hits, or where it stands: conditions it breaks, and what it says instead."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.answer.because import reasons
from kg.answer.constraints import Constraint
from kg.answer.engine import Engine
from kg.answer.hit import scores_of
from kg.answer.options import Options
from kg.answer.quantity_clause import asked_quantities
from kg.answer.search import Found, find
from kg.index.documents import Card
from kg.rdf.names import DOI
from kg.read.chip import Chip
from kg.resolve.access import access_state, iso_date

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SAID = 5
"""Values of one property that are named; of more, how many there are."""

_DOI = re.compile(r"(?i)(?:doi:|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)")


@dataclass(frozen=True, slots=True)
class Broken:
    """A condition that the record does not meet, and what it says instead."""

    slot: str
    sentence: str
    instead: str


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What became of one record in a search.

    `rank` counts hits from 1; None where the record is no hit. `words` says whether it answers the words that
    no condition took. `behind` is the hit that stands for it, where records alike are grouped. `exists` is
    False for what is no dataset of this generation: then nothing else is known.
    """

    asked: str
    iri: str | None
    exists: bool
    found: bool
    explanation: str
    title: str | None = None
    rank: int | None = None
    total: int = 0
    failed: tuple[Broken, ...] = ()
    words: bool | None = None
    behind: str | None = None
    scores: dict[str, float | None] | None = None
    because: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self) | {"failed": [asdict(of) for of in self.failed], "because": list(self.because)}


def why_not(
    engine: Engine,
    text: str,
    asked: str,
    options: Options,
    as_of: date,
    *,
    sort: str | None = None,
    today: date | None = None,
) -> WhyNot:
    """What became of the record `asked`, an IRI or DOI, in this search. Raises BadInput as `search`."""
    number = record_number(engine, asked)
    if number is None:
        return WhyNot(
            asked, None, False, False, f"No dataset {asked[:300]!r} is in generation {engine.generation}."
        )
    found = find(engine, text, options, as_of, sort=sort, today=today)
    card = engine.cards[number]
    if found.keep[number]:
        return _hit(engine, found, number, asked)
    failed = tuple(
        Broken(of.slot, of.sentence, instead(engine, card, of, as_of))
        for of in found.conditions
        if not of.holds[number]
    )
    answers_words = bool(found.matched.found[number])
    return WhyNot(
        asked,
        card.iri,
        True,
        False,
        _explained(failed, answers_words, bool(found.matched.identified)),
        card.title,
        None,
        len(found.groups),
        failed,
        answers_words,
        None,
        _scores(found, number),
    )


def record_number(engine: Engine, asked: str) -> int | None:
    """The document of an IRI or a DOI in any of its forms; None for none."""
    asked = asked.strip()
    if asked in engine.numbers:
        return engine.numbers[asked]
    doi = _DOI.fullmatch(asked)
    if doi is None:
        return None
    iri = DOI[doi[1].lower()].value if not re.search(r'[<>"{}|^`\\\x00-\x20]', doi[1]) else ""
    if iri in engine.numbers:
        return engine.numbers[iri]
    several: NDArray[np.int64] = engine.words.identified(doi[1])
    return int(several[0]) if several.size == 1 else None


def _hit(engine: Engine, found: Found, number: int, asked: str) -> WhyNot:
    card = engine.cards[number]
    rank = found.grouped[found.groups.shown].tolist().index(int(found.grouped[number])) + 1
    shown = found.groups[rank - 1].shown
    behind = engine.cards[shown].iri if shown != number else None
    explanation = f"It is hit {rank} of {len(found.groups)}."
    if behind:
        explanation = (
            f"It stands behind hit {rank} of {len(found.groups)}, with which it is grouped: {behind}."
        )
    because = reasons(engine, found.reading, found.matched, found.conditions, number)
    scores = _scores(found, number)
    return WhyNot(
        asked, card.iri, True, True, explanation, card.title, rank, len(found.groups), (), True, behind,
        scores, tuple(reason.text for reason in because),
    )  # fmt: skip


def _scores(found: Found, number: int) -> dict[str, float | None]:
    import numpy as np

    (score,) = found.matched.scores_of(np.array([number])).tolist()
    return {"score": round(score, 6), **scores_of(found.matched, number)}


def _explained(failed: Iterable[Broken], answers_words: bool, is_identified: bool) -> str:
    said = [f"The question asks for data {of.sentence}: {of.instead}." for of in failed]
    if not answers_words:
        other = "The question names other records by their identifiers."
        said.append(
            other if is_identified else "It does not hold enough of the words, nor is it near in meaning."
        )
    return " ".join(said)


def instead(engine: Engine, card: Card, condition: Constraint, as_of: date) -> str:
    """What the record says about the property of a condition that it does not meet."""
    chips = condition.chips
    if condition.is_unknown:
        return "nothing of this name is known in this graph"
    said = list(dict.fromkeys(_says(engine, card, chip, as_of) for chip in chips))
    if condition.negated:
        return f"{' and '.join(said)}, which is left out" if said else "which is left out"
    return " and ".join(said) or "it is no such record"


def _says(engine: Engine, card: Card, chip: Chip, as_of: date) -> str:
    label = engine.lexicon.label
    match chip.slot:
        case "technique":
            return _named("technique", map(label, card.techniques), chip)
        case "facility":
            return _named("facility", map(label, card.facilities), chip)
        case "instrument":
            return _named("instrument", map(label, card.instruments), chip)
        case "sample":
            return _named("sample", card.samples, chip)
        case "formula":
            return _named("formula of its sample", card.compositions, chip)
        case "person":
            return _named("creator", (of.name or of.iri for of in card.people), chip)
        case "data_level":
            return _named("data level", card.data_kinds, chip)
        case "date":
            return f"it was {card.date_kind} {card.date}" if card.date else "it states no date"
        case "access":
            state, opens = access_state(card.rights, iso_date(card.available), as_of)
            until = f" until {opens.isoformat()}" if opens else ""
            return f"its access is {state} on {as_of.isoformat()}{until}"
        case "doi":
            return f"its identifier is {card.doi or card.iri}"
        case "parameter":
            return _quantity(card, chip)
        case "text":
            return "it holds these words" if chip.negated else "it does not hold these words"


def _named(what: str, values: Iterable[str], chip: Chip) -> str:
    stated = list(dict.fromkeys(values))
    if not stated:
        return f"it states no {what}"
    shown = ", ".join(stated[:_SAID]) + (f" and {len(stated) - _SAID} more" if len(stated) > _SAID else "")
    return f"its {what} is {shown}" + ("" if chip.negated or chip.label in stated else f", not {chip.label}")


def _quantity(card: Card, chip: Chip) -> str:
    names = asked_quantities(chip.label)
    stated = [
        of.written or f"{of.low:g} to {of.high:g} {chip.si_unit or ''}".strip()
        for of in card.quantities
        if of.name in names
    ]
    if not stated:
        probe = "" if card.probe or "energy" not in chip.label else ", and its probe is not known"
        return f"it states no {chip.label}{probe}"
    return f"its {chip.label} is {', '.join(dict.fromkeys(stated[:_SAID]))}"
