"""The real ontologies, opened as the product opens them, and changed as an editor might."""

from dataclasses import replace
from pathlib import Path

from kg.ontology.axiom import Axiom
from kg.ontology.document import Document
from kg.ontology.read.imports import ImportMap
from kg.ontology.read.source import open_document
from kg.ontology.read.triples import to_triples

PANET_IRI = "http://purl.org/pan-science/PaNET/PaNET.owl"
MASTER = "PaNET_master_2026-06-29_7b19189.csv"


def panet(shared_data: Path, name: str) -> Document:
    return open_document(str(shared_data / "ontologies" / "panet" / name))


def esrfet(shared_data: Path, panet_file: str) -> Document:
    folder = shared_data / "ontologies"
    imports = ImportMap({PANET_IRI: folder / "panet" / panet_file})
    return open_document(str(folder / "esrfet" / "ESRFET.owl"), imports)


def with_axioms(document: Document, *stated: Axiom) -> Document:
    """The document with more axioms, in its triples too."""
    axioms = {**document.axioms, **dict.fromkeys(stated)}
    triples = to_triples(document.terms, axioms, document.iri, document.about)
    return replace(document, axioms=axioms, triples=triples)


def term(number: str) -> str:
    return f"http://purl.org/pan-science/PaNET/PaNET{number}"
