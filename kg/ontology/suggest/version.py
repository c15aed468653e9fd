"""How far a change moves the version number (https://semver.org, as PaNET's release procedure uses it)."""

from typing import Literal

from kg.ontology.change import Change, stated

Step = Literal["major", "minor", "patch", "none"]

STEP_REASONS: dict[Step, str] = {
    "major": "a term's IRI is gone, or data lose a technique",
    "minor": "terms or the relations between them changed",
    "patch": "only texts changed",
    "none": "nothing changed in meaning or text",
}


def version_step(change: Change, *, data_lose: bool = False) -> Step:
    """The step that semantic versioning asks for.

    Major if an IRI is lost or datasets lose a technique by inference (`data_lose`); minor if terms came or
    were retired, or axioms or their consequences changed; patch if only annotations did; else none.
    """
    if change.removed or data_lose:
        return "major"
    logic = change.axioms_added or change.axioms_removed or change.inferred_gained or change.inferred_lost
    if change.added or change.retired or logic or _kinds_changed(change):
        return "minor"
    about = stated(change.before.document.about) != stated(change.after.document.about)
    return "patch" if change.rewritten or about else "none"


def _kinds_changed(change: Change) -> bool:
    return any(old.kinds != new.kinds for old, new in change.kept.values())
