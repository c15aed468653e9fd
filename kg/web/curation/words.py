"""What labels are called on the page, and how evidence is told."""

from collections.abc import Mapping
from typing import Any

BEHIND = {
    "companion": "Companion: the team's own paper about these data",
    "same_team": "Same team: somebody of the team cites them again",
    "facility_staff": "Facility staff only: nobody of the team, but local contacts",
    "independent": "Independent: nobody of the team and no staff",
    "rejected": "None of these: it is no citation of those data",
    "unsure": "Unsure",
}
REUSE = {
    "yes": "Yes: the data went into new work",
    "no": "No: they are only named, or published there for the first time",
    "unsure": "Unsure",
}
SHORT = {
    "companion": "companion",
    "same_team": "same team",
    "facility_staff": "facility staff",
    "independent": "independent",
    "rejected": "no citation",
    "unsure": "unsure",
    "unknown": "unknown",
    "yes": "yes",
    "no": "no",
}
SLOTS = {"behind": "Who is behind it", "reuse": "Reuse"}
ORDERS = {"useful": "most useful first", "sample": "random sample, the same for everybody"}


def told(evidence: Mapping[str, Any]) -> str:
    """One piece of evidence as a line.

    >>> told({"rule": "no people named", "side": "cited"})
    'no people named (side: cited)'
    """
    rest = ", ".join(f"{name}: {value}" for name, value in evidence.items() if name != "rule")
    return f"{evidence.get('rule', 'evidence')}{f' ({rest})' if rest else ''}"
