"""Tell what a change breaks from what was broken before."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from kg.ontology.change import Change
from kg.ontology.finding import Finding
from kg.ontology.grouping import grouped
from kg.ontology.memory import Memory
from kg.ontology.rule import Rule
from kg.ontology.rules import no_verdict
from kg.ontology.rules.category_clash import of_one_number
from kg.ontology.rules.configuration import Configuration
from kg.ontology.rules.duplicate_label import at_changed
from kg.ontology.rules.repeated_row_other_label import at_new_label
from kg.ontology.suggest.renamed import with_new_name
from kg.ontology.view import View

Check = Callable[[View], Iterable[Finding]]
"""A further check of one version, such as that of the mapping tables against it."""

_NEED_ALL = {"large-loss", "large-gain", "technique-lost"}
"""Rules that would count as lost what was only not read."""

_UNREAD_ROWS = {"row-width", "unreadable-table"}
_MISSING = {"no-definition", "no-label", "no-parent", "no-source"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """`new` findings, grouped and worst first; how many `older` ones stand still, and how many are gone."""

    new: tuple[Finding, ...]
    older: int
    mended: int
    complete: bool


def judge(
    change: Change, configuration: Configuration, memory: Memory, checks: Iterable[Check] = ()
) -> Judgement:
    """What the rules that are on find in the step from one version to the other.

    A finding on a single version is new if the earlier version has fewer of the same identity: a second
    equal fault is a new one.
    """
    rules = tuple(rule for rule in configuration.rules if rule.name != no_verdict.NAME)
    checks = tuple(checks)
    before = [*memory.found(change.before, rules), *_checked(checks, change.before)]
    after = [*memory.found(change.after, rules), *_checked(checks, change.after)]
    after = [each for each in after if not _of_unread_row(each, change.after)]
    had, has = Counter(each.identity for each in before), Counter(each.identity for each in after)
    new = [_of_change(each, change) for each in _surplus(after, had)]
    older = sum((had & has).values())
    complete = not (no_verdict.obstacles(change.before) or no_verdict.obstacles(change.after))
    stepped = [rule for rule in rules if rule.change and (complete or rule.name not in _NEED_ALL)]
    new = of_one_number([*new, *(single for rule in stepped for single in _stepped(rule, change))])
    levelled = [told for each in new if (told := _levelled(each, configuration))]
    titles = {rule.name: rule.title for rule in rules}
    findings = grouped([*_no_verdict(change, levelled), *levelled], titles)
    _, unread = change.unread
    mended = sum(count for (_, term, _), count in (had - has).items() if term not in unread.rows)
    return Judgement(tuple(findings), older, mended, complete)


def _of_change(finding: Finding, change: Change) -> Finding:
    """A finding on one version with what the change tells of it: what was meant, and which row is new."""
    return at_new_label(at_changed(with_new_name(finding, change), change), change)


def _of_unread_row(finding: Finding, view: View) -> bool:
    """Whether it misses in a row what only was not read there; that fault is told by itself."""
    if finding.rule not in _MISSING or finding.cell is None:
        return False
    unread = (fault.cell for fault in view.document.faults if fault.rule in _UNREAD_ROWS)
    return finding.cell.row in {cell.row for cell in unread if cell}


def _stepped(rule: Rule, change: Change) -> Iterator[Finding]:
    for each in rule.change(change) if rule.change else ():
        yield from each.members or (each,)


def _checked(checks: tuple[Check, ...], view: View) -> list[Finding]:
    return [single for check in checks for each in check(view) for single in (each.members or (each,))]


def _surplus(findings: list[Finding], had: Counter[tuple[str, str | None, str]]) -> Iterator[Finding]:
    left = Counter(had)
    for each in findings:
        if left[each.identity] > 0:
            left[each.identity] -= 1
        else:
            yield each


def _levelled(finding: Finding, configuration: Configuration) -> Finding | None:
    level = configuration.level(finding.rule, finding.level)
    return replace(finding, level=level) if level else None


def _no_verdict(change: Change, new: list[Finding]) -> Iterator[Finding]:
    """Why no verdict can be given, unless new faults of the file say so themselves.

    An earlier version that was not read in full does not fail a change that mends it: then nobody could ever
    mend a broken file. What the change does to the hierarchy stays unknown, which is a warning.
    """
    if no_verdict.obstacles(change.after):
        said = {each.rule for each in new if each.level == "fail"}
        faults = {fault.rule for fault in no_verdict.lost(change.after)}
        if not (faults and faults <= said):
            yield no_verdict.told(change.after)
    elif no_verdict.obstacles(change.before):
        lead = "The earlier version cannot be classified in full, so nobody knows all that follows otherwise"
        finding = no_verdict.told(change.before, lead)
        yield replace(finding, level="warn") if no_verdict.can_be_given(change.before) else finding
