"""The table of a search: its cells, formulas made harmless, and what is missing told."""

import csv as reading
import io
from dataclasses import replace
from datetime import date

import pytest

from kg.answer.table import Exported, Table, csv, csv_metadata

DAY = date(2026, 1, 1)


KNOWN = Exported(
    iri="https://doi.org/10.9999/1", doi="10.9999/1", title="Bronze", access="embargoed",
    opens=date(2027, 5, 6), facilities=("North",), instruments=("N7", "N8"),
    techniques=("SAXS",), technique_iris=("https://x/1",), samples=(), people=("Ada; Fermi", "Lise"),
    collected=None, issued="2021", available="2027-05-06", collection=None, citations=3,
)  # fmt: skip


def row(**changes: object) -> Exported:
    return replace(KNOWN, **changes)  # type: ignore[arg-type]


def cells(*rows: Exported) -> list[dict[str, str]]:
    return list(reading.DictReader(io.StringIO(csv(Table(rows, len(rows), 3, DAY)))))


def test_a_row_is_what_the_record_says() -> None:
    (told,) = cells(row())

    assert told["instruments"] == "N7; N8"
    assert told["people"] == "Ada, Fermi; Lise"
    assert (told["opens"], told["citations"]) == ("2027-05-06", "3")
    assert (told["collected"], told["samples"]) == ("", "")


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_no_cell_is_a_formula(title: str) -> None:
    (told,) = cells(row(title=title, people=(title,)))

    assert told["title"] == f"'{title}"
    assert told["people"].startswith("'")


def test_commas_quotes_and_lines_stay_in_their_cell() -> None:
    (told,) = cells(row(title='a, "b"\nc'))

    assert told["title"] == 'a, "b"\nc'


def test_a_whole_table_says_nothing_and_a_cut_one_how_much_is_missing() -> None:
    whole, cut = Table((row(),), 1, 3, DAY), Table((row(),), 10_500, 3, DAY)

    assert (whole.told, whole.name) == (None, "datasets-generation-3")
    assert cut.cut == 10_499
    assert cut.told is not None
    assert "Only the best 1 of 10,500 datasets" in cut.told
    assert cut.name == "datasets-first-1-of-10500-generation-3"
    assert cut.as_json()["note"] == cut.told


def test_the_description_names_the_columns_in_their_order() -> None:
    found = Table((row(),), 1, 3, DAY)
    header = next(reading.reader(io.StringIO(csv(found))))
    described = csv_metadata(found, "https://here/search.csv")

    assert described["@context"] == "http://www.w3.org/ns/csvw"
    assert [of["titles"] for of in described["tableSchema"]["columns"]] == header
    assert described["tableSchema"]["primaryKey"] in header
