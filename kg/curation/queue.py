"""Which pairs wait for a curator's word, the most useful first, and which they labelled already."""

import sqlite3
from dataclasses import asdict, dataclass
from typing import Any, Literal

import orjson

from kg.citation.curated import automatic
from kg.errors import BadInput

Order = Literal["useful", "sample"]
ORDERS: tuple[Order, ...] = ("useful", "sample")
"""`useful`: labelled by one other person, then where curators differ, then what the rules cannot tell.
`sample`: a random order that is the same for everybody, so that the first n are a fair sample to judge by."""

Which = Literal["waiting", "mine"]
WHICH: tuple[Which, ...] = ("waiting", "mine")

_SAID = """
WITH said AS (
  SELECT b.cluster AS cited, a.cluster AS citing, COUNT(DISTINCT curator) AS labels,
    MAX(curator = :me) AS mine
  FROM label JOIN thing a ON a.id = label.citing JOIN thing b ON b.id = label.cited GROUP BY 1, 2
)
"""
_FROM = """
FROM pair LEFT JOIN said ON said.cited = pair.cited AND said.citing = pair.citing
WHERE class IN ('companion', 'citation') AND instr(flags, '"not-data"') = 0 AND {which}
  AND (:facility IS NULL OR pair.cited IN
    (SELECT cluster FROM facet WHERE slot = 'facility' AND value = :facility))
"""
_WAITING = "NOT COALESCE(mine, 0) AND (COALESCE(labels, 0) < 2 OR instr(flags, '\"curators-disagree\"') > 0)"
_COLUMNS = """
SELECT pair.node, a.iri, x.title, b.iri, y.title, pair.class, behind, behind_basis, reuse, reuse_basis,
  pair.date, pair.is_constructed, COALESCE(labels, 0) - COALESCE(mine, 0),
  (SELECT MIN(COALESCE(label, value)) FROM facet WHERE slot = 'facility' AND cluster = pair.cited)
"""
_NAMES = """
JOIN thing a ON a.id = pair.citing JOIN thing b ON b.id = pair.cited
LEFT JOIN work x ON x.cluster = pair.citing LEFT JOIN work y ON y.cluster = pair.cited
"""
_RANK = """
CASE WHEN labels = 1 THEN 0 WHEN labels >= 2 THEN 1 WHEN behind = 'unknown' THEN 2
  WHEN reuse = 'unknown' THEN 3 ELSE 4 END
"""
_ORDER = {"useful": f"{_RANK}, 14, pair.node", "sample": "pair.node"}
"""Names of pairs are digests, so their order is random and yet the same each time."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pair; `behind` and `reuse` are what the rules say, `others` how many other curators labelled it."""

    node: str
    citing: str
    citing_title: str | None
    cited: str
    cited_title: str | None
    klass: str
    behind: str
    reuse: str
    date: str | None
    is_constructed: bool
    others: int
    facility: str | None

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        said = asdict(self)
        said["class"] = said.pop("klass")
        return said


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose queue, of which facility (an IRI; None: all), in which order, and which part of it."""

    curator: str
    facility: str | None = None
    order: Order = "useful"
    which: Which = "waiting"
    limit: int = 20
    offset: int = 0


def queue(database: sqlite3.Connection, wanted: Wanted) -> tuple[int, tuple[Waiting, ...]]:
    """How many pairs there are, and those of the part asked for."""
    values = {
        "me": wanted.curator, "facility": wanted.facility, "limit": wanted.limit, "offset": wanted.offset
    }  # fmt: skip
    where = _FROM.format(which="COALESCE(mine, 0)" if wanted.which == "mine" else _WAITING)
    (total,) = database.execute(f"{_SAID} SELECT COUNT(*) {where}", values).fetchone()
    # Titles are looked up for the part that is shown.
    query = (
        f"{_SAID} {_COLUMNS} {where.replace('FROM pair', f'FROM pair {_NAMES}', 1)}"
        f" ORDER BY {_ORDER[wanted.order]} LIMIT :limit OFFSET :offset"
    )
    return total, tuple(_waiting(row) for row in database.execute(query, values))


def order_named(said: str | None) -> Order:
    """The order of that name. Raises BadInput where there is none."""
    for order in ORDERS:
        if order == (said or ORDERS[0]):
            return order
    raise BadInput(f"order={str(said)[:40]!r} is none; there are: {', '.join(ORDERS)}.")


def which_named(said: str | None) -> Which:
    """The list of that name. Raises BadInput where there is none."""
    for which in WHICH:
        if which == (said or WHICH[0]):
            return which
    raise BadInput(f"show={str(said)[:40]!r} is none; there are: {', '.join(WHICH)}.")


def _waiting(row: tuple[Any, ...]) -> Waiting:
    (node, citing, citing_title, cited, cited_title, klass, behind, behind_basis, reuse, reuse_basis, date,
     constructed, others, facility) = row  # fmt: skip
    return Waiting(
        node, citing, citing_title, cited, cited_title, klass,
        automatic(behind, tuple(orjson.loads(behind_basis))),
        automatic(reuse, tuple(orjson.loads(reuse_basis))),
        date, bool(constructed), others, facility,
    )  # fmt: skip
