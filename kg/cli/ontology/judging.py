"""From the options of a command to a review."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.ontology.catalogue import configured, narrowed, of_ontology, with_released
from kg.ontology.finding import Finding
from kg.ontology.memory import Memory
from kg.ontology.render import rendered
from kg.ontology.render.plain import WORST, Catalogue, standing, visible
from kg.ontology.review import Impact, Review, review

if TYPE_CHECKING:
    from kg.ontology.change import Change
    from kg.ontology.judge import Check
    from kg.ontology.mappings.table import MappingTable
    from kg.ontology.render.text import Paint
    from kg.ontology.rules.configuration import Configuration

_ROWS_TOLD = 10
"""Unusable rows of a usage table that are named; the JSON form has them all."""


@dataclass(frozen=True)
class Judged:
    """A review with what its forms need beside it."""

    review: Review
    configuration: "Configuration"
    memory: Memory
    has_mappings: bool = False

    @cached_property
    def rules(self) -> Catalogue:
        """The rules that were on, by name."""
        found = of_ontology(self.configuration)
        if self.has_mappings:
            from kg.ontology.mappings.rules import RULES

            found |= RULES
        return found

    @property
    def summary(self) -> str:
        """What was found, in one sentence."""
        return standing(self.review)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The headings of the later version's table."""
        from kg.cli.ontology.headings import headings

        return headings(self.review.change.after.document)

    def rendered(self, form: str, fail_on: str) -> str:
        """The review in one of the forms."""
        failing = (*WORST, "warn") if fail_on == "warn" else WORST
        return rendered(self.review, form, self.rules, self.columns, failing)

    def text(self, paint: "Paint", *, older: bool, everything: bool) -> str:
        """The review for a terminal, with the older findings below where they are asked for."""
        from kg.ontology.render.text import SHOWN, Page, older_findings, text

        namespace = self.configuration.policy.namespace
        page = Page(self.rules, self.columns, paint, None if everything else SHOWN, namespace)
        told = text(self.review, page)
        if not older:
            return told
        listed = older_findings(self.older, page)
        return f"{told}\n\n{paint('Older findings', 'strong')}\n{listed or 'none'}"

    @cached_property
    def older(self) -> list[Finding]:
        """The findings of the later version that stood in the earlier one already."""
        change, rules = self.review.change, self.configuration.rules
        had = Counter(each.identity for each in self.memory.found(change.before, rules))
        found = []
        for each in self.memory.found(change.after, rules):
            if had[each.identity] > 0:
                had[each.identity] -= 1
                found.append(each)
        return found


def judged(
    before: str,
    after: str,
    *,
    config: Path | None = None,
    only: list[str] | None = None,
    skip: list[str] | None = None,
    imports: list[str] | None = None,
    usage: Path | None = None,
    store: str | None = None,
    mappings: list[Path] | None = None,
    reasoner: str = "rustdl",
) -> Judged:
    """Read both versions and judge the step; an empty `before` stands for a version without anything.

    Raises:
        BadInput: a file, option or configuration cannot be used.
    """
    from kg.cli.ontology.reading import NOTHING, opened
    from kg.ontology.read.classless import refuse_classless
    from kg.ontology.reason.classify import classify

    configuration = with_released(narrowed(configured(config, after), only, skip))
    memory = Memory(configuration.policy, lambda document: classify(document, reasoner))
    earlier, later = opened(before, imports) if before else NOTHING, opened(after, imports)
    refuse_classless(later)
    found = review(
        earlier,
        later,
        configuration=configuration,
        impact=_impact(usage, store),
        checks=_checks(mappings or []),
        memory=memory,
    )
    if usage is not None and (unmatched := found.impact.details.get("unmatched")):
        from kg.cli.show import complain

        complain(visible(f"{usage}: {unmatched}"))
    return Judged(found, configuration, memory, bool(mappings))


def _impact(usage: Path | None, store: str | None) -> "Callable[[Change], Impact] | None":
    """Whom to ask what the change does to data: the table, else the store; nobody where there is neither."""
    if usage is not None:
        from kg.cli.show import complain
        from kg.ontology.impact.effect import impact_of
        from kg.ontology.impact.usage import read_usage

        used = read_usage(usage)
        for row in used.aside[:_ROWS_TOLD]:
            complain(f"{usage}, row {row.row}, column {row.column}: {row.message} The row does not count.")
        return lambda change: impact_of(change, used)
    from kg.cli.ontology.in_use import in_use

    return in_use(store)


def _checks(tables: list[Path]) -> list["Check"]:
    """The mapping tables as checks of a version."""
    if not tables:
        return []
    from kg.ontology.mappings.check import check
    from kg.ontology.mappings.read import open_table

    def check_of(table: "MappingTable") -> "Check":
        return lambda view: check(table, view.document).findings

    return [check_of(open_table(table)) for table in tables]
