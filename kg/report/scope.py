"""What a report is about: one facility's data and their citations, as of a day, out of one book."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any

from kg.citation.book import Book
from kg.citation.identifier import level_of
from kg.report.facility import Reported, find_facility
from kg.resolve.access import access_state, iso_date

KINDS = ("companion", "same_team", "facility_staff", "independent", "unknown")
"""Who may be behind a pair."""

_DATA = """
CREATE TEMP TABLE {name} AS
SELECT cluster, title, collected, opens, rights, is_registered, is_constructed,
  access_on_day(rights, opens) AS state
FROM main.facet JOIN main.work USING (cluster)
WHERE slot = 'facility' AND value = :facility AND kind = 'dataset'
  AND COALESCE(collected, date, '') {when} :as_of
"""
# What nearly every part of the report asks for comes first: SQLite reads a row from its beginning.
_PAIRS = """
CREATE TEMP TABLE ours AS
SELECT CASE WHEN NOT counted THEN 'not-counted' WHEN pair.date IS NULL AND NOT :undated THEN 'undated'
    WHEN pair.date > :as_of THEN 'later' ELSE 'counted' END AS state,
  cited, citing, CAST(substr(pair.date, 1, 4) AS INTEGER) AS year,
  CASE WHEN behind IN ('companion', 'same_team', 'facility_staff', 'independent') THEN behind
    ELSE 'unknown' END AS behind,
  pair.id, class, reuse, pair.date, pair.is_constructed, claims, said, named, origins, flags
FROM main.facet CROSS JOIN main.pair ON pair.cited = facet.cluster
WHERE slot = 'facility' AND value = :facility
"""
_COUNTED = "CREATE TEMP VIEW counted AS SELECT * FROM ours WHERE state = 'counted'"

_FIRSTS = {"any": "1", "not_companion": "behind != 'companion'", "independent": "behind = 'independent'"}
# As texts "2021" comes before "2021-03-10", which may yet be the earlier one: the first of each precision.
_PRECISIONS = {"": 0, "_month": 4, "_day": 7}
_FIRST_DATES = ", ".join(
    f"MIN(CASE WHEN {condition} AND length(date) > {least} THEN date END) AS first_{kind}{precision}"
    for kind, condition in _FIRSTS.items()
    for precision, least in _PRECISIONS.items()
)
_CITED = f"""
CREATE TEMP TABLE cited_data AS
SELECT cited, COUNT(*) AS total, {", ".join(f"SUM(behind = '{kind}') AS {kind}" for kind in KINDS)},
  SUM(reuse = 'yes') AS reused, SUM(is_constructed) AS constructed, SUM(date IS NULL) AS undated,
  {_FIRST_DATES}
FROM counted GROUP BY cited
"""
COLUMNS = ("cited", "citing", "year", "behind", "origins")
"""What `Scope.column` has of the counted pairs."""

_MAPPED = 1 << 30
"""Bytes of the file that are read without copying them; the default reads every page again and again."""
_CACHED_KIB = 64 << 10

_INDEXES = (
    "CREATE INDEX temp.data_cluster ON data (cluster)",
    "CREATE INDEX temp.ours_pair ON ours (cited, citing, state, id)",
)


@dataclass(frozen=True, slots=True)
class Scope:
    """A facility as of a day, and a book in which `data`, `ours`, `counted` and others are its own.

    `data` are its data, registered or not, with their access on that day, but for those that are known to be
    of later: by the first day of measurement, or where no source says that, by their publication. `ours` are
    all pairs that cite something of it; `counted` those that the report counts. After `gather`, `cited_data`
    has the same by what is cited, with the first dates (`first_dates`), and `citing_works` what cites.
    """

    facility: Reported
    as_of: date
    generation: int
    published: date | None
    database: sqlite3.Connection
    _columns: dict[str, list[Any]] = field(default_factory=dict, repr=False)

    @property
    def counts_undated(self) -> bool:
        """Whether citing works without a date count: what a generation holds was there when it was made."""
        return counts_undated(self.as_of, self.published)

    def rows(self, query: str, **values: object) -> list[tuple[Any, ...]]:
        """The rows of a query; `:facility` and `:as_of` are bound."""
        return list(self.each(query, **values))

    def each(self, query: str, **values: object) -> Iterable[tuple[Any, ...]]:
        """The same rows, one by one: for many of them."""
        known = {"facility": self.facility.iri, "as_of": self.as_of.isoformat()}
        return self.database.execute(query, known | values)

    def column(self, name: str) -> list[Any]:
        """One of COLUMNS of all counted pairs; all are read together, once, for many parts count them."""
        if not self._columns:
            rows = self.rows(f"SELECT {', '.join(COLUMNS)} FROM counted")
            for place, column in enumerate(COLUMNS):
                self._columns[column] = list(map(itemgetter(place), rows))
        return self._columns[name]

    def number(self, query: str, **values: object) -> int:
        """The one number that a query gives; 0 for none."""
        ((number,),) = self.rows(query, **values)
        return int(number or 0)


def first_dates(kind: str) -> tuple[str, ...]:
    """The columns of `cited_data` that hold what may be the first citation of a kind, as it is written.

    They are the first date of all, the first known to the month, and the first known to the day.
    """
    return tuple(f"first_{kind}{precision}" for precision in _PRECISIONS)


def gather(scope: Scope) -> None:
    """Make `cited_data` and `citing_works`, which a whole report needs and a list of pairs does not."""
    scope.database.execute(_CITED)
    citing = sorted(set(scope.column("citing")))
    scope.database.execute("CREATE TEMP TABLE citing_works (citing INTEGER PRIMARY KEY)")
    scope.database.executemany("INSERT INTO citing_works VALUES (?)", ((work,) for work in citing))


def set_later_apart(scope: Scope) -> None:
    """Make `later_data`: the facility's data as in `data`, but those that were not there yet."""
    scope.rows(_DATA.format(name="later_data", when=">"))


def set_cited_apart(scope: Scope) -> None:
    """Make `pairs_data`: all that the counted pairs cite, in columns as those of `data`, whatever it is."""
    scope.rows("""
        CREATE TEMP TABLE pairs_data AS
        SELECT cited AS cluster, title, collected, opens, rights, COALESCE(is_registered, 0) AS is_registered,
          COALESCE(work.is_constructed, 0) AS is_constructed, access_on_day(rights, opens) AS state
        FROM (SELECT DISTINCT cited FROM counted) LEFT JOIN main.work ON work.cluster = cited
    """)


@contextmanager
def open_scope(
    path: Path, facility: str, as_of: date, generation: int, published: date | None = None
) -> Iterator[Scope]:
    """The scope of a report from the book in a file; `published` is the day its generation was made.

    Raises:
        BadInput: the book cannot be read, or knows no such facility.
    """
    with open_book(path) as database:
        found = find_facility(database, facility)
        scope = Scope(found, as_of, generation, published, database)
        _narrow(scope)
        yield scope


@contextmanager
def open_book(path: Path) -> Iterator[sqlite3.Connection]:
    """The tables of the book in a file, which is never written to.

    Raises:
        BadInput: it cannot be read.
    """
    Book.open(path).close()  # says what is wrong with it
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as database:
        # What a report sets aside for itself is small; it never goes to the disk.
        database.execute("PRAGMA temp_store = MEMORY")
        database.execute(f"PRAGMA mmap_size = {_MAPPED}")
        database.execute(f"PRAGMA cache_size = {-_CACHED_KIB}")
        yield database


def counts_undated(as_of: date, published: date | None) -> bool:
    """Whether pairs without a date are there on that day: from the day on which all of them were known."""
    return published is None or as_of >= published


def _narrow(scope: Scope) -> None:
    def on_day(rights: str | None, opens: str | None) -> str:
        return access_state(rights, iso_date(opens), scope.as_of)[0]

    scope.database.create_function("access_on_day", 2, on_day, deterministic=True)
    scope.database.create_function("level_of", 1, level_of, deterministic=True)
    scope.rows(_DATA.format(name="data", when="<="))
    scope.rows(_PAIRS, undated=scope.counts_undated)
    for statement in (_COUNTED, *_INDEXES):
        scope.database.execute(statement)
