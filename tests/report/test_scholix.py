"""Links of Scholix: what the published schemas want of publishers and titles."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from small_book import AS_OF, AURORA, GENERATION, iri, small_book

from harvesters._scholix_link import read_link
from kg.report.pair_list import Chosen, pair_list
from kg.report.scholix import Version, scholix
from kg.report.scope import open_scope


def links(folder: Path, version: Version, publisher: str) -> list[dict[str, Any]]:
    """Those of the small book, whose d1 is published by `publisher`."""
    book = small_book(folder / f"{version}.sqlite")
    with closing(sqlite3.connect(book)) as database, database:
        facts = json.dumps({"kind": "dataset", "publisher": publisher})
        one = "SELECT cluster FROM thing WHERE iri = ?"
        database.execute(f"UPDATE work SET facts = ? WHERE cluster = ({one})", (facts, iri("d1")))
    with open_scope(book, AURORA, date.fromisoformat(AS_OF), GENERATION) as scope:
        return scholix(scope, pair_list(scope, Chosen({})).pairs, version)


def d1(found: list[dict[str, Any]]) -> dict[str, Any]:
    target: dict[str, Any] = next(
        link["Target"] for link in found if read_link(link).target.iri.value == iri("d1")
    )
    return target


def test_a_facility_that_publishes_its_data_is_named_and_not_by_its_iri(tmp_path: Path) -> None:
    known = {"ID": AURORA, "IDScheme": "url", "IDURL": AURORA}

    assert d1(links(tmp_path, 3, AURORA))["Publisher"] == [
        {"Name": "Aurora Light Source", "Identifier": [known]}
    ]
    assert d1(links(tmp_path, 4, AURORA))["Publisher"] == [
        {"name": "Aurora Light Source", "Identifier": known}
    ]


def test_a_publisher_of_whom_only_the_iri_is_known_is_left_out(tmp_path: Path) -> None:
    assert "Publisher" not in d1(links(tmp_path, 3, "https://example.org/somebody"))


def test_the_name_of_a_publisher_is_kept(tmp_path: Path) -> None:
    assert d1(links(tmp_path, 4, "Invented Press"))["Publisher"] == [{"name": "Invented Press"}]


def test_the_title_of_the_target_is_a_list_in_version_4(tmp_path: Path) -> None:
    # So its schema wants it; it says nothing of the source's, which is a text in its example.
    found = links(tmp_path, 4, AURORA)

    assert d1(found)["Title"] == ["Title of d1"]
    assert all(isinstance(link["Source"]["Title"], str) for link in found)
    assert d1(links(tmp_path, 3, AURORA))["Title"] == "Title of d1"
