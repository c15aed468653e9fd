"""First versions of the texts that go with a change; what only the editor knows is left to the editor."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kg.ontology.change import Change
from kg.ontology.render.markdown import escaped
from kg.ontology.render.plain import difference, impact_in_words, standing
from kg.ontology.review import Review
from kg.ontology.suggest.changed import changed
from kg.ontology.suggest.version import STEP_REASONS
from kg.ontology.view import View

_SHOWN = 40
"""Entries of one list of a merge request; more are counted. The change log has them all."""
_FOLLOWING = {"inferred": "What follows", "side-effect": "Side effects, which nobody wrote"}


def changelog(review: Review, version: str | None = None, day: date | None = None) -> str:
    """An entry of a change log in the form of https://keepachangelog.com, complete; without a line end.

    `version` and `day` head the entry; without a version it is headed "Unreleased".
    """
    change = review.change
    heading = f"## [{escaped(version)}]" if version else "## [Unreleased]"
    sections = {
        "Added": _named(change.added, change.after),
        "Changed": _changed(review),
        "Deprecated": _retired(change),
        "Removed": _named(change.removed, change.before),
    }
    dated = f"{heading} - {day.isoformat()}" if day and version else heading
    lines = [dated, "", _sentence(difference(review))]
    for title, items in sections.items():
        if items:
            lines += ["", f"### {title}", "", *(f"- {item}" for item in items)]
    return "\n".join(lines)


def merge_request(review: Review) -> str:
    """The text of a merge request in PaNET's form; without a line end.

    Why the change is made and which issues it concerns stands in no file, so both are left to the editor.
    """
    edits = _sentences(review, "asserted")
    lines = ["## Motivation", "", "<!-- Why is this change needed? Only you know. -->", ""]
    lines += ["## Modification", "", *(_listed(edits) or [_sentence(difference(review))]), ""]
    lines += ["## Result", "", *_listed(list(_result(review))), ""]
    for kind, title in _FOLLOWING.items():
        if found := _sentences(review, kind):
            lines += [f"{title}:", "", *_listed(found), ""]
    return "\n".join([*lines, "## Related issues", "", "<!-- For example: Closes #123 -->"])


def _result(review: Review) -> Iterator[str]:
    yield _sentence(difference(review))
    yield _sentence(f"ontology check: {review.verdict}, {standing(review)}")
    yield from (_sentence(escaped(line)) for line in impact_in_words(review.impact))
    if review.version_step is not None:
        yield f"Version step: {review.version_step} ({STEP_REASONS[review.version_step]})."


def _changed(review: Review) -> list[str]:
    """All edits of terms that both versions have, then what else the review tells of others."""
    change = review.change
    found = changed(change)
    told = {*change.added, *change.removed, *change.retired, *found.terms}
    edits = (each for each in review.sentences if each.kind == "asserted" and each.terms)
    others = [escaped(each.text) for each in edits if not told.intersection(each.terms[:1])]
    return [*map(escaped, found.lines), *others]


def _retired(change: Change) -> list[str]:
    """Retired terms by the names that they had, each with what replaces it."""
    lines = []
    for iri in change.retired:
        heirs = _named(change.after.terms[iri].replaced_by, change.after)
        then = f"replaced by {', '.join(heirs)}" if heirs else "nothing is named in its place"
        lines.append(f"{escaped(change.before.label(iri))} ({_tail(iri)}): {then}")
    return lines


def _sentences(review: Review, kind: str) -> list[str]:
    return [escaped(each.text) for each in review.sentences if each.kind == kind]


def _named(iris: Iterable[str], view: View) -> list[str]:
    return [f"{escaped(view.label(iri))} ({_tail(iri)})" for iri in iris]


def _tail(iri: str) -> str:
    return escaped(iri.rstrip("/#").rsplit("#", 1)[-1].rsplit("/", 1)[-1])


def _listed(items: Sequence[str]) -> list[str]:
    more = [f"- … and {len(items) - _SHOWN:,} more"] if len(items) > _SHOWN else []
    return [f"- {item}" for item in items[:_SHOWN]] + more


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
