"""RDF from outside: Turtle, N-Triples, RDF/XML and JSON-LD, parsed in the contained worker.

The parsers are quick, but not made for enemies: a small RDF/XML file with entities takes all memory, a deep
JSON-LD file ends the process. So each text is looked at before, and parsed where no harm is done. Nothing is
fetched: a context that lies on the web is refused. Nested brackets of Turtle need no look: the parser keeps
its own stack.
"""

from collections.abc import Callable, Iterator
from itertools import islice

from pyoxigraph import RdfFormat, Triple, serialize
from pyoxigraph import parse as parse_unguarded

from kg.errors import BadRecord
from kg.harvest.payload import Json, read_json, write_json
from kg.harvest.source import World
from kg.harvest.xml import read_xml, write_xml

MOST_TRIPLES = 200_000
"""Triples in one text: it is a record or a page of them, no dump."""

DEEPEST = 64
"""Levels of nesting of JSON-LD; the parser survives thousands, not more."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def parse(world: World, data: bytes, media_type: str, base: str | None = None) -> list[Triple]:
    """The triples of a text; those of named graphs too, without the graph's name.

    `base` is what relative addresses are read against; without it they are an error (in JSON-LD: dropped).

    Raises:
        BadRecord: the media type is unknown, or the text is not in it, asks for a context of the web, is
            nested too deeply or too large, or ends the worker.
    """
    name = media_type.partition(";")[0].strip().lower()
    task = _TASKS.get(name)
    if task is None:
        raise BadRecord(f"RDF as {name[:60]!r} is not read; send one of: {', '.join(_TASKS)}.")
    lines = world.contained_bytes(task, (base or "").encode() + b"\n" + data)
    return [quad.triple for quad in parse_unguarded(lines, format=RdfFormat.N_TRIPLES)]


def turtle(data: bytes) -> str:
    """N-Triples from Turtle, a task for the worker: the base in the first line, the text after it."""
    base, text = _parted(data)
    return _n_triples(_utf_8(text), RdfFormat.TURTLE, base)


def n_triples(data: bytes) -> str:
    """N-Triples from N-Triples."""
    _, text = _parted(data)
    return _n_triples(_utf_8(text), RdfFormat.N_TRIPLES, None)


def rdf_xml(data: bytes) -> str:
    """N-Triples from RDF/XML without document type."""
    base, text = _parted(data)
    element = read_xml(text)
    try:
        _utf_8(text)
    except BadRecord:
        # The RDF parser reads UTF-8 only, and must not see another document than was checked.
        text = write_xml(element)
    return _n_triples(text.removeprefix(_BYTE_ORDER_MARK), RdfFormat.RDF_XML, base)


def json_ld(data: bytes) -> str:
    """N-Triples from JSON-LD whose contexts are in it."""
    base, text = _parted(data)
    value = read_json(_utf_8(text))
    _check_json_ld(value)
    # Written anew, so that the RDF parser sees what was checked, such as the last of a key given twice.
    return _n_triples(write_json(value), RdfFormat.JSON_LD, base)


_TASKS: dict[str, Callable[[bytes], str]] = {
    "text/turtle": turtle,
    "application/n-triples": n_triples,
    "application/rdf+xml": rdf_xml,
    "application/ld+json": json_ld,
}


def _parted(data: bytes) -> tuple[str | None, bytes]:
    base, _, text = data.partition(b"\n")
    return base.decode() or None, text


def _utf_8(text: bytes) -> bytes:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRecord(f"The RDF is not in UTF-8: byte {error.start} is no part of it.") from None
    return text.removeprefix(_BYTE_ORDER_MARK)


def _n_triples(text: bytes, syntax: RdfFormat, base: str | None) -> str:
    try:
        quads = list(islice(parse_unguarded(text, format=syntax, base_iri=base), MOST_TRIPLES + 1))
    except (SyntaxError, ValueError) as error:
        raise BadRecord(f"No valid {syntax.name}: {str(error)[:300]}") from None
    if len(quads) > MOST_TRIPLES:
        raise BadRecord(f"The RDF holds more than {MOST_TRIPLES:,} triples.")
    lines = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return (lines or b"").decode()


def _check_json_ld(value: Json) -> None:
    layer, depth = [value], 0
    while layer:
        if depth > DEEPEST:
            raise BadRecord(f"The JSON-LD is nested deeper than {DEEPEST} levels.")
        for one in layer:
            if isinstance(one, dict):
                _check_contexts(one)
        layer, depth = [inner for outer in layer for inner in _members(outer)], depth + 1


def _check_contexts(node: dict[str, Json]) -> None:
    said = node.get("@context")
    contexts = said if isinstance(said, list) else [said]
    asked = [one for one in (*contexts, node.get("@import")) if isinstance(one, str)]
    if asked:
        raise BadRecord(f"The JSON-LD needs the context {asked[0][:200]!r} from the web; it is not fetched.")


def _members(value: Json) -> Iterator[Json]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value
