"""A review for an editor at a terminal: the verdict first, then what to look at, then what changed."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal, TypedDict

from kg.ontology.finding import Finding
from kg.ontology.render.plain import (
    Catalogue,
    by_rule,
    difference,
    impact_in_words,
    place_of,
    places,
    standing,
    step_in_words,
    title_of,
    visible,
)
from kg.ontology.review import Review, Sentence

Style = Literal["fail", "warn", "info", "pass", "strong", "faint"]
Paint = Callable[[str, Style], str]
"""Puts a style on a piece of text; a terminal's colours, or nothing."""

SHOWN = 8
"""Findings of one rule and sentences of one kind that are listed unless all are asked for."""
_REASONS = 4
_ROWS = 20
_NAMES = 6
_NAME = 60
_ROWS_SAID = 5
"""So many rows the message of a grouped finding names itself."""
_SECTIONS: Mapping[str, str] = {
    "asserted": "What you changed",
    "inferred": "What follows from it",
    "side-effect": "Side effects, which nobody wrote",
}


class _Layout(TypedDict):
    """How `textwrap.wrap` lays a paragraph out; words are never cut, since they may be IRIs."""

    width: int
    initial_indent: str
    subsequent_indent: str
    break_long_words: bool
    break_on_hyphens: bool


_BULLET: _Layout = {
    "width": 100,
    "initial_indent": "    • ",
    "subsequent_indent": "      ",
    "break_long_words": False,
    "break_on_hyphens": False,
}


def unpainted(text: str, style: Style) -> str:
    """The text as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Page:
    """How a review is told: `most` findings of a rule and sentences of a kind (None: all).

    `columns` are the headings of the table; `namespace` begins IRIs that are told without it.
    """

    rules: Catalogue
    columns: Sequence[str] = ()
    paint: Paint = unpainted
    most: int | None = SHOWN
    namespace: str = ""

    def told(self, text: str) -> str:
        """Text from outside, made visible, its own IRIs short."""
        shown = visible(text)
        if not self.namespace:
            return shown
        # What is imported is a file, not a term, and whoever types the command needs all of its IRI.
        return re.sub(rf"(?<!imports )(?<!--import ){re.escape(self.namespace)}", "", shown)

    def faint(self, line: str, first: str = "      ", indent: str = "      ") -> Iterator[str]:
        """A paragraph that stands back."""
        layout: _Layout = {**_BULLET, "initial_indent": first, "subsequent_indent": indent}
        for each in wrap(line, **layout):
            yield self.paint(each, "faint")

    def more(self, listed: int) -> Iterator[str]:
        """That some of a list were left out, if they were."""
        if self.most is not None and listed > self.most:
            yield self.paint(f"      … and {listed - self.most:,} more (--all)", "faint")


def text(review: Review, page: Page) -> str:
    """The review in words; no line end."""
    parts = [
        _head(review, page),
        *(paragraph.split("\n") for paragraph in groups(review.findings, page)),
        *(_section(kind, review.sentences, page) for kind in _SECTIONS),
        _foot(review, page),
    ]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part)))


def groups(findings: Sequence[Finding], page: Page) -> Iterator[str]:
    """The findings, a paragraph for each rule."""
    for rule, found in by_rule(findings):
        yield "\n".join(_group(rule, found, page))


def older_findings(findings: Sequence[Finding], page: Page) -> str:
    """Findings that stood before this change, a line each, by rule."""
    lines = []
    for rule, found in by_rule(findings):
        lines.append(f"{title_of(rule, page.rules)} {page.paint(f'[{rule}] {len(found):,}', 'faint')}")
        for each in found:
            where = place_of(each, page.columns, lettered=True)
            lines.append(f"    {where}{': ' if where else ''}{page.told(each.message)}")
    return "\n".join(lines)


def _head(review: Review, page: Page) -> Iterator[str]:
    before, after = review.change.before.document.name, review.change.after.document.name
    yield f"{page.paint(review.verdict.upper(), review.verdict)}  {page.paint(standing(review), 'strong')}"
    yield page.paint(f"{visible(before)} → {visible(after)}  ({review.seconds:.2f} s)", "faint")
    yield difference(review)


def _group(rule: str, findings: list[Finding], page: Page) -> Iterator[str]:
    level, count = findings[0].level, sum(each.count for each in findings)
    title = page.paint(title_of(rule, page.rules), "strong") + (f" × {count:,}" if count > 1 else "")
    yield f"{page.paint(f'{level:4}', level)}  {title}  {page.paint(f'[{rule}]', 'faint')}"
    listed = findings if page.most is not None else list(places(findings))
    for finding in listed[: page.most]:
        yield from _finding(finding, page)
    yield from page.more(len(listed))


def _finding(finding: Finding, page: Page) -> Iterator[str]:
    first = finding if finding.text is not None or not finding.members else finding.members[0]
    where = place_of(first, page.columns, lettered=True)
    said = page.told(first.message)
    yield from wrap(f"{where}: {said}" if where else said, **_BULLET)
    if finding.suggestion:
        yield f"      {page.paint('→', 'pass')} {page.paint(visible(finding.suggestion), 'strong')}"
    yield from _others(finding, first, page)


def _others(finding: Finding, first: Finding, page: Page) -> Iterator[str]:
    """What else a grouped finding stands for: the rows, and what stands there unless it is the same."""
    same = first is finding
    rows = [
        str(each.cell.row) if same or not each.text else f"{each.cell.row} {visible(each.text)[:_NAME]}"
        for each in finding.members
        if each.cell is not None
    ]
    listed = list(dict.fromkeys(rows if same else rows[1:]))
    if len(listed) > (_ROWS_SAID if same else 0):
        most = _ROWS if same or listed[0].isdigit() else _NAMES
        more = f" and {len(listed) - most:,} more (--all)" if len(listed) > most else ""
        yield from page.faint(f"{'rows' if same else 'also rows'} {', '.join(listed[:most])}{more}")


def _section(kind: str, sentences: Sequence[Sentence], page: Page) -> Iterator[str]:
    found = [each for each in sentences if each.kind == kind]
    if found:
        yield page.paint(_SECTIONS[kind], "strong")
    for sentence in found[: page.most]:
        yield from wrap(page.told(sentence.text), **_BULLET)
        yield from _because(sentence.because, page, "from" if ", because " in sentence.text else "because")
    yield from page.more(len(found))


def _because(reasons: Sequence[str], page: Page, word: str) -> Iterator[str]:
    shown = reasons[: None if page.most is None else _REASONS]
    for number, reason in enumerate(shown):
        lead = f"      {'and' if number else word:{len(word)}} "
        yield from page.faint(page.told(reason), lead, " " * len(lead))
    if len(reasons) > len(shown):
        yield page.paint(
            f"      {'and':{len(word)}} {len(reasons) - len(shown):,} more axioms (--all)", "faint"
        )


def _foot(review: Review, page: Page) -> Iterator[str]:
    for line in impact_in_words(review.impact) or ["not known; give --usage CSV or --store to see it"]:
        yield f"{page.paint('Data', 'strong')}     {line}"
    if step := step_in_words(review):
        yield f"{page.paint('Version', 'strong')}  {step}"
    if review.findings:
        yield page.paint(f"Why      kg ontology rules {review.findings[0].rule}", "faint")
