"""Counts as SPARQL: the query that gives every number of an aggregate.

Collections whose parts stand in the graph are left out, here and in the counts: their parts are counted, and
a dataset counts once. Collections that were found without any of their parts are counted; the query names
them, with their values, as it cannot say so. Where a record states a thing twice, the query takes the same
one as the index.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.answer.sparql import prologue
from kg.rdf.names import ACCESS, CITO, DCT, PAN, SCHEMA

_STATED = {
    "facility": PAN["facility"], "instrument": PAN["instrument"], "technique": PAN["technique"],
    "person": DCT["creator"],
}  # fmt: skip
Alone = Mapping[str, Sequence[str]]
"""Collections found without their parts, by IRI, each with its values of what is counted by."""

_IRIS = ("facility", "instrument", "technique", "person")
"""What is counted by IRI; all else by text."""

_CITED_BY = (CITO["isCitedBy"], CITO["isCitedAsDataSourceBy"], DCT["isReferencedBy"])
_CITES = (CITO["cites"], CITO["citesAsDataSource"])


def counting(
    by: str | None,
    clauses: Sequence[str],
    as_of: date,
    wholes: Mapping[str, Sequence[str]] | None = None,
    alone: Alone | None = None,
) -> str:
    """One row per value of `by` with its number of datasets; no value: those that state none.

    Without `by`, one row with the number of datasets. `clauses` say which datasets; `wholes` has for each
    facility those it is part of, itself included.
    """
    inside = ["  ?dataset a dcat:Dataset .", *clauses, *_without_collections()]
    if by is None:
        head, tail = "SELECT (COUNT(DISTINCT ?dataset) AS ?count) WHERE {", "}"
    else:
        head = "SELECT ?value (COUNT(DISTINCT ?dataset) AS ?count) WHERE {"
        inside += _valued(by, as_of, wholes or {})
        tail = "} GROUP BY ?value ORDER BY DESC(?count) ?value"
    return "\n".join([prologue(), head, *_and_alone(inside, by, alone or {}), tail, ""])


def _and_alone(inside: list[str], by: str | None, alone: Alone) -> list[str]:
    if not alone:
        return inside
    if by is None:
        named = f"VALUES ?dataset {{ {' '.join(str(NamedNode(iri)) for iri in alone)} }}"
    else:
        term = NamedNode if by in _IRIS else Literal
        pairs = ((NamedNode(iri), of) for iri in alone for of in map(term, alone[iri]))
        rows = [f"({iri} {of})" for iri, of in pairs]
        rows += [f"({NamedNode(iri)} UNDEF)" for iri in alone if not alone[iri]]
        named = f"VALUES (?dataset ?value) {{ {' '.join(rows)} }}"
    return [
        "  {",
        *inside,
        "  } UNION {",
        "  # Collections found, of whose parts none is found",
        f"  {named}",
        "  }",
    ]


def citing(clauses: Sequence[str], limit: int, alone: Alone | None = None) -> str:
    """The datasets that most works cite, with how many do."""
    by = "|".join(map(str, _CITED_BY))
    of = "|".join(map(str, _CITES))
    return "\n".join(
        [
            prologue(),
            "SELECT ?value (COUNT(DISTINCT ?work) AS ?count) WHERE {",
            *_and_alone(
                ["  ?dataset a dcat:Dataset .", *clauses, *_without_collections()], None, alone or {}
            ),
            f"  {{ ?dataset {by} ?work }} UNION {{ ?work {of} ?dataset }}",
            "  BIND(?dataset AS ?value)",
            f"}} GROUP BY ?value ORDER BY DESC(?count) ?value LIMIT {limit}",
            "",
        ]
    )


def listed(iris: Iterable[str]) -> list[str]:
    """A clause that names the datasets one by one: those found by words, which no pattern can say."""
    return [f"  VALUES ?dataset {{ {' '.join(str(NamedNode(iri)) for iri in iris)} }}"]


def _without_collections() -> list[str]:
    return ["  FILTER NOT EXISTS { ?dataset dcterms:hasPart ?part . ?part a dcat:Dataset }"]


def _valued(by: str, as_of: date, wholes: Mapping[str, Sequence[str]]) -> list[str]:
    if by == "year":
        return _year()
    if by == "access":
        return _access(as_of)
    if by == "sample":
        return _sample()
    if by == "facility" and wholes:
        pairs = " ".join(f"({NamedNode(part)} {NamedNode(of)})" for part in wholes for of in wholes[part])
        return [f"  OPTIONAL {{ ?dataset pan:facility ?stated . VALUES (?stated ?value) {{ {pairs} }} }}"]
    return [f"  OPTIONAL {{ ?dataset {_STATED[by]} ?value }}"]


def _year() -> list[str]:
    return [
        *_first("pan:collectionStart", "start"),
        # Of "2021" and "2021-05-06" the longer one is more exact.
        *_first("dcterms:issued", "issued"),
        "  BIND(SUBSTR(COALESCE(?start, ?issued), 1, 4) AS ?value)",
    ]


def _access(as_of: date) -> list[str]:
    """The rule of `kg.resolve.access`, told as words."""
    day, rights = Literal(as_of.isoformat()), str(ACCESS)
    later = f'IF(?day <= {day}, "open", "embargoed")'
    codes = 'IF(?code = "PUBLIC", "open", IF(?code IN ("RESTRICTED", "NON_PUBLIC"), "closed", "unknown"))'
    return [
        *_first("dcterms:available", "available"),
        "  BIND(IF(STRLEN(?available) >= 10, SUBSTR(?available, 1, 10), ?none) AS ?day)",
        *_first("dcterms:accessRights", "rights"),
        f'  BIND(STRAFTER(COALESCE(?rights, ""), "{rights}") AS ?code)',
        f"  BIND(IF(BOUND(?day), {later}, {codes}) AS ?value)",
    ]


def _sample() -> list[str]:
    """The name of each sample, else its identifier."""
    return [
        "  OPTIONAL {",
        "  ?dataset pan:sample ?sample .",
        *_first(str(SCHEMA["name"]), "named", of="sample"),
        *_first("dcterms:identifier", "number", of="sample"),
        "  BIND(COALESCE(?named, ?number) AS ?value)",
        "  }",
    ]


def _first(property_: str, name: str, of: str = "dataset") -> list[str]:
    """The first of the values of a thing, as text: two records may each have one."""
    inner = f"SELECT ?{of} (MIN(STR(?each)) AS ?{name}) {{ ?{of} {property_} ?each }} GROUP BY ?{of}"
    return [f"  OPTIONAL {{ {{ {inner} }} }}"]
