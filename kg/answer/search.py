"""Answer a question with datasets: read it, match, filter, rank, group, and say why."""

import datetime
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.answer.access import State, access_state, iso_date
from kg.answer.because import Reason, reasons
from kg.answer.constraints import Constraint, Options, all_hold, constraints
from kg.answer.engine import Engine
from kg.answer.facets import Facets, facets
from kg.answer.grouping import grouping
from kg.answer.match import Match, match
from kg.answer.relax import Relaxation, absent_dois, relaxations
from kg.answer.sparql import as_sparql
from kg.errors import BadInput
from kg.read.read import read
from kg.read.reading import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST_TEXT = 2000
"""Characters of a question that are read."""


class Group(NamedTuple):
    """Matching documents alike: the one shown, how many there are, and the best score among them."""

    shown: int
    size: int
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """One result, why it was found, and how many matching records like it stand behind it."""

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
    access: State
    opens: datetime.date | None
    group_size: int
    collection: str | None
    summary: str
    from_parts: tuple[str, ...]
    """What only the parts of this collection state: facility, instrument, sample, technique or year."""

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self) | {
            "because": [reason.text for reason in self.because],
            "techniques": [{"iri": iri, "label": label} for iri, label in self.techniques],
            "opens": self.opens.isoformat() if self.opens else None,
            "from_parts": list(self.from_parts),
        }


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Hits best first, one per group of records alike (see `kg.answer.grouping`).

    `total` counts hits, not records: the sum of all `group_size` is the number of records. `facets` and
    `relaxations` count the same way.
    """

    reading: Reading
    total: int
    hits: tuple[Hit, ...]
    facets: Facets
    relaxations: tuple[Relaxation, ...]
    sparql: str
    as_of: datetime.date
    generation: int
    milliseconds: float
    without_dense: str | None
    absent_dois: tuple[str, ...] = ()
    """DOIs of the question that this generation does not have."""

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "reading": self.reading.as_json() | {"sparql": self.sparql},
            "total": self.total,
            "hits": [hit.as_json() for hit in self.hits],
            "facets": {name: [asdict(value) for value in values] for name, values in self.facets.items()},
            "relaxations": [asdict(relaxation) for relaxation in self.relaxations],
            "sparql": self.sparql,
            "as_of": self.as_of.isoformat(),
            "dense": self.without_dense is None,
            "dense_reason": self.without_dense,
            "absent_dois": list(self.absent_dois),
            "generation": self.generation,
            "milliseconds": self.milliseconds,
        }


def search(
    engine: Engine,
    text: str,
    *,
    limit: int = 10,
    offset: int = 0,
    as_of: datetime.date,
    facility: str | None = None,
    technique: str | None = None,
    instrument: str | None = None,
    year: int | None = None,
    access: str | None = None,
    alike: str | None = None,
) -> SearchAnswer:
    """Search a generation; the filters take names or IRIs and must hold of every hit.

    Records alike are one hit (see `kg.answer.grouping`), except where identifiers are asked for, or with
    `alike`, the IRI of one of them: then each of them is a hit.

    Raises:
        BadInput: a filter names nothing known, or `limit` or `offset` is out of range.
    """
    if not (0 <= limit <= 1000 and offset >= 0):
        raise BadInput(f"limit must be 0 to 1000, offset not negative; got {limit} and {offset}.")
    started = perf_counter()
    text = text[:LONGEST_TEXT].encode("utf-8", "replace").decode()  # half characters come in by URLs
    reading = read(engine.lexicon, text)
    conditions = constraints(
        engine, reading, Options(facility, technique, instrument, year, access, alike), as_of
    )
    matched = match(engine, reading)
    keep = matched.found & all_hold(engine, conditions)
    grouped = grouping(engine, matched, conditions)
    groups = _grouped(engine, matched, keep, grouped)
    shown = groups[offset : offset + limit]
    return SearchAnswer(
        reading=reading,
        total=len(groups),
        hits=tuple(_hit(engine, reading, matched, conditions, at, as_of) for at in shown),
        facets=facets(engine, keep, as_of, grouped),
        relaxations=() if groups else relaxations(engine, reading, matched, conditions),
        sparql=as_sparql(reading, conditions, as_of),
        as_of=as_of,
        generation=engine.generation,
        milliseconds=round((perf_counter() - started) * 1000, 3),
        without_dense=engine.without_dense,
        absent_dois=absent_dois(engine, text),
    )


def _grouped(
    engine: Engine, matched: Match, keep: "NDArray[np.bool_]", grouped: "NDArray[np.int64]"
) -> list[Group]:
    """The matching groups, best first.

    A group stands where its best document stands; its collection is shown where that matches, too.
    """
    import numpy as np

    numbers = np.flatnonzero(keep)
    scores = _column(matched.scores, len(engine.cards))[numbers]
    shares = _column(matched.shares, len(engine.cards))[numbers]
    # By score; then by share of the words, then collections before parts, then newest, then by IRI.
    keys = (numbers, -engine.dates[numbers], -engine.parts[numbers], -shares, -scores)
    groups = grouped[numbers]
    order = np.lexsort(keys)
    first = order[np.sort(np.unique(groups[order], return_index=True)[1])]
    shown = np.lexsort((*keys, engine.parts[numbers] == 0))
    of_group = dict(zip(groups[shown][::-1].tolist(), numbers[shown][::-1].tolist(), strict=True))
    sizes = np.bincount(groups, minlength=1)
    ranked = zip(groups[first].tolist(), scores[first].tolist(), strict=True)
    return [Group(of_group[group], int(sizes[group]), score) for group, score in ranked]


def _column(values: dict[int, float], length: int) -> "NDArray[np.float64]":
    import numpy as np

    column = np.zeros(length)
    column[np.fromiter(values, np.int64, len(values))] = np.fromiter(values.values(), np.float64, len(values))
    return column


def _hit(
    engine: Engine,
    reading: Reading,
    matched: Match,
    conditions: list[Constraint],
    at: Group,
    as_of: datetime.date,
) -> Hit:
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
        access=state,
        opens=opens,
        group_size=at.size,
        collection=card.collection,
        summary=card.summary,
        from_parts=card.from_parts,
    )
