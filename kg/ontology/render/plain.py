"""What the forms share: hostile text made harmless, places in words, findings by rule."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Protocol

from kg.ontology.document import Cell
from kg.ontology.finding import Finding, Level
from kg.ontology.review import Impact, Review
from kg.ontology.suggest.version import STEP_REASONS

_STEERING = ("Cc", "Cf", "Zl", "Zp", "Cs", "Co")
LONGEST = 2_000
"""Characters of one text that are shown; a cell of a broken file may hold the rest of the file."""


class Explained(Protocol):
    """What the forms tell of a rule, be it of the ontology, of mapping tables or of the release gate."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def level(self) -> Level: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def why(self) -> str: ...  # noqa: D102
    @property
    def remedy(self) -> str: ...  # noqa: D102


Catalogue = Mapping[str, Explained]
WORST: tuple[Level, ...] = ("fail",)


def visible(text: object) -> str:
    r"""One line in which control and direction-changing characters are spelt out, cut after 2,000 characters.

    >>> visible("a\n b\x1b[2J")
    'a b\\u001b[2J'
    """
    whole = str(text)
    shown = "".join(map(_shown, " ".join(whole[:LONGEST].split())))
    return shown + "…" if len(whole) > LONGEST else shown


def _shown(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if unicodedata.category(letter) in _STEERING else letter


def place(cell: Cell | None, columns: Sequence[str] = (), *, lettered: bool = False) -> str:
    """Where a cell is; `columns` are the table's headings. Empty without a cell.

    With `lettered` the column is called as a spreadsheet does, its number in brackets.
    """
    if cell is None:
        return ""
    heading = visible(columns[cell.column - 1]) if 0 < cell.column <= len(columns) else ""
    column, more = (letters(cell.column), [str(cell.column)]) if lettered else (str(cell.column), [])
    more += [heading] if heading else []
    return f"row {cell.row}, column {column}" + (f" ({', '.join(more)})" if more else "")


def letters(column: int) -> str:
    """The name that a spreadsheet gives a column counted from 1.

    >>> letters(16), letters(26), letters(27), letters(703)
    ('P', 'Z', 'AA', 'AAA')
    """
    named = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        named = chr(ord("A") + rest) + named
    return named


def place_of(finding: Finding, columns: Sequence[str] = (), *, lettered: bool = False) -> str:
    """Where a finding is: as `place`, the file before it where that is a mapping table."""
    table = getattr(finding, "table", "")
    if not table:
        return place(finding.cell, columns, lettered=lettered)
    where = place(finding.cell)
    return f"{visible(table)}, {where}" if where else visible(table)


def path_of(name: str) -> str:
    """The path of a file or of `REV:PATH`.

    >>> path_of("origin/main:source/PaNET.csv"), path_of("./PaNET.csv")
    ('source/PaNET.csv', 'PaNET.csv')
    """
    revision, colon, path = name.partition(":")
    return (path if colon and path and len(revision) != 1 else name).removeprefix("./")


def file_of(finding: Finding, review: Review) -> str:
    """The path of the file that a finding is in: a mapping table, or else the later version."""
    return path_of(getattr(finding, "table", "") or review.change.after.document.name)


def by_rule(findings: Sequence[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """Findings by rule: rules in the order in which they come first, findings in the given order."""
    ranks: dict[str, int] = {}
    for finding in findings:
        ranks.setdefault(finding.rule, len(ranks))
    for rule, group in groupby(sorted(findings, key=lambda each: ranks[each.rule]), lambda each: each.rule):
        yield rule, list(group)


def places(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Each single finding: the members of a grouped one stand for it."""
    for finding in findings:
        yield from finding.members or (finding,)


def title_of(rule: str, rules: Catalogue) -> str:
    """The rule's title, its name in words where the catalogue does not hold it."""
    return rules[rule].title if rule in rules else rule.replace("-", " ")


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "term"), counted(1200, "equivalence")
    ('1 term', '1,200 equivalences')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def standing(review: Review) -> str:
    """What was found, in one sentence; the findings that stood before are one number."""
    numbers = {
        level: sum(each.count for each in review.findings if each.level == level)
        for level in ("fail", "warn", "info")
    }
    words = {"fail": "to mend", "warn": "to look at", "info": "to know"}
    new = ", ".join(f"{number:,} {words[level]}" for level, number in numbers.items() if number)
    old = [f"{counted(review.older, 'older finding')} unchanged"] if review.older else []
    mended = [f"{review.mended:,} mended"] if review.mended else []
    return "; ".join([new or "nothing to object to", *old, *mended])


def step_in_words(review: Review) -> str:
    """The version step and its reason; that it is unknown where not all could be read; or nothing."""
    if review.version_step is not None:
        return f"{review.version_step}: {STEP_REASONS[review.version_step]}"
    if review.complete:
        return ""
    both = review.change.before.document, review.change.after.document
    unread = any(fault.lost for each in both for of in each.with_imports for fault in of.faults)
    return f"not known, since {'rows could not be read' if unread else 'the classification is incomplete'}"


def difference(review: Review) -> str:
    """The change in numbers, in one sentence."""
    change = review.change
    named = (
        (len(change.added), "added"),
        (len(change.removed), "removed"),
        (len(change.retired), "retired"),
        (len(change.relabelled), "relabelled"),
    )
    terms = ", ".join(f"{number:,} {word}" for number, word in named if number)
    gained, lost = len(change.inferred_gained), len(change.inferred_lost)
    parts = [f"terms: {terms}"] if terms else []
    if not review.complete:
        return "; ".join([*parts, "what follows is unknown, since not all could be read or classified"])
    if gained or lost:
        parts.append(f"inferred: +{gained:,} −{lost:,} subsumptions")
    if change.new_equivalences or change.removed_equivalences:
        parts.append(f"+{len(change.new_equivalences)} −{len(change.removed_equivalences)} equivalences")
    if not parts:
        return _quiet(review)
    return "; ".join(parts)


def _quiet(review: Review) -> str:
    change = review.change
    if change.axioms_added or change.axioms_removed:
        return "axioms written otherwise, nothing follows differently"
    return "texts changed, no logic" if change.touched else "no semantic change"


_MOVES = 8
"""Classes that gain or lose datasets, as far as a text names them."""


def impact_in_words(impact: Impact) -> list[str]:
    """What the change does to the data, a line for each thing known."""
    lines = []
    if impact.techniques_in_use_changed is not None:
        number = counted(impact.techniques_in_use_changed, "technique")
        lines.append(f"{number} in use with other broader techniques than before")
    if impact.datasets_changed is not None:
        verbs = "gains or loses" if impact.datasets_changed == 1 else "gain or lose"
        lines.append(f"{counted(impact.datasets_changed, 'dataset')} {verbs} a technique by inference")
    if lines and impact.source:
        lines[-1] += f" ({visible(impact.source)})"
    return [*lines, *_moves(impact)]


def _moves(impact: Impact) -> list[str]:
    told = impact.details.get("lines", [])
    moves = [visible(str(line)) for line in told] if isinstance(told, list) else []
    more = len(moves) - _MOVES
    return [*moves[:_MOVES], *([f"and {more:,} more such lines: see the JSON form"] if more > 0 else [])]
