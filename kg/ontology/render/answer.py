"""A review as JSON: the keys that scripts rely on, and what else is known."""

from typing import Any

import orjson

from kg.ontology.change import Change
from kg.ontology.finding import Finding
from kg.ontology.review import Impact, Review, Sentence
from kg.ontology.view import View


def answer(review: Review) -> dict[str, Any]:
    """The review as plain data; IRIs and paths are whole, unknown is None, pairs are [narrower, broader]."""
    change = review.change
    return {
        "verdict": review.verdict,
        "findings": [finding_answer(each) for each in review.findings],
        "older": review.older,
        "mended": review.mended,
        "terms": _terms(change),
        "inferred": _inferred(change),
        "impact": _impact(review.impact),
        "complete": review.complete,
        "seconds": review.seconds,
        "version_step": review.version_step,
        "sentences": [_sentence(each) for each in review.sentences],
        "before": change.before.document.name,
        "after": change.after.document.name,
    }


def as_json(review: Review) -> str:
    """The answer as an indented JSON document, without a line end."""
    return orjson.dumps(answer(review), option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS).decode()


def finding_answer(finding: Finding) -> dict[str, Any]:
    """One finding; row and column are counted from 1 as a spreadsheet does, None for files without cells."""
    cell = finding.cell
    return {
        "rule": finding.rule,
        "level": finding.level,
        "term": finding.term,
        "message": finding.message,
        "text": finding.text,
        "row": cell.row if cell else None,
        "column": cell.column if cell else None,
        "line": cell.line if cell else None,
        "suggestion": finding.suggestion,
        "count": finding.count,
        "examples": list(finding.examples),
        "members": [finding_answer(each) for each in finding.members],
    }


def _terms(change: Change) -> dict[str, Any]:
    return {
        "added": list(change.added),
        "removed": list(change.removed),
        "relabelled": len(change.relabelled),
        "retired": list(change.retired),
    }


def _inferred(change: Change) -> dict[str, Any]:
    known = not any(_unclassified(view) for view in (change.before, change.after))
    return {
        "gained": len(change.inferred_gained) if known else None,
        "lost": len(change.inferred_lost) if known else None,
        "gained_pairs": sorted(map(list, change.inferred_gained)),
        "lost_pairs": sorted(map(list, change.inferred_lost)),
        "new_equivalences": list(map(list, change.new_equivalences)),
        "removed_equivalences": list(map(list, change.removed_equivalences)),
        "unsatisfiable": list(change.unsatisfiable),
    }


def _unclassified(view: View) -> bool:
    """Whether nothing at all was inferred, because a reasoner gave up; a count would be a guess then."""
    return not view.hierarchy.complete and not view.hierarchy.broader


def _impact(impact: Impact) -> dict[str, Any]:
    return {
        "techniques_in_use_changed": impact.techniques_in_use_changed,
        "datasets_changed": impact.datasets_changed,
        "source": impact.source,
        "details": dict(impact.details),
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "kind": sentence.kind,
        "text": sentence.text,
        "terms": list(sentence.terms),
        "because": list(sentence.because),
    }
