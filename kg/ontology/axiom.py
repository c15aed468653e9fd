"""One OWL statement about classes, properties or individuals; annotations are in `kg.ontology.document`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.ontology.expression import Expression, functional, names

SUBCLASS = "SubClassOf"
EQUIVALENT = "EquivalentClasses"
DISJOINT = "DisjointClasses"

_SYMMETRIC = {
    EQUIVALENT,
    DISJOINT,
    "EquivalentObjectProperties",
    "DisjointObjectProperties",
    "EquivalentDataProperties",
    "DisjointDataProperties",
    "InverseObjectProperties",
    "SameIndividual",
    "DifferentIndividuals",
}


@dataclass(frozen=True, slots=True)
class Axiom:
    """`kind` is the axiom's name in OWL 2 functional-style syntax, `parts` are in that syntax's order.

    Examples: `SubClassOf (narrower, broader)`, `EquivalentClasses` (pairwise, parts sorted),
    `ObjectPropertyDomain (property, class)`, `AsymmetricObjectProperty (property,)`,
    `ClassAssertion (class, individual)`. Build it with `axiom`.
    """

    kind: str
    parts: tuple[Expression, ...]

    @property
    def names(self) -> Iterator[str]:
        """Every IRI in it, repeats included."""
        for part in self.parts:
            yield from names(part)


def axiom(kind: str, parts: Iterable[Expression]) -> Axiom:
    """The axiom in its one form: the parts of a symmetric axiom are sorted, repeats dropped."""
    listed = tuple(parts)
    return Axiom(kind, tuple(sorted(set(listed), key=functional)) if kind in _SYMMETRIC else listed)


def written(statement: Axiom) -> str:
    """The axiom in functional-style syntax with whole IRIs."""
    return f"{statement.kind}({' '.join(map(functional, statement.parts))})"
