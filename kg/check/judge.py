"""Constraints on a single value as Python functions."""

import re
from collections.abc import Callable

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.check.constraints import Constraint
from kg.check.facts import Node
from kg.check.lexical import is_well_formed
from kg.errors import BadInput
from kg.rdf.names import SH

Judge = Callable[[Node], bool]
"""Whether a value satisfies a constraint."""


def judge(constraint: Constraint) -> Judge:
    """The constraint as a function.

    Raises:
        BadInput: it needs more than the value itself, such as the classes of a thing elsewhere.
    """
    if constraint.kind not in _MAKERS:
        raise BadInput(f"sh:{constraint.kind} cannot be judged on a value alone.")
    return _MAKERS[constraint.kind](constraint)


def _datatype(constraint: Constraint) -> Judge:
    wanted = constraint.terms[0]
    assert isinstance(wanted, NamedNode)
    name = wanted.value
    return lambda v: isinstance(v, Literal) and v.datatype == wanted and is_well_formed(v.value, name)


def _node_kind(constraint: Constraint) -> Judge:
    name = str(constraint.terms[0].value).removeprefix(str(SH))
    classes = tuple(kind for word, kind in _KINDS.items() if word in name)
    return lambda v: isinstance(v, classes)


_KINDS: dict[str, type] = {"IRI": NamedNode, "Literal": Literal, "BlankNode": BlankNode}


def _pattern(constraint: Constraint) -> Judge:
    text = str(constraint.terms[0].value)
    flags = re.IGNORECASE if "i" in constraint.flags else 0
    search = re.compile(text, flags).search
    return lambda v: not isinstance(v, BlankNode) and search(str(v.value)) is not None


def _min_length(constraint: Constraint) -> Judge:
    least = constraint.number
    return lambda v: not isinstance(v, BlankNode) and len(str(v.value)) >= least


def _max_length(constraint: Constraint) -> Judge:
    most = constraint.number
    return lambda v: not isinstance(v, BlankNode) and len(str(v.value)) <= most


def _in(constraint: Constraint) -> Judge:
    allowed = set(constraint.terms)
    return lambda v: v in allowed


def _bound(compare: Callable[[float, float], bool]) -> Callable[[Constraint], Judge]:
    def make(constraint: Constraint) -> Judge:
        bound = _number(constraint.terms[0])
        if bound is None:
            raise BadInput(f"sh:{constraint.kind} is judged for numbers only.")

        def accepts(value: Node) -> bool:
            number = _number(value)
            return number is not None and compare(number, bound)

        return accepts

    return make


def _number(value: Node) -> float | None:
    try:
        return float(value.value) if isinstance(value, Literal) else None
    except ValueError:
        return None


def _or(constraint: Constraint) -> Judge:
    choices = [_all(part) for part in constraint.parts]
    return lambda v: any(choice(v) for choice in choices)


def _and(constraint: Constraint) -> Judge:
    parts = [_all(part) for part in constraint.parts]
    return lambda v: all(part(v) for part in parts)


def _not(constraint: Constraint) -> Judge:
    refused = _all(constraint.parts[0])
    return lambda v: not refused(v)


def _all(constraints: tuple[Constraint, ...]) -> Judge:
    judges = [judge(constraint) for constraint in constraints]
    if len(judges) == 1:
        return judges[0]
    return lambda v: all(accepts(v) for accepts in judges)


_MAKERS: dict[str, Callable[[Constraint], Judge]] = {
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "pattern": _pattern,
    "minLength": _min_length,
    "maxLength": _max_length,
    "in": _in,
    "minInclusive": _bound(lambda number, bound: number >= bound),
    "maxInclusive": _bound(lambda number, bound: number <= bound),
    "minExclusive": _bound(lambda number, bound: number > bound),
    "maxExclusive": _bound(lambda number, bound: number < bound),
    "or": _or,
    "and": _and,
    "node": _and,
    "not": _not,
}
