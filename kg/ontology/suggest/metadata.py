"""What an ontology that is released has to say of itself."""

from collections.abc import Iterator

from kg.ontology.document import Document
from kg.ontology.finding import Finding
from kg.rdf.names import DC, DCT, OWL, RDFS

_WANTED = (
    (
        "licence",
        (DCT["license"].value, DCT["rights"].value, DC["rights"].value),
    ),
    ("title", (DCT["title"].value, DC["title"].value, RDFS["label"].value)),
)


def lacking(document: Document) -> Iterator[Finding]:
    """A finding of rule `release-metadata` for licence, title, version and version IRI that are not stated.

    A version IRI is a warning where there is at least a version: no release of PaNET up to 1.3 has one.
    """
    if document.iri is None:
        yield _finding("iri", f"{document.name} declares no ontology (owl:Ontology).")
        return
    for name, properties in _WANTED:
        if not any(value.value.strip() for prop in properties for value in document.about.get(prop, ())):
            yield _finding(name, f"{document.name} does not state the ontology's {name} ({properties[0]}).")
    if document.version is None:
        yield _finding("version", f"{document.name} states no version ({OWL['versionInfo'].value}).")
    if not document.about.get(OWL["versionIRI"].value):
        yield _finding(
            "versionIRI", f"{document.name} states no owl:versionIRI, the IRI of just this version.", True
        )


def not_examined(table: Document) -> Iterator[Finding]:
    """The warning for a table: its form has no place for what an ontology says of itself."""
    said = (
        f"{table.name} is a table, which cannot state licence, title and version: they were not examined. "
        "Give the file built from it (--built), or the one that holds them (--metadata)."
    )
    yield _finding("table", said, True)


def _finding(key: str, message: str, only_warns: bool = False) -> Finding:
    return Finding("release-metadata", "warn" if only_warns else "fail", message, key=key)
