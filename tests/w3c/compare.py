"""Whether an answer is the expected one: rows in any order unless told, blank nodes by any name."""

from collections import Counter

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from w3c.tables import Table, Term, term

Answer = Table | bool | Graph
Row = dict[str, Term]


def same(expected: Answer, got: Answer, ordered: bool = False) -> bool:
    """Whether two answers are the same."""
    if isinstance(expected, Graph) and isinstance(got, Graph):
        return same_graph(expected, got)
    if isinstance(expected, Table) and isinstance(got, Table):
        return same_table(expected, got, ordered or expected.indexed)
    return type(expected) is type(got) and expected == got


def same_graph(expected: Graph, got: Graph) -> bool:
    """Whether two graphs are isomorphic, numbers compared by value."""
    return isomorphic(_by_value(expected), _by_value(got))


def same_table(expected: Table, got: Table, ordered: bool) -> bool:
    """Whether two tables have the same variables and rows."""
    if set(expected.variables) != set(got.variables) or len(expected.rows) != len(got.rows):
        return False
    if ordered:
        names: dict[str, str] | None = {}
        for one, other in zip(expected.rows, got.rows, strict=True):
            names = _unified(one, other, names or {})
            if names is None:
                return False
        return True
    return _match(_blank(expected.rows), _blank(got.rows), {}) and _ground(expected) == _ground(got)


def _ground(table: Table) -> Counter[frozenset[tuple[str, Term]]]:
    return Counter(frozenset(row.items()) for row in table.rows if not _has_blank(row))


def _blank(rows: list[Row]) -> list[Row]:
    return [row for row in rows if _has_blank(row)]


def _has_blank(row: Row) -> bool:
    return any(value[0] == "blank" for value in row.values())


def _match(expected: list[Row], got: list[Row], names: dict[str, str]) -> bool:
    if not expected:
        return not got
    for position, row in enumerate(got):
        unified = _unified(expected[0], row, names)
        if unified is not None and _match(expected[1:], got[:position] + got[position + 1 :], unified):
            return True
    return False


def _unified(one: Row, other: Row, names: dict[str, str]) -> dict[str, str] | None:
    """`names` with the pairs of labels that make the rows equal; None where none does."""
    if one.keys() != other.keys():
        return None
    names = dict(names)
    for name, value in one.items():
        found = other[name]
        if value[0] != "blank" or found[0] != "blank":
            if value != found:
                return None
        elif names.setdefault(value[1], found[1]) != found[1]:
            return None
    return names if len(set(names.values())) == len(names) else None


def _by_value(graph: Graph) -> Graph:
    copy = Graph()
    for subject, predicate, value in graph:
        copy.add((subject, predicate, _plain(value) if isinstance(value, Literal) else value))
    return copy


def _plain(value: Literal) -> URIRef | BNode | Literal:
    # As one IRI per term, so that rdflib does not change the text again.
    return URIRef("urn:literal:" + repr(term(value)).encode().hex())
