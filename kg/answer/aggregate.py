"""Numbers instead of a list: "how many", "per year", "top 5 instruments", "most cited".

Every number comes with the SPARQL that gives it and with the question whose hits are behind it. Counted are
datasets; a collection whose parts are here counts by them, and itself where no dataset alike is found. `hits`
of a row are groups of records alike, which is what the list behind it shows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kg.answer.aggregate_sparql import citing, counting, listed
from kg.answer.constraints import Constraint, all_hold
from kg.answer.engine import Engine
from kg.answer.facets import count_groups
from kg.answer.meeting import flags
from kg.answer.sparql import where
from kg.index.columns import Column
from kg.read.chip import Ask

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_LISTED = 1000
"""Datasets found by words that the SPARQL of a count names one by one; of more it can say nothing."""

_TOP = 10
_MOST_ROWS = 500

NO_CITATIONS = "The graph holds no citation of these datasets, so none of them is the most cited one."
TOO_MANY_WORDS = (
    f"Which datasets the words find cannot be said in SPARQL; more than {MOST_LISTED:,} are not listed in it."
)
_FILTERS = ("facility", "instrument", "technique", "year", "access")


@dataclass(frozen=True, slots=True)
class Row:
    """One value and its number of datasets (of `most_cited`: a dataset and its citations).

    `hits` are what the list behind it shows; `query` is that list as the query string of a search, None
    where no filter can say it.
    """

    value: str
    label: str
    count: int
    hits: int | None
    query: str | None


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What was asked for in numbers.

    `total` counts the datasets behind all rows, `values` the distinct values of `by`, `without` the datasets
    that state none. `rows` are by year ascending, else by count; `left_out` says how many more there are.
    """

    kind: str
    by: str | None
    total: int
    rows: tuple[Row, ...] = ()
    values: int | None = None
    without: int | None = None
    left_out: int = 0
    sparql: str | None = None
    note: str | None = None
    counted: str = "datasets"
    collections: int = 0
    """Collections that were found, too, and are not counted beside the datasets in them."""

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Matching:
    """What the search found: the documents that are kept, the group of each, and the conditions they meet."""

    keep: "NDArray[np.bool_]"
    groups: "NDArray[np.int64]"
    conditions: Sequence[Constraint]
    as_of: date
    asked: Sequence[tuple[str, str]]
    """The question and its filters, as parameters of an address."""
    ranked: "NDArray[np.int64]"
    """The documents that are kept, the best first."""


def aggregate(engine: Engine, ask: Ask | None, found: Matching) -> Aggregate | None:
    """The numbers asked for; None where a list was asked for, as by "latest"."""
    import numpy as np

    if ask is None or ask.kind == "latest":
        return None
    single = found.keep & (engine.parts == 0)
    alone = _alone(engine, found.keep, single)
    counted = single.copy()
    counted[alone] = True
    numbers = np.flatnonzero(counted)
    besides = int(np.count_nonzero(found.keep)) - len(numbers)
    clauses, note = _clauses(engine, found, single) if len(alone) <= MOST_LISTED else (None, TOO_MANY_WORDS)
    by = _values(engine, ask.by, found.as_of) if ask.by else {}
    named = _named(engine, by, alone) if clauses is not None else {}
    if ask.kind == "most_cited":
        sparql = citing(clauses, ask.limit or _TOP, named) if clauses is not None else None
        return replace(_most_cited(engine, ask, numbers, sparql, note), collections=besides)
    wholes = _wholes(engine) if ask.by == "facility" else {}
    sparql = counting(ask.by, clauses, found.as_of, wholes, named) if clauses is not None else None
    if ask.by is None:
        return Aggregate(ask.kind, None, len(numbers), sparql=sparql, note=note, collections=besides)
    rows = sorted(_rows(engine, ask.by, by, counted, found), key=lambda of: (-of.count, of.label, of.value))
    if ask.by == "year":
        rows.sort(key=lambda of: of.value)
    stating = by.stating(len(counted)) if isinstance(by, Column) else flags(engine, by.values())
    shown = rows[: min(ask.limit or _TOP, _MOST_ROWS)] if ask.kind == "top" else rows[:_MOST_ROWS]
    return Aggregate(
        ask.kind,
        ask.by,
        len(numbers),
        tuple(shown),
        values=len(rows),
        without=int(np.count_nonzero(counted & ~stating)),
        left_out=len(rows) - len(shown),
        sparql=sparql,
        note=note,
        collections=besides,
    )


def _alone(engine: Engine, keep: "NDArray[np.bool_]", single: "NDArray[np.bool_]") -> "NDArray[np.int64]":
    """The collections found in whose group no other dataset is found: else a hit would count as nothing."""
    import numpy as np

    counting = np.zeros(len(engine.group_sizes), dtype=bool)
    counting[engine.groups[single]] = True
    numbers: NDArray[np.int64] = np.flatnonzero(keep & ~single & ~counting[engine.groups])
    return numbers


def _named(
    engine: Engine, by: "Mapping[str, NDArray[np.int64]]", alone: "NDArray[np.int64]"
) -> dict[str, list[str]]:
    """IRI -> values, for each of these collections."""
    import numpy as np

    iris = {number: engine.cards[number].iri for number in alone.tolist()}
    found: dict[str, list[str]] = {iri: [] for iri in iris.values()}
    for value, numbers in by.items() if len(alone) else ():
        for number in np.intersect1d(numbers, alone).tolist():
            found[iris[number]].append(value)
    return found


def _clauses(
    engine: Engine, found: Matching, counted: "NDArray[np.bool_]"
) -> tuple[list[str] | None, str | None]:
    """What says in SPARQL which datasets, collections aside, are counted; IRIs where words chose them."""
    import numpy as np

    holding = all_hold(engine, found.conditions) & (engine.parts == 0)
    if np.array_equal(holding, counted):
        return where(found.conditions, found.as_of), None
    numbers = np.flatnonzero(counted).tolist()
    if len(numbers) > MOST_LISTED:
        return None, TOO_MANY_WORDS
    return listed(engine.cards[number].iri for number in numbers), None


def _values(engine: Engine, by: str, as_of: date) -> "Mapping[str, NDArray[np.int64]]":
    """Value -> all documents that have it."""
    if by == "access":
        return engine.by_access(as_of)
    values: Mapping[str, NDArray[np.int64]] = getattr(engine, f"by_{by}")
    return values


def _rows(
    engine: Engine,
    by: str,
    values: "Mapping[str, NDArray[np.int64]]",
    counted: "NDArray[np.bool_]",
    found: Matching,
) -> Iterator[Row]:
    import numpy as np

    if isinstance(values, Column):  # only what some counted document has is read from the disk
        having = values.counts(counted, np.arange(len(counted)))
        pairs = values.some(np.flatnonzero(having).tolist())
    else:
        pairs = iter(values.items())
    for value, numbers in pairs:
        if count := int(np.count_nonzero(counted[numbers])):
            label = engine.person(value) if by == "person" else engine.lexicon.label(value)
            hits = query = None
            if by in _FILTERS:
                behind = _behind(engine, by, value, numbers)
                hits = count_groups(found.groups, behind[found.keep[behind]])
                query = _query(found, by, value)
            yield Row(value, label, count, hits, query)


def _query(found: Matching, by: str, value: str) -> str:
    """The question with this filter: techniques add to each other; of the others one is enough."""
    kept = [pair for pair in found.asked if pair[0] != by or by == "technique"]
    day = [] if found.as_of == date.today() else [("as_of", found.as_of.isoformat())]
    return urlencode([*kept, (by, value), *day])


def _behind(engine: Engine, by: str, value: str, numbers: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """The documents that this filter finds: of a technique also those of narrower ones."""
    return engine.under(value) if by == "technique" else numbers


def _wholes(engine: Engine) -> dict[str, tuple[str, ...]]:
    """Facility -> itself and what it is part of; empty where none is part of another."""
    chains = {iri: engine.with_wholes([iri]) for iri in engine.by_facility}
    return chains if any(len(chain) > 1 for chain in chains.values()) else {}


def _most_cited(
    engine: Engine, ask: Ask, numbers: "NDArray[np.int64]", sparql: str | None, note: str | None
) -> Aggregate:
    import numpy as np

    cited = numbers[engine.citations[numbers] > 0]
    if not len(cited):
        return Aggregate(ask.kind, None, len(numbers), note=NO_CITATIONS)
    limit = ask.limit or _TOP
    first = np.lexsort((engine.numbers.places()[cited], -engine.citations[cited]))[:limit]
    cards = [engine.cards[number] for number in cited[first].tolist()]
    rows = tuple(Row(of.iri, of.title or of.iri, of.citations or 0, None, None) for of in cards)
    left_out = max(0, len(cited) - limit)
    return Aggregate(ask.kind, None, len(numbers), rows, left_out=left_out, sparql=sparql, note=note)
