"""One result of a search, as it is shown."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from kg.answer.because import Reason, reasons
from kg.answer.constraints import Constraint
from kg.answer.engine import Engine
from kg.answer.match import Match
from kg.answer.order import Group
from kg.index.documents import Paper, Person
from kg.read.reading import Reading
from kg.resolve.access import State, access_state, iso_date

_PEOPLE, _PAPERS = 20, 10


@dataclass(frozen=True, slots=True)
class Hit:
    """One result, why it was found, and how many matching records like it stand behind it.

    `scores` has the parts of `score`: `words`, the share of the left words that the record holds, weighed by
    their rarity, and `meaning`, the cosine; either is None where it says nothing. `citations` is None where
    the graph knows of none, which is not zero.
    """

    iri: str
    doi: str | None
    title: str
    score: float
    because: tuple[Reason, ...]
    facility: str | None
    instrument: str | None
    techniques: tuple[tuple[str, str], ...]
    sample: str | None
    date: str | None
    date_kind: str | None
    """Which clock `date` shows; `date_end` is the last day of a collection that took more than one."""
    date_end: str | None
    access: State
    opens: datetime.date | None
    group_size: int
    collection: str | None
    summary: str
    from_parts: tuple[str, ...]
    """What only the parts of this collection state: facility, instrument, sample, technique or year."""
    scores: dict[str, float | None] = field(default_factory=dict)
    data_levels: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    papers: tuple[Paper, ...] = ()
    citations: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self) | {
            "because": [reason.text for reason in self.because],
            "reasons": [reason.as_json() for reason in self.because],
            "techniques": [{"iri": iri, "label": label} for iri, label in self.techniques],
            "opens": self.opens.isoformat() if self.opens else None,
            "from_parts": list(self.from_parts),
            "data_levels": list(self.data_levels),
            "people": [{"iri": of.iri or None, "name": of.name or None} for of in self.people],
            "papers": [{"iri": of.iri or None, "title": of.title or None} for of in self.papers],
        }


def make_hit(
    engine: Engine,
    reading: Reading,
    matched: Match,
    conditions: Sequence[Constraint],
    at: Group,
    as_of: datetime.date,
) -> Hit:
    """The hit of a group of records alike; access is judged on the day `as_of`."""
    card = engine.cards[at.shown]
    state, opens = access_state(card.rights, iso_date(card.available), as_of)
    label = engine.lexicon.label
    return Hit(
        iri=card.iri,
        doi=card.doi,
        title=card.title,
        score=round(at.score, 6),
        because=reasons(engine, reading, matched, conditions, at.shown),
        facility=", ".join(map(label, card.facilities)) or None,
        instrument=", ".join(map(label, card.instruments[:3])) or None,
        techniques=tuple((iri, label(iri)) for iri in card.techniques),
        sample=", ".join(card.samples[:3]) or None,
        date=card.date,
        date_kind=card.date_kind,
        date_end=card.end if card.start and card.end and card.end > card.start else None,
        access=state,
        opens=opens,
        group_size=at.size,
        collection=card.collection,
        summary=card.summary,
        from_parts=card.from_parts,
        scores=scores_of(matched, at.shown),
        data_levels=card.data_kinds,
        people=card.people[:_PEOPLE],
        papers=card.papers[:_PAPERS],
        citations=card.citations,
    )


def scores_of(matched: Match, number: int) -> dict[str, float | None]:
    """The parts of a document's score."""
    cosine = None if matched.cosines is None else round(float(matched.cosines[number]), 6)
    share = round(float(matched.shares[number]), 6) if matched.terms else None
    return {"words": share, "meaning": cosine}
