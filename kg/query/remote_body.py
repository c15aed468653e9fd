"""What an engine sent, written anew in the syntax that was asked for: nothing goes through unread."""

import io
import json
from typing import Any, BinaryIO, cast

import pyoxigraph
from pyoxigraph import QueryResultsFormat, serialize

from kg.query.formats import GRAPHS, TABLES
from kg.rdf.names import PREFIXES, XSD
from kg.store.endpoint_http import Whole
from kg.store.endpoint_table import read_triples, refuse_cut, strictly

_PREFIXES = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
_BOOLEAN = XSD["boolean"].value
_TRUTH = {"0": "false", "1": "true"}


def table_body(host: str, whole: Whole, media_type: str) -> bytes:
    """A table, or yes or no, in one of `TABLES`; raises QueryFailed where it is not whole."""
    data = whole.file.read()
    with strictly(host):
        if _BOOLEAN.encode() in data:
            data = _with_truths(data)
        if whole.most_rows is not None:
            refuse_cut(host, whole, len(json.loads(data).get("results", {}).get("bindings", ())))
        found = pyoxigraph.parse_query_results(data, format=QueryResultsFormat.JSON)
        try:
            body = found.serialize(format=TABLES[media_type])
        finally:
            del found  # bound to this thread, it must not live on in a traceback
    assert body is not None
    return body


def graph_body(host: str, whole: Whole, media_type: str) -> bytes:
    """Triples in one of `GRAPHS`; raises QueryFailed where they are not whole."""
    target = io.BytesIO()
    triples = read_triples(host, whole)
    serialize(triples, cast(BinaryIO, target), GRAPHS[media_type], prefixes=_PREFIXES)
    return target.getvalue()


def _with_truths(data: bytes) -> bytes:
    """Virtuoso's 0 and 1 as the words that everybody else uses."""
    document: dict[str, Any] = json.loads(data)
    for row in document.get("results", {}).get("bindings", ()):
        for term in row.values():
            if term.get("datatype") == _BOOLEAN:
                term["value"] = _TRUTH.get(term["value"], term["value"])
    return json.dumps(document).encode()
