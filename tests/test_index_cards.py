"""Cards are read one by one from a file, and few are kept."""

from pathlib import Path

import pytest

from kg.index import cards as cards_module
from kg.index.cards import Cards, CardWriter
from kg.index.documents import Card, Paper, Person, Quantity

FULL = Card(
    "https://example.org/1", "Ü and \u2028", 3, doi="10.9999/1", parts=2, techniques=("a", "b"),
    people=(Person("p", "Ada"),), quantities=(Quantity("temperature", 4.0, 20.0, "4 K to 20 K"),),
    papers=(Paper("", "words"),), citations=0, probe="x-ray", elements=("Cu",),
)  # fmt: skip


def written(folder: Path, count: int) -> Cards:
    with CardWriter(folder) as writer:
        writer.add(FULL)
        for number in range(1, count):
            writer.add(Card(f"https://example.org/{number}", "", number))
    return Cards(folder)


def test_a_card_comes_back_as_it_was(tmp_path: Path) -> None:
    cards = written(tmp_path, 3)

    assert cards[0] == FULL
    assert [card.group for card in cards] == [3, 1, 2]
    assert (cards[-1].group, [card.group for card in cards[1:]], len(cards)) == (2, [1, 2], 3)
    for place in (3, -4):
        with pytest.raises(IndexError):
            cards[place]


def test_only_so_many_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards_module, "KEPT", 2)
    cards = written(tmp_path, 5)

    for place in (0, 1, 0, 2):
        assert cards[place] is cards[place]
    assert list(cards._kept) == [0, 2]


def test_an_index_of_no_card_opens(tmp_path: Path) -> None:
    with CardWriter(tmp_path):
        pass

    assert list(Cards(tmp_path)) == []
