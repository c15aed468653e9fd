"""A generation that changes one text in a hundred encodes that one and copies the other rows."""

import shutil
import weakref
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from searching import LetterEncoder, open_graph, silent

from kg.index import vectors as vectors_module
from kg.index.build import build_index, write_index
from kg.index.documents import Card, Document
from kg.index.vectors import load_vectors


def texts(count: int, changed: int | None = None) -> Iterator[Document]:
    for number in range(count):
        word = "quartz" if number == changed else "ab" * number
        yield Document(Card(f"https://example.org/{number}", "", number), {"title": (f"{number} {word}",)})


class OtherLetters(LetterEncoder):
    identity = "letters-2"


def test_only_the_changed_text_is_encoded_with_no_cache_at_all(tmp_path: Path) -> None:
    first = LetterEncoder(tmp_path / "cache1")
    write_index(texts(100), [], tmp_path / "one", first, silent)
    second = LetterEncoder(tmp_path / "cache2")

    counts = write_index(
        texts(100, changed=42), [], tmp_path / "two", second, silent, before=tmp_path / "one"
    )

    assert (len(first.encoded), second.encoded, counts["encoded"]) == (100, ["42 quartz"], 1)
    fresh = LetterEncoder(tmp_path / "cache3")
    write_index(texts(100, changed=42), [], tmp_path / "three", fresh, silent)
    two, three = load_vectors(tmp_path / "two"), load_vectors(tmp_path / "three")
    assert two is not None
    assert three is not None
    assert np.array_equal(two, three)


def test_the_index_before_may_be_shorter_longer_gone_or_of_another_encoder(tmp_path: Path) -> None:
    write_index(texts(10), [], tmp_path / "ten", LetterEncoder(tmp_path / "cache"), silent)

    def again(name: str, count: int, encoder: LetterEncoder, before: Path) -> int:
        encoder.cache = tmp_path / f"cache-{name}"
        counts = write_index(texts(count), [], tmp_path / name, encoder, silent, before=before)
        matrix = load_vectors(tmp_path / name)
        assert matrix is not None
        assert np.array_equal(matrix, encoder.encode([document.meaning for document in texts(count)]))
        return int(counts["encoded"])

    assert again("longer", 12, LetterEncoder(tmp_path), tmp_path / "ten") == 2
    assert again("shorter", 8, LetterEncoder(tmp_path), tmp_path / "ten") == 0
    assert again("gone", 3, LetterEncoder(tmp_path), tmp_path / "nowhere") == 3
    assert again("other", 3, OtherLetters(tmp_path), tmp_path / "ten") == 3


def test_texts_are_encoded_in_many_small_steps_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_index(texts(30), [], tmp_path / "whole", LetterEncoder(tmp_path / "cache1"), silent)
    for name, value in (("_SORTED", 7), ("_SLICE", 3), ("_BLOCK", 2)):
        monkeypatch.setattr(vectors_module, name, value)
    told: list[tuple[str, int, int | None]] = []

    def tell(doing: str, done: int, total: int | None = None) -> None:
        told.append((doing, done, total))

    write_index(texts(30), [], tmp_path / "steps", LetterEncoder(tmp_path / "cache2"), silent)
    encoder = LetterEncoder(tmp_path / "cache3")
    write_index(texts(30, changed=5), [], tmp_path / "again", encoder, tell, before=tmp_path / "steps")

    one, two = load_vectors(tmp_path / "whole"), load_vectors(tmp_path / "steps")
    assert one is not None
    assert two is not None
    assert np.array_equal(one, two)
    assert told[-1] == ("Encoding texts", 0, 1)


def test_a_cache_serves_where_the_generation_before_does_not(tmp_path: Path) -> None:
    encoder = LetterEncoder(tmp_path / "cache")
    write_index(texts(5), [], tmp_path / "one", encoder, silent)
    shutil.rmtree(tmp_path / "one")

    counts = write_index(texts(5), [], tmp_path / "two", encoder, silent, before=tmp_path / "one")

    assert counts["encoded"] == 0


def test_publishing_takes_the_vectors_of_the_generation_before(tmp_path: Path) -> None:
    reader = open_graph(tmp_path, "scattering")
    build_index(reader, tmp_path / "one", LetterEncoder(tmp_path / "cache1"), silent)
    second = LetterEncoder(tmp_path / "cache2")

    build_index(reader, tmp_path / "two", second, silent, before=tmp_path / "one")

    assert second.encoded == []


class Title(str):
    """A text that can be watched."""


def test_documents_are_read_once_and_not_kept(tmp_path: Path) -> None:
    watched: list[weakref.ref[Title]] = []

    def passing() -> Iterator[Document]:
        for document in texts(50):
            # The one before is still on its way through the indexes; all others are gone.
            assert sum(title() is not None for title in watched) <= 1
            title = Title(document.card.title)
            watched.append(weakref.ref(title))
            yield Document(document.card, {"title": (title,)})
            del title

    counts = write_index(passing(), [], tmp_path / "one", None, silent)

    assert (len(watched), counts["documents"], counts["groups"], counts["vectors"]) == (50, 50, 50, 0)
