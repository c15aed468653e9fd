"""What a hyphen joins: "iron-deficiency" is about no iron, "XRD-free" about no x-ray diffraction."""

from collections.abc import Iterator, Sequence

from kg.read.compound import FILLERS
from kg.read.matter import pieces
from kg.read.piece import Piece
from kg.read.sentence import Found, Sentence
from kg.read.small_words import GENERIC, SMALL
from kg.read.word_set import word_set
from kg.read.wording import Wording

_HYPHENS = frozenset("-\u2010\u2011\u2012\u2013")
_FREE = word_set("free frei freie freien freier freies freiem less")
_SAYS_MORE = word_set(
    "nano micro meso macro multi single poly mono bi tri bulk thin thick pre post type like"
)
"""Words that leave the matter what it is: "nano-gold". One letter does, too: "y-alumina"."""


def apart(sentence: Sentence, text: Wording, run: range) -> Iterator[Piece]:
    """The pieces in a run of free words, without those that a hyphen joins to an unknown word."""
    found = list(pieces(sentence, text, run))
    known = {at for one in found for at in range(one.start, one.stop)} | sentence.taken
    for one in found:
        before = _is_joined(text, one.start) and _is_unknown(text, known, one.start - 1)
        behind = _is_joined(text, one.stop) and _is_unknown(text, known, one.stop)
        if not (before or behind):
            yield one


def without_absent(text: Wording, found: Sequence[Found]) -> list[Found]:
    """The findings without those that "-free" takes back, and without what was read into that "free"."""
    back = {one.stop for one in found if one.chips and _is_taken_back(text, one.stop)}
    return [one for one in found if not (one.chips and one.stop in back) and one.start not in back]


def _is_taken_back(text: Wording, at: int) -> bool:
    return at < len(text.words) and text.words[at] in _FREE and _is_joined(text, at)


def _is_joined(text: Wording, at: int) -> bool:
    """Whether nothing but a hyphen stands before the word `at`."""
    return 0 < at < len(text.words) and text.gaps[at] in _HYPHENS


def _is_unknown(text: Wording, known: set[int], at: int) -> bool:
    word = text.words[at]
    says_nothing = word in _SAYS_MORE or word in FILLERS or word in SMALL or word in GENERIC
    return at not in known and len(word) > 1 and not says_nothing and word.isalpha()
