"""The contract of a rule: what it is called, what it asks, what mends it, and a change that trips it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.ontology.change import Change
from kg.ontology.finding import Finding, Level
from kg.ontology.view import View


@dataclass(frozen=True, slots=True)
class Example:
    """A tiny ROBOT template of PaNET's form, as CSV text, before and after: `before` may be empty."""

    after: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue.

    `name` is its kebab-case name in answers, addresses and settings. `why` says what goes wrong for readers
    of the ontology when it is broken, with the real case where there is one; `remedy` what to do.

    Exactly one of `state` and `change` is given. `state` judges one version: only what it newly finds counts
    against a change, the rest is an older finding. `change` judges the step itself.
    `passing` and `failing` are run by the tests and shown on the rule's page.
    """

    name: str
    level: Level
    title: str
    why: str
    remedy: str
    passing: Example
    failing: Example
    state: Callable[[View], Iterator[Finding]] | None = None
    change: Callable[[Change], Iterator[Finding]] | None = None
