"""Techniques that PaNET does not have: known ones, and unknown names before a word such as "diffraction"."""

import re
from collections.abc import Iterator

from kg.read.chip import Unmapped
from kg.read.fold import folded
from kg.read.lexicon import Lexicon
from kg.read.sentence import Found, Sentence
from kg.read.technique import is_whole
from kg.read.typing_error import known_words
from kg.read.unmapped_names import PURL, unmapped_names

_RANK, _RANK_RULE = -1, 4
_ACRONYM = re.compile(r"[A-Z]{3,5}")

_HEADS = {
    "diffraction": "01022",
    "scattering": "00200",
    "spectroscopy": "01125",
    "microscopy": "01069",
    "interferometry": "00209",
    "holography": "01105",
}
"""Techniques that are often called after a person, and the class that such a one belongs to."""

_NO_PERSON = re.compile(
    r".*(ian|ean|ese|ish|ic|al|ar|ing|ed|ive|ous|er|ary|ite|ide|ate|ium|ics|logy|ine|ane|ene)$"
)
"""Endings of adjectives, of minerals and of other matter: "Silurian diffraction" is no technique."""

_NEVER = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october"}
    | {"november", "december", "data", "the", "and", "our", "new", "find", "show", "all", "any", "bragg"}
    | {"iron", "copper", "nickel", "silicon", "gold", "silver", "steel", "water"}
    | {"ice", "bone", "wood", "glass"}
)  # fmt: skip


def unmapped(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """What is a technique and has no class; no condition comes of it."""
    known, longest = unmapped_names(lexicon.table)
    for start, token in enumerate(sentence.tokens):
        for stop in range(min(len(sentence.tokens), start + longest.get(token.word, 0)), start, -1):
            name, broader = known.get(tuple(of.word for of in sentence.tokens[start:stop]), ("", ()))
            written = sentence.written(start, stop)
            if name and is_whole(sentence, start, stop) and (not _ACRONYM.fullmatch(name) or written == name):
                yield _found(sentence, start, stop, broader, _RANK)
                break
        yield from _by_name(sentence, lexicon, start)


def _by_name(sentence: Sentence, lexicon: Lexicon, start: int) -> Iterator[Found]:
    """An unknown proper name right before such a word: "of steel by Kikuchi diffraction"."""
    tokens = sentence.tokens
    if not 0 < start < len(tokens) - 1 or tokens[start + 1].word not in _HEADS:
        return
    name, head = sentence.written(start, start + 1), sentence.written(start + 1, start + 2)
    gap = sentence.text[tokens[start].end : tokens[start + 1].start]
    is_name = (
        len(name) > 3 and name[0].isupper() and name[1:].islower() and head.islower() and gap in (" ", "-")
    )
    if not is_name or sentence.lang == "de" or _is_known(lexicon, tokens[start].word):
        return
    iri = PURL + _HEADS[tokens[start + 1].word]
    term = lexicon.table.terms.get(iri)
    yield _found(sentence, start, start + 2, ((iri, term.label),) if term else (), _RANK_RULE)


def _is_known(lexicon: Lexicon, word: str) -> bool:
    if word in _NEVER or _NO_PERSON.match(word) or lexicon.squeezed.get(word) or lexicon.longest_from(word):
        return True
    is_ours = lexicon.dictionary.is_english(word) or bool(lexicon.dictionary.written.get(folded(word)))
    return is_ours or word in known_words()


def _found(
    sentence: Sentence, start: int, stop: int, broader: tuple[tuple[str, str], ...], rank: int
) -> Found:
    one = Unmapped(sentence.written(start, stop), sentence.span(start, stop), broader)
    return Found(start, stop, unmapped=one, rank=rank)
