"""Say once what has one cause: 93 references left behind by 14 renamed labels are 14 findings, not 93."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.ontology.finding import Finding, Level

_RANKS: dict[Level, int] = {"fail": 0, "warn": 1, "info": 2}
_SINGLE: dict[Level, int] = {"fail": 25, "warn": 5, "info": 5}
"""Findings of one rule that stay apart; faults that stop the build are looked at one by one."""

_SHOWN = 5


def grouped(findings: Iterable[Finding], titles: Mapping[str, str]) -> list[Finding]:
    """The findings with repeats told together, worst first, then by row; `members` keeps each of them.

    Findings of one rule about the same text become one. Where a rule still has many, it has one finding.
    `titles` has the title of each rule.
    """
    by_text: dict[tuple[str, Level, str], list[Finding]] = defaultdict(list)
    for number, each in enumerate(findings):
        own = f"#{number}" if each.text is None else each.text.strip().casefold()
        by_text[each.rule, each.level, own].append(each)
    by_rule: dict[tuple[str, Level], list[Finding]] = defaultdict(list)
    for (rule, level, _), same in by_text.items():
        by_rule[rule, level].append(_of_one_text(same))
    told: list[Finding] = []
    for (rule, level), found in by_rule.items():
        told += found if len(found) <= _SINGLE[level] else [_of_one_rule(found, titles.get(rule, rule))]
    return ordered(told)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Worst first, then in the order of the file; what has no cell comes last."""
    return sorted(findings, key=_place)


def _place(finding: Finding) -> tuple[int, bool, int, int, str, str]:
    cell = finding.cell
    row, column = (cell.row, cell.column) if cell else (0, 0)
    return _RANKS[finding.level], cell is None, row, column, finding.rule, finding.message


def _of_one_text(same: list[Finding]) -> Finding:
    if len(same) == 1:
        return same[0]
    members = ordered(same)
    count = sum(each.count for each in members)
    return _group(members, f"{members[0].message} The same in {count} places{_where(members)}.")


def _where(members: list[Finding]) -> str:
    """The first rows in brackets, with their columns where those differ."""
    cells = sorted({(each.cell.row, each.cell.column) for each in members if each.cell})
    rows = sorted({row for row, _ in cells})
    same_column = len({column for _, column in cells}) == 1
    listed = list(map(str, rows)) if same_column else [f"row {row} column {column}" for row, column in cells]
    if len(listed) < 2:
        return ""
    shown = ", ".join(listed[:_SHOWN]) + (", ..." if len(listed) > _SHOWN else "")
    return f" (rows {shown})" if same_column else f" ({shown})"


def _of_one_rule(found: list[Finding], title: str) -> Finding:
    members = ordered(single for each in found for single in (each.members or (each,)))
    count = sum(each.count for each in members)
    return _group(members, f"{title.rstrip('.')}: {count:,} times. The first: {members[0].message}")


def _group(members: list[Finding], message: str) -> Finding:
    first = members[0]
    same_term, same_text = ({each.term for each in members}, {each.text for each in members})
    same_suggestion = {each.suggestion for each in members}
    return replace(
        first,
        message=message,
        term=first.term if len(same_term) == 1 else None,
        text=first.text if len(same_text) == 1 else None,
        suggestion=first.suggestion if len(same_suggestion) == 1 else None,
        count=sum(each.count for each in members),
        examples=tuple(dict.fromkeys(_example(each) for each in members))[:_SHOWN],
        members=tuple(members),
    )


def _example(finding: Finding) -> str:
    """What tells one member from the next in a few words."""
    row = f"row {finding.cell.row}: " if finding.cell else ""
    return f"{row}{finding.text or finding.term or finding.message}"
