"""Which prefixes an answer declares: exactly those that its text uses."""

import re

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.rdf.names import DCT, FOAF, PAN, RDF, SKOS, XSD
from kg.rdf.prefixes import written

THING = NamedNode("http://example.org/thing")
SAID = [
    Triple(THING, RDF["type"], SKOS["Concept"]),
    # Neither a string nor an IRI that looks like a prefixed name uses one, and `a` and 3 are written bare.
    Triple(THING, DCT["title"], Literal('he said " dcat:Dataset \n\\ owl:Class ')),
    Triple(THING, FOAF["age"], Literal(3)),
    Triple(THING, FOAF["page"], NamedNode("urn:org:x")),
    Triple(THING, PAN["of"], PAN["void:name"]),
]


def declared(text: bytes) -> list[str]:
    return re.findall(r"@prefix (\w+):", text.decode())


@pytest.mark.parametrize("syntax", [RdfFormat.TURTLE, RdfFormat.TRIG])
def test_only_prefixes_in_use_are_declared(syntax: RdfFormat) -> None:
    text = written(SAID, syntax)

    assert declared(text) == ["dcterms", "foaf", "pan", "skos"]
    assert {quad.triple for quad in parse(text, format=syntax)} == set(SAID)


def test_a_datatype_a_graph_and_a_quoted_triple_use_prefixes() -> None:
    day = Literal("2020-01-01", datatype=XSD["date"])
    quads = [Quad(THING, NamedNode("http://example.org/on"), day, PAN["graph"])]
    quoted = [Triple(BlankNode("x"), RDF["reifies"], Triple(THING, SKOS["note"], DCT["title"]))]

    assert declared(written(quads, RdfFormat.TRIG)) == ["pan", "xsd"]
    assert declared(written(quoted, RdfFormat.TURTLE)) == ["dcterms", "rdf", "skos"]


def test_nothing_to_shorten_declares_nothing() -> None:
    text = written([Triple(THING, THING, THING)], RdfFormat.TURTLE)

    assert text == b"<http://example.org/thing> <http://example.org/thing> <http://example.org/thing> .\n"
    assert written([], RdfFormat.TURTLE) == b""


def test_xml_declares_what_its_elements_use() -> None:
    text = written(SAID, RdfFormat.RDF_XML)

    namespaces = set(re.findall(r"xmlns:(\w+)=", text.decode()))
    # A type that comes first is an element, and every property is one; rdf and its are always there.
    assert namespaces - {"rdf", "its"} == {"dcterms", "foaf", "pan", "skos"}
    assert {quad.triple for quad in parse(text, format=RdfFormat.RDF_XML)} == set(SAID)


@pytest.mark.parametrize("syntax", [RdfFormat.N_TRIPLES, RdfFormat.JSON_LD])
def test_other_syntaxes_say_the_same_as_before(syntax: RdfFormat) -> None:
    assert {quad.triple for quad in parse(written(SAID, syntax), format=syntax)} == set(SAID)
