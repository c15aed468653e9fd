"""Read and write RDF text."""

from collections.abc import Iterable, Iterator

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, parse, serialize

from kg.errors import BadInput
from kg.rdf.prefixes import written
from kg.rdf.terms import Triple

_ENDINGS = ("ttl", "nt", "nq", "trig", "rdf", "xml", "jsonld")
"""The file endings that say which syntax a file is in; pyoxigraph would take "txt" for N-Triples."""


def n_triples(triples: Iterable[Triple]) -> str:
    """Sorted, distinct N-Triples: equal graphs without blank nodes give equal text."""
    lines: set[str] = set()
    last, written = None, ""
    for subject, predicate, value in triples:
        if subject is not last:  # statements about one thing mostly come together
            last, written = subject, str(subject)
        lines.add(f"{written} {predicate!s} {value!s} .\n")  # pyoxigraph's terms are written in N-Triples
    return "".join(sorted(lines))


def canonical(triples: Iterable[Triple]) -> bytes:
    """`n_triples` in UTF-8: what the ledger hashes and the store writes."""
    return n_triples(triples).encode()


def canonical_file(data: bytes, suffix: str, base: str | None = None) -> bytes:
    """What a file says, graph names left out, as canonical N-Triples. Raises as `read` does."""
    text = serialize((quad.triple for quad in read(data, suffix, base)), format=RdfFormat.N_TRIPLES)
    assert text is not None
    return b"".join(sorted(set(text.splitlines(keepends=True))))


def turtle(triples: Iterable[pyoxigraph.Triple]) -> bytes:
    """Turtle with those of the product's prefixes that it needs."""
    return written(sorted(triples, key=str), RdfFormat.TURTLE)


def read(data: bytes, suffix: str, base: str | None = None) -> Iterator[Quad]:
    """Parse RDF whose syntax is named by a file suffix ("ttl", "nt", "nq", "trig", "rdf", "jsonld").

    Raises:
        BadInput: the suffix is unknown, or the text is not in that syntax.
    """
    where = f" (in {base})" if base else ""
    kind = syntax_of(suffix, base)
    data = data.removeprefix(b"\xef\xbb\xbf")  # a byte-order mark is an error to the Turtle parser
    try:
        yield from parse(data, format=kind, base_iri=base)
    except SyntaxError as error:
        raise BadInput(f"Not valid {kind.name}: {error}{where}") from error


def syntax_of(suffix: str, where: str | None = None) -> RdfFormat:
    """The syntax that a file suffix names; `where` is what a message says it stands in.

    Raises:
        BadInput: none has this suffix.
    """
    ending = suffix.lstrip(".").lower()
    kind = RdfFormat.from_extension(ending) if ending in _ENDINGS else None
    if kind is None:
        place = f" (in {where})" if where else ""
        raise BadInput(f"No RDF syntax has the file ending {suffix!r}; use {', '.join(_ENDINGS)}{place}.")
    return kind
