"""Whether two people named in two works are one: by ORCID, else by family name and given names.

A name proves less the more people have it: a frequent family name with initials only (`FREQUENT`), a family
name alone, given names that are merely alike, or the same names in another order make a match "possible",
which is no evidence for a shared author but enough to forbid the word "independent". (After the rules for
author self-citation of OpenCitations Meta and the guide's order: ORCID overlap, then family name and initials
after Unicode folding.)
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from kg.citation.frequent_families import FREQUENT
from kg.citation.given_names import Likeness, likeness
from kg.citation.personal_name import Reading, collapsed, name_keys, readings
from kg.citation.turned_name import turned_key
from kg.citation.work import Person
from kg.rdf.mint import orcid_iri
from kg.resolve.person import NO_PERSON, NOBODY, PLACEHOLDERS

_EMPTY = PLACEHOLDERS | NOBODY

Strength = Literal["strong", "possible"]


@dataclass(frozen=True, slots=True)
class Match:
    """Two entries that name one person, or may: `how` is the rule that says so.

    `is_full` tells that not only initials but whole given names agree.
    """

    one: Person
    other: Person
    how: str
    strength: Strength
    is_full: bool = False

    def as_evidence(self) -> dict[str, Any]:
        """For people to check: who it is in both works, by which rule, how sure, as what in the data."""
        return {
            "rule": self.how,
            "strength": self.strength,
            "citing": self.one.name or self.one.orcid,
            "cited": self.other.name or self.other.orcid,
            "role": self.other.role,
        } | ({"orcid": _orcid(self.other)} if self.how == "orcid" else {})


def is_person(person: Person) -> bool:
    """Whether an entry names a single human being: no body, no placeholder, no "et al."."""
    return _names_one(person.name or "") or _orcid(person) is not None


@lru_cache(maxsize=65536)
def _names_one(name: str) -> bool:
    is_empty = name.strip().casefold() in _EMPTY or not any(letter.isalpha() for letter in name)
    return not is_empty and not NO_PERSON.search(name)


def compare(one: Person, other: Person) -> Match | None:
    """Whether they are one person; None where nothing speaks for it, or different ORCIDs speak against it.

    Symmetric but for the order of the two in the result.
    """
    if not (is_person(one) and is_person(other)):
        return None
    orcids = {_orcid(one), _orcid(other)} - {None}
    if _orcid(one) and _orcid(other):
        return Match(one, other, "orcid", "strong", True) if len(orcids) == 1 else None
    found = [
        rule
        for mine in readings(one.name or "")
        for yours in readings(other.name or "")
        if (rule := _rule(mine, yours, _are_of_one_place(one, other)))
    ]
    if not found:
        turned = turned_key(one.name or "")
        is_turned = turned is not None and turned == turned_key(other.name or "")
        return Match(one, other, _TURNED, "possible") if is_turned else None
    how, strength, is_full = max(found, key=_weight)
    return Match(one, other, how, strength, is_full)


class Roll:
    """A list of people in which others are looked up, many times over."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = people
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, person in enumerate(people):
            for key in _keys(person):
                self._places[key].append(place)

    def matches(self, some: Sequence[Person]) -> list[Match]:
        """All matches, `one` of each from `some`; sorted, in whatever order people are."""
        if not self._places:
            return []
        found = []
        for person in some:
            keys = _keys(person)
            if self._places.keys().isdisjoint(keys):
                continue
            places = {place for key in keys for place in self._places.get(key, ())}
            found += [match for place in places if (match := compare(person, self._people[place]))]
        return sorted(found, key=_order)


def matches(some: Sequence[Person], others: Sequence[Person]) -> list[Match]:
    """All matches of two lists, as `Roll.matches`."""
    return Roll(others).matches(some)


def _order(match: Match) -> tuple[object, ...]:
    people = (match.one, match.other)
    said = (part or "" for one in people for part in (one.name, one.orcid, one.role, one.affiliation))
    return (match.strength != "strong", match.how, *said)


def _keys(person: Person) -> Collection[str]:
    """What two entries of one person share; the words of a name also as they may be turned around."""
    orcid = _orcid(person)
    own = _keys_of(person.name or "")
    return own | {orcid} if orcid else own


@lru_cache(maxsize=65536)
def _keys_of(name: str) -> frozenset[str]:
    turned = turned_key(name)
    return name_keys(name) | {turned} if turned else name_keys(name)


@lru_cache(maxsize=65536)
def _orcid_of(said: str) -> str | None:
    found = orcid_iri(said)
    return found.value if found else None


def _orcid(person: Person) -> str | None:
    return _orcid_of(person.orcid) if person.orcid else None


def _are_of_one_place(one: Person, other: Person) -> bool:
    if one.ror and other.ror:
        return one.ror == other.ror
    return bool(one.affiliation) and one.affiliation == other.affiliation


_Rule = tuple[str, Strength, bool]

_ALONE = "family name alone"
_ALIKE = "family name, given names alike"
_OTHER_FORM = "family name in another form"
_TURNED = "the same names in another order"
_WEAKEST = (_ALONE, _ALIKE, _OTHER_FORM)


def _weight(rule: _Rule) -> tuple[bool, bool, int, str]:
    """Of two readings of a name, the one that says more counts."""
    how, strength, is_full = rule
    return strength == "strong", is_full, _WEAKEST.index(how) if how in _WEAKEST else len(_WEAKEST), how


def _rule(mine: Reading, yours: Reading, is_one_place: bool) -> _Rule | None:
    """The rule by which two readings are one person: its name, how strong, whether by whole given names."""
    alike = likeness(mine.given, yours.given)
    if alike is Likeness.NONE:
        return None
    is_full = alike is Likeness.FULL
    if mine.families & yours.families:
        if alike is Likeness.ABSENT:
            return _ALONE, "possible", False
        if alike is Likeness.NEAR:
            return _ALIKE, "possible", False
        how = "full name" if is_full else "family name and initials"
        if not (mine.families | mine.bare) & FREQUENT:
            return how, "strong", is_full
        is_rare = is_full and (is_one_place or min(len(mine.given), len(yours.given)) > 1)
        return (how, "strong", True) if is_rare else (f"{how}, frequent family name", "possible", is_full)
    if alike in (Likeness.FULL, Likeness.INITIALS) and _may_be_one_family(mine, yours):
        return _OTHER_FORM, "possible", is_full
    return None


def _may_be_one_family(mine: Reading, yours: Reading) -> bool:
    """The same but for particles or the spelling of umlauts, or one of two family names left out."""
    if mine.bare & yours.bare or set(map(collapsed, mine.bare)) & set(map(collapsed, yours.bare)):
        return True
    few, many = sorted((mine.words, yours.words), key=len)
    return len(few) == 1 < len(many) and few[0] in (many[0], many[-1])
