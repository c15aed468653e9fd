"""Whether the given names of two people agree, where they may be initials, left out or spelt otherwise."""

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from kg.citation.personal_name import Forms

_SHORTEST_NICKNAME = 3
_SHORTEST_ALIKE = 5
_MOST_EDITS = 2


class Likeness(Enum):
    """How two lists of given names agree."""

    FULL = "full"
    """Whole names are the same: Jean-Pierre, Jean Pierre and Jeanpierre."""
    INITIALS = "initials"
    """All that are there fit, some as initials: J. and Jean-Pierre."""
    NEAR = "near"
    """They may be one person's: Alex and Alexander, Sergei and Sergey, P. and J. P."""
    ABSENT = "absent"
    """One of them has none."""
    NONE = "none"
    """They are not one person's."""


def likeness(mine: Sequence[Forms], yours: Sequence[Forms]) -> Likeness:
    """How the given names agree. Symmetric."""
    if not mine or not yours:
        return Likeness.ABSENT
    if _joined(mine) & _joined(yours):
        are_initials = all(map(_is_initial, (*mine, *yours)))
        return Likeness.INITIALS if are_initials else Likeness.FULL
    steps = [_step(*both) for both in zip(mine, yours, strict=False)]
    if Likeness.NONE not in steps:
        if Likeness.NEAR in steps:
            return Likeness.NEAR
        # The first names are the same in full, and nothing speaks against the rest.
        return Likeness.FULL if steps[0] is Likeness.FULL else Likeness.INITIALS
    few, many = sorted((mine, yours), key=len)
    is_within = all(any(_step(one, other) is not Likeness.NONE for other in many) for one in few)
    return Likeness.NEAR if is_within else Likeness.NONE


def _joined(names: Sequence[Forms]) -> set[str]:
    return {"".join(map(min, names)), "".join(map(max, names))}


def _is_initial(name: Forms) -> bool:
    return len(min(name)) == 1


def _step(one: Forms, other: Forms) -> Likeness:
    if one & other:
        return Likeness.INITIALS if _is_initial(one) else Likeness.FULL
    if _is_initial(one) or _is_initial(other):
        letters = {form[0] for form in one} & {form[0] for form in other}
        return Likeness.INITIALS if letters else Likeness.NONE
    return Likeness.NEAR if any(_are_alike(a, b) for a in one for b in other) else Likeness.NONE


def _are_alike(one: str, other: str) -> bool:
    """A short form of the other, or another transliteration of it."""
    few, many = sorted((one, other), key=lambda name: (len(name), name))
    if len(few) >= _SHORTEST_NICKNAME and many.startswith(few):
        return True
    is_long = len(few) >= _SHORTEST_ALIKE and few[0] == many[0] and len(many) - len(few) <= _MOST_EDITS
    return is_long and _edits(few, many) <= _MOST_EDITS


@lru_cache(maxsize=8192)
def _edits(one: str, other: str) -> int:
    """Letters to change, add or leave out (Levenshtein)."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, row[0] = row[0], place
        for column, wanted in enumerate(other, 1):
            changed = before + (letter != wanted)
            before, row[column] = row[column], min(changed, row[column] + 1, row[column - 1] + 1)
    return row[-1]
