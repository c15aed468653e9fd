"""Several processes read a book while one writes it: what they find is what one alone would have found."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import sleep

import pytest
from citation_books import Kept, claimed, contents, dataset

from kg.citation import conclude, readers
from kg.citation.readers import Readers
from kg.citation.schema import STEPS
from kg.database import open_database, transaction
from kg.errors import BadInput

GRAPH = "https://w3id.org/pan-kg/graph/x/"


def opened(folder: Path) -> sqlite3.Connection:
    return open_database(folder / "citations.sqlite", STEPS, is_read_by_others=True)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(opened(tmp_path)) as found:
        yield found


def named(database: sqlite3.Connection, number: int) -> tuple[int, str, int]:
    """What the book says of a thing, and which process read it."""
    (iri,) = database.execute("SELECT iri FROM thing WHERE id = ?", (number,)).fetchone()
    return number, iri, os.getpid()


def killed_outside(database: sqlite3.Connection, holder: int) -> int:
    if os.getpid() != holder:
        os._exit(9)
    return os.getpid()


def refused(database: sqlite3.Connection, number: int) -> int:
    raise BadInput(f"number {number}")


def long_look(database: sqlite3.Connection, number: int) -> int:
    """Somebody always has a look at the book."""
    database.execute("BEGIN")
    database.execute("SELECT COUNT(*) FROM thing").fetchone()
    sleep(0.05)
    database.execute("COMMIT")
    return number


def fill(database: sqlite3.Connection, most: int) -> None:
    rows = [(number, f"https://doi.org/10.5072/{number}") for number in range(1, most + 1)]
    database.executemany("INSERT INTO thing VALUES (?1, ?2, ?1)", rows)


def test_pieces_come_in_their_order_from_other_processes(database: sqlite3.Connection) -> None:
    fill(database, 40)
    with Readers(database, 2) as some:
        found = list(some.each(named, range(1, 41)))

    assert [(number, iri) for number, iri, _ in found] == [
        (number, f"https://doi.org/10.5072/{number}") for number in range(1, 41)
    ]
    assert os.getpid() not in {process for *_, process in found}


def test_few_pieces_are_not_worth_a_process(database: sqlite3.Connection) -> None:
    fill(database, 2)
    with Readers(database, 2) as some:
        assert {process for *_, process in some.each(named, (1, 2))} == {os.getpid()}


def test_where_processes_are_killed_the_holder_does_their_work(database: sqlite3.Connection) -> None:
    me = os.getpid()
    with Readers(database, 2) as some:
        assert list(some.each(killed_outside, [me] * 9)) == [me] * 9
        fill(database, 9)
        assert {process for *_, process in some.each(named, range(1, 10))} == {me}


def test_the_log_of_the_writer_does_not_grow_while_others_read(
    database: sqlite3.Connection, tmp_path: Path
) -> None:
    with Readers(database, 2) as some:
        for number in some.each(long_look, range(48)):
            with transaction(database):
                database.execute("INSERT INTO fact VALUES (?, zeroblob(400000))", (str(number),))

    written = (tmp_path / "citations.sqlite").stat().st_size
    assert written > 48 * 400_000
    assert (tmp_path / "citations.sqlite-wal").stat().st_size < written / 2


def test_where_no_process_may_be_started_the_holder_does_the_work(
    database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused_start(*_: object) -> None:
        raise PermissionError("Operation not permitted")

    monkeypatch.setattr("multiprocessing.util.spawnv_passfds", refused_start)
    fill(database, 9)
    with Readers(database, 2) as some:
        assert {process for *_, process in some.each(named, range(1, 10))} == {os.getpid()}


def test_what_a_piece_raises_is_raised(database: sqlite3.Connection) -> None:
    with Readers(database, 2) as some, pytest.raises(BadInput, match="number 1"):
        list(some.each(refused, range(1, 10)))


def test_several_processes_make_the_book_that_one_makes(
    tmp_path: Path, database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {f"{GRAPH}{n}": dataset(f"10.5072/d{n}", title=f"Data {n}") for n in range(6)}
    said |= {
        f"{GRAPH}{n}-{m}": claimed(f"10.5072/a{m}", "Cites", f"10.5072/d{n}")
        for n in range(6)
        for m in range(n)
    }
    one, several = Kept(), Kept(database, processes=2)
    monkeypatch.setattr(readers, "_WORTH_IT", 1)
    monkeypatch.setattr(conclude, "_MOST_UNITS", 2)
    for step in (said, said | {f"{GRAPH}0": dataset("10.5072/d0", title="Another")}):
        one.bring(step)
        several.bring(step)

        assert contents(several) == contents(one)
