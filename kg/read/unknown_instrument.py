"""Instruments that a question names and nobody here knows: "beamline ID99" is said to be unknown."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.read.lexicon import Lexicon
from kg.read.sentence import Found, Sentence
from kg.read.wording import phrases, wording

_KINDS = phrases(
    {
        True: "beamline|beam line|instrument|spectrometer|diffractometer|reflectometer|endstation|end station"
        "|strahllinie|strahlrohr|messplatz|spektrometer|diffraktometer|reflektometer"
        "|ligne de lumière|ligne de faisceau|spectromètre|diffractomètre|réflectomètre"
        "|línea de luz|línea de haz|instrumento|espectrómetro|difractómetro"
        "|linea di luce|linea di fascio|strumento|spettrometro|diffrattometro"
    }
)
_BEHIND = re.compile(r"\s+((?:[A-Za-z]{1,6}-?\d{1,3}[A-Z0-9-]*|[A-Z]{3,12})(?![\w/]))")
"""A name that follows: letters with a number, or in capitals."""
_BEFORE = re.compile(r"(?<![\w/.-])([A-Z]{1,4}-?\d{1,3}[A-Z]?)\s+\Z")
_LONGEST = 16


def unknown_instruments(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """A remark on each name beside such a word that stands for nothing; it stays a word to search for."""
    if sentence.text.isupper():
        return  # capitals tell nothing
    text, said = wording(sentence), set[str]()
    for at in range(len(text.words)):
        kind = _KINDS.starting(text, at)
        for name in _beside(sentence, at, kind[0]) if kind else ():
            if name[1] in said or not _is_free(sentence, name.start(1), name.end(1)):
                continue
            said.add(name[1])
            if not lexicon.squeezed.get(name[1].replace("-", "").casefold()):
                yield Found(at, at, unknown=f"No instrument called {name[1]} is known here.")


def _beside(sentence: Sentence, start: int, stop: int) -> Iterator[re.Match[str]]:
    begin, end = sentence.span(start, stop)
    found = _BEFORE.search(sentence.text, max(0, begin - _LONGEST), begin), _BEHIND.match(sentence.text, end)
    yield from filter(None, found)


def _is_free(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether nothing took any word of that part of the text."""
    starts = [token.start for token in sentence.tokens]
    return sentence.is_free(bisect_left(starts, begin), bisect_left(starts, end))
