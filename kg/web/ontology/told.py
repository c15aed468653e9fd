"""A review as the plain values that its page shows; made in the contained process, so that they stay few."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.ontology.finding import Finding, Level
from kg.ontology.render import rendered
from kg.ontology.render.plain import (
    LONGEST,
    Catalogue,
    by_rule,
    difference,
    impact_in_words,
    standing,
    title_of,
    visible,
)
from kg.ontology.review import Impact, Review, Sentence
from kg.ontology.suggest.draft import changelog, merge_request
from kg.ontology.suggest.version import STEP_REASONS

MOST_FINDINGS = 60
"""Findings of one rule that the page shows; each may stand for more places."""
MOST_PLACES = 40
"""Places of one finding that the page shows."""
MOST_SENTENCES = 100
MOST_REASONS = 8
MOST_ROWS = 50
LARGEST_DOWNLOAD = 3 << 20
"""Bytes of a form that the page carries along; a larger one is asked of the interface."""

DOWNLOADS = {
    "json": ("review.json", "application/json"),
    "markdown": ("review.md", "text/markdown"),
    "sarif": ("review.sarif", "application/sarif+json"),
    "junit": ("review-junit.xml", "application/xml"),
    "kgcl": ("change.kgcl", "text/plain"),
}
"""The forms that the page offers: name of the file and media type."""
_LEVELS: tuple[Level, ...] = ("fail", "warn", "info")
_SECTIONS = {
    "asserted": "What you changed",
    "inferred": "What follows from it",
    "side-effect": "Side effects, which nobody wrote",
}


def told(review: Review, rules: Catalogue, columns: Sequence[str]) -> dict[str, Any]:
    """What the page of a review shows; all text is as it was read."""
    change = review.change
    return {
        "verdict": review.verdict,
        "standing": standing(review),
        "difference": difference(review),
        "seconds": review.seconds,
        "complete": review.complete,
        "before": visible(change.before.document.name),
        "after": visible(change.after.document.name),
        "groups": list(_groups(review.findings, rules, columns)),
        "sections": [_section(kind, review.sentences) for kind in _SECTIONS],
        "impact": _impact(review.impact),
        "version_step": review.version_step,
        "step_reason": STEP_REASONS[review.version_step] if review.version_step else None,
        "changelog": changelog(review),
        "merge_request": merge_request(review),
        "forms": {form: _download(review, form, rules, columns) for form in DOWNLOADS},
    }


def _groups(
    findings: Sequence[Finding], rules: Catalogue, columns: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Those of one rule and one level together, the worst level first: a rule may judge some cases milder."""
    for level in _LEVELS:
        for rule, found in by_rule([each for each in findings if each.level == level]):
            yield {
                "rule": rule,
                "level": level,
                "title": title_of(rule, rules),
                "count": sum(each.count for each in found),
                "findings": [_finding(each, columns) for each in found[:MOST_FINDINGS]],
                "more": max(0, len(found) - MOST_FINDINGS),
            }


def _finding(finding: Finding, columns: Sequence[str]) -> dict[str, Any]:
    members = [_place(each, columns) for each in finding.members[:MOST_PLACES]]
    return {
        **_place(finding, columns),
        "message": visible(finding.message),
        "suggestion": visible(finding.suggestion) if finding.suggestion else None,
        "places": members,
        "more": max(0, len(finding.members) - MOST_PLACES),
    }


def _place(finding: Finding, columns: Sequence[str]) -> dict[str, Any]:
    cell = finding.cell
    heading = columns[cell.column - 1] if cell and 0 < cell.column <= len(columns) else ""
    return {
        "row": cell.row if cell else None,
        "column": cell.column if cell else None,
        "heading": visible(heading),
        "text": visible(finding.text) if finding.text else None,
        "term": finding.term[:LONGEST] if finding.term else None,
    }


def _section(kind: str, sentences: Sequence[Sentence]) -> dict[str, Any]:
    found = [each for each in sentences if each.kind == kind]
    return {
        "title": _SECTIONS[kind],
        "number": len(found),
        "sentences": [_sentence(each) for each in found[:MOST_SENTENCES]],
        "more": max(0, len(found) - MOST_SENTENCES),
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    reasons = sentence.because
    return {
        "text": visible(sentence.text),
        "because": [visible(reason) for reason in reasons[:MOST_REASONS]],
        "more": max(0, len(reasons) - MOST_REASONS),
    }


def _impact(impact: Impact) -> dict[str, Any]:
    """In sentences, and as tables of classes and facilities; nothing where nobody was asked."""
    tables: Mapping[str, Any] = impact.details
    return {
        "lines": impact_in_words(impact),
        "counting": tables.get("counting"),
        **{name: list(tables.get(name) or ())[:MOST_ROWS] for name in ("classes", "facilities", "gone")},
        "not_found": [visible(name) for name in list(tables.get("not_found") or ())[:MOST_ROWS]],
        "rows_aside": list(tables.get("rows_aside") or ())[:MOST_ROWS],
    }


def _download(review: Review, form: str, rules: Catalogue, columns: Sequence[str]) -> dict[str, Any]:
    name, media_type = DOWNLOADS[form]
    text = rendered(review, form, rules, columns) + "\n"
    size = len(text.encode(errors="replace"))
    return {
        "form": form,
        "name": name,
        "media_type": media_type,
        "size": size,
        "text": text if size <= LARGEST_DOWNLOAD else None,
    }
