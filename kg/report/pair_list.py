"""The pairs behind a number: filtered, a page at a time, each with what decided on it."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import orjson

from kg.citation.identifier import normal_iri
from kg.errors import BadInput
from kg.report.scope import KINDS, Scope

NONE = "none"
"""As a filter: what states nothing."""
LOADED = "loaded"
"""As a source: what people loaded or wrote here."""
BEFORE_OPENING = "before-opening"
"""As a flag: of pairs, no companions, whose citing work surely is older than the opening of the data."""

_FACET = {
    "instrument": "ours.cited",
    "technique": "ours.cited",
    "proposal": "ours.cited",
    "country": "ours.citing",
    "institution": "ours.citing",
}
_COLUMNS = {"behind": "ours.behind", "class": "ours.class", "reuse": "ours.reuse", "state": "ours.state"}
_SIDES = {"cited": "ours.cited", "citing": "ours.citing"}
FILTERS = ("year", "source", "origins", "witnesses", "flag", "level", *_COLUMNS, *_FACET, *_SIDES)
"""What a list may be narrowed by; `state` is counted unless given: undated, later, not-counted or all.

`behind` takes several values, any of which may hold, and `origins` several, all of which have to; "," stands
between them. `witnesses` are all origins of a pair, by name, with "+" between them.
"""

# As texts, "2021" comes before every day of 2021: only what is surely earlier is wanted.
_IS_EARLY = "EXISTS (SELECT 1 FROM data WHERE cluster = ours.cited AND data.opens > ours.date || '~')"
_IN_LISTS = {
    "source": "EXISTS (SELECT 1 FROM json_each(ours.said) WHERE key = :source)",
    "flag": "EXISTS (SELECT 1 FROM json_each(ours.flags) WHERE value = :flag)",
    "origins": "NOT EXISTS (SELECT 1 FROM json_each(:origins) one WHERE one.value NOT IN "
    "(SELECT value FROM json_each(ours.origins)))",
    "witnesses": "COALESCE((SELECT group_concat(value, '+') FROM "
    f"(SELECT value FROM json_each(ours.origins) WHERE value != '' ORDER BY value)), '{NONE}') = :witnesses",
    "level": f"COALESCE(level_of((SELECT iri FROM main.thing WHERE id = ours.cited)), '{NONE}') = :level",
}

_ALLOWED = {
    "behind": KINDS,
    "class": ("companion", "citation", "derivation", "documentation"),
    "reuse": ("yes", "no", "unknown"),
    "state": ("counted", "undated", "later", "not-counted", "all"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One pair; the titles are None where no source gives one. `state` is counted, or why it is not."""

    node: str
    citing: str
    citing_title: str | None
    citing_kind: str | None
    cited: str
    cited_title: str | None
    klass: str
    behind: str
    behind_basis: tuple[dict[str, Any], ...]
    reuse: str
    date: str | None
    date_basis: str | None
    flags: tuple[str, ...]
    origins: tuple[str, ...]
    sources: tuple[str, ...]
    claims: int
    is_constructed: bool
    state: str

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        said = asdict(self)
        said["class"] = said.pop("klass")
        return said


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which pairs are wanted; values of FILTERS as they stand in an address."""

    filters: Mapping[str, str]

    def condition(self) -> tuple[str, dict[str, str]]:
        """The condition in SQL on `ours`, and its values.

        Raises:
            BadInput: a filter is none, or has a value that cannot be.
        """
        where, values = ["1"], dict[str, str]()
        filters = {"state": "counted"} | dict(self.filters)
        for name, value in filters.items():
            values[name] = _value(name, value)
            where.append(_condition(name, value))
        return " AND ".join(where), values


@dataclass(frozen=True, slots=True)
class PairList:
    """One page of the pairs chosen, of `total`, in which `citing_works` different works cite `cited_works`.

    `claims` are behind all of them; those of one source only, where the list is narrowed by it.
    """

    total: int
    citing_works: int
    cited_works: int
    claims: int
    pairs: tuple[Listed, ...]


def chosen(given: Mapping[str, str]) -> Chosen:
    """The filters among the parameters of an address; empty ones ask for nothing."""
    return Chosen({name: given[name] for name in FILTERS if given.get(name)})


def pair_list(scope: Scope, which: Chosen, limit: int | None = None, offset: int = 0) -> PairList:
    """The pairs by what is cited; all of them without a limit.

    Raises:
        BadInput: a filter has a value that cannot be.
    """
    where, values = which.condition()
    rows = scope.rows(
        f"""
        SELECT pair.node, a.iri, x.title, x.kind, b.iri, y.title, ours.class, ours.behind, pair.behind_basis,
          ours.reuse, ours.date, pair.date_basis, ours.flags, ours.origins, pair.sources, ours.claims,
          ours.is_constructed, ours.state
        FROM ours JOIN main.pair ON pair.id = ours.id
        JOIN main.thing a ON a.id = ours.citing JOIN main.thing b ON b.id = ours.cited
        LEFT JOIN main.work x ON x.cluster = ours.citing LEFT JOIN main.work y ON y.cluster = ours.cited
        WHERE {where} ORDER BY b.iri, ours.date IS NULL, ours.date, a.iri LIMIT :limit OFFSET :offset
        """,
        limit=-1 if limit is None else limit,
        offset=offset,
        **values,
    )
    claims = "json_extract(ours.said, '$.\"' || :source || '\"')" if "source" in values else "ours.claims"
    counts = scope.rows(
        "SELECT COUNT(*), COUNT(DISTINCT ours.citing), COUNT(DISTINCT ours.cited), "
        f"COALESCE(SUM({claims}), 0) FROM ours WHERE {where}",
        **values,
    )
    total, citing, cited, said = counts[0]
    return PairList(total, citing, cited, said, tuple(_listed(row) for row in rows))


def _value(name: str, value: str) -> str:
    """What the condition compares with. Raises BadInput for a value that cannot be."""
    there = _ALLOWED.get(name, ())
    for one in (value.split(",") if name == "behind" else [value]) if there else []:
        if one not in there:
            raise BadInput(f"{name}={one[:40]!r} is none; there are: {', '.join(there)}.")
    if name == "source" and value == LOADED:
        return ""
    if name == "origins":
        return orjson.dumps(value.split(",")).decode()
    if name == "year" and value != NONE and not re.fullmatch("[0-9]{4}", value):
        raise BadInput(
            f"year={value[:40]!r} is none: write four digits, or {NONE!r} for works without a date."
        )
    if name in _SIDES:
        node = normal_iri(value, None)
        if node is None:
            raise BadInput(f"{name}={value[:40]!r} names no work: a DOI or an IRI is wanted.")
        return node.value
    return value


def _condition(name: str, value: str) -> str:
    if name == "state":
        return "(ours.state = :state OR :state = 'all')"
    if name == "behind":
        return "instr(',' || :behind || ',', ',' || ours.behind || ',') > 0"
    if name in _COLUMNS:
        return f"{_COLUMNS[name]} = :{name}"
    if name in _SIDES:
        return f"{_SIDES[name]} IN (SELECT cluster FROM main.thing WHERE iri = :{name})"
    if name in _FACET:
        stated = f"SELECT 1 FROM main.facet WHERE cluster = {_FACET[name]} AND slot = '{name}'"
        if value == NONE:
            return f"NOT EXISTS ({stated}) AND :{name} = :{name}"
        return f"EXISTS ({stated} AND value = :{name})"
    if name == "year":
        return "ours.date IS NULL AND :year = :year" if value == NONE else "substr(ours.date, 1, 4) = :year"
    if name == "flag" and value == BEFORE_OPENING:
        return f"ours.behind != 'companion' AND {_IS_EARLY} AND :flag = :flag"
    return _IN_LISTS[name]


def _listed(row: tuple[Any, ...]) -> Listed:
    listed = Listed(*row)
    return replace(
        listed,
        behind_basis=tuple(orjson.loads(row[8])),
        flags=tuple(orjson.loads(row[12])),
        origins=tuple(filter(None, orjson.loads(row[13]))),
        sources=tuple(source or LOADED for source in orjson.loads(row[14])),
        is_constructed=bool(row[16]),
    )
