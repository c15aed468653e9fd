"""A review for a merge request: the verdict and a table, the details folded."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.ontology.finding import Finding
from kg.ontology.render.plain import (
    Catalogue,
    by_rule,
    counted,
    difference,
    impact_in_words,
    path_of,
    place_of,
    standing,
    step_in_words,
    title_of,
    visible,
)
from kg.ontology.review import Review, Sentence
from kg.ontology.suggest.version import STEP_REASONS

_EMBLEMS: Mapping[str, str] = {"pass": "✅", "warn": "⚠️", "fail": "❌", "info": "ℹ️"}
_SECTIONS: Mapping[str, str] = {
    "asserted": "What was changed",
    "inferred": "What follows from it",
    "side-effect": "Side effects, which nobody wrote",
}
_MARKS = re.compile(r"([\\`*_\[\]<>|~&$])")
_CALLS = re.compile(r"([@#]|\b[Ww]{3}\.|://)")
"""Where GitHub makes a mention, a reference to an issue, or a link of its own accord."""
_SHOWN = 50
"""Lines of one list; a comment on GitHub holds 65,536 characters."""


def markdown(review: Review, rules: Catalogue, columns: Sequence[str] = ()) -> str:
    """The review as GitHub-flavoured Markdown; without a line end."""
    parts = [
        _head(review),
        _table(review.findings, rules, columns),
        _details(review.findings, rules),
        *(_section(kind, review.sentences) for kind in _SECTIONS),
        _foot(review),
    ]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part)))


def escaped(text: object) -> str:
    r"""Text that Markdown shows as it is: no marks, no HTML, no mentions, no links, one line.

    >>> escaped("*x* <b> @me")
    '\\*x\\* \\<b\\> @<!-- -->me'
    """
    return _CALLS.sub(r"\1<!-- -->", _MARKS.sub(r"\\\1", visible(text)))


def _head(review: Review) -> Iterator[str]:
    name = escaped(path_of(review.change.after.document.name))
    yield f"### {_EMBLEMS[review.verdict]} Ontology check of {name}: {review.verdict}"
    yield ""
    yield f"**{standing(review)}**  "
    yield difference(review)


def _table(findings: Sequence[Finding], rules: Catalogue, columns: Sequence[str]) -> Iterator[str]:
    if not findings:
        return
    yield "| | Rule | Where | What | Suggestion |"
    yield "| --- | --- | --- | --- | --- |"
    for finding in findings[:_SHOWN]:
        cells = (
            _EMBLEMS[finding.level],
            escaped(title_of(finding.rule, rules)),
            escaped(place_of(finding, columns, lettered=True)),
            escaped(finding.message),
            escaped(finding.suggestion or ""),
        )
        yield f"| {' | '.join(cells)} |"
    if len(findings) > _SHOWN:
        yield f"\n{counted(len(findings) - _SHOWN, 'more finding')} in the log of the check."


def _details(findings: Sequence[Finding], rules: Catalogue) -> Iterator[str]:
    known = [rules[name] for name, _ in by_rule(findings) if name in rules]
    if known:
        told = [
            f"**{escaped(of.title)}** ({of.name}): {escaped(of.why)} {escaped(of.remedy)}" for of in known
        ]
        yield from _folded("Why, and what to do", told)


def _section(kind: str, sentences: Sequence[Sentence]) -> Iterator[str]:
    found = [each for each in sentences if each.kind == kind]
    if found:
        yield from _folded(f"{_SECTIONS[kind]} ({len(found):,})", [_sentence(each) for each in found])


def _sentence(sentence: Sentence) -> str:
    because = " and ".join(escaped(each) for each in sentence.because)
    return escaped(sentence.text) + (f"<br>because {because}" if because else "")


def _folded(title: str, items: Sequence[str]) -> Iterator[str]:
    yield f"<details><summary>{title}</summary>"
    yield ""
    yield from (f"- {item}" for item in items[:_SHOWN])
    if len(items) > _SHOWN:
        yield f"- … and {len(items) - _SHOWN:,} more"
    yield ""
    yield "</details>"


def _foot(review: Review) -> Iterator[str]:
    for line in impact_in_words(review.impact):
        yield f"**Data:** {escaped(line)}  "
    if review.version_step is not None:
        yield f"**Version step:** {review.version_step} ({STEP_REASONS[review.version_step]})"
    elif step := step_in_words(review):
        yield f"**Version step:** {step}"
