"""A pair as a row of the book's table."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import orjson

from kg.citation.pairing import FoundPair
from kg.citation.work import Work
from kg.rdf.mint import digest_iri

COLUMNS = (
    "node", "citing", "cited", "class", "counted", "behind", "behind_basis", "reuse", "reuse_basis", "date",
    "date_basis", "flags", "origins", "sources", "claims", "is_constructed", "said", "named",
)  # fmt: skip


class Row(NamedTuple):
    """A row, new or of before: the columns of `pair` after its number, and what its numbers stand for."""

    values: tuple[Any, ...]
    citing: str
    cited: str

    @property
    def ends(self) -> tuple[int, int]:
        """The clusters: what is cited, what cites."""
        return self.values[2], self.values[1]

    @property
    def behind(self) -> str:
        """Who is behind it."""
        return str(self.values[5])

    @property
    def is_in_graph(self) -> bool:
        """Whether the graph has it; not what cites no data."""
        return '"not-data"' not in self.values[11]

    def told(self) -> dict[str, Any]:
        """What a change of it is about."""
        klass, counted, behind, reuse = self.values[3], self.values[4], self.values[5], self.values[7]
        return {"class": klass, "counted": bool(counted), "behind": behind, "reuse": reuse}


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
        int("constructed" in pair.flags), _counts(pair.said), pair.named,
    )  # fmt: skip
    return Row(values, *ends)


@lru_cache(maxsize=1024)
def _list(words: tuple[str, ...]) -> str:
    return _json(words)


@lru_cache(maxsize=1024)
def _counts(said: tuple[tuple[str, int], ...]) -> str:
    return _json(dict(said))


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
