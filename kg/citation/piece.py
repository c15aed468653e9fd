"""Some cited works at once: what the book says of them is read, and their pairs are concluded."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import NamedTuple

from orjson import dumps

from kg.citation.changes import Compared
from kg.citation.curated import UnitLabel
from kg.citation.pairing import OF_TEAM, FoundPairs, Unit, UnitClaim, pairs_of_unit, some_pairs_of_unit
from kg.citation.pairs_table import COLUMNS, Row, pair_row
from kg.citation.work import Work
from kg.citation.works import works_of

Ends = tuple[int, int]
"""What is cited and what cites, as clusters."""

# Pieces come as JSON: who only reads a book has no tables to fill. CROSS JOIN keeps the order as it is here.
_UNITS = "json_each(?) unit CROSS JOIN thing b ON b.cluster = unit.value CROSS JOIN"
_ENDS = "(SELECT value ->> 0 AS cited, value ->> 1 AS citing FROM json_each(?)) ends CROSS JOIN"
_CLAIMS = """
SELECT claim.id, a.cluster, b.cluster, a.iri, b.iri, claim.relation, claim.class, claim.confidence,
  graph.source, claim.origin, claim.dropped
FROM {} CROSS JOIN graph ON graph.id = claim.graph
"""
_TO_US = _CLAIMS.format(f"{_UNITS} claim ON claim.cited = b.id CROSS JOIN thing a ON a.id = claim.citing")
_BETWEEN = _CLAIMS.format(
    f"{_ENDS} thing b ON b.cluster = ends.cited CROSS JOIN thing a ON a.cluster = ends.citing"
    " CROSS JOIN claim ON claim.cited = b.id AND claim.citing = a.id"
)
_FROM_US = (
    f"SELECT a.cluster, unit.value FROM {_UNITS} claim ON claim.citing = b.id"
    " CROSS JOIN thing a ON a.id = claim.cited"
)
_DERIVED = (
    f"SELECT unit.value, a.cluster FROM {_UNITS} edge ON edge.to_thing = b.id"
    " CROSS JOIN thing a ON a.id = edge.from_thing WHERE edge.kind = 'derived'"
)
_LABELS = (
    "SELECT unit.value, a.cluster, label.curator, label.behind, label.reuse, label.at"
    f" FROM {_UNITS} label ON label.cited = b.id CROSS JOIN thing a ON a.id = label.citing"
    " ORDER BY label.at, label.node"
)
_STOOD = f"""
SELECT {", ".join(f"pair.{name}" for name in COLUMNS)}, a.iri, b.iri
FROM {{}} CROSS JOIN thing a ON a.id = pair.citing CROSS JOIN thing b ON b.id = pair.cited
"""
_ALL_STOOD = _STOOD.format("json_each(?) unit CROSS JOIN pair ON pair.cited = unit.value")
_SOME_STOOD = _STOOD.format(f"{_ENDS} pair ON pair.citing = ends.citing AND pair.cited = ends.cited")
_COMPANIONS = (
    "SELECT cited, citing FROM json_each(?) unit CROSS JOIN pair INDEXED BY pair_companion"
    " ON cited = unit.value WHERE behind = 'companion' ORDER BY citing"
)


class Units(NamedTuple):
    """Cited works all of whose pairs are to be concluded."""

    units: Sequence[int]
    today: date


class Some(NamedTuple):
    """Pairs to be concluded while the others of the same cited work stand."""

    ends: Sequence[Ends]
    today: date


@dataclass(slots=True)
class Concluded:
    """What comes of a piece; `dropped` are claims whose fate changed, with their numbers.

    `unsettled` are cited works of which some pairs are not enough: all of theirs are to be concluded.
    """

    compared: list[Compared] = field(default_factory=list)
    dropped: list[tuple[str | None, int]] = field(default_factory=list)
    unsettled: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Read:
    """What is asked of the book for some units at once."""

    to_us: dict[int, list[UnitClaim]] = field(default_factory=lambda: defaultdict(list))
    from_us: dict[int, dict[int, list[UnitClaim]]] = field(default_factory=lambda: defaultdict(dict))
    derived: set[Ends] = field(default_factory=set)
    labels: dict[Ends, list[UnitLabel]] = field(default_factory=lambda: defaultdict(list))
    stood: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))
    companions: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    works: dict[int, Work] = field(default_factory=dict)

    def unit(self, cited: int, today: date) -> Unit:
        """One of them."""
        to_us, from_us = self.to_us.get(cited, ()), self.from_us.get(cited, {})
        return Unit(cited, self.works, to_us, from_us, self.derived, self.labels, today)


def conclude_units(database: sqlite3.Connection, piece: Units) -> Concluded:
    """All pairs of these cited works."""
    asked, read = dumps(piece.units), _Read()
    _read_claims(database, read, _TO_US, asked)
    citing = {unit: {one.citing for one in claims} for unit, claims in read.to_us.items()}
    # Few works cite each other, so only their names are asked for at first.
    mutual = {ends for ends in database.execute(_FROM_US, (asked,)) if ends[0] in citing.get(ends[1], ())}
    _read_backward(database, read, mutual)
    _read_beside(database, read, asked)
    _read_stood(database, read, _ALL_STOOD, asked)
    read.works = works_of(database, {*piece.units}.union(*citing.values()))
    found = Concluded()
    for unit in piece.units:
        if unit in read.works:  # else it was forgotten, and nobody can have cited it since
            _compare(found, read, unit, pairs_of_unit(read.unit(unit, piece.today)))
    return found


def conclude_some(database: sqlite3.Connection, piece: Some) -> Concluded:
    """These pairs, where they do not matter to others of the same cited work.

    They may where somebody of the team signs one of them, or did; and where curators had a say.
    """
    cited = sorted({ends[0] for ends in piece.ends})
    asked, units, read = dumps(piece.ends), dumps(cited), _Read()
    _read_claims(database, read, _BETWEEN, asked)
    _read_backward(database, read, {(citing, cited) for cited, citing in piece.ends})
    _read_beside(database, read, units)
    _read_stood(database, read, _SOME_STOOD, asked)
    for unit, citing in database.execute(_COMPANIONS, (units,)):
        read.companions[unit].append(citing)
    read.works = works_of(database, {*chain(*piece.ends, *read.companions.values())})
    found = Concluded()
    of_curators = {ends[0] for ends in read.labels}
    for unit in cited:
        is_of_team = any(row.behind in OF_TEAM for row in read.stood.get(unit, ()))
        some = None
        if unit in read.works and not is_of_team and unit not in of_curators:
            own = [read.works[one] for one in read.companions.get(unit, ())]
            some = some_pairs_of_unit(read.unit(unit, piece.today), own)
        if some is None:
            found.unsettled.append(unit)
        else:
            _compare(found, read, unit, some)
    return found


def _compare(found: Concluded, read: _Read, unit: int, pairs: FoundPairs) -> None:
    found.dropped += [(reason, claim) for claim, reason in pairs.dropped.items()]
    now = [pair_row(pair, read.works) for pair in pairs.pairs]
    found.compared.append(Compared(read.stood.get(unit, ()), now, read.works[unit].facilities))


def _read_claims(database: sqlite3.Connection, read: _Read, query: str, asked: bytes) -> None:
    for row in database.execute(query, (asked,)):
        one = UnitClaim(*row)
        read.to_us[one.cited].append(one)


def _read_backward(database: sqlite3.Connection, read: _Read, ends: Collection[Ends]) -> None:
    """The claims that have our works cite those that cite them; `ends` begin with theirs."""
    asked = dumps(sorted(one for one in ends if one[0] != one[1]))
    for row in database.execute(_BETWEEN, (asked,)):
        one = UnitClaim(*row)
        read.from_us[one.citing].setdefault(one.cited, []).append(one)


def _read_beside(database: sqlite3.Connection, read: _Read, asked: bytes) -> None:
    read.derived = set(database.execute(_DERIVED, (asked,)))
    for cited, by, *said in database.execute(_LABELS, (asked,)):
        read.labels[cited, by].append(UnitLabel(*said))


def _read_stood(database: sqlite3.Connection, read: _Read, query: str, asked: bytes) -> None:
    for *values, citing, cited in database.execute(query, (asked,)):
        row = Row(tuple(values), citing, cited)
        read.stood[row.ends[0]].append(row)
