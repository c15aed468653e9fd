"""How often one dataset is cited: what a badge on somebody else's page says."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg.citation.book import Book
from kg.citation.identifier import normal_iri
from kg.report.scope import KINDS, counts_undated
from kg.report.tally import Kinds


@dataclass(frozen=True, slots=True)
class DatasetCount:
    """The counted pairs of one work, up to a day; `reused` are those with evidence of use.

    `kind` is that of the work, "dataset" or another; None: no source says.
    """

    iri: str
    title: str | None
    kind: str | None
    as_of: date
    generation: int
    pairs: Kinds
    reused: int
    is_constructed: bool

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        told = asdict(self) | {"as_of": self.as_of.isoformat()}
        return told | {"independent_bounds": list(self.pairs.bounds)}


def dataset_count(
    book: Path, identifier: str, as_of: date, generation: int, published: date | None
) -> DatasetCount | None:
    """The count by any identifier of the work; None where the book knows no such work.

    Raises:
        BadInput: the book cannot be read.
    """
    node = normal_iri(identifier, None)
    with Book.open(book) as opened:
        known = opened.work(node.value) if node is not None else None
        if known is None:
            return None
        undated = counts_undated(as_of, published)
        pairs = [
            pair
            for pair in opened.pairs_of(cited=known.iri)
            if pair.is_counted and (pair.date.text <= as_of.isoformat() if pair.date else undated)
        ]
    behind: list[str] = [pair.behind if pair.behind in KINDS else "unknown" for pair in pairs]
    return DatasetCount(
        known.iri, known.work.title, known.work.kind, as_of, generation,
        Kinds(len(pairs), *(behind.count(kind) for kind in KINDS)),
        sum(pair.reuse == "yes" for pair in pairs),
        known.is_constructed or any(pair.is_constructed for pair in pairs),
    )  # fmt: skip
