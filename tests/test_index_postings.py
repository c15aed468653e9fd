"""BM25 over weighted fields, worked out by hand; and that blocks, odd words and emptiness change nothing."""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from kg.index import postings
from kg.index.postings import Postings, PostingsWriter

Texts = Iterable[tuple[int, float, Sequence[str]]]

SMALL: tuple[Texts, ...] = (
    [(0, 1.0, ["copper", "gel"])],
    [(1, 2.0, ["copper"]), (0, 1.0, ["zinc"])],
    [],
    [(15, 1.0, ["gel", "gel", "ü"])],
)


def written(folder: Path, documents: Sequence[Texts]) -> Postings:
    writer = PostingsWriter()
    for texts in documents:
        writer.add(texts)
    writer.write(folder)
    return Postings(folder, len(documents))


def test_a_word_counts_by_the_weight_of_its_field(tmp_path: Path) -> None:
    found = written(tmp_path, SMALL)

    # Lengths 2, 3, 0 and 3, on average 2; four documents, two of which hold copper: its rarity is ln 2.
    first = math.log(2) * 1 * 1.9 / (1 + 0.9 * (0.6 + 0.4 * 2 / 2))
    second = math.log(2) * 2 * 1.9 / (2 + 0.9 * (0.6 + 0.4 * 3 / 2))
    assert found.bm25({"copper": 1.0}).tolist() == pytest.approx([first, second, 0, 0])
    assert found.bm25({"copper": 3.0})[1] == pytest.approx(3 * second)


def test_who_holds_a_word_and_how_many(tmp_path: Path) -> None:
    found = written(tmp_path, SMALL)

    assert found.holding("gel").tolist() == [0, 3]
    assert [found.frequency(word) for word in ("gel", "ü", "copper", "cop", "zz", "")] == [2, 1, 2, 0, 0, 0]
    assert found.coverage({"copper": 2.0, "zinc": 1.0, "lead": 4.0}).tolist() == [2, 3, 0, 0]


@pytest.mark.parametrize(
    ("words", "fields", "expected"),
    [
        (["copper"], [0, 1, 15], [0, 1]),
        (["copper"], [1], [1]),
        (["copper"], [2], []),
        (["copper"], [], []),
        (["gel"], [15, 15], [3]),
        (["copper", "gel"], [0], [0]),
        (["gel", "copper", "gel"], [0, 1], [0]),
        (["copper", "zinc"], [0, 1], []),  # one document holds both, but not in one field
        (["gel", "ü"], [0, 15], [3]),
        (["copper", "lead"], [0, 1], []),
        ([], [0], []),
    ],
)
def test_who_holds_words_in_one_of_some_fields(
    tmp_path: Path, words: list[str], fields: list[int], expected: list[int]
) -> None:
    assert written(tmp_path, SMALL).holding_all(words, fields).tolist() == expected


def test_blocks_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = written(tmp_path / "whole", SMALL)
    monkeypatch.setattr(postings, "_BLOCK", 2)
    parts = written(tmp_path / "parts", SMALL)

    for word in ("copper", "gel", "zinc", "ü"):
        assert parts.holding(word).tolist() == whole.holding(word).tolist()
        assert parts.bm25({word: 1.0}).tolist() == whole.bm25({word: 1.0}).tolist()
        for field in (0, 1, 15):
            assert parts.holding_all([word], [field]).tolist() == whole.holding_all([word], [field]).tolist()


@pytest.mark.parametrize("documents", [(), ([],), ([], [])])
def test_without_words_nothing_is_found(tmp_path: Path, documents: Sequence[Texts]) -> None:
    found = written(tmp_path, documents)

    assert found.bm25({"copper": 1.0}).tolist() == [0] * len(documents)
    assert found.frequency("copper") == 0


def test_half_a_character_is_a_word_that_nobody_holds(tmp_path: Path) -> None:
    assert written(tmp_path, SMALL).frequency("\ud800") == 0
