"""What a constraint asks of a value: read from a shapes graph, independent of who asks it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.check.facts import Facts, Node
from kg.rdf.names import SH

COUNTS = frozenset({"minCount", "maxCount"})
"""Constraints on how many values there are, not on each value."""

_SILENT = (
    *("path", "name", "description", "severity", "message", "order", "group", "defaultValue", "flags"),
    *("deactivated", "property", "targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"),
    "ignoredProperties",
)
IGNORED = frozenset(str(SH) + name for name in _SILENT)
"""SHACL's properties of a shape that say nothing about values."""


class Unsupported(Exception):
    """A part of SHACL that rules cannot hold; the message names it."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint; `kind` is the local name of SHACL's parameter.

    `terms` are its terms (one, or the members of sh:in), `flags` those of a pattern, `parts` the alternatives
    of sh:or, sh:and, sh:not and sh:node, each a conjunction.
    """

    kind: str
    terms: tuple[Node, ...] = ()
    flags: str = ""
    parts: tuple[tuple["Constraint", ...], ...] = ()

    @property
    def component(self) -> NamedNode:
        """SHACL's name for this kind of constraint in reports."""
        return SH[f"{self.kind[0].upper()}{self.kind[1:]}ConstraintComponent"]

    def asks(self, kind: str) -> bool:
        """Whether this constraint or one inside it is of the kind."""
        return self.kind == kind or any(each.asks(kind) for part in self.parts for each in part)

    @property
    def number(self) -> int:
        """The value as a whole number, for counts and lengths."""
        value = self.terms[0]
        if not isinstance(value, Literal) or not value.value.lstrip("+").isdigit():
            raise Unsupported(f"sh:{self.kind} with the value {value}")
        return int(value.value)


def read_constraints(facts: Facts, shape: Node, above: set[Node]) -> Iterator[Constraint]:
    """The constraints that a shape states itself; those of its sh:property are not among them.

    Raises:
        Unsupported: one of them is of a kind that a Constraint cannot hold.
    """
    if shape in above:
        raise Unsupported("a shape that refers to itself")
    for predicate, values in facts.about(shape).items():
        if not predicate.value.startswith(str(SH)) or predicate.value in IGNORED:
            continue
        kind = predicate.value.removeprefix(str(SH))
        if kind == "closed" and all(_is_false(value) for value in values):
            continue
        if kind not in _READERS:
            raise Unsupported(f"sh:{kind}")
        for value in values:
            yield _READERS[kind](facts, shape, kind, value, above)


def _is_false(value: Node) -> bool:
    return isinstance(value, Literal) and value.value in ("false", "0")


def _one(facts: Facts, shape: Node, kind: str, value: Node, above: set[Node]) -> Constraint:
    constraint = Constraint(kind, (value,))
    if kind in COUNTS or kind in ("minLength", "maxLength"):
        _ = constraint.number
    return constraint


def _pattern(facts: Facts, shape: Node, kind: str, value: Node, above: set[Node]) -> Constraint:
    flags = facts.value(shape, SH["flags"])
    return Constraint(kind, (value,), flags=flags.value if isinstance(flags, Literal) else "")


def _members(facts: Facts, shape: Node, kind: str, value: Node, above: set[Node]) -> Constraint:
    return Constraint(kind, tuple(facts.members(value)))


def _choice(facts: Facts, shape: Node, kind: str, value: Node, above: set[Node]) -> Constraint:
    return Constraint(
        kind, parts=tuple(_inline(facts, part, {*above, shape}) for part in facts.members(value))
    )


def _other(facts: Facts, shape: Node, kind: str, value: Node, above: set[Node]) -> Constraint:
    return Constraint(kind, parts=(_inline(facts, value, {*above, shape}),))


def _inline(facts: Facts, part: Node, above: set[Node]) -> tuple[Constraint, ...]:
    """The constraints of a shape that judges the value itself, not what hangs on the value."""
    if any(facts.values(part, SH[name]) for name in ("path", "property", "deactivated")):
        raise Unsupported("a nested shape with a path")
    constraints = tuple(read_constraints(facts, part, above))
    if any(constraint.kind in COUNTS for constraint in constraints):
        raise Unsupported("a nested shape that counts")
    return constraints


_Reader = Callable[[Facts, Node, str, Node, set[Node]], Constraint]
_ONE = (
    *("minCount", "maxCount", "minLength", "maxLength", "datatype", "nodeKind", "class"),
    *("minInclusive", "maxInclusive", "minExclusive", "maxExclusive", "hasValue"),
)
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(_ONE, _one),
    "pattern": _pattern,
    "in": _members,
    "languageIn": _members,
    "or": _choice,
    "and": _choice,
    "not": _other,
    "node": _other,
}
