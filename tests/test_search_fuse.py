"""Words and meaning in one score: the product's ranking, by numbers worked out by hand."""

from pathlib import Path

import numpy as np
import pytest

from kg.answer.rank import rank
from kg.index.documents import Card, Document
from kg.index.words import Words, write_words


@pytest.fixture
def words(tmp_path: Path) -> Words:
    titles = ("copper gel", "gold gel", "owl", "")
    documents = [
        Document(Card(iri=f"d{number}", title=title, group=number), {"title": (title,)})
        for number, title in enumerate(titles)
    ]
    write_words(documents, tmp_path / "words")
    return Words(tmp_path / "words")


def unit(*values: float) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    row = np.array(values, dtype=np.float32)
    return row / np.linalg.norm(row)


def test_without_vectors_words_alone_rank_and_the_best_has_one(words: Words) -> None:
    ranking = rank(words, ["copper", "gel"])

    assert ranking.cosines is None
    assert ranking.scores[0] == 1
    assert ranking.order().tolist() == [0, 1, 2, 3]
    assert 0 < ranking.scores[1] < 1
    assert ranking.scores[2:].tolist() == [0, 0]


def test_meaning_counts_four_times_as_much_as_words(words: Words) -> None:
    vectors = np.stack([unit(0, 1), unit(1, 0), unit(3, 4), unit(-1, 0)])

    ranking = rank(words, ["owl"], vectors, unit(1, 0), feedback=False)

    assert ranking.cosines is not None
    assert ranking.cosines.tolist() == pytest.approx([0, 1, 0.6, -1])
    assert ranking.scores.tolist() == pytest.approx([0, 0.8, 0.8 * 0.6 + 0.2, -0.8])


def test_feedback_moves_the_question_towards_the_near_ones_only(words: Words) -> None:
    vectors = np.stack([unit(1, 0), unit(3, 4), unit(0, 1), unit(-1, 0)])

    ranking = rank(words, [], vectors, unit(1, 0))

    # Near are the first two (cosines 1 and 0.6): their mean is (0.8, 0.4), so the question is (1.4, 0.2).
    moved = unit(1.4, 0.2)
    assert ranking.scores.tolist() == pytest.approx((0.8 * vectors @ moved).tolist(), abs=1e-6)
    assert ranking.cosines is not None
    assert ranking.cosines.tolist() == pytest.approx([1, 0.6, 0, -1])


def test_where_nothing_is_near_the_question_stays(words: Words) -> None:
    vectors = np.stack([unit(0, 1), unit(0.3, 1), unit(-1, 1), unit(0, -1)])

    fed, plain = (rank(words, [], vectors, unit(1, 0), feedback=of) for of in (True, False))

    assert fed.scores.tolist() == plain.scores.tolist()


def test_no_document_is_no_trouble(tmp_path: Path) -> None:
    write_words([], tmp_path / "none")

    ranking = rank(Words(tmp_path / "none"), ["owl"], np.zeros((0, 2), dtype=np.float32), unit(1, 0))

    assert ranking.order().tolist() == []


def test_scores_of_a_few_documents_are_theirs_among_all(words: Words) -> None:
    vectors = np.stack([unit(1, 0), unit(3, 4), unit(0, 1), unit(-1, 0)])

    ranking = rank(words, ["owl"], vectors, unit(1, 0))

    # Moved to (1.4, 0.2) as above: 0.8 · 0.2 / √2 for the third, and 0.2 as it holds the word.
    assert ranking.scores_of(np.array([2])).tolist() == pytest.approx([0.8 * 0.2 / 2**0.5 + 0.2], abs=1e-6)
    assert ranking.scores_of(np.array([3, 2, 0])).tolist() == pytest.approx(
        ranking.scores[[3, 2, 0]].tolist()
    )
    assert ranking.scores_of(np.array([], dtype=np.int64)).tolist() == []
