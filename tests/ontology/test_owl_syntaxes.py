"""Every syntax gives the same document; what is broken, hostile or too large gets a clear answer."""

from pathlib import Path

import pytest
from axioms import DATA, KINDS, axioms
from hypothesis import given, settings
from hypothesis import strategies as st
from panet_files import esrfet
from pyoxigraph import RdfFormat, serialize

from kg.errors import BadInput
from kg.ontology.axiom import Axiom, axiom
from kg.ontology.document import CLASS, DATA_PROPERTY, Document, Term
from kg.ontology.expression import compound
from kg.ontology.read import limits
from kg.ontology.read.owl import read_owl
from kg.ontology.read.source import open_document
from kg.ontology.read.triples import to_triples
from kg.ontology.reason.functional import text_of

NS = "http://example.org/"
A, B, C, P = (NS + name for name in "abcp")
EXPECTED = {
    axiom("SubClassOf", (A, B)),
    axiom(
        "EquivalentClasses",
        (C, compound("ObjectIntersectionOf", (A, compound("ObjectSomeValuesFrom", (P, B))))),
    ),
}
SYNTAXES = {
    "o.ttl": """@prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        :o a owl:Ontology . :a a owl:Class ; rdfs:subClassOf :b ; rdfs:label "A" .
        :b a owl:Class . :p a owl:ObjectProperty .
        :c a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:intersectionOf (
            :a [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :b ] ) ] .""",
    "o.ofn": """Prefix(:=<http://example.org/>) Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
        Ontology(<http://example.org/o> Declaration(Class(:a)) Declaration(Class(:b)) Declaration(Class(:c))
        Declaration(ObjectProperty(:p)) AnnotationAssertion(rdfs:label :a "A") SubClassOf(:a :b)
        EquivalentClasses(:c ObjectIntersectionOf(:a ObjectSomeValuesFrom(:p :b))))""",
    "o.omn": """Prefix: : <http://example.org/>
Prefix: rdfs: <http://www.w3.org/2000/01/rdf-schema#>
Ontology: <http://example.org/o>
ObjectProperty: :p
Class: :a
    Annotations: rdfs:label "A"
    SubClassOf: :b
Class: :b
Class: :c
    EquivalentTo: :a and (:p some :b)
""",
    "o.owx": """<?xml version="1.0"?>
<Ontology xmlns="http://www.w3.org/2002/07/owl#" xml:base="http://example.org/o" ontologyIRI="http://example.org/o">
  <Prefix name="rdfs" IRI="http://www.w3.org/2000/01/rdf-schema#"/>
  <Declaration><Class IRI="http://example.org/a"/></Declaration>
  <Declaration><Class IRI="http://example.org/b"/></Declaration>
  <Declaration><Class IRI="http://example.org/c"/></Declaration>
  <Declaration><ObjectProperty IRI="http://example.org/p"/></Declaration>
  <AnnotationAssertion><AnnotationProperty abbreviatedIRI="rdfs:label"/><IRI>http://example.org/a</IRI>
    <Literal>A</Literal></AnnotationAssertion>
  <SubClassOf><Class IRI="http://example.org/a"/><Class IRI="http://example.org/b"/></SubClassOf>
  <EquivalentClasses><Class IRI="http://example.org/c"/><ObjectIntersectionOf><Class IRI="http://example.org/a"/>
    <ObjectSomeValuesFrom><ObjectProperty IRI="http://example.org/p"/><Class IRI="http://example.org/b"/>
    </ObjectSomeValuesFrom></ObjectIntersectionOf></EquivalentClasses>
</Ontology>""",
}


def check(document: Document) -> None:
    assert {*document.axioms} == EXPECTED
    assert {iri for iri, term in document.terms.items() if CLASS in term.kinds} == {A, B, C}
    assert document.terms[A].label == "A"
    assert document.iri == NS + "o"
    assert document.faults == ()


@pytest.mark.parametrize("name", SYNTAXES)
def test_all_syntaxes_say_the_same(name: str) -> None:
    check(read_owl(SYNTAXES[name].encode(), name))


@pytest.mark.parametrize(
    ("kind", "name"),
    [(RdfFormat.RDF_XML, "o.owl"), (RdfFormat.N_TRIPLES, "o.nt"), (RdfFormat.JSON_LD, "o.jsonld")],
)
def test_the_syntaxes_of_rdf_say_the_same(kind: RdfFormat, name: str) -> None:
    triples = read_owl(SYNTAXES["o.ttl"].encode(), "o.ttl").triples

    check(read_owl(serialize(triples, format=kind) or b"", name))


def test_an_owl_file_may_hold_any_syntax() -> None:
    """Protégé writes OWL/XML to .owl as well, and people name functional syntax so."""
    for name in ("o.owx", "o.ofn", "o.omn", "o.ttl"):
        check(read_owl(SYNTAXES[name].encode(), "o.owl"))


def test_a_byte_order_mark_and_dos_line_ends_change_nothing() -> None:
    for name, text in SYNTAXES.items():
        check(read_owl(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), name))


def _fits(statement: Axiom) -> bool:
    """A union of one class has no functional syntax; it is written as the equivalence that it is."""
    return statement.kind != "DisjointUnion" or len(statement.parts) > 2


@settings(max_examples=150)
@given(st.lists(axioms.filter(_fits), min_size=1, max_size=4, unique=True))
def test_functional_syntax_says_every_axiom(stated: list[Axiom]) -> None:
    """Through py-horned-owl: a parser and a writer of RDF that know nothing of ours."""
    kinds = {"Class": CLASS, "DataProperty": DATA_PROPERTY}
    names = {kind.rpartition("#")[2]: kind for kind in KINDS.values()} | kinds
    words = {kind: word.replace("Datatype", "Data") for word, kind in names.items()}
    declared = "\n".join(f"Declaration({words[kind]}(<{iri}>))" for iri, kind in KINDS.items())
    text = text_of((), stated, DATA).replace("Ontology(", f"Ontology(\n{declared}", 1)

    found = read_owl(text.encode(), "o.ofn")

    assert {*found.axioms} == {*stated}
    assert found.faults == ()


# What needs mending


def test_an_empty_iri_is_read_as_the_address_of_the_file_and_reported(shared_data: Path) -> None:
    document = esrfet(shared_data, "PaNET_v1.3.0_reasoned.owl")

    (fault,) = [each for each in document.faults if each.rule == "repaired-input"]
    assert fault.message.startswith("1 empty IRI (line 71) was read as")
    assert not fault.lost
    assert len(document.classes) == 247
    assert len(document.imported[0].classes) == 507


def test_one_name_of_esrfet_is_a_class_and_a_data_property(shared_data: Path) -> None:
    document = esrfet(shared_data, "PaNET_v1.3.0_reasoned.owl")

    (both,) = [term for term in document.terms.values() if {CLASS, DATA_PROPERTY} <= term.kinds]
    assert both.iri.endswith("#sample_spatial_resolution")


# What is refused


def _entities(declared: str, used: str) -> bytes:
    return f"""<?xml version="1.0"?><!DOCTYPE rdf:RDF [ {declared} ]>
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:owl="http://www.w3.org/2002/07/owl#">
        <owl:Class rdf:about="{used}"/></rdf:RDF>""".encode()


def test_the_short_names_that_protege_declares_are_read() -> None:
    document = read_owl(_entities(f'<!ENTITY ex "{NS}">', "&ex;a"), "o.owl")

    assert [*document.terms] == [A]


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        ('<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">', NS + "&b;"),
        ('<!ENTITY a SYSTEM "file:///etc/passwd">', NS + "&a;"),
        ('<!ENTITY % a SYSTEM "http://127.0.0.1/x.dtd"> %a;', A),
        ('<!ENTITY % a "b">', A),
        (f'<!ENTITY a "{"a" * 1000}">', NS + "&a;"),
        ("".join(f'<!ENTITY a{number} "b">' for number in range(1000)), A),
        (f'<!ENTITY a "{"a" * 400}">', NS + "&a;" * 100_000),
    ],
)
def test_entities_that_nest_fetch_or_grow_are_refused(declared: str, used: str) -> None:
    for name in ("o.owl", "o.owx"):
        with pytest.raises(BadInput, match="entit"):
            read_owl(_entities(declared, used), name)


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_nesting_that_would_exhaust_a_parser_is_refused(depth: int) -> None:
    """100,000 levels of Manchester syntax end py-horned-owl's process."""
    end = ")" * depth
    texts = {
        "o.ofn": f"Ontology(<{NS}o> SubClassOf(<{A}> {'ObjectComplementOf(' * depth}<{B}>{end}))",
        "o.omn": f"Prefix: : <{NS}>\nOntology: <{NS}o>\nClass: :a\n SubClassOf: {'not (' * depth}:b{end}\n",
        "o.owx": '<Ontology xmlns="http://www.w3.org/2002/07/owl#">' + "<ObjectComplementOf>" * depth,
    }
    for name, text in texts.items():
        with pytest.raises(BadInput, match=r"deep|well-formed"):
            read_owl(text.encode(), name)


def test_brackets_in_texts_are_no_nesting() -> None:
    labels = f'AnnotationAssertion(<http://www.w3.org/2000/01/rdf-schema#label> <{A}> "((( \\" (((")\n' * 100
    text = f"Ontology(<{NS}o> Declaration(Class(<{A}>))\n{labels})"

    assert [*read_owl(text.encode(), "o.ofn").terms] == [A]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("o.ttl", b"", "empty"),
        ("o.owl", b"\x00\x01\x02PK\x03\x04", "binary"),
        ("o.ttl", b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        ("o.docx", b"text", "file ending"),
        ("o", b"text", "file ending"),
        ("o.ttl", b"this is no Turtle", "not valid turtle"),
        ("o.owl", b"<html><body>404</body>", "not"),
        ("o.ofn", b"Ontology(", "not valid functional"),
        ("o.owx", b"<Ontology xmlns='http://www.w3.org/2002/07/owl#'><Class/>", "well-formed"),
        ("o.omn", b"Ontology: \xff\xfe", "UTF-8"),
        ("o.jsonld", b"{", "not valid json-ld"),
    ],
)
def test_what_is_no_ontology_is_refused_by_name(name: str, data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        read_owl(data, name)

    assert name in str(caught.value)


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    with file.open("wb") as out:
        out.truncate(200 * 2**20)  # sparse: reading it would show as memory, and take a while

    with pytest.raises(BadInput, match=r"200 MB; at most 100 MB"):
        open_document(str(file))


def test_more_triples_than_an_ontology_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.ontology.read import owl

    monkeypatch.setattr(owl, "MOST_TRIPLES", 5)
    monkeypatch.setattr(limits, "MOST_TRIPLES", 5)

    with pytest.raises(BadInput, match="more than 5 triples"):
        read_owl(SYNTAXES["o.ttl"].encode(), "o.ttl")


def test_terms_survive_functional_syntax_with_odd_names() -> None:
    terms = {A: Term(A, frozenset({CLASS}))}
    nt = serialize(
        to_triples(terms, [axiom("SubClassOf", (A, NS + "é?x=1&y=%20"))], None, {}),
        format=RdfFormat.N_TRIPLES,
    )

    assert {*read_owl(nt or b"", "o.nt").axioms} == {axiom("SubClassOf", (A, NS + "é?x=1&y=%20"))}
