"""Tables and triples that an engine sends, read strictly to their end."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import pyoxigraph
from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    RdfFormat,
    Triple,
)

from kg.errors import QueryFailed
from kg.rdf.names import XSD
from kg.rdf.terms import Term
from kg.store.endpoint_errors import cut_off, remote_failure
from kg.store.endpoint_http import JSON, N_TRIPLES, Dataset, EndpointHttp, Whole

Sizes = dict[str, int]
"""Triples by graph."""

MOST_BYTES = 8 << 30
"""Of an answer to ourselves, which goes to disk: more is taken for a fault."""
READ_SECONDS = 600.0

ANY = Dataset()
"""Whatever the query and the engine say."""

_SIZES = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
"""Virtuoso 7.2.5 takes more than a minute for the DISTINCT ?g of 2,000 graphs, and 0.1 s for this."""
_BOOLEANS = {"1": Literal("true", datatype=XSD["boolean"]), "0": Literal("false", datatype=XSD["boolean"])}
"""Virtuoso's numbers, in the form in which everybody writes them."""

Row = dict[str, Term]


def rows(
    http: EndpointHttp, sparql: str, dataset: Dataset = ANY, seconds: float = READ_SECONDS
) -> Iterator[Row]:
    """The solutions of a SELECT one by one; a variable without a value is absent.

    Raises:
        QueryFailed: of kind remote when the answer turns out to be a part of one, be it at the last row.
    """
    whole = http.query(sparql, JSON, dataset, seconds, MOST_BYTES)
    with whole.file, strictly(http.remote.host):
        found = pyoxigraph.parse_query_results(whole.file, format=QueryResultsFormat.JSON)
        if isinstance(found, QueryBoolean):
            raise remote_failure(http.remote.host, "answered yes or no to a SELECT.")
        names = [(variable.value, variable) for variable in found.variables]
        number = 0
        try:
            for solution in found:
                number += 1
                yield _row(solution, names)
        finally:
            del found  # bound to this thread, it must not live on in a traceback
        refuse_cut(http.remote.host, whole, number)


def boolean(http: EndpointHttp, sparql: str, dataset: Dataset = ANY, seconds: float = READ_SECONDS) -> bool:
    """The answer to an ASK."""
    return read_boolean(http.remote.host, http.query(sparql, JSON, dataset, seconds, MOST_BYTES))


def read_boolean(host: str, whole: Whole) -> bool:
    """Yes or no, from the answer to an ASK."""
    with whole.file, strictly(host):
        found = pyoxigraph.parse_query_results(whole.file, format=QueryResultsFormat.JSON)
        if isinstance(found, QuerySolutions):
            raise remote_failure(host, "answered a table to an ASK.")
        return bool(found)


def triples(
    http: EndpointHttp, sparql: str, dataset: Dataset = ANY, seconds: float = READ_SECONDS
) -> list[Triple]:
    """The triples of a CONSTRUCT or DESCRIBE, each once."""
    whole = http.query(sparql, N_TRIPLES, dataset, seconds, MOST_BYTES)
    with whole.file:
        return read_triples(http.remote.host, whole)


def read_triples(host: str, whole: Whole) -> list[Triple]:
    """The triples of an answer in N-Triples, each once."""
    _refuse_broken_line(host, whole)
    with strictly(host):
        quads = pyoxigraph.parse(whole.file, format=RdfFormat.N_TRIPLES, lenient=True)
        return list(dict.fromkeys(Triple(quad.subject, quad.predicate, tidy(quad.object)) for quad in quads))


def sizes(http: EndpointHttp) -> Sizes:
    """All graphs of an engine and the number of their triples."""
    return {row["g"].value: int(row["n"].value) for row in rows(http, _SIZES) if "g" in row}


def tidy(term: Term) -> Term:
    """The term as other engines would write it."""
    if isinstance(term, Literal) and term.value in _BOOLEANS and term.datatype == XSD["boolean"]:
        return _BOOLEANS[term.value]
    return term


@contextmanager
def strictly(host: str) -> Iterator[None]:
    """Say of a document that cannot be read that the engine cut it off."""
    try:
        yield
    except (SyntaxError, ValueError, OSError) as error:
        raise cut_off(host) from error


def refuse_cut(host: str, whole: Whole, number: int) -> None:
    """Raise QueryFailed when a table has as many rows as the engine sends at most."""
    if whole.most_rows is not None and number >= whole.most_rows:
        raise QueryFailed(
            f"The engine at {host} sends {whole.most_rows} rows at most, so some may be missing. Ask for "
            "fewer with LIMIT, or raise the engine's own limit (Virtuoso: ResultSetMaxRows).",
            "too-large",
        )


def _row(solution: QuerySolution, names: list[tuple[str, pyoxigraph.Variable]]) -> Row:
    values = ((name, solution[variable]) for name, variable in names)
    return {name: tidy(cast(Term, value)) for name, value in values if value is not None}


def _refuse_broken_line(host: str, whole: Whole) -> None:
    """N-Triples can be cut between two lines unseen, but most often is cut within one."""
    if whole.size:
        whole.file.seek(whole.size - 1)
        last = whole.file.read(1)
        whole.file.seek(0)
        if last != b"\n":
            raise cut_off(host)
