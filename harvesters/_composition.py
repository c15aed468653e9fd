"""What a sample consists of: its formula as it was written, and the elements and amounts understood by it."""

from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from harvesters._describe import Description, prose
from kg.rdf.names import PAN
from kg.resolve.formula import formula_finding, read_formula


def describe_formula(
    description: Description, sample: NamedNode, said: str | None, field: str | None = None
) -> None:
    """State the formula of a sample. `field` is where it stands, if nothing but a formula belongs there."""
    if not said:
        return
    description.add(sample, PAN["chemicalFormula"], prose(said))
    for predicate, value in understood_composition(said):
        description.add(sample, predicate, value)
    if field:
        description.find(formula_finding(said, field))


@lru_cache(maxsize=4096)
def understood_composition(said: str) -> tuple[tuple[NamedNode, Literal], ...]:
    """What to state of a sample whose formula is understood: composition and elements; nothing otherwise."""
    formula = read_formula(said)
    if formula is None:
        return ()
    elements = [(PAN["element"], Literal(symbol)) for symbol in formula.elements]
    if formula.composition is None:
        return tuple(elements)
    return ((PAN["composition"], Literal(formula.composition)), *elements)
