"""What an OWL class expression says, in one form for every syntax it was read from.

A named thing is its IRI (`str`), a literal is a pyoxigraph `Literal`, everything else is a `Compound`: a
constructor of the OWL 2 functional-style syntax (https://www.w3.org/TR/owl2-syntax/) and its parts in that
syntax's order. Blank nodes, brackets and the order of commutative parts leave no trace, so that equal
meaning by reshaping is equal by `==`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal

AND = "ObjectIntersectionOf"
OR = "ObjectUnionOf"
NOT = "ObjectComplementOf"
SOME = "ObjectSomeValuesFrom"

_COMMUTATIVE = {AND, OR, "ObjectOneOf", "DataIntersectionOf", "DataUnionOf", "DataOneOf"}
_SINGLE_IS_ITSELF = {AND, OR, "DataIntersectionOf", "DataUnionOf"}


@dataclass(frozen=True, slots=True)
class Compound:
    """`op` applied to `parts`; build it with `compound`, which puts the parts into their one order."""

    op: str
    parts: "tuple[Expression, ...]"


Expression = str | Literal | Compound


def compound(op: str, parts: Iterable[Expression]) -> Expression:
    """The expression in its one form: `and`/`or` flattened, repeats dropped, commutative parts sorted."""
    listed = tuple(parts)
    if op not in _COMMUTATIVE:
        return Compound(op, listed)
    flat = {part for each in listed for part in _members(op, each)}
    if len(flat) == 1 and op in _SINGLE_IS_ITSELF:
        return flat.pop()
    return Compound(op, tuple(sorted(flat, key=functional)))


def _members(op: str, part: Expression) -> Iterator[Expression]:
    if isinstance(part, Compound) and part.op == op and op in _SINGLE_IS_ITSELF:
        yield from part.parts
    else:
        yield part


def functional(expression: Expression) -> str:
    """The expression in functional-style syntax, IRIs in angle brackets: also its sorting key."""
    if isinstance(expression, str):
        return f"<{expression}>"
    if isinstance(expression, Literal):
        return str(expression)
    return f"{expression.op}({' '.join(map(functional, expression.parts))})"


def names(expression: Expression) -> Iterator[str]:
    """Every IRI in the expression, repeats included."""
    if isinstance(expression, str):
        yield expression
    elif isinstance(expression, Compound):
        for part in expression.parts:
            yield from names(part)
