"""Terms and axioms to RDF and back: nothing lost, nothing made up, nothing without bounds."""

from collections.abc import Mapping
from typing import Any

import pytest
from axioms import annotations, axioms, terms
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, RdfFormat, Triple, parse

from kg.ontology.axiom import Axiom, axiom
from kg.ontology.document import CLASS, DATA_PROPERTY, LABEL, Term, Value
from kg.ontology.expression import compound
from kg.ontology.read.triples import Content, from_triples, to_triples
from kg.rdf.names import OWL, RDF, RDFS

HEAD = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
A, B, C = (f"http://example.org/{name}" for name in "abc")
P = "http://example.org/p"


def turtle(text: str) -> list[Triple]:
    return [quad.triple for quad in parse((HEAD + text).encode(), format=RdfFormat.TURTLE)]


def said(text: str, known: Mapping[str, frozenset[str]] | None = None) -> Content:
    return from_triples(turtle(text), known)


@given(terms, st.lists(axioms, max_size=4, unique=True), st.none() | st.just(A), annotations)
def test_what_was_written_is_read_again(
    terms: dict[str, Term], stated: list[Axiom], iri: str | None, about: dict[str, tuple[Value, ...]]
) -> None:
    found = from_triples(to_triples(terms, stated, iri, about))

    assert found.faults == ()
    assert found.terms == terms
    assert set(found.axioms) == set(stated)
    assert found.iri == iri
    assert found.about == about


@given(terms, st.lists(axioms, max_size=4, unique=True), st.randoms(use_true_random=False))
def test_the_order_and_the_names_of_blank_nodes_do_not_matter(
    terms: dict[str, Term], stated: list[Axiom], random: object
) -> None:
    triples = list(to_triples(terms, stated, A, {}))
    random.shuffle(triples)  # type: ignore[attr-defined]

    def other(part: Any) -> Any:  # noqa: ANN401, any term of RDF
        return BlankNode(f"other{part.value}") if isinstance(part, BlankNode) else part

    renamed = [Triple(other(each.subject), each.predicate, other(each.object)) for each in triples]

    found = from_triples(renamed)

    assert found.faults == ()
    assert set(found.axioms) == set(stated)


def test_an_intersection_with_a_restriction() -> None:
    found = said("""
        :a a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( :b
            [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :c ] ) ] .
        :b a owl:Class . :c a owl:Class . :p a owl:ObjectProperty .""")

    some = compound("ObjectSomeValuesFrom", (P, C))
    assert found.axioms == (axiom("EquivalentClasses", (A, compound("ObjectIntersectionOf", (B, some)))),)
    assert found.faults == ()


def test_all_disjoint_classes_are_pairs() -> None:
    found = said("[] a owl:AllDisjointClasses ; owl:members ( :c :a :b ) .")

    assert set(found.axioms) == {axiom("DisjointClasses", pair) for pair in ((A, B), (A, C), (B, C))}


def test_equivalences_of_three_are_a_chain_of_pairs() -> None:
    found = from_triples(to_triples({}, [Axiom("EquivalentClasses", (A, B, C))], None, {}))

    assert set(found.axioms) == {axiom("EquivalentClasses", (A, B)), axiom("EquivalentClasses", (B, C))}


def test_a_property_is_one_of_data_where_an_import_says_so() -> None:
    most = "[ a owl:Restriction ; owl:onProperty :p ; owl:maxCardinality 1 ]"
    text = f":a rdfs:subClassOf {most} . :p rdfs:domain :b ."

    alone, helped = said(text), said(text, {P: frozenset({DATA_PROPERTY})})

    assert {each.kind for each in alone.axioms} == {"SubClassOf", "ObjectPropertyDomain"}
    assert {each.kind for each in helped.axioms} == {"SubClassOf", "DataPropertyDomain"}
    assert "DataMaxCardinality" in str(helped.axioms)


def test_classes_of_other_ontologies_are_used_and_not_declared() -> None:
    found = said(":a a owl:Class ; rdfs:subClassOf <https://www.wikidata.org/wiki/Q1> .")

    assert found.axioms == (axiom("SubClassOf", (A, "https://www.wikidata.org/wiki/Q1")),)
    assert list(found.terms) == [A]


def test_one_name_may_be_a_class_and_a_property() -> None:
    found = said(":a a owl:Class , owl:DatatypeProperty ; rdfs:subClassOf :b .")

    assert found.terms[A].kinds == {CLASS, DATA_PROPERTY}
    assert found.axioms == (axiom("SubClassOf", (A, B)),)


def test_annotations_keep_the_order_of_the_file() -> None:
    found = said(':a a owl:Class ; rdfs:label "second"@en , "first" , "second"@en .')

    assert found.terms[A].texts(LABEL) == ("second", "first")


def test_owl_1_wrote_definitions_of_a_class_on_its_name() -> None:
    found = said(":a a owl:Class ; owl:unionOf ( :b :c ) .")

    assert found.axioms == (axiom("EquivalentClasses", (A, compound("ObjectUnionOf", (B, C)))),)


def test_an_annotated_axiom_is_an_axiom_and_its_annotation_is_counted() -> None:
    found = said("""[] a owl:Axiom ; owl:annotatedSource :a ; owl:annotatedProperty rdfs:subClassOf ;
        owl:annotatedTarget :b ; rdfs:comment "why" .""")

    assert found.axioms == (axiom("SubClassOf", (A, B)),)
    assert [(fault.rule, fault.lost, "1 annotations" in fault.message) for fault in found.faults] == [
        ("unread-triples", False, True)
    ]


def test_the_header_is_told_apart() -> None:
    found = said("""<http://example.org/o> a owl:Ontology ; owl:imports :other ; owl:versionInfo "1.2" ;
        owl:versionIRI <http://example.org/o/1.2> ; rdfs:label "O" .""")

    assert (found.iri, found.version, found.imports) == (
        "http://example.org/o",
        "1.2",
        ("http://example.org/other",),
    )
    assert list(found.about) == [OWL["versionInfo"].value, OWL["versionIRI"].value, LABEL]
    assert (found.terms, found.axioms, found.faults) == ({}, (), ())


# What cannot be read


def test_annotations_of_what_nobody_declares_are_counted_and_harmless() -> None:
    found = said(':a rdfs:label "a" , "b" . :b a owl:Class ; rdfs:seeAlso [ rdfs:label "c" ] .')

    assert [(fault.rule, fault.lost) for fault in found.faults] == [("unread-triples", False)]
    assert found.faults[0].message.startswith("4 triples")


@pytest.mark.parametrize(
    "text",
    [
        ":a rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ] .",
        ":a rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p , :q ; owl:someValuesFrom :b ] .",
        ":a rdfs:subClassOf [ owl:onProperty :p ; owl:someValuesFrom :b ; owl:allValuesFrom :c ] .",
        ':a rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:cardinality "many" ] .',
        ":a rdfs:subClassOf [ owl:intersectionOf ( :b :c ) ; owl:unionOf ( :b :c ) ] .",
        ":a rdfs:subClassOf [ owl:intersectionOf [ rdf:first :b ] ] .",
        ":a rdfs:subClassOf _:x . _:x owl:complementOf _:x .",
        ":a rdfs:subClassOf [ owl:intersectionOf _:l ] . _:l rdf:first :b ; rdf:rest _:l .",
        ':a rdfs:subClassOf [ rdfs:label "no expression" ] .',
        "[] a owl:AllDisjointClasses .",
        "[] a owl:Axiom ; owl:annotatedSource :a .",
        "[] a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :b .",
    ],
)
def test_an_axiom_that_cannot_be_read_is_reported_as_lost(text: str) -> None:
    found = said(":a a owl:Class . :b a owl:Class . " + text)

    assert found.axioms == ()
    assert any(fault.rule == "unread-triples" and fault.lost for fault in found.faults)


def test_nesting_without_end_is_reported() -> None:
    """5,000 complements of each other: no recursion may follow them."""
    links = [
        Triple(BlankNode(f"x{number}"), OWL["complementOf"], BlankNode(f"x{number + 1}"))
        for number in range(5000)
    ]
    top = turtle(":a a owl:Class ; rdfs:subClassOf :b .")[1]

    found = from_triples([Triple(top.subject, RDFS["subClassOf"], BlankNode("x0")), top, *links])

    assert found.axioms == (axiom("SubClassOf", (A, B)),)
    assert any(fault.lost and "deeper" in fault.message for fault in found.faults)


def test_sharing_that_doubles_at_each_level_is_reported() -> None:
    """Forty nodes that stand for 2**40 names."""
    triples = []
    for number in range(40):
        node, rest = BlankNode(f"x{number}"), BlankNode(f"r{number}")
        below = BlankNode(f"x{number + 1}")
        half = [BlankNode(f"{side}{number}") for side in "st"]
        triples += [
            Triple(node, OWL["unionOf"], rest),
            Triple(rest, RDF["first"], half[0]),
            Triple(rest, RDF["rest"], BlankNode(f"q{number}")),
            Triple(BlankNode(f"q{number}"), RDF["first"], half[1]),
            Triple(BlankNode(f"q{number}"), RDF["rest"], RDF["nil"]),
        ]
        for side, prop in zip(half, "pq", strict=True):
            triples += [
                Triple(side, OWL["onProperty"], turtle(f":{prop} a owl:ObjectProperty .")[0].subject),
                Triple(side, OWL["someValuesFrom"], below),
            ]
    named = turtle(":a rdfs:subClassOf :b .")[0]

    found = from_triples([*triples, Triple(named.subject, named.predicate, BlankNode("x0"))])

    assert found.axioms == ()
    assert any(fault.lost for fault in found.faults)


def test_a_large_group_stays_one_axiom() -> None:
    members = " ".join(f":c{number}" for number in range(2000))

    found = said(f"[] a owl:AllDisjointClasses ; owl:members ( {members} ) .")

    assert [(each.kind, len(each.parts)) for each in found.axioms] == [("DisjointClasses", 2000)]
    assert from_triples(to_triples({}, found.axioms, None, {})).axioms == found.axioms


def test_what_is_no_axiom_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="no axiom"):
        to_triples({}, [Axiom("Nonsense", (A, B))], None, {})
    with pytest.raises(ValueError, match="no expression"):
        to_triples({}, [axiom("SubClassOf", (A, compound("Nonsense", (B, C))))], None, {})
