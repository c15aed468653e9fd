"""What labels are called on the page, and how evidence is told."""

from kg.answer.citation_words import behind_told, reuse_told

__all__ = ["BEHIND", "ORDERS", "REUSE", "SHORT", "SLOTS", "behind_told", "reuse_told"]

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
