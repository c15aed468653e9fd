"""Pairs as a table, one row each, that a spreadsheet shows and does not run."""

import re
from collections.abc import Iterable

from kg.rdf.spreadsheet import write_csv
from kg.report.pair_list import Listed
from kg.report.scope import Scope

HEADER = (
    "citing", "citing_title", "citing_kind", "cited", "cited_title", "class", "behind", "reuse", "date",
    "date_basis", "claims", "sources", "origins", "flags", "constructed", "state", "pair", "as_of",
    "generation",
)  # fmt: skip
_MARK = "\ufeff"


def pairs_csv(scope: Scope, pairs: Iterable[Listed]) -> str:
    """The table as CSV (RFC 4180); several values of one cell stand apart by "; ".

    Every row has the day and the generation, so that it says what it is of wherever it is copied to. It
    begins with the mark by which Excel knows UTF-8.
    """
    made = (scope.as_of.isoformat(), scope.generation)
    return _MARK + write_csv(HEADER, ([*_row(pair), *made] for pair in pairs))


def file_name(scope: Scope, what: str, ending: str) -> str:
    """The name of a file with `what` ("pairs", …): it says the facility, the day and the generation.

    Only letters, digits, "-" and "." are in it, so that it may stand in a header.
    """
    slug = re.sub(r"[^A-Za-z0-9-]+", "-", scope.facility.slug)
    return f"{what}-{slug}-{scope.as_of.isoformat()}-g{scope.generation}.{ending}"


def _row(pair: Listed) -> list[object]:
    return [
        pair.citing, pair.citing_title, pair.citing_kind, pair.cited, pair.cited_title, pair.klass,
        pair.behind, pair.reuse, pair.date, pair.date_basis, pair.claims, "; ".join(pair.sources),
        "; ".join(pair.origins), "; ".join(pair.flags), "yes" if pair.is_constructed else "no", pair.state,
        pair.node,
    ]  # fmt: skip
