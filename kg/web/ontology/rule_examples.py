"""The examples of a rule as tables, and what the check says of the one that fails."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from kg.ontology.document import Document
from kg.ontology.finding import Finding
from kg.ontology.mappings.rule import MappingRule
from kg.ontology.render.plain import Explained
from kg.ontology.rule import Example, Rule
from kg.web.ontology.example_cells import Table, compared

_AFTER, _BEFORE = "After", "Before"
_TURTLE = "@prefix"
"""How an example begins that no table could show."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An example with its heading; `said` are the sentences of the check about it."""

    heading: str
    tables: tuple[Table, ...]
    said: tuple[str, ...] = ()


def examples_of(rule: Explained) -> tuple[Shown, ...]:
    """The passing and the failing example; none for rules of the release gate, which judge files."""
    if isinstance(rule, Rule):
        good, bad = compared(tuple(_versions(rule.passing)), tuple(_versions(rule.failing)))
        return (
            Shown("A change that passes", good),
            Shown("A change that does not", bad, _said(rule, rule.failing)),
        )
    if isinstance(rule, MappingRule):
        tables = ((_table("Mappings", each.table),) for each in (rule.passing, rule.failing))
        good, bad = compared(*tables)
        return (
            Shown("A table that passes", good),
            Shown("A table that does not", bad, _said_of_table(rule)),
        )
    return ()


def _versions(example: Example) -> Iterator[Table]:
    if example.before:
        yield _table(_BEFORE, example.before)
    yield _table(_AFTER, example.after)


def _table(title: str, text: str) -> Table:
    if text.startswith(_TURTLE):
        return Table(title, text, ())
    lines = text.splitlines(keepends=True)
    first = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    body = "".join(lines[first:])
    separator = "\t" if "\t" in body.partition("\n")[0] else ","
    rows = csv.reader(StringIO(body, newline=""), delimiter=separator)
    numbered = tuple((number, tuple(row)) for number, row in enumerate(rows, first + 1))
    return Table(title, "".join(lines[:first]).rstrip(), numbered)


def _said(rule: Rule, example: Example) -> tuple[str, ...]:
    from kg.ontology.review import review

    before = _read(example.before) if example.before else _nothing()
    return _sentences(rule, review(before, _read(example.after), reasons=False).findings)


def _read(text: str) -> Document:
    from kg.ontology.read.owl import read_owl

    return read_owl(text.encode(), f"example.{'ttl' if text.startswith(_TURTLE) else 'csv'}")


def _said_of_table(rule: MappingRule) -> tuple[str, ...]:
    from kg.ontology.mappings.check import check
    from kg.ontology.mappings.example import ONTOLOGY
    from kg.ontology.mappings.read import read_table
    from kg.ontology.read.template import read_template

    ontology = read_template(ONTOLOGY.encode(), "ontology.csv")
    return _sentences(rule, check(read_table(rule.failing.table.encode(), "table.csv"), ontology).findings)


def _nothing() -> Document:
    return Document("nothing", "robot-template", None, None, {}, {}, {}, ())


def _sentences(rule: Explained, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Those of the rule; where others say it for the rule, as faults do for `no-verdict`, those."""
    of_rule = [each for each in findings if each.rule == rule.name]
    return tuple(f"{_where(each)}{each.message}{_meant(each)}" for each in of_rule or findings)


def _where(finding: Finding) -> str:
    return f"Row {finding.cell.row}, column {finding.cell.column}: " if finding.cell else ""


def _meant(finding: Finding) -> str:
    return f" Suggestion: {finding.suggestion}" if finding.suggestion else ""
