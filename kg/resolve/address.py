"""Addresses of pages as sources state them, and those that a program wrote without knowing its own host."""

import re
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.rdf.terms import iri
from kg.resolve.finding import Finding

# What programs write for a setting that is missing: SciCat's OAI provider "undefined/detail/10.16907%2F…".
_NOWHERE = re.compile(
    r"(?:https?://(?P<host>undefined|null|none|nan)(?=[:/?#]|$)|(?P<start>undefined|null)/)", re.I
)


def resolve_address(said: str, field: str) -> tuple[NamedNode | None, Finding | None]:
    """The address as IRI; None for what is none or holds an "@"; with a finding where its host is missing."""
    finding = broken_address(said, field)
    return (None, finding) if finding or "@" in said else (iri(said), None)


@lru_cache(maxsize=4096)
def broken_address(said: str, field: str) -> Finding | None:
    """What is wrong with an address that begins with a placeholder instead of a host; None for all else."""
    found = _NOWHERE.match(said.strip())
    if found is None:
        return None
    word = found["host"] or found["start"]
    remedy = (
        f'The word "{word}" stands for the host: set the address of your pages where this one is made up.'
    )
    return Finding("address-broken", field, said, None, 0.0, remedy)
