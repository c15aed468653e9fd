"""RDF from outside, parsed in the worker. All texts are invented."""

from collections.abc import Iterator

import pytest

from kg.errors import BadRecord
from kg.harvest.rdf import parse
from kg.harvest.world import FileWorld

TURTLE = (
    "@prefix s: <http://schema.org/> .\n"
    '<https://a.example/1> a s:Course ; s:name "Über", "x"@de ; s:n [ s:v 1 ] .'
)
SAID = [
    '<https://a.example/1> <http://schema.org/name> "x"@de',
    '<https://a.example/1> <http://schema.org/name> "Über"',
    "<https://a.example/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/Course>",
]
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://schema.org/">'
    '<s:Course rdf:about="https://a.example/1">'
    '<s:name>Über</s:name><s:name xml:lang="de">x</s:name></s:Course></rdf:RDF>'
)
JSON = (
    '{"@context": {"@vocab": "http://schema.org/"}, "@id": "https://a.example/1", "@type": "Course",'
    ' "name": ["Über", {"@value": "x", "@language": "de"}]}'
)
ENTITIES = (
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="urn:x">'
    "&b;</rdf:Description></rdf:RDF>"
)


@pytest.fixture(scope="module")
def world() -> Iterator[FileWorld]:
    world = FileWorld(".")
    yield world
    world.close()


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        ("text/turtle", TURTLE.encode()),
        ("text/turtle; charset=utf-8", b"\xef\xbb\xbf" + TURTLE.encode()),
        ("application/rdf+xml", RDF.encode()),
        ("application/rdf+xml", b"\xef\xbb\xbf" + RDF.encode()),
        ("application/rdf+xml", RDF.encode("utf-16")),
        ("Application/RDF+XML", b'<?xml version="1.0" encoding="ISO-8859-1"?>' + RDF.encode("latin-1")),
        ("application/ld+json", JSON.encode()),
        ("application/n-triples", "".join(f"{line} .\n" for line in SAID).encode()),
    ],
)
def test_each_syntax_says_the_same(world: FileWorld, media_type: str, data: bytes) -> None:
    found = {str(triple) for triple in parse(world, data, media_type)}

    assert set(SAID) <= found
    assert len(found) == (5 if "turtle" in media_type else 3)


def test_relative_addresses_are_read_against_the_base(world: FileWorld) -> None:
    (triple,) = parse(world, b'<x> <#y> "1" .', "text/turtle", "https://a.example/d/")

    assert str(triple) == '<https://a.example/d/x> <https://a.example/d/#y> "1"'
    with pytest.raises(BadRecord, match="No valid Turtle"):
        parse(world, b'<x> <#y> "1" .', "text/turtle")


@pytest.mark.parametrize(
    ("media_type", "data", "says"),
    [
        ("application/rdf+xml", ENTITIES.encode(), "declares a document type"),
        ("application/rdf+xml", ENTITIES.encode("utf-16"), "declares a document type"),
        ("application/rdf+xml", b"<a>" * 101 + b"</a>" * 101, "deeper than 100 levels"),
        ("application/rdf+xml", RDF[:-20].encode(), "No well-formed XML"),
        (
            "application/ld+json",
            b'{"@context": "https://schema.org", "@type": "Course"}',
            "context 'https://schema.org'",
        ),
        ("application/ld+json", b'{"@context": [{}, "http://127.0.0.1:9/"]}', "it is not fetched"),
        (
            "application/ld+json",
            b'{"@graph": [{"@context": {"@import": "http://127.0.0.1:9/"}}]}',
            "not fetched",
        ),
        (
            "application/ld+json",
            b'{"@context": {"a": {"@id": "urn:a", "@context": "http://127.0.0.1:9/"}}, "a": {"b": 1}}',
            "not fetched",
        ),
        ("application/ld+json", b'{"a":' * 66 + b"1" + b"}" * 66, "deeper than 64 levels"),
        ("application/ld+json", b'{"a":' * 5000 + b"1" + b"}" * 5000, "deeper than 100 levels"),
        ("application/ld+json", b"<html>", "page instead of JSON"),
        ("text/turtle", TURTLE.encode("latin-1"), "not in UTF-8: byte"),
        ("text/turtle", b"<urn:a> <urn:b> <urn:c d> .", "No valid Turtle"),
        ("application/n-triples", b"<urn:a> <urn:b> .", "No valid N-Triples"),
        ("text/html", b"", "RDF as 'text/html' is not read"),
    ],
)
def test_what_is_refused(world: FileWorld, media_type: str, data: bytes, says: str) -> None:
    with pytest.raises(BadRecord, match=says):
        parse(world, data, media_type)


def test_too_many_triples_are_refused(world: FileWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"".join(b"<urn:a> <urn:b> <urn:c%d> .\n" % number for number in range(200_001))

    with pytest.raises(BadRecord, match="more than 200,000 triples"):
        parse(world, data, "text/turtle")


def test_a_nest_of_brackets_does_not_end_the_harvest(world: FileWorld) -> None:
    nest = b"<urn:a> <urn:b> " + b"[ <urn:b> " * 20_000 + b"1" + b" ]" * 20_000 + b" ."

    assert len(parse(world, nest, "text/turtle")) == 20_001
