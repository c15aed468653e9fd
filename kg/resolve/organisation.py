"""Organisations by their ROR identifier, whose two last digits check the others, or by a known name."""

import re
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.rdf.names import ROR
from kg.resolve.facility import facility_by_name
from kg.resolve.finding import Finding, excerpt

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_ROR = re.compile(
    r"(?:(?:https?:)?(?://)?(?:www\.)?(?:api\.)?ror\.org/(?:organizations/)?|ror:\s*)?(?P<id>0\w{8})/?$", re.I
)
_INTENDED = re.compile(r"ror\.org|^ror:", re.IGNORECASE)


@lru_cache(maxsize=4096)
def resolve_ror(said: str, field: str = "affiliationIdentifier") -> tuple[NamedNode | None, Finding | None]:
    """The ROR IRI when the identifier's check digits hold; else None, with a finding if it is meant as one.

    Checked as ROR does it, by ISO 7064 MOD 97-10 over Crockford's base 32.
    """
    found = _ROR.match(said.strip())
    if found is None:
        return None, _invalid(said, field) if _INTENDED.search(said) else None
    identifier = found["id"].lower()
    return (ROR[identifier], None) if _holds(identifier) else (None, _invalid(said, field))


@lru_cache(maxsize=4096)
def organisation_by_name(name: str) -> NamedNode | None:
    """The ROR IRI of an organisation, where the table of facilities knows it by this very name."""
    facility = facility_by_name(name)
    return facility.iri if facility and facility.iri.value.startswith(str(ROR)) else None


def _holds(identifier: str) -> bool:
    body, check = identifier[:7], identifier[7:]
    if not check.isdecimal() or any(letter not in _CROCKFORD for letter in body):
        return False
    number = 0
    for letter in body:
        number = number * 32 + _CROCKFORD.index(letter)
    return int(check) == 98 - number * 100 % 97


def _invalid(said: str, field: str) -> Finding:
    remedy = f'"{excerpt(said)}" is no ROR identifier: its shape or its check digits are wrong. Copy it from https://ror.org.'
    return Finding("ror-invalid", field, said, None, 0.0, remedy)
