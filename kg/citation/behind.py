"""Who is behind a citation of data: the team itself, the facility's staff, or somebody else.

In this order (the guide's "author relation of a pair"): companion, same team, facility staff only,
independent, unknown. "Independent" takes two complete lists of people without even a possible match; what
cannot be told stays unknown, and reports give bounds. Every decision comes with its evidence, and none
depends on the order of people or of citations.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from kg.citation.dating import earlier_than, years_between
from kg.citation.people import Match, Roll, is_person
from kg.citation.relation import RelationClass
from kg.citation.row import BehindName
from kg.citation.titling import folded, is_from_unnamed_article, is_titled_after
from kg.citation.turned_name import is_latin
from kg.citation.work import PartialDate, Person, Work

COMPANION_YEARS = 5
"""The team's first article within so many years of the measurement is taken for the data's own."""

_TEAM_ROLES = ("creator", "contributor")
OTHER_LETTERS = "people named in different alphabets"
"""Nobody can tell whether Иван Петров is Ivan Petrov without knowing both."""


@dataclass(frozen=True, slots=True)
class Behind:
    """The verdict, and what it rests on; `evidence` is a tuple of JSON objects, each with its "rule"."""

    value: BehindName
    evidence: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Citing:
    """A work that cites the data: how, by the best of its claims, and what `kg.citation.flags` says of it."""

    work: Work
    klass: RelationClass
    flags: Collection[str] = ()


class Team:
    """The people of some data, and of articles known to be the team's own."""

    def __init__(self, cited: Work, companions: Sequence[Work] = ()) -> None:
        team, staff = _team_and_staff(cited, companions)
        self.cited, self.team, self.staff = cited, Roll(team), Roll(staff)
        self._everybody = [*team, *staff]
        self.missing = _missing(cited, "cited", bool(team))
        self.alphabets = _alphabets(self._everybody)

    def __len__(self) -> int:
        return len(self._everybody)

    def matches_of_others(self, others: Sequence[Person]) -> list[Match]:
        """Those who are named in another work, but not as its authors, and may be any of them."""
        return Roll(self._everybody).matches(others) if others else []


def all_behind(cited: Work, citing: Sequence[Citing]) -> list[Behind]:
    """The verdicts on all works that cite the same data, in their order.

    They belong together: the authors of a companion article are of the team, and of the team's articles only
    the first is the companion.
    """
    stated = [_stated_companion(one, cited) for one in citing]
    companions = [one.work for one, why in zip(citing, stated, strict=True) if why]
    team = Team(cited, companions)
    alone = [
        Behind("companion", (why,)) if why else _by_people(one.work, team)
        for one, why in zip(citing, stated, strict=True)
    ]
    if companions:
        return alone
    first = _first_of_team(
        cited,
        [
            one.work if (one.klass, of.value) == ("citation", "same_team") else None
            for one, of in zip(citing, alone, strict=True)
        ],
    )
    if not first:
        return alone
    team = Team(cited, [citing[place].work for place in first])
    return [
        Behind("companion", (*of.evidence, _first_evidence(one.work, cited)))
        if place in first
        else _by_people(one.work, team)
        for place, (one, of) in enumerate(zip(citing, alone, strict=True))
    ]


def who_is_behind(citing: Citing, team: Team) -> Behind:
    """The verdict on one citation of data whose companions are known; `all_behind` finds them out."""
    why = _stated_companion(citing, team.cited)
    return Behind("companion", (why,)) if why else _by_people(citing.work, team)


def _by_people(citing: Work, team: Team) -> Behind:
    people = [one for one in citing.people if is_person(one)]
    authors = [one for one in people if one.role in _TEAM_ROLES]
    found = team.team.matches(authors)
    if sure := _sure(found):
        return Behind("same_team", _evidence(sure))
    staff = team.staff.matches(authors)
    if of_staff := [one for one in staff if one.strength == "strong"]:
        return Behind("facility_staff", _evidence(of_staff))
    others = [one for one in people if one.role not in _TEAM_ROLES]
    possible = _evidence([*found, *staff, *team.matches_of_others(others)])
    alphabets = {"rule": OTHER_LETTERS} if len(team.alphabets | _alphabets(people)) > 1 else None
    missing = _missing(citing, "citing", bool(authors)), team.missing, alphabets
    unsure = (*possible, *(one for one in missing if one))
    if unsure:
        return Behind("unknown", unsure)
    lists = {"rule": "no shared person", "citing": len(authors), "cited": len(team)}
    return Behind("independent", (lists,))


def _team_and_staff(cited: Work, companions: Sequence[Work]) -> tuple[list[Person], list[Person]]:
    """Staff who are of the team in any list are of the team."""
    people = [one for one in cited.people if is_person(one)]
    team = [one for one in people if one.role in _TEAM_ROLES]
    team += [one for work in companions for one in work.people if one.role in _TEAM_ROLES and is_person(one)]
    return list(dict.fromkeys(team)), [one for one in people if one.role not in _TEAM_ROLES]


def _sure(found: Sequence[Match]) -> list[Match]:
    """Matches that show one team: strong ones, or two people of frequent names whose whole names agree."""
    if strong := [one for one in found if one.strength == "strong"]:
        return strong
    full = [one for one in found if one.is_full]
    several = len({_key(one.one) for one in full}) > 1 and len({_key(one.other) for one in full}) > 1
    return full if several else []


def _alphabets(people: Sequence[Person]) -> set[bool]:
    """Whether people are named in Latin letters; both, where some are and some are not."""
    return {is_latin(one.name) for one in people if one.name}


def _key(person: Person) -> str:
    return folded(person.name or "")


def _evidence(found: Sequence[Match]) -> tuple[dict[str, Any], ...]:
    return tuple(one.as_evidence() for one in found)


def _missing(work: Work, side: str, has_authors: bool) -> dict[str, Any] | None:
    """Why the list of people of a work does not tell who was not there."""
    is_hidden = any(not is_person(one) for one in work.people)
    if not (has_authors or is_hidden):
        return {"rule": "no people named", "side": side}
    if is_hidden:
        return {"rule": "people hidden behind a body or left out", "side": side}
    if work.people_complete is not True:
        return {"rule": "list of people not known to be complete", "side": side}
    return None


def _stated_companion(one: Citing, cited: Work) -> dict[str, Any] | None:
    """The relation, or the title of the data, that makes an article the data's own."""
    if one.klass == "companion":
        return {"rule": "supplement relation"}
    if one.klass == "citation" and is_titled_after(cited, one.work):
        return {"rule": "title of the data names the article", "title": cited.title}
    is_mutual = one.klass == "citation" and "contradictory-direction" in one.flags
    if is_mutual and is_from_unnamed_article(cited, one.work):
        return {
            "rule": "data titled after an article that they cite and that cites them",
            "title": cited.title,
        }
    return None


def _first_of_team(cited: Work, team: Sequence[Work | None]) -> set[int]:
    """Where the team's first article is, several where dates do not tell; None is not the team's."""
    dated = [one.date for one in team if one is not None and one.date]
    return {
        place
        for place, work in enumerate(team)
        if work is not None
        and _may_be_companion(work, cited)
        and not any(earlier_than(other, work.date) for other in dated)
    }


def _may_be_companion(citing: Work, cited: Work) -> bool:
    """Whether it is an article and surely within the years in which the data's own article comes."""
    years = years_between(_begin(cited), citing.date)
    return citing.kind == "publication" and years is not None and years[1] <= COMPANION_YEARS


def _begin(cited: Work) -> PartialDate | str | None:
    return cited.collected or cited.date or cited.issued


def _first_evidence(citing: Work, cited: Work) -> dict[str, Any]:
    begin, date = _begin(cited), citing.date
    return {
        "rule": f"first article of the team within {COMPANION_YEARS} years",
        "from": begin.text if isinstance(begin, PartialDate) else begin,
        "date": date.text if date else None,
    }
