"""People as records name them: ORCIDs that can be right, and names that are none."""

import re
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.rdf.mint import orcid_iri
from kg.resolve.email import has_address
from kg.resolve.finding import Finding, excerpt

NOBODY = frozenset({"al.", "al", "et al.", "et al", "et. al.", "and others", "others"})
"""Words at the end of a list of people that stand for more of them."""

PLACEHOLDERS = frozenset(
    {"", "unknown", "none", "null", "nan", "n/a", "na", "-", ".", "?", "default", "placeholder", "tba", "tbd"}
    | {"to be determined", "(:unav)", "(:unkn)", "(:tba)", "(:null)", "(:none)", ":unav", ":tba", ":null"}
)
"""What is written where nothing is known; in lower case."""

_ORCID_SHAPE = re.compile(r"(?:\d{4}[- ]?){3}\d{3}[\dXx]")
# Nothing optional before what repeats: a long name that fits nearly would be tried in ways without end.
_ACCOUNT = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$")
_JOINED = re.compile(r"([^\s,]+(?: [^\s,]+)*),([^\s,]+(?: [^\s,]+)*)$")
_BETWEEN = re.compile(r"\s*;\s*|,?\s+(?:and|und|et|&)\s+")
_COMMA = re.compile(r"\s*,\s*")
_INITIAL_WITHIN = re.compile(r"\w \w\.? \w{2}")
_BETWEEN_INITIALS = re.compile(r"[.\s-]+")
NO_PERSON = re.compile(
    r"\d|\b(?:universi|institut|cent(?:er|re)\b|zentrum|facilit|laborator|department|division|school\b|gmbh\b"
    r"|hospital|collaboration|consortium|group\b|team\b|synchrotron|neutron|museum|academy|society|council)",
    re.IGNORECASE,
)
"""What only names of bodies have in them: \"Institute\", \"collaboration\", digits."""

_MOST_WORDS = 6


@lru_cache(maxsize=8192)
def resolve_orcid(said: str | None, field: str = "orcid") -> tuple[NamedNode | None, Finding | None]:
    """The ORCID's IRI when its check digit holds; a finding for placeholders and wrong ones."""
    if said is None or not said.strip():
        return None, None
    if found := orcid_iri(said):
        return found, None
    digits = "".join(letter for letter in said if letter.isalnum()).removeprefix("httpsorcidorg")
    if said.strip().casefold() in PLACEHOLDERS or len(set(digits)) == 1:
        remedy = f'Leave the ORCID empty: "{excerpt(said)}" is a placeholder.'
        return None, Finding("orcid-dummy", field, said, None, 0.0, remedy)
    shape = "its check digit does not hold" if _ORCID_SHAPE.search(said) else "it has not sixteen digits"
    remedy = f'"{excerpt(said)}" is no ORCID: {shape}. Copy it from https://orcid.org.'
    return None, Finding("orcid-invalid", field, said, None, 0.0, remedy)


@lru_cache(maxsize=8192)
def resolve_name(
    said: str, field: str = "creator[]", is_one: bool = False
) -> tuple[str | None, Finding | None]:
    """The person's name as it was written, None for nobody; a finding for what is no name of a person.

    The name of an account is nobody's: it is not published as a person, only in the finding. `is_one` says
    that one person is meant, however many the name reads like.
    """
    name = said.strip()
    lower = name.casefold()
    if lower in NOBODY:
        remedy = f'Name all people instead of "{excerpt(name)}".'
        return None, Finding("person-et-al", field, said, None, 0.0, remedy)
    if lower in PLACEHOLDERS:
        return None, None
    if has_address(name):
        remedy = "Replace the e-mail address by the person's full name."
        return None, Finding("person-email", field, said, None, 0.0, remedy)
    if _ACCOUNT.match(name):
        remedy = f'Replace the account name "{excerpt(name)}" by the person\'s full name.'
        return None, Finding("person-account", field, name, None, 0.0, remedy)
    return name, _odd_name(name, field, is_one)


@lru_cache(maxsize=8192)
def resolve_names(said: str, field: str = "creator[]") -> tuple[tuple[str, ...], Finding | None]:
    """The people that one text names: none, one as it was written, or the single ones of a sure list."""
    name, finding = resolve_name(said, field)
    if name is None:
        return (), finding
    if finding and finding.rule == "person-list" and finding.understood:
        return tuple(several(name)), finding
    return (name,), finding


def _odd_name(name: str, field: str, is_one: bool) -> Finding | None:
    if joined := _JOINED.match(name):
        family, given = joined.groups()
        remedy = f'Write "{excerpt(family)}, {excerpt(given)}", or the two names in fields of their own.'
        return Finding("person-name-joined", field, name, f"{given} {family}", 0.9, remedy)
    people = several(name)
    if len(people) > 1 and (is_one or _is_one_or_two(name) or not all(map(_is_full_name, people))):
        remedy = "If these are several people, give each of them an entry of their own."
        return Finding("person-list", field, name, None, 0.0, remedy)
    if len(people) > 1:
        remedy = f"Give each of the {len(people)} people an entry of their own."
        return Finding("person-list", field, name, "; ".join(people), 0.8, remedy)
    return None


def _is_one_or_two(name: str) -> bool:
    """Whether a single comma may part two people as well as a double family name from its given names.

    An initial before the last word ("Peter R. Crane") shows that a part is a whole name.
    """
    is_one_comma = len(_BETWEEN.split(name)) == 1 and name.count(",") == 1
    return is_one_comma and not _INITIAL_WITHIN.search(name)


def several(name: str) -> list[str]:
    """The people in one text, where each of them has at least two words; else the text alone.

    "Fischer, Robert" is one person, "Robert Fischer, Federica Marone" may be two, and "Garcia Lopez, M. J."
    and "van der Berg, Jan Peter" are one. "et al." at the end is nobody.
    """
    apart = _BETWEEN.split(name)
    if len(apart) > 1 and all(part.count(",") == 1 for part in apart):
        return [part.strip() for part in apart]  # "Smith, J. and Doe, A."
    parts = [part.strip() for some in apart for part in _COMMA.split(some) if part.strip()]
    people = [part for part in parts if part.casefold() not in NOBODY]
    is_turned = len(parts) == 2 and len(apart) == 1 and parts[0][0].islower()
    is_list = all(" " in part and not _are_initials(part) for part in people) and not is_turned
    return people if len(people) > 1 and is_list else [name]


def _are_initials(part: str) -> bool:
    return all(len(letter) <= 1 for letter in _BETWEEN_INITIALS.split(part))


def _is_full_name(part: str) -> bool:
    """Whether it can be nothing but a person's name: no body, no title of a work, nothing with a number."""
    words = part.split()
    return 2 <= len(words) <= _MOST_WORDS and not words[-1][0].islower() and not NO_PERSON.search(part)
