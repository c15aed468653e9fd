"""Columns: values in one file, their documents in another, counts by group."""

from pathlib import Path

import numpy as np
import pytest

from kg.index.columns import Column, ColumnWriter, Strings
from kg.index.columns import Numbers as NumberOf


def column(folder: Path, groups: list[int], *of: tuple[str, ...]) -> Column:
    writer = ColumnWriter()
    for number, values in enumerate(of):
        writer.add(number, values)
    writer.write(folder / "made", np.array(groups, dtype=np.int64))
    return Column(folder / "made")


def test_values_are_found_in_any_script_and_absent_ones_are_not(tmp_path: Path) -> None:
    made = column(tmp_path, [0, 1, 2], ("ß", "a"), ("中", ""), ("a", "a"))

    assert list(made) == ["", "a", "ß", "中"]
    assert {value: of.tolist() for value, of in made.items()} == {"": [1], "a": [0, 2], "ß": [0], "中": [1]}
    assert made.get("b") is None
    assert made.get("\ud800") is None  # half a character, as some address bars send it
    with pytest.raises(KeyError):
        made["zz"]


def test_hits_are_counted_by_group_and_by_value(tmp_path: Path) -> None:
    # Documents 0, 2 and 3 are one hit; document 1 is another.
    made = column(tmp_path, [7, 8, 7, 7], ("x",), ("x", "y"), ("x",), ("y",))
    groups = np.array([7, 8, 7, 7])

    everything = np.ones(4, dtype=bool)
    without_first = np.array([False, True, True, True])
    assert made.counts(everything, groups).tolist() == [2, 2]
    assert made.counts(without_first, groups).tolist() == [2, 2]
    assert made.counts(np.array([True, False, True, False]), groups).tolist() == [1, 0]
    assert made.counts(everything, np.arange(4)).tolist() == [3, 2]
    assert made.counts(np.zeros(4, dtype=bool), groups).tolist() == [0, 0]


def test_a_column_of_nothing_has_nothing(tmp_path: Path) -> None:
    made = column(tmp_path, [])

    assert (len(made), list(made), made.get("x")) == (0, [], None)
    assert made.counts(np.zeros(0, dtype=bool), np.zeros(0, dtype=np.int64)).tolist() == []


def test_each_value_of_one_document_gives_its_number(tmp_path: Path) -> None:
    numbers = NumberOf(column(tmp_path, [0, 1], ("two",), ("one",)))

    assert dict(numbers) == {"one": 1, "two": 0}


def test_texts_keep_their_order_and_places_end(tmp_path: Path) -> None:
    Strings.write(["b", "", "ä"], tmp_path / "texts")
    texts = Strings(tmp_path / "texts")

    assert (texts[:], texts[2]) == (["b", "", "ä"], "ä")
    with pytest.raises(IndexError):
        texts[3]


def test_the_values_of_some_documents_come_sorted_and_once(tmp_path: Path) -> None:
    made = column(tmp_path, [2, 1, 0], ("b", "ä"), ("a",), ("b",))

    assert list(made.values_of(np.array([True, False, True]))) == ["b", "ä"]
    assert list(made.values_of(np.array([False, True, False]))) == ["a"]
    assert list(made.values_of(np.zeros(3, dtype=bool))) == []


def test_where_each_document_has_one_value_its_place_is_known(tmp_path: Path) -> None:
    made = column(tmp_path, [1, 0, 1], ("z",), ("ä",), ("a",))

    assert NumberOf(made).places().tolist() == [1, 2, 0]


def test_a_value_that_no_document_has_may_be_kept(tmp_path: Path) -> None:
    writer = ColumnWriter()
    writer.add_value("held", [0, 2])
    writer.add_value("asked", [])
    writer.write(tmp_path / "made")
    made = Column(tmp_path / "made")

    assert {value: of.tolist() for value, of in made.items()} == {"asked": [], "held": [0, 2]}
