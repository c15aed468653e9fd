"""Whether the facility's own publications cite data by an identifier, as its policy asks."""

from collections import Counter
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
    SELECT 1 FROM main.thing said_by CROSS JOIN main.claim ON claim.citing = said_by.id
    CROSS JOIN main.thing of ON of.id = claim.cited
    WHERE said_by.cluster = pair.citing AND of.cluster = pair.cited AND claim.dropped IS NULL
      AND claim.subject = claim.citing
  ) THEN 1 ELSE 0 END) AS is_own
FROM own JOIN main.pair ON pair.citing = own.cluster AND pair.counted GROUP BY own.cluster
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

    `without` are those that do not cite, `left_out` more of them are not listed; `share` None without any.
    """

    publications: int
    citing: int
    linked: int
    share: float | None
    interval: tuple[float, float] | None
    by_instrument: tuple[AtInstrument, ...]
    without: tuple[Paper, ...]
    left_out: int


def practice(scope: Scope) -> Practice:
    """The share, and the publications to talk about."""
    for statement in (_OWN, "CREATE INDEX temp.own_cluster ON own (cluster)", _CITES):
        scope.rows(statement)
    all_ = scope.number("SELECT COUNT(*) FROM own")
    citing = scope.number("SELECT SUM(is_own) FROM cites")
    linked = scope.number("SELECT SUM(NOT is_own) FROM cites")
    without = scope.rows(
        """
        SELECT iri, title, date, cites.cluster IS NOT NULL FROM own LEFT JOIN cites USING (cluster)
        WHERE NOT COALESCE(is_own, 0) ORDER BY date IS NULL, date DESC, iri LIMIT :most
        """,
        most=MOST_LISTED,
    )
    papers = tuple(Paper(iri, title, day, bool(is_linked)) for iri, title, day, is_linked in without)
    share = citing / all_ if all_ else None
    left_out = all_ - citing - len(papers)
    return Practice(
        all_, citing, linked, share, wilson(citing, all_), _by_instrument(scope), papers, left_out
    )


def _by_instrument(scope: Scope) -> tuple[AtInstrument, ...]:
    found = scope.rows("""
        SELECT own.cluster, value, COALESCE(is_own, 0) FROM own LEFT JOIN cites USING (cluster)
        LEFT JOIN ours ON ours.citing = own.cluster
        LEFT JOIN main.facet ON facet.cluster = ours.cited AND slot = 'instrument'
    """)
    # Of data that state an instrument and data that state none, the paper is known to belong to the former.
    at = {(paper, value, is_own) for paper, value, is_own in found}
    placed = {paper for paper, value, _ in at if value is not None}
    at = {one for one in at if one[1] is not None or one[0] not in placed}
    papers = Counter(value for _, value, _ in at)
    citing = Counter(value for _, value, is_own in at if is_own)
    query = "SELECT MAX(label) FROM main.facet WHERE slot = 'instrument' AND value = :value"
    order = sorted(papers, key=lambda value: (value is None, -papers[value], str(value)))
    return tuple(
        AtInstrument(value, scope.rows(query, value=value)[0][0], papers[value], citing[value])
        for value in order
    )
