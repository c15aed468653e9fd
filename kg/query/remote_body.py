"""What an engine sent, written anew in the syntax that was asked for: nothing goes through unread."""

import json
from typing import Any

import pyoxigraph
from pyoxigraph import QueryResultsFormat

from kg.query.columns import in_order
from kg.query.formats import GRAPHS, TABLES
from kg.rdf.names import XSD
from kg.rdf.prefixes import written
from kg.store.endpoint_http import Whole
from kg.store.endpoint_table import read_triples, refuse_cut, strictly

_BOOLEAN = XSD["boolean"].value
_TRUTH = {"0": "false", "1": "true"}


def table_body(host: str, whole: Whole, media_type: str, sparql: str) -> bytes:
    """A table, or yes or no, in one of `TABLES`; raises QueryFailed where it is not whole.

    `sparql` is what was asked; the columns of a `SELECT *` come in the order of its text.
    """
    data = whole.file.read()
    with strictly(host):
        if _BOOLEAN.encode() in data:
            data = _with_truths(data)
        if whole.most_rows is not None:
            refuse_cut(host, whole, len(json.loads(data).get("results", {}).get("bindings", ())))
        if "*" in sparql:
            data = _with_columns(data, sparql)
        found = pyoxigraph.parse_query_results(data, format=QueryResultsFormat.JSON)
        try:
            body = found.serialize(format=TABLES[media_type])
        finally:
            del found  # bound to this thread, it must not live on in a traceback
    assert body is not None
    return body


def graph_body(host: str, whole: Whole, media_type: str) -> bytes:
    """Triples in one of `GRAPHS`; raises QueryFailed where they are not whole."""
    return written(read_triples(host, whole), GRAPHS[media_type])


def _with_columns(data: bytes, sparql: str) -> bytes:
    """The table with its columns in the order of the query's text: rows go by name, only the head changes."""
    document: dict[str, Any] = json.loads(data)
    given: list[str] = document.get("head", {}).get("vars", [])
    ordered = in_order(given, sparql)
    if ordered == given:
        return data
    return json.dumps(document | {"head": document["head"] | {"vars": ordered}}).encode()


def _with_truths(data: bytes) -> bytes:
    """Virtuoso's 0 and 1 as the words that everybody else uses."""
    document: dict[str, Any] = json.loads(data)
    for row in document.get("results", {}).get("bindings", ()):
        for term in row.values():
            if term.get("datatype") == _BOOLEAN:
                term["value"] = _TRUTH.get(term["value"], term["value"])
    return json.dumps(document).encode()
