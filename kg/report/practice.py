"""Whether the facility's own publications cite data by an identifier, as its policy asks."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from kg.report.interval import wilson
from kg.report.scope import Scope

MOST_LISTED = 500

HOW = (
    "The facility's own publications are those that are linked to its data as the team's or the staff's own, "
    "or name the facility as theirs or as an affiliation. A publication cites data where a source states a "
    "citation by it, or where the publication itself names the data as its supplement; where only the data's "
    "record names the publication, it is linked from the data's side. A DOI that stands only in the text of "
    "a data statement is a mention, and unknown here."
)

_OWN = """
CREATE TEMP TABLE own AS
WITH named AS (
  SELECT citing AS cluster FROM counted WHERE behind IN ('companion', 'same_team', 'facility_staff')
  UNION SELECT cluster FROM main.facet WHERE slot IN ('facility', 'institution') AND value = :facility
)
SELECT work.cluster, iri, title, work.date FROM named JOIN main.work ON work.cluster = named.cluster
JOIN main.thing ON thing.id = work.cluster
WHERE kind = 'publication' AND (work.date IS NULL OR work.date <= :as_of)
"""
_CITES = """
CREATE TEMP TABLE cites AS
SELECT own.cluster, MAX(CASE WHEN pair.class = 'citation' OR EXISTS (
    SELECT 1 FROM main.thing said_by CROSS JOIN main.thing of
    CROSS JOIN main.claim ON claim.citing = said_by.id AND claim.cited = of.id
    WHERE said_by.cluster = pair.citing AND of.cluster = pair.cited AND claim.dropped IS NULL
      AND claim.subject = claim.citing
  ) THEN 1 ELSE 0 END) AS is_own
FROM own CROSS JOIN main.pair INDEXED BY pair_citing ON pair.citing = own.cluster AND pair.counted
GROUP BY own.cluster
"""


@dataclass(frozen=True, slots=True)
class Paper:
    """One publication; `linked` where only the record of data names it."""

    iri: str
    title: str | None
    date: str | None
    linked: bool


@dataclass(frozen=True, slots=True)
class AtInstrument:
    """Publications linked to data of one instrument, and those of them that cite data."""

    iri: str | None
    label: str | None
    publications: int
    citing: int


@dataclass(frozen=True, slots=True)
class Practice:
    """`citing` of the facility's `publications` cite at least one data DOI; `linked` are named by data only.

    `cites` are those that do, the newest first, and `without` those that do not; `left_out` more of these are
    not listed. `share` is None without any.
    """

    publications: int
    citing: int
    linked: int
    share: float | None
    interval: tuple[float, float] | None
    by_instrument: tuple[AtInstrument, ...]
    cites: tuple[Paper, ...]
    without: tuple[Paper, ...]
    left_out: int


def practice(scope: Scope) -> Practice:
    """The share, and the publications to talk about."""
    for statement in (_OWN, "CREATE INDEX temp.own_cluster ON own (cluster)", _CITES):
        scope.rows(statement)
    all_ = scope.number("SELECT COUNT(*) FROM own")
    citing = scope.number("SELECT SUM(is_own) FROM cites")
    linked = scope.number("SELECT SUM(NOT is_own) FROM cites")
    papers = _papers(scope, "NOT COALESCE(is_own, 0)")
    share = citing / all_ if all_ else None
    left_out = all_ - citing - len(papers)
    return Practice(
        all_, citing, linked, share, wilson(citing, all_), _by_instrument(scope), _papers(scope, "is_own"),
        papers, left_out,
    )  # fmt: skip


def _papers(scope: Scope, condition: str) -> tuple[Paper, ...]:
    found = scope.rows(
        f"""
        SELECT iri, title, date, cites.cluster IS NOT NULL AND NOT is_own
        FROM own LEFT JOIN cites USING (cluster)
        WHERE {condition} ORDER BY date IS NULL, date DESC, iri LIMIT :most
        """,
        most=MOST_LISTED,
    )
    return tuple(Paper(iri, title, day, bool(is_linked)) for iri, title, day, is_linked in found)


def _by_instrument(scope: Scope) -> tuple[AtInstrument, ...]:
    """A paper about data that state an instrument and data that state none belongs to the former."""
    instruments, labels = _instruments(scope)
    papers, citing = Counter[str | None](), Counter[str | None]()
    own = "SELECT own.cluster, COALESCE(is_own, 0) FROM own LEFT JOIN cites USING (cluster)"
    is_own = dict(scope.rows(own))
    at: dict[int, list[str]] = {}
    for paper, cited in scope.each("SELECT citing, cited FROM ours"):
        if cited in instruments and paper in is_own:
            at[paper] = at[paper] + instruments[cited] if paper in at else instruments[cited]
    for paper, cites in is_own.items():
        for value in {*at[paper]} if paper in at else (None,):
            papers[value] += 1
            citing[value] += cites
    order = sorted(papers, key=lambda value: (value is None, -papers[value], str(value)))
    return tuple(
        AtInstrument(value, labels.get(value) if value else None, papers[value], citing[value])
        for value in order
    )


def _instruments(scope: Scope) -> tuple[dict[int, list[str]], dict[str, str]]:
    """The instruments of the data that are cited, and what these are called."""
    found, labels = defaultdict[int, list[str]](list), dict[str, str]()
    for cited, value, label in scope.each("""
        SELECT cited, value, label FROM (SELECT DISTINCT cited FROM ours)
        CROSS JOIN main.facet ON facet.cluster = cited AND slot = 'instrument'
    """):
        found[cited].append(value)
        labels[value] = max(label or "", labels.get(value, ""))
    return found, labels
