"""The gate a record passes on its way into the store: the minimal shapes, in Python, on its triples alone.

It runs once per record, so everything that does not depend on the record is worked out beforehand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode

from kg.check.constraints import COUNTS
from kg.check.facts import Node
from kg.check.judge import Judge, judge
from kg.check.shapes import Rule, Shapes, load_shapes
from kg.errors import BadInput
from kg.rdf.names import RDF, SH
from kg.rdf.shipped import shipped
from kg.rdf.terms import Triple

_Said = dict[NamedNode, list[Node]]
_Judges = tuple[tuple[Judge, str], ...]


@dataclass(frozen=True, slots=True)
class _Count:
    """How many distinct values a thing must and may have under any of the predicates."""

    predicates: tuple[NamedNode, ...]
    least: int
    most: int
    message: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the minimal shapes ask of the instances of one class."""

    itself: _Judges
    values: dict[NamedNode, _Judges]
    counts: tuple[_Count, ...]


class Gate:
    """The minimal shapes of a folder (default: those that ship)."""

    def __init__(self, shapes_folder: Path | None = None) -> None:
        """Raises BadInput when a minimal shape says what the gate cannot check."""
        self._plans = _plans(load_shapes(shapes_folder or shipped("shapes")))
        self._type = RDF["type"]

    def problems(self, about: NamedNode, triples: Iterable[Triple | pyoxigraph.Triple]) -> list[str]:
        """What makes a record unusable, one sentence each; empty when it may pass.

        `about` is the thing that the record describes; all typed things among `triples` are judged.
        """
        things = _sorted_out(triples)
        found: list[str] = []
        if about not in things or self._type not in things[about]:
            found.append(f"The record does not say what {about.value} is: give it a class.")
        for thing, said in things.items():
            for kind in said.get(self._type, ()):
                plan = self._plans.get(kind)
                if plan is not None and (problems := _problems(plan, thing, said)):
                    where = "" if thing == about else f" (of {thing})"
                    found += [problem + where for problem in problems]
        return found


def _sorted_out(triples: Iterable[Triple | pyoxigraph.Triple]) -> dict[Node, _Said]:
    things: dict[Node, _Said] = {}
    last: Node | None = None
    for subject, predicate, value in triples:
        if subject is not last:  # statements about one thing mostly come together
            said = things.setdefault(subject, {})
            last = subject
        said.setdefault(predicate, []).append(value)
    return things


def _problems(plan: _Plan, thing: Node, said: _Said) -> list[str]:
    found = [message for accepts, message in plan.itself if not accepts(thing)]
    judges_of = plan.values.get
    for predicate, values in said.items():
        for accepts, message in judges_of(predicate, ()):
            for value in values:
                if not accepts(value):
                    found += (f"{message} Found: {_short(value)}",)
    for count in plan.counts:
        number = 0
        for predicate in count.predicates:
            if predicate in said:
                number += len(said[predicate])
        # Only where the plain number may mislead are the distinct values counted.
        if number > count.most or 1 < count.least <= number:
            number = _distinct(count, said)
        if not count.least <= number <= count.most:
            found.append(count.message)
    return found


def _distinct(count: _Count, said: _Said) -> int:
    return len({value for predicate in count.predicates for value in said.get(predicate, ())})


def _short(value: Node, limit: int = 80) -> str:
    text = str(value.value)
    return f'"{text}"' if len(text) <= limit else f'"{text[: limit - 1]}…"'


def _plans(shapes: Shapes) -> dict[Node, _Plan]:
    classes: dict[Node, list[Rule]] = {}
    for rule in shapes.rules:
        if rule.severity != SH["Violation"]:
            continue
        for target in rule.targets:
            if target.kind != "targetClass":
                raise BadInput(f"The gate judges classes only; {rule.owner} has sh:{target.kind}.")
            classes.setdefault(target.node, []).append(rule)
    return {kind: _plan(rules) for kind, rules in classes.items()}


def _plan(rules: list[Rule]) -> _Plan:
    itself: list[tuple[Judge, str]] = []
    values: dict[NamedNode, list[tuple[Judge, str]]] = {}
    for rule in rules:
        if rule.constraint.kind in COUNTS:
            continue
        accepts = (judge(rule.constraint), rule.message)
        if rule.path is None:
            itself.append(accepts)
        else:
            for predicate in _predicates(rule):
                values.setdefault(predicate, []).append(accepts)
    return _Plan(tuple(itself), {k: tuple(v) for k, v in values.items()}, tuple(_counts(rules)))


def _counts(rules: list[Rule]) -> Iterator[_Count]:
    for rule in rules:
        if rule.constraint.kind == "minCount":
            yield _Count(_predicates(rule), rule.constraint.number, 2**31, rule.message)
        elif rule.constraint.kind == "maxCount":
            yield _Count(_predicates(rule), 0, rule.constraint.number, rule.message)


def _predicates(rule: Rule) -> tuple[NamedNode, ...]:
    predicates = rule.path.predicates if rule.path is not None else None
    if predicates is None:
        raise BadInput(f"The gate follows predicates and alternatives only; {rule.owner} has {rule.path}.")
    return predicates
