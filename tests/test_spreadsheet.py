"""CSV that spreadsheets show and do not run."""

import csv
import io

import pytest

from kg.rdf.spreadsheet import write_csv


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", '=cmd|"/c calc"!A1']
)
def test_a_text_that_would_run_is_marked_as_text(text: str) -> None:
    (row,) = list(csv.reader(io.StringIO(write_csv(["a"], [[text]]), newline="")))[1:]

    assert row == [f"'{text}"]


@pytest.mark.parametrize("text", ["a=b", "10.5072/a", "1,2", 'say "x"', "two\nlines", ""])
def test_other_texts_come_back_as_they_were(text: str) -> None:
    rows = list(csv.reader(io.StringIO(write_csv(["a", "b"], [[text, "x"]]), newline="")))

    assert rows == [["a", "b"], [text, "x"]]


def test_numbers_stay_numbers_and_nothing_is_empty() -> None:
    assert write_csv(["n", "x"], [[-1, None]]) == "n,x\r\n-1,\r\n"
