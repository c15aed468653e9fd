"""Judge a mapping table: all rules over all rows, places with one cause told as one finding."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.ontology.document import Document
from kg.ontology.finding import Level
from kg.ontology.mappings.finding import Hit, MappingFinding
from kg.ontology.mappings.mapping import mappings
from kg.ontology.mappings.rule import Asked, MappingRule
from kg.ontology.mappings.rules import RULES
from kg.ontology.mappings.table import MappingTable
from kg.ontology.mappings.vocabulary import Vocabulary

if TYPE_CHECKING:
    from kg.ontology.review import Verdict

_EXAMPLES = 5
_WORST: dict[Level, int] = {"fail": 0, "warn": 1, "info": 2}


@dataclass(frozen=True)
class MappingReview:
    """The verdict on one table; `checked` counts the rows that name a term of the ontology."""

    table: MappingTable
    verdict: "Verdict"
    findings: tuple[MappingFinding, ...]
    checked: int

    @property
    def is_template(self) -> bool:
        """Whether the table is a template still to be filled in."""
        return any(finding.rule == "mapping-placeholder" for finding in self.findings)


def check(table: MappingTable, ontology: Document) -> MappingReview:
    """The review of a table against a version of the ontology, worst findings first."""
    asked = ask(table, Vocabulary(ontology))
    found = tuple(sorted(findings(asked, RULES.values()), key=lambda each: _WORST[each.level]))
    checked = sum(any(end.term for end in mapping.ends) for mapping in asked.mappings)
    return MappingReview(table, verdict(found), found, checked)


def ask(table: MappingTable, vocabulary: Vocabulary) -> Asked:
    """The table with its rows read as mappings between what the ontology knows."""
    return Asked(table, mappings(table, vocabulary), vocabulary)


def verdict(found: Iterable[MappingFinding]) -> "Verdict":
    """Fail and warn as the worst finding says; info passes."""
    levels = {finding.level for finding in found}
    if "fail" in levels:
        return "fail"
    return "warn" if "warn" in levels else "pass"


def findings(asked: Asked, rules: Iterable[MappingRule]) -> Iterator[MappingFinding]:
    """What the rules find, rule by rule, in the order of the rows."""
    for rule in rules:
        grouped: dict[tuple[str, Level], list[Hit]] = {}
        for hit in rule.find(asked):
            grouped.setdefault((hit.cause, hit.level or rule.level), []).append(hit)
        for (cause, level), hits in grouped.items():
            yield finding(asked.table.name, rule.name, level, cause, hits)


def finding(table: str, rule: str, level: Level, cause: str, hits: list[Hit]) -> MappingFinding:
    """One finding for all places with this cause."""
    first = hits[0]
    terms = {hit.term for hit in hits}
    return MappingFinding(
        rule=rule,
        level=level,
        message=_message(cause, hits),
        term=first.term if len(terms) == 1 else None,
        text=first.text[:500],
        cell=first.cell,
        suggestion=first.suggestion,
        count=len(hits),
        key=f"{table} {first.key or cause}",
        examples=tuple(dict.fromkeys(hit.detail or hit.text for hit in hits))[:_EXAMPLES],
        table=table,
        cells=tuple(hit.cell for hit in hits if hit.cell is not None),
        edits=tuple(edit for hit in hits for edit in hit.edits),
    )


def _message(cause: str, hits: list[Hit]) -> str:
    if len(hits) == 1:
        return f"{cause}: {hits[0].detail}." if hits[0].detail else f"{cause}."
    shown = dict.fromkeys(hit.detail or hit.text.strip() for hit in hits)
    some = "; ".join(text[:100] for text in list(shown)[:3] if text)
    return f"{cause}, in {len(hits)} places{f', such as {some}' if some else ''}."
