"""A query's answer as a page shows it: the first rows of a table, yes or no, or the text of a graph."""

from dataclasses import dataclass
from itertools import islice

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    parse_query_results,
)

from kg.query.question import QueryResult
from kg.rdf.names import XSD

MOST_ROWS = 1000
MOST_TEXT = 50_000
"""Characters of a graph's text."""

_TABLES = "application/sparql-results+json"
_NUMBERS = frozenset(
    XSD[name]
    for name in (
        *("integer", "decimal", "double", "float", "long", "int", "short", "byte", "nonNegativeInteger"),
        *("positiveInteger", "negativeInteger", "nonPositiveInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: `iri` where it is one, `number` where its datatype is numeric."""

    text: str
    iri: str | None = None
    language: str | None = None
    datatype: NamedNode | None = None
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are the first of `total`; a variable without a value is None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    total: int

    def is_numeric(self, column: int) -> bool:
        """Whether a column has numbers and nothing else."""
        cells = [row[column] for row in self.rows if row[column] is not None]
        return bool(cells) and all(cell is not None and cell.number is not None for cell in cells)


@dataclass(frozen=True, slots=True)
class Shown:
    """What an answer is: exactly one of the three. `cut` says that `text` is not all of it."""

    table: Table | None = None
    truth: bool | None = None
    text: str | None = None
    cut: bool = False


def shown(result: QueryResult) -> Shown:
    """The part of an answer that a page shows; the rest is only counted."""
    if result.media_type != _TABLES:
        # One character has at most four bytes; what the cut leaves of one is dropped.
        text = result.body[: 4 * MOST_TEXT].decode(errors="ignore")[:MOST_TEXT]
        return Shown(text=text, cut=len(text.encode()) < len(result.body))
    found = parse_query_results(result.body, format=QueryResultsFormat.JSON)
    if isinstance(found, QueryBoolean):
        return Shown(truth=bool(found))
    assert isinstance(found, QuerySolutions)
    columns = tuple(variable.value for variable in found.variables)
    rows = tuple(tuple(map(_cell, solution)) for solution in islice(found, MOST_ROWS))
    return Shown(table=Table(columns, rows, len(rows) + sum(1 for _ in found)))


def _cell(term: object) -> Cell | None:
    match term:
        case None:
            return None
        case NamedNode():
            return Cell(term.value, iri=term.value)
        case Literal():
            number = _number(term) if term.datatype in _NUMBERS else None
            return Cell(term.value, language=term.language, datatype=term.datatype, number=number)
        case BlankNode():
            return Cell(f"_:{term.value}")
    return Cell(str(term))


def _number(term: Literal) -> float | None:
    try:
        return float(term.value)
    except ValueError:  # a literal may have a lexical form that its datatype does not know
        return None
