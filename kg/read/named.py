"""Recognise the names of techniques, facilities and instruments."""

from collections.abc import Iterator

from kg.read.chip import Ambiguous, Chip
from kg.read.lexicon import Entry, Lexicon
from kg.read.sentence import Found, Sentence

_PREFERRED = ("facility", "technique", "instrument")
"""Which meaning a shared name gets: some instruments are called like a technique."""


def names(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """The longest name at each token; several techniques of one name are a choice."""
    for start in range(len(sentence.tokens)):
        stop, entries = _match(lexicon, sentence, start)
        if not entries:
            continue
        span = sentence.span(start, stop)
        if len(entries) == 1 or entries[0].slot != "technique":
            yield Found(start, stop, (_chip(entries, sentence.written(start, stop), span),))
        else:
            choices = tuple((of.slot, of.iri, of.label) for of in entries)
            yield Found(start, stop, ambiguous=Ambiguous(sentence.written(start, stop), span, choices))


def _match(lexicon: Lexicon, sentence: Sentence, start: int) -> tuple[int, list[Entry]]:
    """Where the longest name that begins at `start` stops, and what has that name."""
    tokens = sentence.tokens
    before = tokens[start - 1].word if start else None
    for stop in range(min(len(tokens), start + lexicon.longest), start, -1):
        if stop < len(tokens) and tokens[stop][1:] == tokens[stop - 1][1:]:
            continue  # never split one written word
        entries = lexicon.entries.get(tuple(token.word for token in tokens[start:stop]), [])
        entries = [of for of in entries if of.is_meant(sentence.written(start, stop), before)]
        if entries:
            first = min((of.slot for of in entries), key=_PREFERRED.index)
            entries = [of for of in entries if of.slot == first]
            return stop, [of for of in entries if of.basis == "label"] or entries
    return start, []


def _chip(entries: list[Entry], written: str, span: tuple[int, int]) -> Chip:
    first, *others = entries
    also = tuple(of.iri for of in others)
    return Chip(first.slot, written, first.iri, first.label, span, first.basis, also=also)
