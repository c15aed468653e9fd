"""Names of techniques that PaNET does not have: an index of `lexicon/unmapped.tsv`."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from kg.rdf.names import PANET
from kg.rdf.panet import PanetTable
from kg.read.rows import rows, spellings
from kg.read.token import tokens

PURL = f"{PANET}PaNET"

Broader = tuple[tuple[str, str], ...]
"""IRI and label of the classes that come nearest."""


class UnmappedNames(NamedTuple):
    """Tokens -> spelling and broader terms; first token -> how many the longest name has."""

    named: Mapping[tuple[str, ...], tuple[str, Broader]]
    longest: Mapping[str, int]


@lru_cache(maxsize=4)
def unmapped_names(table: PanetTable) -> UnmappedNames:
    """Those that this PaNET does not have, either."""
    named: dict[tuple[str, ...], tuple[str, Broader]] = {}
    longest: dict[str, int] = {}
    for cell, _, numbers, *_ in rows("unmapped.tsv", 4):
        iris = [iri for iri in map(PURL.__add__, numbers.split()) if iri in table.terms]
        for name in spellings(cell):
            key = tuple(word for word, _, _ in tokens(name))
            if not table.named(name):
                named[key] = (name, tuple((iri, table.terms[iri].label) for iri in iris))
                longest[key[0]] = max(len(key), longest.get(key[0], 0))
    return UnmappedNames(named, longest)
