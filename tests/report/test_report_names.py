"""Names in a report: which facility is meant, institutions known by name only, years, sources that belong."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from small_book import AS_OF, AURORA, BOREALIS, GENERATION, iri, small_book

from kg.citation.work import Person, Work
from kg.citation.works import _facets
from kg.errors import BadInput
from kg.report.markdown import markdown
from kg.report.report import Report, make_report

DAY = date.fromisoformat(AS_OF)
THIRD = "https://w3id.org/pan-kg/id/facility/aurora-neutron-annex"


def changed(folder: Path, *statements: tuple[str, tuple[object, ...]]) -> Path:
    """The small book with something more in it."""
    book = small_book(folder / "citations.sqlite")
    with closing(sqlite3.connect(book)) as database, database:
        for statement, values in statements:
            database.execute(statement, values)
    return book


def report(book: Path, facility: str = AURORA) -> Report:
    return make_report(book, facility, DAY, GENERATION)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("aurora", AURORA), ("Aurora L", AURORA), ("neutron", BOREALIS), ("NEUTRON centre", BOREALIS)],
)
def test_a_beginning_or_a_word_of_one_facility_names_it(tmp_path: Path, said: str, meant: str) -> None:
    assert report(changed(tmp_path), said).facility.iri == meant


@pytest.mark.parametrize("said", ["urora", "", "%", "light aurora"])
def test_a_piece_of_a_word_names_none(tmp_path: Path, said: str) -> None:
    with pytest.raises(BadInput, match="There are: "):
        report(changed(tmp_path), said)


def test_what_may_be_two_facilities_is_refused_with_both(tmp_path: Path) -> None:
    new = "INSERT INTO facet SELECT id, 'facility', ?, 'Aurora Neutron Annex' FROM thing WHERE iri = ?"
    book = changed(tmp_path, (new, (THIRD, iri("d1"))))

    with pytest.raises(BadInput, match=r"aurora-light-source.*aurora-neutron-annex"):
        report(book, "aurora")
    assert report(book, "annex").facility.iri == THIRD


def test_institutions_without_an_identifier_stand_by_name() -> None:
    ror = "https://ror.org/0000000"
    people = (
        Person("A", affiliation="Invented  Lab"),
        Person("B", affiliation="Known Lab", ror=ror),
        Person("C", affiliation="Known Lab"),
    )
    found = [
        (value, label) for slot, value, label in _facets(Work(people=people), {}) if slot == "institution"
    ]

    assert found == [(ror, "Known Lab"), ("Invented Lab", None)]


def test_an_institution_by_name_is_marked(tmp_path: Path) -> None:
    new = "INSERT INTO facet SELECT id, 'institution', 'Invented Lab', NULL FROM thing WHERE iri = ?"
    told = report(changed(tmp_path, (new, (iri("p1"),))))
    shown = {place.label: place.by_name for place in told.institutions.shown}

    assert shown == {"Invented Lab": True, "Aurora Light Source": False}
    assert "Invented Lab (by name only)" in markdown(told)


def test_years_have_no_thousands(tmp_path: Path) -> None:
    text = markdown(report(changed(tmp_path)))

    assert "| 2019 |" in text
    assert "2,019" not in text


def test_a_harvest_that_says_nothing_of_citations_is_no_source_of_them(tmp_path: Path) -> None:
    state = "INSERT INTO source (name, facility, state, asked, answered) VALUES (?, '', ?, ?, ?)"
    rows = (("nexus", "ok", None, None), ("openaire", "ok", 12, 12), ("zenodo", "down", None, None))
    names = {one.name for one in report(changed(tmp_path, *((state, row) for row in rows))).coverage.sources}

    assert {"openaire", "zenodo", "crossref"} <= names
    assert "nexus" not in names
