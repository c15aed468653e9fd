"""Recognise techniques that share words: "x-ray and neutron diffraction", "small and wide angle"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.read.lexicon import Lexicon
from kg.read.sentence import Found, Sentence
from kg.read.technique import named_by

_JOINTS = frozenset({"and", "or", "und", "oder", "et", "ou", "y", "o", "e"})
_SHARERS = (
    ("soft", "x", "ray"), ("hard", "x", "ray"), ("x", "ray"), ("neutron",), ("muon",), ("elastic",),
    ("inelastic",), ("quasielastic",), ("small",), ("wide",), ("powder",), ("single", "crystal"),
    ("absorption",), ("emission",), ("circular",), ("linear",), ("cold",), ("thermal",), ("phase",),
)  # fmt: skip
"""Words that are no technique by themselves, and tell techniques apart."""
_RANK = 0
"""Before the plain "x-ray scattering" of the same words."""
_LONGEST = 6
_MOST_JOINTS = 6
"""Of one question; what is joined behind them is read word by word."""


def shared_heads(sentence: Sentence, lexicon: Lexicon, said: frozenset[str]) -> Iterator[Found]:
    """Two techniques where two such words are joined and the others of the name stand once, around them."""
    words = [token.word for token in sentence.tokens]
    joints = [at for at, word in enumerate(words) if word in _JOINTS]
    for at in joints[:_MOST_JOINTS]:
        left = next((of for of in _SHARERS if tuple(words[max(0, at - len(of)) : at]) == of), None)
        right = next((of for of in _SHARERS if tuple(words[at + 1 : at + 1 + len(of)]) == of), None)
        if left and right and left != right:
            yield from _two(sentence, lexicon, said, (at - len(left), at, at + 1 + len(right)))


def _two(
    sentence: Sentence, lexicon: Lexicon, said: frozenset[str], places: tuple[int, int, int]
) -> Iterator[Found]:
    """The techniques of the most words before and after the two that make a name with each."""
    start, joint, stop = places
    count = len(sentence.tokens)
    for before in range(max(0, start - _LONGEST), start + 1):
        for after in range(min(count, stop + _LONGEST), stop - 1, -1):
            one = _named(sentence, lexicon, said, [*range(before, joint), *range(stop, after)])
            if one is None:
                continue
            other = _named(sentence, lexicon, said, [*range(before, start), *range(joint + 1, after)])
            if other and one.chips and other.chips and one.chips[0].iri != other.chips[0].iri:
                yield from (_placed(sentence, one, before, joint), _placed(sentence, other, joint + 1, after))
                return


def _named(sentence: Sentence, lexicon: Lexicon, said: frozenset[str], places: Sequence[int]) -> Found | None:
    return named_by(sentence, lexicon, said, places) if len(places) > 1 else None


def _placed(sentence: Sentence, found: Found, start: int, stop: int) -> Found:
    """The finding where its words stand; the shared ones belong to the nearer."""
    span, written = sentence.span(start, stop), sentence.written(start, stop)
    chips = tuple(replace(chip, span=span, value=written) for chip in found.chips)
    return Found(start, stop, chips, rank=_RANK)
