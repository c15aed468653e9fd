"""Payloads of citation sources that are broken or meant to harm: told, bounded, and never silently fewer."""

import time
from pathlib import Path

import pytest
from pyoxigraph import Literal

from harvesters._opencitations_rows import identifiers
from harvesters._work_date import earliest
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Item, Record
from kg.harvest.world import open_world
from kg.rdf.names import XSD

CORPUS = "id,created,updated,repository,publisher,journal,title,publication,dataset,publishedDate,source"
INDEX = "oci,citing,cited,creation,timespan,journal_sc,author_sc"


def corpus_row(number: int, title: str = "T") -> str:
    return f"{number},2025-01-01,,R,P,J,{title},10.5072/p{number},10.5072/data,2021-01-01,datacite"


def index_row(number: int, quote: str = "") -> str:
    return f"06{number}-07,{quote}doi:10.5072/p{number},doi:10.5072/data,2021,P1Y,no,no"


def in_table(source: str, path: Path, *lines: str) -> list[Item]:
    path.write_text("\n".join(lines) + "\n")
    return list(load_source(source).records(open_world(str(path), contained=False)))


def told(items: list[Item]) -> list[str]:
    """What was put aside as broken, and why; of records, what they are."""
    return [
        one.reason if isinstance(one, Aside) else "record"
        for one in items
        if isinstance(one, Record) or (isinstance(one, Aside) and one.outcome == "quarantined")
    ]


LOST = "A quotation mark that is not closed takes in 1 rows or more after it."


@pytest.mark.parametrize(("rest", "expected"), [(["T"], []), (["T", 'x"', "T"], ["record"])])
def test_an_open_quotation_mark_in_the_corpus_is_told(
    tmp_path: Path, rest: list[str], expected: list[str]
) -> None:
    """The second row takes in the third, and more up to the next mark: they are lost."""
    rows = [corpus_row(1), corpus_row(2, '"open'), *(corpus_row(n, title) for n, title in enumerate(rest, 3))]

    assert told(in_table("datacitations", tmp_path / "c.csv", CORPUS, *rows)) == ["record", LOST, *expected]


def test_an_open_quotation_mark_in_the_index_is_told(tmp_path: Path) -> None:
    rows = index_row(1), index_row(2, '"'), index_row(3)

    assert told(in_table("opencitations", tmp_path / "i.csv", INDEX, *rows)) == ["record", LOST]


def test_a_title_of_several_lines_is_none(tmp_path: Path) -> None:
    rows = corpus_row(1, '"Ice,\nsnow, and\nwater"'), corpus_row(2)

    assert told(in_table("datacitations", tmp_path / "c.csv", CORPUS, *rows)) == ["record", "record"]


def test_a_row_that_breaks_off_is_told(tmp_path: Path) -> None:
    rows = corpus_row(1), "2,2025-01-01,,R", corpus_row(3)

    found = told(in_table("datacitations", tmp_path / "c.csv", CORPUS, *rows))

    assert found == ["record", "A row that breaks off before it names a dataset.", "record"]


def test_an_identifier_without_end_takes_no_time() -> None:
    """From each of its letters on it was searched again: half a minute for these, hours for a megabyte."""
    began = time.perf_counter()

    found = identifiers({"cited": f"omid:br/0612 doi:10.5072/x {'x' * 200_000}"}, "cited")

    assert [scheme for scheme, _ in found] == ["omid", "doi"]
    assert identifiers({"cited": "x" * 200_000}, "cited") == []
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([2021, 10**40], ("2021", "gYear")),
        ([10**40, 1], None),
        ([-5], None),
        ([2021, 10**40, 3], ("2021", "gYear")),
        ([True], None),
    ],
)
def test_numbers_that_no_calendar_holds(parts: list[int], expected: tuple[str, str] | None) -> None:
    """They stopped the whole harvest with an error of the program."""
    wanted = Literal(expected[0], datatype=XSD[expected[1]]) if expected else None

    assert earliest([parts]) == wanted
