"""The order of hits is that of sorting them one by one, the slow way; titles stand by the alphabet."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from kg.answer.engine import Engine
from kg.answer.match import Match
from kg.answer.order import SORTS, Sort, in_order
from kg.index.build import write_index
from kg.index.documents import Card, Document
from kg.store.generation import Generation

if TYPE_CHECKING:
    from numpy.typing import NDArray

TITLES = ("beta", "Alpha ", "", "ALPHA", "gamma", "ähre", "beta", " ", "delta", "Beta")
DATES = ("2020", "2021-05-01", None, "2021-05-01", "2019", None, "2020", "2022", "2020", "2020-01-01")
GROUPS = (0, 0, 1, 2, 2, 2, 3, 4, 4, 5)
PARTS = (0, 2, 0, 0, 3, 1, 0, 0, 0, 0)
CITED = (None, 3, None, 0, 3, None, 1, None, None, 9)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder: Path = tmp_path_factory.mktemp("order")
    rows = enumerate(zip(TITLES, DATES, GROUPS, PARTS, CITED, strict=True))
    documents = [
        Document(
            Card(
                iri=f"https://example.org/{at}",
                title=title,
                group=group,
                issued=day,
                parts=parts,
                citations=cited,
            ),
            {"title": (title,)},
        )
        for at, (title, day, group, parts, cited) in rows
    ]
    write_index(documents, [], folder / "index", None, lambda *_of, **_more: None)
    return Engine.open(Generation(folder, 1), None)


def day(text: str | None) -> int:
    return int((text or "0").replace("-", "").ljust(8, "0"))


def leading(sort: Sort, at: int) -> object:
    title = TITLES[at].casefold().strip()
    return {
        "relevance": 0,
        "date": (not DATES[at], day(DATES[at])),
        "-date": -day(DATES[at]),
        "title": (not title, title),
        "citations": -1 - (-1 if CITED[at] is None else int(CITED[at] or 0)),
    }[sort]


SCORES = arrays.arrays(np.float32, 10, elements=st.sampled_from([0.0, 0.25, 0.5, 1.0]))


@given(scores=SCORES, shares=SCORES, keep=arrays.arrays(bool, 10), sort=st.sampled_from(SORTS))
@settings(max_examples=200, deadline=None)
def test_hits_stand_as_if_sorted_one_by_one(
    engine: Engine,
    scores: "NDArray[np.float32]",
    shares: "NDArray[np.float32]",
    keep: "NDArray[np.bool_]",
    sort: Sort,
) -> None:
    def plain(at: int) -> tuple[object, ...]:
        return -scores[at], -shares[at], -PARTS[at], -day(DATES[at]), at

    kept = np.flatnonzero(keep).tolist()
    expected = sorted(kept, key=lambda at: (leading(sort, at), plain(at)))
    groups = list(dict.fromkeys(GROUPS[at] for at in expected))
    members = {group: [at for at in kept if GROUPS[at] == group] for group in groups}
    shown = [min(members[group], key=lambda at: (PARTS[at] == 0, plain(at))) for group in groups]

    found, ranked = in_order(
        engine, Match(keep, lambda numbers: scores[numbers], shares), keep, engine.groups, sort
    )

    assert ranked.tolist() == expected
    assert [hit.shown for hit in found] == shown
    assert [hit.size for hit in found] == [len(members[group]) for group in groups]
    assert [hit.score for hit in found] == [max(scores[at] for at in members[group]) for group in groups]
    assert found[1:3] == list(found)[1:3]


def test_titles_stand_by_the_alphabet_whatever_their_case_and_none_comes_last(engine: Engine) -> None:
    # alpha, beta, delta, gamma, ähre, none
    assert engine.titles.tolist() == [1, 0, 5, 0, 3, 4, 1, 5, 2, 1]


def test_iris_come_sorted(engine: Engine) -> None:
    keep = np.zeros(10, dtype=bool)
    keep[[9, 2, 4]] = True

    assert list(engine.iris(keep)) == [f"https://example.org/{at}" for at in (2, 4, 9)]
