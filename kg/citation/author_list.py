"""The order in which those who made a work stand in a reference: whose list counts, and who comes behind it.

Sources may list different people, or the same ones otherwise. One list is followed as a whole, for nobody
wrote a mixture of two: of those who describe the very identifier that is asked for, the one that names most
creators; of several, that of the source which is first by alphabet. Whoever is not in it comes behind, by
name. A list of one has no order.
"""

from collections.abc import Collection, Iterable, Mapping

MOST_DIGITS = 6
"""A place with more is none."""


def places(stated: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Creator -> place, from what one record states (whole numbers from 1); empty where it is no order.

    Who has several places has the first of them. Places that two people share tell nothing.
    """
    found = {who: min(numbers) for who, words in stated.items() if (numbers := [*_numbers(words)])}
    is_order = len(found) > 1 and len(set(found.values())) == len(found)
    return dict(sorted(found.items(), key=lambda one: one[1])) if is_order else {}


def rank(is_own: bool, listed: int, source: str) -> tuple[bool, int, str]:
    """The smaller, the sooner this list is followed; `listed` is how many creators it has places for."""
    return not is_own, -listed, source


def is_worth(known: Collection[object]) -> bool:
    """Whether places of so many tell an order."""
    return len(known) > 1


def _numbers(words: Iterable[str]) -> Iterable[int]:
    for one in words:
        if one.isascii() and one.isdecimal() and len(one) <= MOST_DIGITS and int(one) > 0:
            yield int(one)
