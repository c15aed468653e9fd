"""The queries about what was measured with what, and about data, asked of stores that were published."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from citation_books import Kept, claimed, dataset, doi
from pyoxigraph import Literal, NamedNode

from kg.citation.rdf import joined_graph_of
from kg.loading import load_files
from kg.pipeline import publish
from kg.rdf.names import DCT, GRAPH, PAN
from kg.rdf.syntax import canonical
from kg.rdf.terms import Triple
from kg.report.book_file import book_of, published_on
from kg.report.facility import list_facilities
from kg.report.report import Report, make_report
from kg.report.scope import open_book
from kg.store.home import Home

FACILITY = "https://w3id.org/pan-kg/id/facility/aurora-light-source"
I1, I2, SAXS = f"{FACILITY}/i1", f"{FACILITY}/i2", "http://purl.org/pan-science/PaNET/PaNET01124"
DAYS = ("2019-01-01", "2023-06-01", "2026-11-01", "2035-01-01")
DATA: Mapping[str, tuple[tuple[str, ...], str | None]] = {
    "data.1": ((I1,), "2020-01-01"),
    "data.1.v1": ((I1,), None),
    "data.2": ((I1, I2), "2030-01-01"),
    "data.3": ((), None),
}


def measured() -> list[Triple]:
    """Three works of data, one of them with two DOIs; four pairs, of which the second DOI is one."""
    triples: list[Triple] = []
    for name, (instruments, opens) in DATA.items():
        node = doi(f"10.5072/{name}")
        triples += dataset(f"10.5072/{name}", title=name)
        triples.append((node, PAN["facility"], NamedNode(FACILITY)))
        triples += [(node, PAN["instrument"], NamedNode(iri)) for iri in instruments]
        if opens:
            triples.append((node, DCT["available"], Literal(opens)))
    triples.append((doi("10.5072/data.1"), PAN["technique"], NamedNode(SAXS)))
    triples += claimed("10.5072/data.1", "HasVersion", "10.5072/data.1.v1")
    for citing, cited in (("p1", "data.1"), ("p2", "data.1.v1"), ("p1", "data.2"), ("p3", "data.3")):
        triples += claimed(f"10.5072/{citing}", "Cites", f"10.5072/{cited}")
    return triples


@pytest.fixture(scope="module")
def measured_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("measured")
    (folder / "claims.nt").write_bytes(canonical(measured()))
    home = Home(folder / "home")
    load_files(home, [folder / "claims.nt"])
    publish(home)
    return home.path


def reports(home: Path) -> Iterator[tuple[Report, Home]]:
    generation = Home(home).current()
    assert generation is not None
    with open_book(book_of(generation)) as database:
        facilities = list_facilities(database)
    for facility in facilities:
        for day in DAYS:
            yield make_report(
                book_of(generation), facility.iri, date.fromisoformat(day), generation.number,
                published_on(generation),
            ), Home(home)  # fmt: skip


def asked(home: Home, query: str) -> list[dict[str, str]]:
    generation = home.current()
    assert generation is not None
    return [{name: term.value for name, term in row.items()} for row in home.reader(generation).select(query)]


def agree_on_shares(report: Report, store: Home) -> None:
    """Of data open for two years, of the pairs with evidence of use, and of the days of first citations."""
    (row,) = asked(store, report.queries["open_two_years"])
    shares = report.shares
    told = {"any": shares.any, "not_companion": shares.not_companion, "independent": shares.independent}
    told["at_most_independent"] = shares.at_most_independent
    assert int(row["of"]) == shares.any.of
    assert {name: int(row[name]) for name in told if shares.any.of} == {
        name: one.cited for name, one in told.items() if shares.any.of
    }
    assert len(asked(store, report.queries["reused"])) == report.reused
    days = asked(store, report.queries["first_citation"])
    dated = {row["work"] for row in days if "date" in row}
    undated = {row["work"] for row in days if "citing" in row} - dated
    waiting = report.first_citation["any"]
    assert (len(dated), len(undated)) == (waiting.cited, waiting.undated)
    assert len({row["work"] for row in days} - undated) == waiting.subjects


def agree(home: Path) -> int:
    compared = 0
    for report, store in reports(home):
        for slot in ("instrument", "technique", "proposal"):
            counted: Counter[tuple[str | None, str]] = Counter()
            for row in asked(store, report.queries[f"by_{slot}"]):
                counted[row.get(slot), row["behind"]] = int(row["pairs"])
            told = {
                (value.iri, kind): number
                for value in getattr(report, f"by_{slot}")
                for kind in ("companion", "same_team", "facility_staff", "independent", "unknown")
                if (number := getattr(value.pairs, kind))
            }
            assert dict(counted) == told
            compared += len(told)
        states = {row["state"]: int(row["works"]) for row in asked(store, report.queries["datasets"])}
        data = report.datasets
        expected = {"open": data.open, "closed": data.closed, "unknown": data.unknown}
        assert states == {state: number for state, number in expected.items() if number}
        assert len(asked(store, report.queries["datasets_registered"])) == data.registered
        agree_on_shares(report, store)
    return compared


def test_the_queries_agree_with_the_report_on_data_with_two_identifiers(measured_home: Path) -> None:
    assert agree(measured_home) > 0


def test_the_numbers_are_those_worked_out(measured_home: Path) -> None:
    # Undated works are there from the day of publishing on; I1: p1 and p2 on data.1, p1 on data.2.
    (report,) = (one for one, _ in reports(measured_home) if one.as_of.year == 2035)

    assert {one.iri: one.pairs.total for one in report.by_instrument} == {I1: 3, I2: 1, None: 1}
    assert {one.iri: one.pairs.total for one in report.by_technique} == {SAXS: 2, None: 2}
    assert (report.datasets.registered, report.datasets.open, report.datasets.unknown) == (3, 2, 1)


def test_the_queries_agree_with_the_report_on_the_sample_world(sample_home: Path) -> None:
    assert agree(sample_home) > 0


def test_a_doi_that_is_joined_says_what_it_is_counted_as_until_it_is_parted() -> None:
    kept, name = Kept(), GRAPH["x/1"].value
    apart = dataset("10.5072/d") + dataset("10.5072/e")
    kept.bring({name: [*apart, *claimed("10.5072/d", "HasVersion", "10.5072/e")]})
    graph = joined_graph_of("https://doi.org/10.5072/d").value

    assert kept.written[graph] == canonical([(doi("10.5072/e"), PAN["countedAs"], doi("10.5072/d"))])
    kept.bring({name: apart})
    assert graph not in kept.written


def test_what_is_stated_and_derived_agrees_on_the_sample_world(sample_home: Path) -> None:
    told = [(report, store) for report, store in reports(sample_home) if report.as_of.year == 2035]

    assert told
    for report, store in told:
        usage = report.usage
        stated = {
            (one.source, one.metric, one.method, one.country): (one.number, one.datasets)
            for one in (*usage.uses, *usage.by_country, *usage.citations)
        }
        assert stated == {
            (row["source"], row["metric"], row.get("method"), row.get("country")): (
                int(row["total"]), int(row["data"]),
            )
            for row in asked(store, report.queries["usage"])
        }  # fmt: skip
        made = {(row["made"], row["source"]) for row in asked(store, report.queries["derived"])}
        assert made == {(one.iri, one.source) for one in report.derived.shown}
        for slot in ("country", "institution"):
            places = report.countries if slot == "country" else report.institutions
            name = "countries" if slot == "country" else "institutions"
            works = {row.get(slot): int(row["works"]) for row in asked(store, report.queries[name])}
            assert works.pop(None, 0) == places.missing
            assert works == {place.value: place.whole for place in places.shown}
