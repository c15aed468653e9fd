"""What an engine took for a query, and its answer in a form that can be compared with another engine's."""

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pyoxigraph import Quad, RdfFormat, parse

from kg.rdf.names import XSD

TABLE, TRIPLES = "application/sparql-results+json", "application/n-triples"
_ZERO_OFFSET = re.compile(r"(?<=T\d\d:\d\d:\d\d)\+00:00")
_STRING = XSD["string"].value


@dataclass(frozen=True, slots=True)
class Answer:
    """CPU milliseconds, rows (or triples), and a digest that is equal for equal sets of rows.

    `problem` says why there is no answer; the other values mean nothing then.
    """

    cpu_ms: float
    rows: int = 0
    digest: str = ""
    problem: str | None = None

    def agrees(self, other: "Answer") -> bool:
        """Whether both are answers, and the same."""
        return self.problem is None and other.problem is None and self.digest == other.digest


def compared(media_type: str, body: bytes) -> tuple[int, str]:
    """Rows and digest of a table in JSON or of N-Triples."""
    if media_type.startswith(TABLE):
        rows = [_row(binding) for binding in json.loads(body)["results"]["bindings"]]
    else:
        rows = [_line(quad) for quad in parse(body, format=RdfFormat.N_TRIPLES)]
    return len(rows), sha256("\n".join(sorted(rows)).encode()).hexdigest()[:16]


def _row(binding: dict[str, dict[str, Any]]) -> str:
    return json.dumps([[name, *_term(binding[name])] for name in sorted(binding)])


def _term(term: dict[str, Any]) -> tuple[str, str, str]:
    """Kind, value, datatype or language; engines differ in what they call and leave out."""
    kind = "literal" if term["type"] == "typed-literal" else term["type"]
    further = term.get("xml:lang") or term.get("datatype") or ""
    return kind, _moment(term["value"]), "" if further == _STRING else further


def _line(quad: Quad) -> str:
    value = quad.object
    return f"{quad.subject} {quad.predicate} {_moment(str(value))}"


def _moment(text: str) -> str:
    """Universal time in one of its spellings; rdflib prefers the other."""
    return _ZERO_OFFSET.sub("Z", text)
