"""Pairs as a table, one row each, that a spreadsheet shows and does not run."""

from collections.abc import Iterable

from kg.rdf.spreadsheet import write_csv
from kg.report.pair_list import Listed

HEADER = (
    "citing", "citing_title", "citing_kind", "cited", "cited_title", "class", "behind", "reuse", "date",
    "date_basis", "claims", "sources", "origins", "flags", "constructed", "state", "pair",
)  # fmt: skip


def pairs_csv(pairs: Iterable[Listed]) -> str:
    """The table as CSV (RFC 4180); several values of one cell stand apart by "; "."""
    return write_csv(HEADER, (_row(pair) for pair in pairs))


def _row(pair: Listed) -> list[object]:
    return [
        pair.citing, pair.citing_title, pair.citing_kind, pair.cited, pair.cited_title, pair.klass,
        pair.behind, pair.reuse, pair.date, pair.date_basis, pair.claims, "; ".join(pair.sources),
        "; ".join(pair.origins), "; ".join(pair.flags), "yes" if pair.is_constructed else "no", pair.state,
        pair.node,
    ]  # fmt: skip
