"""Recognise quoted phrases, which the text of a dataset must have word for word."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kg.read.chip import Chip
from kg.read.lexicon import Lexicon
from kg.read.sentence import Found, Sentence

LONGEST = 200
_QUOTED = re.compile(
    r'"([^"\n]{1,200})"|“([^“”"\n]{1,200})”|„([^„“”"\n]{1,200})[“”"]|«([^«»\n]{1,200})»|»([^«»\n]{1,200})«'
)


def quoted(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """Each phrase in quotation marks; an identifier in them stays one."""
    for found in _QUOTED.finditer(sentence.text):
        phrase = " ".join(next(part for part in found.groups() if part is not None).split())
        start = bisect_right(sentence.tokens, found.start(), key=lambda token: token.end)
        stop = bisect_left(sentence.tokens, found.end(), key=lambda token: token.start)
        if start < stop:
            chip = Chip(
                "text", phrase, "", f'"{phrase}"', found.span(), "quoted", op="phrase", words=(phrase,)
            )
            yield Found(start, stop, (chip,), rank=1)
