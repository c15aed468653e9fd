"""A pair as a row of the book's table."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import orjson

from kg.citation.pairing import FoundPair
from kg.citation.work import Work
from kg.rdf.mint import digest_iri


class Row(NamedTuple):
    """`values` are the columns of `pair` after its number; the rest is what comparing needs."""

    values: tuple[Any, ...]
    citing_id: int
    citing: str
    cited: str
    klass: str
    counted: int
    behind: str
    reuse: str
    is_in_graph: bool


def pair_row(pair: FoundPair, works: Mapping[int, Work]) -> Row:
    """The row of a pair; whatever has an invented identifier is marked as constructed."""
    citing, cited = works[pair.citing], works[pair.cited]
    ends = citing.identifiers[0], cited.identifiers[0]
    date = citing.date
    values = (
        digest_iri("citation", *ends).value, pair.citing, pair.cited, pair.klass, int(pair.is_counted),
        pair.behind, _json(pair.behind_basis), pair.reuse, _json(pair.reuse_basis),
        date.text if date else None, date.basis if date else None,
        _list(pair.flags), _list(pair.origins), _list(pair.sources), pair.claims,
        int("constructed" in pair.flags),
    )  # fmt: skip
    return Row(
        values, pair.citing, *ends, pair.klass, int(pair.is_counted), pair.behind, pair.reuse,
        "not-data" not in pair.flags,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _list(words: tuple[str, ...]) -> str:
    return _json(words)


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
