"""Meaning beside words: with an encoder made by hand, whose vectors are kept and made again when spoiled."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.link.link import link


class Counting:
    """Texts that speak of dogs and of imaging mean the same; all others mean nothing in common with them."""

    def __init__(self, cache: Path, identity: str) -> None:
        self.cache, self.identity, self.encoded = cache, identity, 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += len(texts)
        rows = np.zeros((len(texts), 2), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[int("dog" not in text and text.casefold() != "imaging")] = 1
        return rows


def test_meaning_finds_what_words_do_not(tmp_path: Path) -> None:
    encoder = Counting(tmp_path, "by hand")

    assert not any(each.label == "imaging" for each in link("a dog barks", 5))
    (found,) = link("a dog barks", 1, encoder=encoder)
    assert (found.label, found.certain) == ("imaging", False)


def test_the_names_are_encoded_once_and_kept_by_digest(tmp_path: Path) -> None:
    one = Counting(tmp_path, "kept")
    link("a dog barks", encoder=one)
    before = one.encoded
    link("a dog bites", encoder=one)
    assert one.encoded - before < 20  # the text's readings, not the names

    (kept,) = (tmp_path / "vectors").glob("names-*.npy")
    kept.write_bytes(b"spoiled")
    from kg.link.encoder import _vectors

    _vectors.cache_clear()
    again = Counting(tmp_path, "kept")
    (found,) = link("a dog barks", 1, encoder=again)
    assert found.label == "imaging"
    assert again.encoded > 500
    assert np.load(kept).shape[1] == 2


def test_vectors_of_another_encoder_are_not_used(tmp_path: Path) -> None:
    for name in ("first", "second"):
        link("a dog barks", encoder=Counting(tmp_path, name))

    assert len(list((tmp_path / "vectors").glob("names-*.npy"))) == 2


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "vectors").write_text("a file in the way")

    assert link("a dog barks", 1, encoder=Counting(tmp_path, "nowhere"))[0].label == "imaging"
