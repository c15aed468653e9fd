"""One version of an ontology as it was written: terms, axioms, and the cell each stands in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Triple

from kg.ontology.axiom import Axiom
from kg.rdf.names import OBO, OWL, RDFS, SKOS

LABEL = RDFS["label"].value
ALT_LABEL = SKOS["altLabel"].value
DEFINITION = OBO["IAO_0000115"].value
DEFINITION_SOURCE = OBO["IAO_0000119"].value
REPLACED_BY = OBO["IAO_0100001"].value
DEPRECATED = OWL["deprecated"].value

CLASS = OWL["Class"].value
OBJECT_PROPERTY = OWL["ObjectProperty"].value
DATA_PROPERTY = OWL["DatatypeProperty"].value
ANNOTATION_PROPERTY = OWL["AnnotationProperty"].value
INDIVIDUAL = OWL["NamedIndividual"].value

Value = NamedNode | Literal


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A place in a table: `row` and `column` counted from 1 (the header is row 1), and the line of the file.

    `line` differs from `row` where a quoted cell above it holds a line break.
    """

    row: int
    column: int
    line: int


@dataclass(frozen=True, slots=True)
class Name:
    """One label or alternative label of a term, as it was written."""

    iri: str
    text: str
    prop: str

    @property
    def preferred(self) -> bool:
        """Whether it is the label, not an alternative one."""
        return self.prop == LABEL


@dataclass(frozen=True)
class Term:
    """A declared class, property or individual with its annotations.

    `kinds` are the OWL types it is declared with (more than one is punning, which OWL 2 allows).
    `annotations` maps a property IRI to the values in the order of the file; `cells` gives the place of
    each (property IRI, value's text), and of the IRI itself under `("", "")`.
    `rows` lists every row that states the term; more than one is legal and used on purpose.
    """

    iri: str
    kinds: frozenset[str]
    annotations: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    rows: tuple[int, ...] = ()

    def texts(self, prop: str) -> tuple[str, ...]:
        """The values of an annotation property as text, as they were written (not trimmed)."""
        return tuple(value.value for value in self.annotations.get(prop, ()))

    @cached_property
    def label(self) -> str | None:
        """The first preferred label, trimmed; None where there is none."""
        return next((text.strip() for text in self.texts(LABEL)), None)

    @cached_property
    def alt_labels(self) -> tuple[str, ...]:
        """Its alternative labels, trimmed."""
        return tuple(text.strip() for text in self.texts(ALT_LABEL))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """All its labels and alternative labels that are not empty."""
        told = ((prop, text) for prop in (LABEL, ALT_LABEL) for text in self.texts(prop))
        return tuple(Name(self.iri, text, prop) for prop, text in told if text.strip())

    @cached_property
    def definition(self) -> str | None:
        """Its definition (IAO_0000115); None where there is none."""
        return next((text.strip() for text in self.texts(DEFINITION) if text.strip()), None)

    @cached_property
    def retired(self) -> bool:
        """Marked `owl:deprecated true`."""
        return any(text.strip().lower() in ("true", "1") for text in self.texts(DEPRECATED))

    @property
    def replaced_by(self) -> tuple[str, ...]:
        """The IRIs that take its place (IAO_0100001)."""
        return self.texts(REPLACED_BY)

    def cell(self, prop: str = "", text: str = "") -> Cell | None:
        """Where a value, or without arguments the term itself, is written; None for files without cells."""
        return self.cells.get((prop, text)) or self.cells.get(("", ""))


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read, or was read only by mending it; nothing else of the file was lost.

    `rule` names the rule in `kg.ontology.rules` that reports it (`unresolved-reference`, `conflict-marker`,
    `row-width`, `bad-expression`, `ambiguous-reference`, ...). `text` is what stands there; `cell` where;
    `term` the IRI of the row; `suggestion` what was most likely meant, None where nothing is near.
    `lost` tells that an axiom is missing from the document because of it: then no classification is complete.
    """

    rule: str
    message: str
    text: str | None = None
    term: str | None = None
    cell: Cell | None = None
    suggestion: str | None = None
    lost: bool = False


@dataclass(frozen=True)
class Document:
    """One version of an ontology.

    `name` is how the user called it (a path or `REV:PATH`); `format` is one of robot-template, rdf-xml,
    turtle, n-triples, json-ld, owl-xml, functional, manchester. `iri`, `version` and `about` (annotations
    by property IRI) are those of the ontology itself. `axioms` maps each logical axiom to the first cell
    that states it, None for files without cells. `triples` is the whole as RDF without the imports,
    `imports` the IRIs it asks for, `imported` the local documents found for them, `missing_imports` those
    for which none was configured.
    """

    name: str
    format: str
    iri: str | None
    version: str | None
    about: Mapping[str, tuple[Value, ...]]
    terms: Mapping[str, Term]
    axioms: Mapping[Axiom, Cell | None]
    triples: tuple[Triple, ...]
    faults: tuple[Fault, ...] = ()
    imports: tuple[str, ...] = ()
    imported: "tuple[Document, ...]" = ()
    missing_imports: tuple[str, ...] = ()

    @cached_property
    def classes(self) -> frozenset[str]:
        """The IRIs declared as classes here, imports left out."""
        return frozenset(iri for iri, term in self.terms.items() if CLASS in term.kinds)

    @cached_property
    def with_imports(self) -> "tuple[Document, ...]":
        """This document and all it imports, each once."""
        found: dict[str, Document] = {}
        _collect(self, found)
        return tuple(found.values())

    @property
    def all_triples(self) -> Iterator[Triple]:
        """Its triples and those of its imports: what a reasoner takes."""
        for document in self.with_imports:
            yield from document.triples


def _collect(document: Document, found: dict[str, Document]) -> None:
    if document.name in found:
        return
    found[document.name] = document
    for other in document.imported:
        _collect(other, found)
