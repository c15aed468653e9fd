"""How many classes a file names, looked at before a parser holds the whole of it in memory."""

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Triple

from kg.ontology.document import CLASS
from kg.ontology.read.limits import check_named_classes
from kg.ontology.read.vocabulary import TYPE
from kg.rdf.names import RDFS

_BELOW = RDFS["subClassOf"].value

_NAMED = {
    "functional": re.compile(rb"(?:\bClass|\bSubClassOf)\s*\(\s*([^\s()]+)"),
    "manchester": re.compile(rb"^[ \t]*Class:[ \t]*(\S+)", re.MULTILINE),
    "owl-xml": re.compile(rb"<(?:\w+:)?Class\s+(?:abbreviatedIRI|IRI)\s*=\s*(\"[^\"]*\"|'[^']*')"),
}
"""Where a class is named in the syntaxes that are parsed as a whole."""


def check_text(data: bytes, name: str, form: str) -> None:
    """Refuse a text with too many classes, as soon as that is seen.

    A syntax that is not parsed as a whole is let through; `counted` looks at its triples.

    Raises:
        BadInput: more than MOST_CLASSES are named.
    """
    pattern = _NAMED.get(form)
    seen: set[bytes] = set()
    for found in pattern.finditer(data) if pattern else ():
        seen.add(found[1])
        check_named_classes(len(seen), name)


def counted(quads: Iterable[Quad], name: str) -> Iterator[Triple]:
    """The triples, as they are parsed.

    Raises:
        BadInput: they declare, or put below another, more than MOST_CLASSES classes.
    """
    seen: set[str] = set()
    for quad in quads:
        predicate = quad.predicate.value
        if (predicate == _BELOW or _declares(predicate, quad)) and isinstance(quad.subject, NamedNode):
            seen.add(quad.subject.value)
            check_named_classes(len(seen), name)
        yield quad.triple


def _declares(predicate: str, quad: Quad) -> bool:
    return predicate == TYPE and getattr(quad.object, "value", None) == CLASS
