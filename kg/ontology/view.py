"""A version of an ontology together with all its consequences."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.ontology.document import Document, Term
from kg.ontology.hierarchy import Hierarchy


@dataclass(frozen=True)
class View:
    """What rules look at: the version as written and as classified, imports included in the hierarchy."""

    document: Document
    hierarchy: Hierarchy

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Every term by IRI, those of the imports included; the document's own statement wins."""
        found: dict[str, Term] = {}
        for document in reversed(self.document.with_imports):
            found.update(document.terms)
        return found

    def label(self, iri: str) -> str:
        """The term's label; where it has none, the last part of its IRI."""
        term = self.terms.get(iri)
        if term is not None and term.label:
            return term.label
        return iri.rstrip("/#").rsplit("#", 1)[-1].rsplit("/", 1)[-1]

    @cached_property
    def bearers(self) -> Mapping[str, tuple[str, ...]]:
        """For each preferred or alternative label, case-folded, the IRIs that bear it, sorted."""
        found: dict[str, set[str]] = {}
        for iri, term in self.document.terms.items():
            for text in (term.label, *term.alt_labels):
                if text:
                    found.setdefault(text.casefold(), set()).add(iri)
        return {text: tuple(sorted(iris)) for text, iris in found.items()}
