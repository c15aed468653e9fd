"""A version of an ontology together with all its consequences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import NamedNode, Quad, Store

from kg.ontology.document import Document, Term
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.policy import Policy
from kg.rdf.names import PAN


@dataclass(frozen=True)
class View:
    """What rules look at: the version as written and as classified, imports included in the hierarchy.

    `policy` holds what the editors agreed on: thresholds, roots, ranges of IRIs.
    """

    document: Document
    hierarchy: Hierarchy
    policy: Policy = field(default_factory=Policy)

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
    def columns(self) -> Mapping[str, int]:
        """The first column, counted from 1, that each annotation property is written in; {} without cells."""
        found: dict[str, int] = {}
        for term in self.document.terms.values():
            for (prop, _), cell in term.cells.items():
                found[prop] = min(found.get(prop, cell.column), cell.column)
        return found

    @cached_property
    def bearers(self) -> Mapping[str, tuple[str, ...]]:
        """For each preferred or alternative label, case-folded, the IRIs that bear it, sorted."""
        found: dict[str, set[str]] = {}
        for iri, term in self.document.terms.items():
            for text in (term.label, *term.alt_labels):
                if text:
                    found.setdefault(text.casefold(), set()).add(iri)
        return {text: tuple(sorted(iris)) for text, iris in found.items()}

    @cached_property
    def graph(self) -> Store:
        """For SPARQL: all triples, and each class `pan:broaderOrSelf` itself and all above it."""
        store, link = Store(), PAN["broaderOrSelf"]
        # Each node is made once: a class stands in a dozen pairs.
        nodes = {iri: NamedNode(iri) for iri in self.hierarchy.broader}
        store.bulk_extend(
            Quad(each.subject, each.predicate, each.object) for each in self.document.all_triples
        )
        store.bulk_extend(
            Quad(nodes[low], link, nodes[high])
            for low, above in self.hierarchy.broader.items()
            for high in (low, *above)
        )
        return store
