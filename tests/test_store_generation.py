"""Generations: whole or not there, moved to by one pointer, kept while somebody reads."""

from pathlib import Path
from typing import Any

import pytest

from kg.errors import BadInput
from kg.store.generation import Generation, make_generation, remove_older
from kg.store.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def make(home: Home, number: int) -> Generation:
    def fill(unfinished: Generation) -> dict[str, Any]:
        (unfinished.path / "part").write_text(f"part of {number}")
        return {"generation": number}

    return make_generation(home.generations_path, home.pointer_path, number, fill)


def test_the_pointer_names_the_newest(home: Home) -> None:
    assert home.current() is None

    make(home, 1)
    made = make(home, 2)

    assert home.current() == made
    assert made.facts == {"generation": 2}
    assert home.pointer_path.read_text() == "000002\n"
    assert (home.generation(1).path / "part").read_text() == "part of 1"


def test_what_fails_while_being_made_is_never_seen(home: Home) -> None:
    make(home, 1)

    def fail(unfinished: Generation) -> dict[str, Any]:
        (unfinished.path / "part").write_text("half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        make_generation(home.generations_path, home.pointer_path, 2, fail)

    current = home.current()
    assert current is not None
    assert (current.number, home.numbers()) == (1, [1])
    make(home, 2)
    assert [path.name for path in home.generations_path.iterdir() if path.name.startswith(".")] == []


def test_older_ones_go_unless_somebody_reads_them(home: Home) -> None:
    for number in (1, 2, 3, 4):
        make(home, number)
    hold = home.generation(2).hold()

    remove_older(home.generations_path, keep=[3, 4])
    held = home.numbers()
    hold.close()
    remove_older(home.generations_path, keep=[3, 4])

    assert (held, home.numbers()) == ([2, 3, 4], [3, 4])


def test_a_removed_generation_is_answered_with_what_to_do(home: Home) -> None:
    with pytest.raises(BadInput, match="kg publish"):
        home.generation(7)
