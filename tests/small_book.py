"""A citation book small enough to count by hand: twelve data works of one facility, twenty pairs.

Everything in it is invented. What a report has to say of it is worked out beside the tests that ask.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from kg.citation.schema import STEPS

AURORA = "https://w3id.org/pan-kg/id/facility/aurora-light-source"
BOREALIS = "https://w3id.org/pan-kg/id/facility/borealis-neutron-centre"
SAXS = "http://purl.org/pan-science/PaNET/PaNET01124"
XRD = "http://purl.org/pan-science/PaNET/PaNET01216"
I1, I2 = f"{AURORA}/i1", f"{AURORA}/i2"
GENERATION = 3
PUBLISHED = "2026-06-01"
AS_OF = "2026-06-30"

# name, first day of measurement, day of opening, rights, instruments, techniques
DATA: Sequence[tuple[str, str | None, str | None, str | None, tuple[str, ...], tuple[str, ...]]] = (
    ("d1", "2017-02-01", "2020-01-01", "PUBLIC", (I1,), (SAXS,)),
    ("d2", "2018-03-15", "2021-03-15", "PUBLIC", (I1,), (SAXS, XRD)),
    ("d3", "2020-06-30", "2023-06-30", "PUBLIC", (I2,), (XRD,)),
    ("d4", "2021-06-30", "2024-06-30", "PUBLIC", (I2,), ()),
    ("d5", "2021-07-01", "2024-07-01", "PUBLIC", (), ()),
    ("d6", "2024-01-01", "2027-01-01", "RESTRICTED", (I1, I2), ()),
    ("d7", "2019-01-01", None, "NON_PUBLIC", (), ()),
    ("d8", None, None, "PUBLIC", (), ()),
    ("d9", None, None, None, (), ()),
    ("d10", "2019-01-01", "2022-01-01", "PUBLIC", (), ()),
    ("d11", "2019-01-01", "2022-01-01", "PUBLIC", (), ()),
    ("d12", "2016-01-01", "2019-01-01", "PUBLIC", (), ()),
)

# citing, cited, class, behind, date of the citing work, counted, reuse, claims: (source, origin, side)
Row = tuple[str, str, str, str, str | None, int, str, tuple[tuple[str, str, str], ...]]
CROSSREF = (("crossref", "crossref", "citing"),)
DATACITE = (("datacite", "datacite", "cited"),)
PAIRS: Sequence[Row] = (
    ("p1", "d1", "companion", "companion", "2019-05", 1, "no", CROSSREF + DATACITE),
    ("p2", "d1", "citation", "same_team", "2021", 1, "unknown", CROSSREF),
    ("p3", "d1", "citation", "independent", "2022-03-10", 1, "unknown",
     (*CROSSREF, *DATACITE, ("openalex", "crossref", "citing"))),
    ("p4", "d1", "citation", "unknown", "2026-05-01", 1, "unknown", CROSSREF),
    ("p5", "d2", "companion", "companion", "2021-03", 1, "no", DATACITE),
    ("p3", "d2", "citation", "independent", "2022-03-10", 1, "unknown", CROSSREF + DATACITE),
    ("p6", "d2", "citation", "facility_staff", "2023-01-01", 1, "unknown", CROSSREF),
    ("p7", "d3", "citation", "independent", "2024", 1, "unknown", DATACITE),
    ("p8", "d4", "citation", "same_team", "2023-12-31", 1, "unknown", CROSSREF),
    ("p9", "d5", "citation", "unknown", "2025-02-02", 1, "unknown", CROSSREF),
    ("p10", "d6", "companion", "companion", "2025-10", 1, "no", DATACITE),
    ("p11", "d12", "citation", "unknown", None, 1, "unknown", CROSSREF),
    ("p12", "d1", "citation", "independent", "2026-07", 1, "unknown", CROSSREF),
    ("p13", "d1", "documentation", "unknown", "2020", 0, "unknown", CROSSREF),
    ("p14", "b1", "citation", "independent", "2022", 1, "unknown", CROSSREF),
    ("p3", "d7", "citation", "unknown", "2022-03-10", 1, "unknown", CROSSREF),
    ("e1", "d2", "citation", "independent", "2024-01-01", 1, "yes", CROSSREF),
    ("p15", "d3", "citation", "unknown", "2024", 0, "unknown", CROSSREF),
    ("p7", "d2", "citation", "independent", "2024", 1, "unknown", CROSSREF),
    ("p16", "d11", "citation", "unknown", "2020", 1, "unknown", CROSSREF),
)  # fmt: skip
COUNTRIES = (("p1", "FR"), ("p2", "FR"), ("p2", "DE"), ("p3", "DE"), ("p3", "US"), ("p4", "FR"))


def iri(name: str) -> str:
    """The identifier of a work here; d11 is the one without a DOI."""
    return "https://catalogue.example/pid/11" if name == "d11" else f"https://doi.org/10.5072/small.{name}"


class _Writer:
    """Rows into the tables of one book."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def do(self, query: str, *values: object) -> int:
        """Run a statement; the number of the row it made."""
        return self._database.execute(query, values).lastrowid or 0

    def row(self, table: str, *values: object) -> int:
        """A whole row; None in front takes the next number."""
        return self.do(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", *values)

    def thing(self, name: str, of: str | None = None) -> int:
        """The number of an identifier; `of` names the work that it is another identifier of."""
        found = self._database.execute("SELECT id FROM thing WHERE iri = ?", (iri(name),)).fetchone()
        if found:
            return int(found[0])
        number = self.row("thing", None, iri(name), 0)
        self.do("UPDATE thing SET cluster = ? WHERE id = ?", self.thing(of) if of else number, number)
        return number

    def graph(self, source: str) -> int:
        """The graph of a source's one record."""
        name = f"https://w3id.org/pan-kg/graph/{source}/0123456789abcdef0123"
        found = self._database.execute("SELECT id FROM graph WHERE iri = ?", (name,)).fetchone()
        return int(found[0]) if found else self.row("graph", None, name, "x", source, "2026-05-20T10:00:00Z")

    def work(self, name: str, kind: str, date: str | None = None, **known: str | None) -> int:
        """A work of which something is known."""
        number = self.thing(name)
        self.row(
            "work", number, kind, f"Title of {name}", date, "crossref" if date else None,
            known.get("collected"), known.get("opens"), known.get("rights"), int(name != "d11"), 1,
            json.dumps({"kind": kind}),
        )  # fmt: skip
        return number

    def claim(
        self, citing: str, cited: str, side: str, source: str, origin: str, dropped: str | None
    ) -> None:
        """One statement, made from the side named."""
        a, b = self.thing(citing), self.thing(cited)
        subject, object_ = (a, b) if side == "citing" else (b, a)
        node = f"https://w3id.org/pan-kg/id/claim/{source}-{citing}-{cited}-{dropped}"
        relation = "References" if side == "citing" else "IsCitedBy"
        self.row(
            "claim", None, self.graph(source), node, subject, object_, relation, "citation", a, b, origin,
            1.0, None, dropped,
        )  # fmt: skip


def small_book(path: Path) -> Path:
    """Write the book to a file."""
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(f"{';'.join(STEPS)}; PRAGMA user_version = {len(STEPS)}")
        writer = _Writer(database)
        _write_works(writer)
        _write_pairs(writer)
        _write_rest(writer)
    return path


def _write_works(writer: _Writer) -> None:
    for name, collected, opens, rights, instruments, techniques in DATA:
        number = writer.work(name, "dataset", collected=collected, opens=opens, rights=rights)
        writer.row("facet", number, "facility", AURORA, "Aurora Light Source")
        for slot, values in (("instrument", instruments), ("technique", techniques)):
            for value in values:
                writer.row("facet", number, slot, value, value[-2:].upper() if slot == "instrument" else None)
    other = writer.work("b1", "dataset", opens="2020-01-01", rights="PUBLIC")
    writer.row("facet", other, "facility", BOREALIS, "Borealis Neutron Centre")
    for name, date in {row[0]: row[4] for row in PAIRS}.items():
        writer.work(name, "dataset" if name == "e1" else "publication", date)
    own = writer.work("x1", "publication", "2025-01-01")
    writer.row("facet", own, "facility", AURORA, "Aurora Light Source")
    writer.row("facet", writer.thing("p9"), "institution", AURORA, "Aurora Light Source")
    for name, country in COUNTRIES:
        writer.row("facet", writer.thing(name), "country", country, None)


def _write_pairs(writer: _Writer) -> None:
    for citing, cited, klass, behind, date, counted, reuse, claims in PAIRS:
        for source, origin, side in claims:
            writer.claim(citing, cited, side, source, origin, None)
        flags = ["not-data"] if citing == "p15" else []
        origins = sorted({origin for _, origin, _ in claims})
        sources = sorted({source for source, _, _ in claims})
        node = f"https://w3id.org/pan-kg/id/pair/{citing}-{cited}"
        more = int((citing, cited) == ("p3", "d1"))  # a version of d1 is cited as well, see `_write_rest`
        said = Counter([source for source, _, _ in claims] + more * ["scholexplorer"])
        writer.row(
            "pair", None, node, writer.thing(citing), writer.thing(cited), klass, counted, behind, "[]",
            reuse, "[]", date, "crossref" if date else None, *map(json.dumps, (flags, origins, sources)),
            said.total(), 1, json.dumps(said), 1 + more,
        )  # fmt: skip


def _write_rest(writer: _Writer) -> None:
    """A version of d1 that is cited, claims that are dropped, numbers stated, changes, states of sources."""
    version = writer.thing("d1.v1", of="d1")
    writer.do(
        "INSERT INTO edge (kind, from_thing, to_thing, basis, joins, sole) VALUES (?, ?, ?, ?, 1, 0)",
        "version", version, writer.thing("d1"), "HasVersion",
    )  # fmt: skip
    writer.claim("p3", "d1.v1", "citing", "scholexplorer", "crossref", None)
    writer.claim("d1", "d1", "cited", "datacite", "datacite", "self-loop")
    writer.claim("p1", "b1", "cited", "datacite", "datacite", "published-before-data")
    for metric, number, begin, end, country in (
        ("unique-dataset-investigations", 10, "2026-01-01", "2026-01-31", None),
        ("unique-dataset-investigations", 5, "2026-02-01", "2026-02-28", None),
        ("unique-dataset-investigations", 7, "2026-07-01", "2026-07-31", None),
        ("unique-dataset-investigations", 4, "2026-01-01", "2026-01-31", "FR"),
        ("cited_by_count", 30, None, None, None),
    ):
        source, note = ("openalex", None) if metric == "cited_by_count" else ("sushi", "3040 partial data")
        writer.row(
            "stated", writer.graph(source), f"n{number}", version, metric, number, begin, end, None, country,
            note,
        )  # fmt: skip
    for generation, at, citing, what, source in (
        (1, "2026-04-01T00:00:00Z", "p1", "added", "crossref"),
        (2, "2026-05-01T00:00:00Z", "p98", "removed", "crossref"),
        (3, "2026-06-01T00:00:00Z", "p4", "added", "crossref"),
        (3, "2026-06-01T00:00:00Z", "p99", "removed", "opencitations"),
    ):
        why = json.dumps({"source": source, "reason": "new claim" if what == "added" else "claim withdrawn"})
        writer.row("change", generation, at, iri(citing), iri("d1"), what, why, json.dumps([AURORA]))
    for name, facility, state, reason in (
        ("crossref", "", "ok", None),
        ("datacite", AURORA, "ok", None),
        ("opencitations", "", "down", "answered 503"),
        ("datacite", BOREALIS, "down", "not of this facility"),
        ("europepmc", "", "never", None),
    ):
        asked = None if state == "never" else "2026-05-31T00:00:00Z"
        writer.row("source", name, facility, state, asked, None, reason, None, None)
