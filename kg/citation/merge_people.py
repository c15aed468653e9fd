"""The people of one work, each once, from several lists."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.citation.author_list import is_worth, rank
from kg.citation.work import Person
from kg.rdf.claim import WorkKind

if TYPE_CHECKING:
    from kg.citation.merge import Said

_NO_LETTER = re.compile(r"[^\w\s]|\d")
_ORDER = {"creator": 0, "contributor": 1, "contact": 2, "staff": 3}


def merged_people(said: Sequence["Said"], iri: str) -> tuple[tuple[Person, ...], int]:
    """Everybody who is named: the same ORCID is the same person, and so is the same name but for its form.

    Whoever is a creator anywhere is one; else the role that says most counts. Beside them, how many, from the
    first, stand in the order of a list: the one that `kg.citation.author_list` chooses for the work `iri`.
    The others stand by role and name.
    """
    people = [Person(*one) for of in said for one in of.facts.get("people", ())]
    orcids = {_key(one.name): one.orcid for one in people if one.orcid and one.name}
    found: dict[str, Person] = {}
    for one in people:
        key = one.orcid or orcids.get(_key(one.name)) or _key(one.name)
        if key:
            found[key] = _both(found[key], one) if key in found else one
    listed = [one.orcid or orcids.get(_key(one.name)) or _key(one.name) for one in _listed(said, iri)]
    first = {key: found.pop(key) for key in listed if key in found}
    if not is_worth(first):
        found.update(first)
        first = {}
    others = sorted(found.values(), key=lambda one: (_ORDER[one.role], one.name or "", one.orcid or ""))
    return (*first.values(), *others), len(first)


def _listed(said: Sequence["Said"], iri: str) -> list[Person]:
    """The creators of the list that is followed; nobody where no source has one."""
    lists = [one for one in said if "listed" in one.facts]
    if not lists:
        return []
    chosen = min(
        lists,
        key=lambda one: (
            rank(one.iri == iri, one.facts["listed"][1], one.source), one.iri, repr(one.facts["people"]),
        ),
    )  # fmt: skip
    return [Person(*one) for one in chosen.facts["people"][: chosen.facts["listed"][0]]]


def is_whole_team(own: Sequence["Said"], known: Sequence["Said"], kind: WorkKind | None) -> bool | None:
    """Whether all people are named, by those who list them; of data, every part with people must say so."""
    said = _complete(own)
    if kind == "dataset" and said is not True:
        named = [one.facts.get("complete") for one in known if one.facts.get("people")]
        return True if named and all(named) else said
    return said if said is not None else _complete(known)


def _complete(said: Iterable["Said"]) -> bool | None:
    """Somebody's whole list is whole, whatever others leave out."""
    told = {one.facts["complete"] for one in said if "complete" in one.facts}
    return True if True in told else False if told else None


def _both(one: Person, other: Person) -> Person:
    roles = {one.role, other.role}
    role = "creator" if "creator" in roles else max(roles, key=_ORDER.__getitem__)
    names = sorted(filter(None, (one.name, other.name)), key=lambda name: (-len(name), name))
    ror = min(filter(None, (one.ror, other.ror)), default=None)
    return replace(
        one,
        name=names[0] if names else None,
        orcid=one.orcid or other.orcid,
        role=role,
        affiliation=min(filter(None, (one.affiliation, other.affiliation)), default=None),
        ror=ror,
        country=min(filter(None, (one.country, other.country)), default=None),
    )


@lru_cache(maxsize=65536)
def _key(name: str | None) -> str:
    """Names that differ in case, accents, blanks and "Family, Given" are the same; initials are not."""
    if not name:
        return ""
    family, comma, given = name.partition(",")
    letters = f"{given} {family}" if comma else name
    if not letters.isascii():
        words = unicodedata.normalize("NFKD", letters)
        letters = "".join(sign for sign in words if not unicodedata.combining(sign))
    return " ".join(_NO_LETTER.sub(" ", letters.casefold()).split())
