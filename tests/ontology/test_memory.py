"""What is remembered of versions: each logic is classified once, whatever its file looks like."""

from pyoxigraph import RdfFormat, serialize

from kg.ontology.document import Document
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.memory import Memory
from kg.ontology.read.owl import read_owl
from kg.ontology.read.template import read_template
from kg.ontology.reason.classify import classify
from kg.ontology.rules._table import PROBES, row, table

PHOTON = row(
    "01000", "light technique", equal=("photon and neutron technique", "(definedbyprobe some photon)")
)
NEUTRON = row(
    "01000", "light technique", equal=("photon and neutron technique", "(definedbyprobe some neutron)")
)
SAID = row(
    "01000",
    "light technique",
    equal=("photon and neutron technique", "(definedbyprobe some photon)"),
    definition="Done with light.",
)


class Counting:
    """Classifies, and counts how often it was asked to."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, document: Document) -> Hierarchy:
        self.asked += 1
        return classify(document)


def owl(*rows: object) -> bytes:
    """The rows as an OWL file, in which every expression is a blank node."""
    triples = read_template(table(*PROBES, *rows).encode(), "terms.csv").triples  # type: ignore[arg-type]
    data = serialize(triples, format=RdfFormat.RDF_XML)
    assert data is not None
    return data


def test_an_owl_file_read_twice_is_classified_once() -> None:
    reasoner = Counting()
    memory = Memory(reasoner=reasoner)
    first, second = read_owl(owl(PHOTON), "first.owl"), read_owl(owl(PHOTON), "second.owl")
    assert first.triples != second.triples  # the names of blank nodes, which mean nothing

    assert memory.view(first).hierarchy is memory.view(second).hierarchy
    assert reasoner.asked == 1


def test_a_new_definition_in_words_does_not_ask_the_reasoner_again() -> None:
    reasoner = Counting()
    memory = Memory(reasoner=reasoner)
    for data in (owl(PHOTON), owl(SAID)):
        memory.view(read_owl(data, "terms.owl"))

    assert reasoner.asked == 1


def test_another_restriction_is_classified_anew() -> None:
    reasoner = Counting()
    memory = Memory(reasoner=reasoner)
    for data in (owl(PHOTON), owl(NEUTRON)):
        memory.view(read_owl(data, "terms.owl"))

    assert reasoner.asked == 2


def test_a_triple_that_belongs_to_an_axiom_nobody_can_read_counts() -> None:
    reasoner = Counting()
    memory = Memory(reasoner=reasoner)
    head = (
        b"@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix : <https://example.org/> . :a a owl:Class ."
    )
    for more in (b"", b" :a owl:unionOf 3 ."):
        found = read_owl(head + more, "terms.ttl")
        assert any(fault.lost for fault in found.faults) == bool(more)
        memory.view(found)

    assert reasoner.asked == 2
