"""RDF in the body of a request. It may be hostile, so this is called in a contained process only."""

import re

from kg.errors import BadInput

MEDIA_TYPES = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    "application/trig": "trig",
    "application/n-quads": "nq",
}
"""What a body may be, and the file ending for it."""

DEEPEST_JSON = 64
"""Levels of brackets in JSON-LD; some thousands overflow the parser's stack."""

_DTD = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)


def refuse_bombs(data: bytes, media_type: str) -> None:
    """Let no body through that is known to fell the parser.

    Raises:
        BadInput: RDF/XML with a document type, whose entities may expand without end, or JSON-LD that is
            nested too deep.
    """
    if media_type == "application/rdf+xml" and (b"\0" in data or _DTD.search(data)):
        raise BadInput(
            "RDF/XML with a document type (<!DOCTYPE …>) is refused. Write its entities out, in UTF-8."
        )
    if media_type == "application/ld+json" and _depth(data) > DEEPEST_JSON:
        raise BadInput(f"JSON-LD nested deeper than {DEEPEST_JSON} levels is refused. Write it flatter.")


def ending_of(media_type: str) -> str:
    """The file ending of the syntax that a media type names.

    Raises:
        BadInput: it names none.
    """
    kind = media_type.partition(";")[0].strip().lower()
    if kind not in MEDIA_TYPES:
        raise BadInput(f"{media_type!r} is no syntax of RDF; send {', '.join(MEDIA_TYPES)}.")
    return MEDIA_TYPES[kind]


def _depth(data: bytes) -> int:
    deepest = depth = 0
    for bracket in re.findall(rb"[\[\]{}]", _STRINGS.sub(b"", data)):
        depth += 1 if bracket in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest
