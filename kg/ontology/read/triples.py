"""Between terms with axioms and RDF triples, both ways: `from_triples(to_triples(x))` is x."""

from kg.ontology.read.from_rdf import Content, from_triples
from kg.ontology.read.to_rdf import to_triples

__all__ = ["Content", "from_triples", "to_triples"]
