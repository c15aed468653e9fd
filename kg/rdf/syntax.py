"""Read and write RDF text."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from kg.errors import BadInput
from kg.rdf.names import PREFIXES


def n_triples(triples: Iterable[Triple]) -> str:
    """Sorted, distinct N-Triples: equal graphs without blank nodes give equal text."""
    return canonical(triples).decode()


def canonical(triples: Iterable[Triple]) -> bytes:
    """`n_triples` in UTF-8, sorted by its bytes: what the ledger hashes and the store writes."""
    lines = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert lines is not None
    return b"\n".join(sorted(set(lines.split(b"\n")))).removeprefix(b"\n") + b"\n" if lines else b""


def turtle(triples: Iterable[Triple]) -> bytes:
    """Turtle with the product's prefixes."""
    ordered = sorted(triples, key=str)
    text = serialize(ordered, format=RdfFormat.TURTLE, prefixes={k: str(v) for k, v in PREFIXES.items()})
    assert text is not None
    return text


def read(data: bytes, suffix: str, base: str | None = None) -> Iterator[Quad]:
    """Parse RDF whose syntax is named by a file suffix ("ttl", "nt", "nq", "trig", "rdf", "jsonld").

    Raises:
        BadInput: the suffix is unknown, or the text is not in that syntax.
    """
    kind = RdfFormat.from_extension(suffix.lstrip("."))
    if kind is None:
        raise BadInput(f"No RDF syntax has the file ending {suffix!r}; use ttl, nt, nq, trig, rdf or jsonld.")
    data = data.removeprefix(b"\xef\xbb\xbf")  # a byte-order mark is an error to the Turtle parser
    try:
        yield from parse(data, format=kind, base_iri=base)
    except SyntaxError as error:
        raise BadInput(f"Not valid {kind.name}: {error}") from error
