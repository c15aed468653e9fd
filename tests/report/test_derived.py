"""What was made from a facility's data, in the report on the small book with a few derivations more."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from small_book import AS_OF, AURORA, GENERATION, PUBLISHED, iri, small_book

from kg.report.derived import Derivation
from kg.report.markdown import markdown
from kg.report.report import Report, make_report

DAY = date.fromisoformat(AS_OF)
WORKS = {"m1": "2025-04-01", "m2": None, "m3": "2027", "m4": None}
# what was made, from what, by the claim of which source; None: a record of the catalogue says so, no claim
LINKS = (
    ("m1", "d3", "datacite"), ("m1", "d3", "openalex"), ("m2", "m1", "datacite"), ("m3", "d1", "datacite"),
    ("d10", "d12", None), ("e1", "d2", "datacite"), ("m4", "m2", "datacite"), ("m1", "m4", "datacite"),
    ("d1.v1", "d1", None), ("p1", "b1", "datacite"),
)  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = small_book(tmp_path_factory.mktemp("book") / "citations.sqlite")
    with closing(sqlite3.connect(path)) as database, database:
        for name, day in WORKS.items():
            row = database.execute("INSERT INTO thing VALUES (NULL, ?, 0)", (iri(name),))
            database.execute("UPDATE thing SET cluster = id WHERE id = ?", (row.lastrowid,))
            values = (row.lastrowid, "dataset", f"Title of {name}", day, 1, 1, "{}")
            database.execute(
                "INSERT INTO work (cluster, kind, title, date, is_registered, is_constructed, facts) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                values,
            )
        for made, source, harvester in LINKS:
            _link(database, made, source, harvester)
    return path


def _link(database: sqlite3.Connection, made: str, source: str, harvester: str | None) -> None:
    ends = [
        database.execute("SELECT id FROM thing WHERE iri = ?", (iri(name),)).fetchone()[0]
        for name in (made, source)
    ]
    ((graph,),) = database.execute("SELECT id FROM graph WHERE source = ?", (harvester or "crossref",))
    basis = "IsDerivedFrom" if harvester else "http://www.w3.org/ns/prov#wasDerivedFrom"
    database.execute("INSERT INTO edge VALUES (?, 'derived', ?, ?, ?, 0, 0)", (graph, *ends, basis))
    if harvester:
        node = f"https://w3id.org/pan-kg/id/claim/{harvester}-{made}-{source}"
        database.execute(
            "INSERT INTO claim VALUES (NULL, ?, ?, ?, ?, ?, 'derivation', ?, ?, ?, 1.0, NULL, NULL)",
            (graph, node, *ends, basis, *ends, harvester),
        )


@pytest.fixture(scope="module")
def report(book: Path) -> Report:
    return make_report(book, AURORA, DAY, GENERATION, date.fromisoformat(PUBLISHED))


@pytest.fixture(scope="module")
def found(report: Report) -> dict[tuple[str, str], Derivation]:
    return {(one.iri, one.source): one for one in report.derived.shown}


def test_what_is_made_from_the_data_is_direct_and_what_is_made_from_that_indirect(
    found: dict[tuple[str, str], Derivation],
) -> None:
    # m1 comes from d3, m2 from m1, m4 from m2 and m1 again from m4: the circle ends. b1 is of another
    # facility, m3 of next year, and d1.v1 a version of d1.
    assert {ends: one.reuse for ends, one in found.items()} == {
        (iri("m1"), iri("d3")): "direct",
        (iri("d10"), iri("d12")): "direct",
        (iri("e1"), iri("d2")): "direct",
        (iri("m2"), iri("m1")): "indirect",
        (iri("m4"), iri("m2")): "indirect",
        (iri("m1"), iri("m4")): "indirect",
    }


def test_every_derivation_has_its_claims_and_who_states_it(found: dict[tuple[str, str], Derivation]) -> None:
    twice, record = found[iri("m1"), iri("d3")], found[iri("d10"), iri("d12")]

    assert twice.stated_by == ("datacite", "openalex")
    assert [(claim.said_of, claim.relation, claim.said_to) for claim in twice.claims] == [
        (iri("m1"), "IsDerivedFrom", iri("d3"))
    ] * 2
    assert (record.own, twice.own) == (True, False)
    assert [claim.relation for claim in record.claims] == ["http://www.w3.org/ns/prov#wasDerivedFrom"]


def test_derivations_are_told_beside_the_pairs_and_never_added(report: Report) -> None:
    told = report.as_json()

    assert (told["pairs"]["total"], told["reused"]) == (16, 1)
    numbers = {
        name: told["derived"][name] for name in ("direct", "indirect", "also_pairs", "later", "undated")
    }
    assert numbers == {"direct": 3, "indirect": 3, "also_pairs": 1, "later": 1, "undated": 0}
    assert {one["class"] for one in told["derived"]["derivations"]} == {"derivation"}
    assert "data were used: 1 pairs and 3 derivations" in markdown(report)


def test_on_an_early_day_nothing_was_made_yet(book: Path) -> None:
    early = make_report(book, AURORA, date(2020, 1, 1), GENERATION, date.fromisoformat(PUBLISHED)).derived

    # d3 was not measured yet. m3 of d1 and e1 of d2 are later; of d10, made from d12, nobody knows when.
    assert (early.shown, early.later, early.undated) == ((), 2, 1)
