"""Run one rule on tables or versions, as a check of a change does."""

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from kg.ontology.change import Change
from kg.ontology.document import Document
from kg.ontology.finding import Finding
from kg.ontology.policy import Policy
from kg.ontology.read.owl import read_owl
from kg.ontology.read.template import read_template
from kg.ontology.reason.classify import classify
from kg.ontology.rule import Rule
from kg.ontology.rules import shipped_rules
from kg.ontology.view import View

NOTHING = "ID,Label\nID,A rdfs:label\n"


@lru_cache(maxsize=256)
def view(text: str) -> View:
    """A table, or an ontology in Turtle, with its hierarchy."""
    document = read(text.encode())
    return View(document, classify(document))


def read(data: bytes) -> Document:
    if data.startswith(b"@prefix"):
        return read_owl(data, "example.ttl", "turtle", None)
    return read_template(data, "example.csv")


@lru_cache(maxsize=8)
def version(shared_data: Path, name: str) -> View:
    """A shipped version of PaNET."""
    data = (shared_data / "ontologies" / "panet" / f"PaNET_{name}.csv").read_bytes()
    document = read_template(data, name)
    return View(document, classify(document))


def found(name: str, after: str | View, before: str | View = NOTHING) -> list[Finding]:
    """What the rule finds in the step from one to the other."""
    earlier = view(before or NOTHING) if isinstance(before, str) else before
    later = view(after) if isinstance(after, str) else after
    return step(shipped_rules()[name], earlier, later)


def step(rule: Rule, before: View, after: View) -> list[Finding]:
    if rule.change:
        return list(rule.change(Change(before, after)))
    assert rule.state
    had = Counter(each.identity for each in rule.state(before))
    new: list[Finding] = []
    for each in rule.state(after):
        if had[each.identity] > 0:
            had[each.identity] -= 1
        else:
            new.append(each)
    return new


def of_policy(seen: View, policy: Policy) -> View:
    return replace(seen, policy=policy)
