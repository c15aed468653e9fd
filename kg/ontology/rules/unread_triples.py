"""Tell of triples that are neither axioms nor annotations of terms, and of axioms in RDF that are malformed.

Only files in RDF have them. Where an axiom is lost by it, it fails. Source: the reader;
https://www.w3.org/TR/owl2-mapping-to-rdf/.
"""

from kg.ontology.rule import Example, Rule
from kg.ontology.rules._faults import told
from kg.rdf.names import OWL, RDFS

# A table is read by its columns, so that this example is Turtle.
_ONTOLOGY = f"""\
@prefix owl: <{OWL}> .
@prefix rdfs: <{RDFS}> .
<urn:example:techniques> a owl:Ontology .
<urn:example:diffraction> a owl:Class ; rdfs:label "diffraction" .
"""

RULE = Rule(
    name="unread-triples",
    level="info",
    title="Triples are no part of the ontology",
    why="What they were meant to say is neither compared nor reasoned with.",
    remedy="Declare the terms they speak of, complete the axiom they belong to, or remove them.",
    passing=Example(after=_ONTOLOGY),
    failing=Example(after=_ONTOLOGY + "<urn:example:diffraction> rdfs:subClassOf [ a owl:Restriction ] .\n"),
    state=told("unread-triples", "info"),
)
