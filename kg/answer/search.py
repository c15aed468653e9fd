"""Answer a question with datasets: read it, match, filter, rank, group, and say why."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from time import perf_counter
from typing import Any

from kg.answer.aggregate import Aggregate, Matching, aggregate
from kg.answer.constraints import Constraint, all_hold, constraints
from kg.answer.engine import Engine
from kg.answer.facets import Facets, facets
from kg.answer.grouping import grouping
from kg.answer.hit import Hit, make_hit
from kg.answer.match import Match, match
from kg.answer.options import Options, Values, is_off
from kg.answer.order import Groups, as_sort, in_order
from kg.answer.relax import FEW, Relaxation, Relaxed, absent_dois, relaxed
from kg.answer.request import Request, parameters
from kg.answer.said_constraint import SaidConstraint, said
from kg.answer.sparql import as_sparql
from kg.errors import BadInput
from kg.read.read import read
from kg.read.reading import Reading

__all__ = ["Hit", "SearchAnswer", "search"]

_MOST_UNHELD = 20
LONGEST_TEXT = 2000
"""Characters of a question that are read."""


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Hits best first, one per group of records alike (see `kg.answer.grouping`).

    `total` counts hits, not records: the sum of all `group_size` is the number of records. `facets` and
    `relaxations` count the same way. `emptied_by` names the conditions that left no hit.
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
    aggregate: Aggregate | None = None
    """The numbers that the question asks for; None where it asks for a list."""
    matching: Matching | None = field(default=None, repr=False, compare=False)
    """All documents found, for exports, feeds and receipts; no part of the JSON form."""
    constraints: tuple[SaidConstraint, ...] = ()
    emptied_by: tuple[str, ...] = ()
    off: tuple[int, ...] = ()
    """The places of the reading's chips that were switched off."""
    sort: str = "relevance"
    unheld: tuple[str, ...] = ()
    """Words of the question that no hit holds; beside conditions words only rank."""

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "reading": self.reading.as_json() | {"sparql": self.sparql},
            "total": self.total,
            "hits": [hit.as_json() for hit in self.hits],
            "constraints": [each.as_json() for each in self.constraints],
            "facets": {name: [asdict(value) for value in values] for name, values in self.facets.items()},
            "relaxations": [relaxation.as_json() for relaxation in self.relaxations],
            "emptied_by": list(self.emptied_by),
            "off": list(self.off),
            "unheld": list(self.unheld),
            "sort": self.sort,
            "sparql": self.sparql,
            "as_of": self.as_of.isoformat(),
            "dense": self.without_dense is None,
            "dense_reason": self.without_dense,
            "absent_dois": list(self.absent_dois),
            "aggregate": self.aggregate.as_json() if self.aggregate else None,
            "generation": self.generation,
            "milliseconds": self.milliseconds,
        }


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found before it is shown: `reading` has all chips, `groups` are the hits in order."""

    request: Request
    reading: Reading
    conditions: list[Constraint]
    matched: Match
    keep: Any
    grouped: Any
    groups: Groups
    ranked: Any
    sort: str


def search(
    engine: Engine,
    text: str,
    *,
    limit: int = 10,
    offset: int = 0,
    as_of: datetime.date,
    facility: Values = None,
    technique: Values = None,
    instrument: Values = None,
    year: int | None = None,
    access: Values = None,
    alike: str | None = None,
    data_level: Values = None,
    sample: Values = None,
    person: Values = None,
    since: str | None = None,
    until: str | None = None,
    excluded: Sequence[str] = (),
    off: Sequence[str] = (),
    sort: str | None = None,
    today: datetime.date | None = None,
) -> SearchAnswer:
    """Search a generation; the filters take names or IRIs and must hold of every hit (see `Options`).

    Records alike are one hit (see `kg.answer.grouping`), except where identifiers are asked for, or with
    `alike`, the IRI of one of them: then each of them is a hit. `today` is what "last year" is counted from;
    the day `as_of` where none is given.

    Raises:
        BadInput: a filter names nothing known, or `limit`, `offset` or `sort` cannot be.
    """
    if not (0 <= limit <= 1000 and offset >= 0):
        raise BadInput(f"limit must be 0 to 1000, offset not negative; got {limit} and {offset}.")
    started = perf_counter()
    options = Options(
        facility,
        technique,
        instrument,
        year,
        access,
        data_level,
        sample,
        person,
        since,
        until,
        excluded,
        off,
        alike,
    )
    found = find(engine, text, options, as_of, sort=sort, today=today)
    return _answer(engine, found, slice(offset, offset + limit), started)


def find(
    engine: Engine,
    text: str,
    options: Options,
    as_of: datetime.date,
    *,
    sort: str | None = None,
    today: datetime.date | None = None,
) -> Found:
    """All that meets a question. Raises BadInput as `search`."""
    text = text[:LONGEST_TEXT].encode("utf-8", "replace").decode()  # half characters come in by URLs
    reading = read(engine.lexicon, text, today or as_of)
    conditions = constraints(engine, reading, options, as_of)
    on = tuple(chip for place, chip in enumerate(reading.chips) if not is_off(chip, place, options.off))
    matched = match(engine, replace(reading, chips=on))
    keep = matched.found & all_hold(engine, conditions)
    grouped = grouping(engine, matched, conditions)
    order = as_sort(sort or ("-date" if reading.ask and reading.ask.kind == "latest" else "relevance"))
    groups, ranked = in_order(engine, matched, keep, grouped, order)
    request = Request(text, options, as_of)
    return Found(request, reading, conditions, matched, keep, grouped, groups, ranked, order)


def _answer(engine: Engine, found: Found, shown: slice, started: float) -> SearchAnswer:
    reading, conditions, as_of = found.reading, found.conditions, found.request.as_of
    asked = [("q", found.request.text), *parameters(found.request.options)]
    matching = Matching(found.keep, found.grouped, conditions, as_of, asked, found.ranked)
    more = _relaxed(engine, found)
    return SearchAnswer(
        reading=reading,
        total=len(found.groups),
        hits=tuple(
            make_hit(engine, reading, found.matched, conditions, at, as_of) for at in found.groups[shown]
        ),
        facets=facets(engine, found.keep, as_of, found.grouped),
        relaxations=more.relaxations,
        sparql=as_sparql(reading, conditions, as_of),
        as_of=as_of,
        generation=engine.generation,
        milliseconds=round((perf_counter() - started) * 1000, 3),
        without_dense=engine.without_dense,
        absent_dois=absent_dois(engine, found.request.text),
        aggregate=aggregate(engine, reading.ask, matching),
        matching=matching,
        constraints=tuple(said(engine, condition) for condition in conditions),
        emptied_by=more.emptied_by,
        off=tuple(at for at, of in enumerate(reading.chips) if is_off(of, at, found.request.options.off)),
        sort=found.sort,
        unheld=_unheld(engine, found),
    )


def _unheld(engine: Engine, found: Found) -> tuple[str, ...]:
    """The words left over that none of the hits holds."""
    words = found.reading.unmatched[:_MOST_UNHELD] if len(found.groups) else ()
    return tuple(word for word in words if _is_unheld(engine, found, word))


def _is_unheld(engine: Engine, found: Found, word: str) -> bool:
    terms = engine.words.terms(word)
    return bool(terms) and not any(
        found.keep[engine.words.coverage({term: 1.0}, 1.0)[0]].any() for term in terms
    )


def _relaxed(engine: Engine, found: Found) -> Relaxed:
    hits = len(found.groups)
    if hits >= FEW or found.matched.identified:
        return Relaxed()
    return relaxed(engine, found.request, found.reading, found.matched, found.conditions, hits)
