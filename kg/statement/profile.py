"""What the record of raw data should say at least: a journal's or our own list, written as SHACL shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.check.constraints import COUNTS
from kg.check.facts import Facts
from kg.check.judge import judge
from kg.check.shapes import Rule, load_shapes
from kg.errors import BadInput
from kg.rdf.names import OWL, RDF, RDFS, SH
from kg.rdf.shipped import shipped
from kg.statement.record import Values


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list: whether the record has it, whether it must, and what to do where it has not."""

    name: str
    is_met: bool
    is_required: bool
    remedy: str


class Profile:
    """A check-list with a name and a version, for records of data, whatever class it is written for."""

    def __init__(self, place: Path | Traversable | None = None) -> None:
        """Read a profile; without a place, the one that ships.

        Raises:
            BadInput: there is none, it is no valid Turtle, or it asks more than whether values are there
                and of which form.
        """
        place = place or shipped("shapes") / "profiles" / "raw-minimum.ttl"
        shapes = load_shapes(place)
        self._rules = [rule for rule in shapes.rules if rule.path is not None]
        why = next(iter(shapes.unsupported.values()), None if self._rules else "no shape in it has a class")
        if why is not None:
            raise BadInput(f"The profile {place.name} cannot be used: {why}.")
        for rule in self._rules:
            _is_met(rule, {})  # refuses now what cannot be judged
        self.name, self.version = _title(shapes.facts, place.name)

    def items(self, values: Values) -> tuple[Item, ...]:
        """The list for what is said of a thing, in the order of the profile."""
        lines: dict[str, list[Rule]] = {}
        for rule in self._rules:
            lines.setdefault(rule.name or rule.message or rule.owner, []).append(rule)
        return tuple(_line(name, rules, values) for name, rules in lines.items())


def _line(name: str, rules: Sequence[Rule], values: Values) -> Item:
    broken = [rule for rule in rules if not _is_met(rule, values)]
    is_required = any(rule.severity == SH["Violation"] for rule in rules)
    return Item(name, not broken, is_required, (broken or rules)[0].message)


def _is_met(rule: Rule, values: Values) -> bool:
    predicates = rule.path.predicates if rule.path is not None else None
    if predicates is None:
        raise BadInput(f"A profile names properties and alternatives of them; {rule.owner} has {rule.path}.")
    found = {value for predicate in predicates for value in values.get(predicate, ())}
    if rule.constraint.kind not in COUNTS:
        accepts = judge(rule.constraint)
        return all(accepts(value) for value in found)
    is_least = rule.constraint.kind == "minCount"
    return len(found) >= rule.constraint.number if is_least else len(found) <= rule.constraint.number


def _title(facts: Facts, otherwise: str) -> tuple[str, str]:
    """The name and the version that a profile gives itself."""
    for node in facts.subjects():
        if OWL["Ontology"] in facts.values(node, RDF["type"]):
            name, version = facts.value(node, RDFS["label"]), facts.value(node, OWL["versionInfo"])
            return str(name.value) if name else otherwise, str(version.value) if version else ""
    return otherwise, ""
