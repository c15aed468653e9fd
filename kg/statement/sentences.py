"""A statement cut into sentences, so that an identifier is held against the words beside it."""

import re
from dataclasses import dataclass

_END = re.compile(r"(?<=[.!?])['\")\]]?\s+(?=['\"(\[]?[A-Z0-9])|;\s+|\s*\n\s*\n\s*|\n(?=\s*[-*•\d])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:al|no|nos|fig|figs|ref|refs|dr|prof|vs|approx|ca|eq|sec|tab|e\.g|i\.e|suppl|doi)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_LOOKED_BACK = 12
"""Characters before an end in which an abbreviation is looked for."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, or one item of a list, and its place."""

    text: str
    start: int
    end: int


def sentences(text: str) -> tuple[Stretch, ...]:
    """The sentences of a text; a semicolon and an empty line part them, too.

    >>> [one.text for one in sentences("See A. B et al. 2020 at D20. More is here; and there.")]
    ['See A. B et al. 2020 at D20.', 'More is here;', 'and there.']
    """
    found, start = [], 0
    for end in _END.finditer(text):
        before = text[max(start, end.start() - _LOOKED_BACK) : end.start()]
        if before.endswith(".") and _ABBREVIATED.search(before):
            continue
        stop = end.start() + (1 if end.group().startswith(";") else 0)
        found.append(Stretch(text[start:stop], start, stop))
        start = end.end()
    found.append(Stretch(text[start:], start, len(text)))
    return tuple(one for one in found if one.text.strip())


def sentence_at(stretches: tuple[Stretch, ...], place: int) -> Stretch:
    """The sentence in which a place lies; the last one before it where it lies between two."""
    return next((one for one in reversed(stretches) if one.start <= place), stretches[0])
