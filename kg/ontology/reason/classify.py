"""Classify a document: which named class lies below which, all consequences drawn."""

from collections.abc import Callable, Mapping

from kg.errors import BadInput
from kg.ontology.axiom import EQUIVALENT, SUBCLASS
from kg.ontology.document import Document
from kg.ontology.expression import AND, Compound, Expression
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.read.limits import check_classes, check_pairs
from kg.ontology.reason import engine
from kg.ontology.reason.closure import closure
from kg.ontology.reason.complete import incompleteness, not_given
from kg.ontology.reason.functional import ontology_text
from kg.rdf.names import OWL

_NO_NAMES = {OWL["Thing"].value, OWL["Nothing"].value}


def classify(document: Document, reasoner: str = "rustdl") -> Hierarchy:
    """The hierarchy that the axioms of the document and its imports imply; `reasoner` is rustdl or hermit.

    Raises:
        BadInput: an unknown reasoner, an ontology that it cannot read or that contradicts itself as a whole,
            or one beyond the limits of `kg.ontology.read.limits`.
        MissingExtra: HermiT was asked for, and owlready2 is not installed.
    """
    if reasoner not in _REASONERS:
        raise BadInput(f"There is no reasoner {reasoner!r}; use {', '.join(_REASONERS)}.")
    check_limits(document)
    return _REASONERS[reasoner](document)


def check_limits(document: Document) -> None:
    """Refuse what would exhaust a reasoner's memory. Raises BadInput."""
    check_classes(sum(len(each.classes) for each in document.with_imports), document.name)
    parents: dict[str, set[str]] = {}
    for each in document.with_imports:
        for axiom in each.axioms:
            if axiom.kind in (SUBCLASS, EQUIVALENT) and len(axiom.parts) == 2:
                for low, high in (axiom.parts[:2], axiom.parts[1::-1])[: 1 + (axiom.kind == EQUIVALENT)]:
                    if isinstance(low, str):
                        parents.setdefault(low, set()).update(_members(high))
    check_pairs(parents, document.name)


def _members(expression: Expression) -> tuple[str, ...]:
    if isinstance(expression, Compound):
        return (
            tuple(part for part in expression.parts if isinstance(part, str)) if expression.op == AND else ()
        )
    return (expression,) if isinstance(expression, str) else ()


def _rustdl(document: Document) -> Hierarchy:
    text = ontology_text(document)
    found = engine.classified(text)
    if found.inconsistent:
        raise BadInput(f"{document.name} contradicts itself as a whole, so nothing was classified.")
    axioms = [axiom for each in document.with_imports for axiom in each.axioms]
    reasons = (*incompleteness(found, engine.dropped(axioms, text)), *not_given(document))
    unsatisfiable = {*found.unsatisfiable} - _NO_NAMES
    return Hierarchy(
        _broader(found, unsatisfiable), tuple(sorted(unsatisfiable)), not reasons, engine.NAME, reasons
    )


def _broader(found: engine.Classification, unsatisfiable: set[str]) -> Mapping[str, frozenset[str]]:
    """From the nearest classes above each, which are far fewer to ask for than all pairs."""
    named = {iri for iri in found.classes if iri not in _NO_NAMES and iri not in unsatisfiable}
    nearest = {iri: {*found.direct_subsumers(iri), *found.equivalent_classes(iri)} & named for iri in named}
    return closure(nearest)


def _hermit(document: Document) -> Hierarchy:
    from kg.ontology.reason.hermit import hermit

    return hermit(document)


_REASONERS: dict[str, Callable[[Document], Hierarchy]] = {"rustdl": _rustdl, "hermit": _hermit}
