"""OWL in an editor's words: expressions as noun phrases, axioms as short statements."""

from collections.abc import Callable

from pyoxigraph import Literal

from kg.ontology.axiom import DISJOINT, EQUIVALENT, SUBCLASS, Axiom
from kg.ontology.expression import AND, NOT, OR, SOME, Compound, Expression

Name = Callable[[str], str]

_QUANTIFIED = {
    SOME: "some",
    "DataSomeValuesFrom": "some",
    "ObjectAllValuesFrom": "only",
    "DataAllValuesFrom": "only",
    "ObjectHasValue": "the value",
    "DataHasValue": "the value",
    "ObjectMinCardinality": "at least",
    "ObjectMaxCardinality": "at most",
    "ObjectExactCardinality": "exactly",
}
_STATED = {
    "SubObjectPropertyOf": "{0} is a kind of {1}",
    "SubDataPropertyOf": "{0} is a kind of {1}",
    "ObjectPropertyDomain": "what has {0} is {1}",
    "DataPropertyDomain": "what has {0} is {1}",
    "ObjectPropertyRange": "the value of {0} is {1}",
    "DataPropertyRange": "the value of {0} is {1}",
    "InverseObjectProperties": "{0} and {1} are inverse",
    "EquivalentObjectProperties": "{0} means the same as {1}",
    "ClassAssertion": "{1} is an instance of {0}",
    "FunctionalObjectProperty": "{0} has at most one value",
    "SymmetricObjectProperty": "{0} is symmetric",
    "AsymmetricObjectProperty": "{0} is asymmetric",
    "TransitiveObjectProperty": "{0} is transitive",
    "ReflexiveObjectProperty": "{0} is reflexive",
    "IrreflexiveObjectProperty": "{0} is irreflexive",
}


def phrase(expression: Expression, name: Name) -> str:
    """The expression as a noun phrase; what has no plain words is given in functional-style syntax."""
    if isinstance(expression, str):
        return name(expression)
    if isinstance(expression, Literal):
        return f'"{expression.value}"'
    if expression.op in (AND, OR):
        return f" {'and' if expression.op == AND else 'or'} ".join(
            _inner(each, name) for each in expression.parts
        )
    if expression.op == NOT:
        return f"not {_inner(expression.parts[0], name)}"
    if expression.op in _QUANTIFIED:
        first, *rest = expression.parts if "Cardinality" not in expression.op else _turned(expression)
        return " ".join(
            [_inner(first, name), _QUANTIFIED[expression.op], *(_inner(each, name) for each in rest)]
        )
    return f"{expression.op}({', '.join(phrase(each, name) for each in expression.parts)})"


def _turned(expression: Compound) -> list[Expression]:
    """A cardinality's parts with the property first: OWL puts the number before it."""
    number, prop, *filler = expression.parts
    return [prop, number, *filler]


def _inner(expression: Expression, name: Name) -> str:
    text = phrase(expression, name)
    nested = isinstance(expression, Compound) and expression.op in (AND, OR)
    return f"({text})" if nested else text


def statement(axiom: Axiom, name: Name) -> str:
    """The axiom as a statement without a full stop."""
    parts = [phrase(each, name) for each in axiom.parts]
    if axiom.kind == SUBCLASS:
        return f"{parts[0]} lies below {parts[1]}"
    if axiom.kind == EQUIVALENT and len(parts) == 2:
        return _equivalence(axiom, name)
    if axiom.kind == DISJOINT:
        return f"nothing is both {' and '.join(parts)}"
    if axiom.kind in _STATED and len(parts) > _STATED[axiom.kind].count("{") - 1:
        return _STATED[axiom.kind].format(*parts)
    return f"{axiom.kind}({', '.join(parts)})"


def _equivalence(axiom: Axiom, name: Name) -> str:
    named = [each for each in axiom.parts if isinstance(each, str)]
    if len(named) != 1:
        return f"{phrase(axiom.parts[0], name)} means the same as {phrase(axiom.parts[1], name)}"
    (definition,) = (each for each in axiom.parts if not isinstance(each, str))
    return f"{name(named[0])} is defined as {phrase(definition, name)}"
