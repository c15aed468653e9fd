"""What the editors wrote about a class themselves: edges, definitions, and the cells of both."""

from collections.abc import Iterator, Mapping

from kg.ontology.axiom import EQUIVALENT, SUBCLASS, Axiom
from kg.ontology.document import Cell
from kg.ontology.expression import AND, Compound, Expression
from kg.ontology.view import View
from kg.rdf.names import OWL

THING = OWL["Thing"].value

Edges = Mapping[str, Mapping[str, Axiom]]
"""For each class the broader classes that an axiom names for it, and that axiom."""


def subjects(axiom: Axiom) -> tuple[str, ...]:
    """The IRIs an axiom is about: the narrower class, the defined ones, the property; none for bare forms."""
    if axiom.kind == EQUIVALENT:
        return tuple(part for part in axiom.parts if isinstance(part, str))
    if axiom.kind == "ClassAssertion":
        return tuple(part for part in axiom.parts[1:] if isinstance(part, str))
    return tuple(part for part in axiom.parts[:1] if isinstance(part, str))


def is_class(view: View, iri: str) -> bool:
    """Whether the document itself declares it as a class."""
    return iri in view.document.classes


def parent_edges(view: View) -> Edges:
    """The broader classes stated by subclass axioms, members of intersections included; never owl:Thing."""
    found: dict[str, dict[str, Axiom]] = {}
    for axiom in view.document.axioms:
        if axiom.kind == SUBCLASS and isinstance(axiom.parts[0], str):
            for high in _members(axiom.parts[1]):
                if high not in (THING, axiom.parts[0]):
                    found.setdefault(axiom.parts[0], {}).setdefault(high, axiom)
    return found


def definition_edges(view: View) -> Edges:
    """The named members of the intersections that classes are defined by."""
    found: dict[str, dict[str, Axiom]] = {}
    for axiom in view.document.axioms:
        if axiom.kind != EQUIVALENT:
            continue
        for low in subjects(axiom):
            for part in axiom.parts:
                if isinstance(part, Compound):
                    for high in _members(part):
                        if high not in (THING, low):
                            found.setdefault(low, {}).setdefault(high, axiom)
    return found


def defined(view: View) -> frozenset[str]:
    """The classes that an equivalence says something about."""
    return frozenset(
        iri for axiom in view.document.axioms if axiom.kind == EQUIVALENT for iri in subjects(axiom)
    )


def place(view: View, axiom: Axiom, iri: str) -> Cell | None:
    """The cell of an axiom, or of the term it is about where the file has none for it."""
    cell = view.document.axioms.get(axiom)
    if cell is not None:
        return cell
    term = view.document.terms.get(iri)
    return term.cell() if term else None


def somewhere(view: View, iri: str) -> Cell | None:
    """The cell of a term's IRI; None where the document does not state it."""
    term = view.document.terms.get(iri)
    return term.cell() if term else None


def _members(expression: Expression) -> Iterator[str]:
    if isinstance(expression, str):
        yield expression
    elif isinstance(expression, Compound) and expression.op == AND:
        yield from (part for part in expression.parts if isinstance(part, str))


def quoted(names: Iterator[str] | tuple[str, ...] | list[str], most: int = 5) -> str:
    """Names in quotation marks, the first few: for messages."""
    listed = [f"'{name}'" for name in names]
    if len(listed) > most:
        return f"{', '.join(listed[:most])} and {len(listed) - most} more"
    return " and ".join(filter(None, (", ".join(listed[:-1]), *listed[-1:])))
