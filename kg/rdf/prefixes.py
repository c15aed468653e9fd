"""RDF text with the product's prefixes, of which only those in use are declared."""

import re
from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.rdf.names import PREFIXES

SHORT = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
"""What a serializer takes; what it then writes goes through `without_unused`."""

_TURTLE_HEAD = re.compile(rb"(?:@prefix [^\n]*\n)+")
# What stands in strings and in whole IRIs is no prefix, nor is what follows one up to the next blank.
_TURTLE_NAMES = re.compile(rb'"(?:[^"\\\n]+|\\.)*+"|<[A-Za-z][^<>\n]*>|([a-z]+):\S*')
_XML_HEAD = re.compile(rb"<\?xml[^\n]*\n<rdf:RDF[^>]*>")
_XML_NAMES = re.compile(rb"<([a-z]+):")
_XML_DECLARED = re.compile(rb' xmlns:([a-z]+)="[^"]*"')
_XML_ALWAYS = {b"rdf", b"its"}
"""Attributes use them as well, which are not searched."""


def written(statements: Iterable[Triple] | Iterable[Quad], syntax: RdfFormat) -> bytes:
    """The statements in a syntax, short where it has prefixes.

    Raises:
        ValueError: the syntax cannot say one of them.
    """
    text = serialize(statements, format=syntax, prefixes=SHORT)
    assert text is not None
    return bytes(without_unused(text, syntax))


def without_unused(text: bytes | bytearray, syntax: RdfFormat) -> bytes | bytearray:
    """What pyoxigraph wrote with prefixes, without the declarations of those it had no use for, in order."""
    if syntax in (RdfFormat.TURTLE, RdfFormat.TRIG) and (head := _TURTLE_HEAD.match(text)):
        used = set(_TURTLE_NAMES.findall(text, head.end()))
        lines = sorted(head.group().splitlines(keepends=True))
        declared = b"".join(line for line in lines if line.split()[1][:-1] in used)
        return declared + text[head.end() :]
    if syntax == RdfFormat.RDF_XML and (head := _XML_HEAD.match(text)):
        used = set(_XML_NAMES.findall(text, head.end())) | _XML_ALWAYS
        kept = _XML_DECLARED.sub(lambda found: found.group() if found.group(1) in used else b"", head.group())
        return kept + text[head.end() :]
    return text
