"""What the book says of pairs in words of its own, told to a reader."""

from collections.abc import Mapping
from typing import Any

from kg.citation.behind import OTHER_LETTERS
from kg.citation.curated import AUTOMATIC, automatic
from kg.citation.row import Edge, Evidence

BEHIND = {
    "companion": "the team's own paper about these data",
    "same_team": "somebody of the team that made the data",
    "facility_staff": "only staff of the facility are on both sides",
    "independent": "nobody of the team: both lists of people are complete and share nobody",
    "unknown": "the lists of people do not tell",
}
CLASSES = {
    "companion": "is the paper that the data supplement",
    "citation": "cites",
    "derivation": "derives from",
    "documentation": "documents",
}
REUSE = {"yes": "shown", "no": "none, it publishes the data", "unknown": "unknown"}
FLAGS = {
    "constructed": "constructed: invented, with a DOI under DataCite's prefix for tests",
    "contradictory-direction": "sources disagree on which of the two cites the other",
    "curators-disagree": "curators differ on it",
    "future-date": "the citing work is dated in the future",
    "in-free-text": "the identifier was found in free text",
    "instrument-paper": "looks like a paper about the instrument, not about these data",
    "negative-time": "published before the data were open, though by others",
    "not-data": "what is cited is known not to be data: not counted",
    "rejected": "curators agree that it is no citation of these data: not counted",
    "relation-not-stated": "the source lists the publication and does not say how it is related",
}
DROPPED = {
    "self-loop": "both identifiers are the same work",
    "component": "a file of the article itself, under its own DOI, and no dataset",
    "placeholder": "the identifier is a placeholder that somebody forgot to fill in",
    "published-before-data": "the citing work is older than the data",
}
_SIDES = {"citing": "the citing work", "cited": "the data"}
_KINDS = {"version": "a version of", "part": "a part of"}


def behind_means(value: str, basis: Evidence) -> str:
    """Why somebody is said to be behind a citation: by the lists of people, or by the word of curators."""
    curators = sum(one.get("rule") == "curator" and one.get("said") == value for one in basis)
    if not curators:
        return BEHIND[value]
    by_rules = automatic(value, basis)
    by_curators = f"by the word of {curators} curators"
    return by_curators if by_rules == value else f"{by_curators}; the rules alone say {_spaced(by_rules)}"


def _of_curators(evidence: Mapping[str, Any]) -> str | None:
    """What a curator said, or the rules without them; None for other evidence."""
    who, said = evidence.get("curator"), _spaced(str(evidence.get("said")))
    told = {
        "curator": f"{who} looked at it and says {said}",
        "one curator says": f"{who} looked at it and says {said}; one alone does not decide it",
        "curators disagree": f"{who} looked at it and says {said}; curators differ",
        "curator is unsure": f"{who} looked at it and is unsure",
        AUTOMATIC: f"the rules alone say {said}",
    }
    return told.get(str(evidence.get("rule")))


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def behind_told(evidence: Mapping[str, Any]) -> str:
    """One piece of evidence of who is behind a citation."""
    if of_curators := _of_curators(evidence):
        return of_curators
    rule = str(evidence.get("rule", ""))
    side = _SIDES.get(str(evidence.get("side")), "one of the works")
    if "citing" in evidence and "strength" in evidence:
        return (
            f"{evidence['citing']} of the citing work and {evidence['cited']} ({evidence.get('role')} of the "
            f"data): one person by {rule}, {evidence['strength']} evidence"
        )
    told = {
        "supplement relation": "a source states that the data supplement this work",
        "title of the data names the article": f"the data are titled after it: “{evidence.get('title')}”",
        "data titled after an article that they cite and that cites them": (
            f"the data are titled “{evidence.get('title')}”, and both cite each other"
        ),
        "no people named": f"no source names the people of {side}",
        "people hidden behind a body or left out": f"the list of people of {side} leaves some out",
        "list of people not known to be complete": (
            f"the list of people of {side} is not known to be complete"
        ),
        OTHER_LETTERS: "some people are named in other letters, and such names are not compared",
        "no shared person": (
            f"none of its {evidence.get('citing')} authors is among the {evidence.get('cited')} of the data"
        ),
    }
    if rule in told:
        return told[rule]
    if rule.startswith("first article of the team"):
        return f"{rule}: data of {evidence.get('from')}, article of {evidence.get('date')}"
    return _plainly(evidence)


def reuse_told(evidence: Mapping[str, Any]) -> str:
    """One piece of evidence of whether data were used."""
    if of_curators := _of_curators(evidence):
        return of_curators
    rule = evidence.get("rule")
    if rule == "relation of use":
        return f"a source states a relation of use, {evidence.get('relation')}"
    told = {
        "companion": "it publishes the data for the first time",
        "citation, intent unknown": "a citation alone does not tell whether the data were used",
    }
    return told.get(str(rule), _plainly(evidence))


def member_told(edge: Edge, of: str) -> str:
    """Why an identifier (`of`) is counted together with another one."""
    other = edge.to_iri if edge.from_iri == of else edge.from_iri
    short = other.partition("://")[2] or other
    kind = _KINDS.get(edge.kind, edge.kind)
    if edge.kind == "same":
        relation = f"it is the same as {short}"
    elif edge.from_iri == of:
        relation = f"it is {kind} {short}"
    else:
        relation = f"{short} is {kind} it"
    basis = basis_told(edge.basis)
    by = f"{edge.source} states {basis}" if edge.source else f"the identifiers show it ({basis})"
    return f"{relation}: {by}"


def basis_told(basis: str) -> str:
    """A relation in its source's word; of an IRI, the end."""
    return basis.rstrip("/#").replace("#", "/").rpartition("/")[2] if "://" in basis else basis


def _plainly(evidence: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in evidence.items())
