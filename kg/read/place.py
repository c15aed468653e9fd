"""Recognise facilities and instruments by the letters of their names, whatever case, hyphens and blanks."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.read.chip import Ambiguous, Chip
from kg.read.entry import EVERYDAY, Entry
from kg.read.lexicon import Lexicon
from kg.read.sentence import Found, Sentence
from kg.read.small_words import GENERIC, SMALL
from kg.read.technique import is_whole

Place = tuple[int, int, list[Entry]]
"""The tokens [start, stop) and what is called so."""

_RANK_FACILITY, _RANK_INSTRUMENT = 0, 3
_MOST_TOKENS, _MOST_RESPLIT = 10, 4
_GAP = re.compile(r"[\s\-‐‑‒–—_./@'’]{0,3}")
_HYPHEN = re.compile(r"[-‐‑‒–—_./]?")
_NUMBERS = frozenset({"i", "ii", "iii", "iv", "v"})
_NUMBERED = re.compile(r"[a-z]\d")
_KIND_WORDS = frozenset(
    {"instrument", "beamline", "spectrometer", "diffractometer", "reflectometer", "station", "endstation"}
    | {"strahlrohr", "messplatz", "ligne", "linea", "línea", "strumento", "instrumento"}
)
_NO_PLACES = frozenset({"by", "in", "and", "or"})
"""After these a facility whose name is an everyday word is not meant where a noun follows."""
_BEHIND = frozenset(
    {"after", "before", "since", "until", "last", "this", "not", "no", "without", "open", "raw", "light"}
    | {"synchrotron", "facility", "source", "beamlines", "users", "user", "staff", "scientists", "beamtime"}
)
"""What may follow a facility's name."""
_AT = frozenset({"at", "on", "am", "an", "sur", "via", "bei", "en"})


def facilities(sentence: Sentence, lexicon: Lexicon, named: Iterable[Place]) -> Iterator[Found]:
    """Facilities of the graph, of what `places_named` found."""
    for start, stop, entries in _of(named, "facility"):
        before = sentence.tokens[start - 1].word if start else None
        written = sentence.written(start, stop)
        meant = [of for of in entries if of.is_meant(written, before)]
        if before in _NO_PLACES and _is_of_a_noun(sentence, stop):
            meant = [of for of in meant if of.name.casefold() not in EVERYDAY]
        if meant:
            yield Found(start, stop, (_chip(meant, sentence, start, stop),), rank=_RANK_FACILITY)


def _is_of_a_noun(sentence: Sentence, at: int) -> bool:
    """Whether a plain unknown word follows: "by Diamond jewellery experts" speaks of no facility."""
    if at == len(sentence.tokens) or sentence.text[sentence.tokens[at - 1].end :][:1] not in (" ", "-"):
        return False
    word = sentence.written(at, at + 1)
    return word.isalpha() and word.islower() and word not in SMALL | GENERIC | _KIND_WORDS | _BEHIND


def instruments(
    sentence: Sentence, lexicon: Lexicon, named: Iterable[Place], places: frozenset[str]
) -> Iterator[Found]:
    """Instruments of the graph, else publicly known ones; `places` are the facilities that are named."""
    for start, stop, entries in _of(named, "instrument"):
        in_graph = [of for of in entries if of.iri] or entries
        here = [of for of in in_graph if of.operator and lexicon.with_wholes([of.operator]) & places]
        meant = [of for of in here or in_graph if _is_meant(of, sentence, start, stop, bool(here))]
        if meant and (here or not _is_shared(lexicon, meant)):
            yield Found(start, stop, (_chip(meant, sentence, start, stop),), rank=_RANK_INSTRUMENT)
        elif meant or _is_offered(sentence, start, stop):
            words = sentence.written(start, stop)
            choices = [("instrument", of.iri, _place_label(lexicon, of)) for of in meant or in_graph]
            if not meant:
                choices.append(("text", "", f"the word “{words}”"))
            ambiguous = Ambiguous(words, sentence.span(start, stop), tuple(choices))  # type: ignore[arg-type]
            yield Found(start, stop, ambiguous=ambiguous, rank=_RANK_INSTRUMENT)


def _of(named: Iterable[Place], slot: str) -> Iterator[Place]:
    for start, stop, entries in named:
        if of_slot := [of for of in entries if of.slot == slot]:
            yield start, stop, of_slot


def places_named(sentence: Sentence, lexicon: Lexicon) -> Iterator[Place]:
    """All runs of tokens that are, squeezed together, the name of a facility or an instrument."""
    tokens = sentence.tokens
    for start in range(len(tokens)):
        squeezed = ""
        for stop in range(start + 1, min(len(tokens), start + _MOST_TOKENS) + 1):
            if stop - start > 1 and not _GAP.fullmatch(
                sentence.text, tokens[stop - 2].end, tokens[stop - 1].start
            ):
                break
            squeezed += tokens[stop - 1].word
            if not lexicon.has_place_from(squeezed):
                break
            entries = lexicon.squeezed.get(squeezed, [])
            if entries and is_whole(sentence, start, stop):
                entries = [of for of in entries if _is_parted_well(of, sentence, start, stop)]
                if entries:
                    yield start, stop, entries


def _is_parted_well(entry: Entry, sentence: Sentence, start: int, stop: int) -> bool:
    """Whether a name that is parted otherwise than in the table is still this name: "ID-29", "ID 29"."""
    if stop - start == 1 or stop - start == len(re.findall(r"[^\W_]+", entry.name)):
        return True
    if stop - start > _MOST_RESPLIT:
        return False
    tokens = sentence.tokens
    for at in range(start + 1, stop):
        if _HYPHEN.fullmatch(sentence.text, tokens[at - 1].end, tokens[at].start):
            continue
        left, right = tokens[at - 1].word, tokens[at].word
        if not (left[-1].isdigit() or right[0].isdigit() or right in _NUMBERS):
            return False
        letters = "".join(sign for sign in sentence.written(start, stop) if sign.isalpha())
        if not letters.isupper() and letters not in entry.name:
            return False
    return True


def _is_meant(entry: Entry, sentence: Sentence, start: int, stop: int, is_here: bool) -> bool:
    """Whether these words name an instrument; many are words, sample names or space groups, too."""
    written, name = sentence.written(start, stop), entry.name
    told = is_here or _is_told(sentence, start, stop)
    squeezed = "".join(token.word for token in sentence.tokens[start:stop])
    if len(squeezed) < 3 or _NUMBERED.match(squeezed):
        is_listed = bool(entry.iri) and len(squeezed) > 2 and not written.islower()
        return told or is_listed
    if any(sign.isdigit() for sign in squeezed):
        return True
    if not entry.iri and len(squeezed) < 4 and not told:
        return False
    if (written == name or (written.isupper() and len(written) > 2)) and not (
        _is_shouted(sentence) and name.isupper()
    ):
        return True
    return told and (written[0].isupper() or _is_beside_kind(sentence, start, stop))


def _is_offered(sentence: Sentence, start: int, stop: int) -> bool:
    """Whether one written word looks like an instrument, and like other things as well: D20, GEM."""
    written = sentence.written(start, stop)
    if stop - start > 1 or len(written) < 3 or _is_shouted(sentence):
        return False
    return written[0].isupper() and (written[1:].isdigit() or (len(written) == 3 and written.isupper()))


def _is_shouted(sentence: Sentence) -> bool:
    """Whether all is in capitals, which then tell nothing."""
    return len(sentence.tokens) > 2 and sentence.text.isupper()


def _is_told(sentence: Sentence, start: int, stop: int) -> bool:
    before = sentence.tokens[start - 1].word if start else ""
    return before in _AT or _is_beside_kind(sentence, start, stop)


def _is_beside_kind(sentence: Sentence, start: int, stop: int) -> bool:
    tokens = sentence.tokens
    beside = (tokens[at].word for at in (start - 1, stop) if 0 <= at < len(tokens))
    return any(word in _KIND_WORDS for word in beside)


def _is_shared(lexicon: Lexicon, entries: Sequence[Entry]) -> bool:
    """Whether instruments of several facilities have the name; a part of a facility is that facility."""
    families = [lexicon.with_wholes([of.operator]) for of in entries if of.operator]
    return bool(families) and not frozenset.intersection(*families)


def _place_label(lexicon: Lexicon, entry: Entry) -> str:
    return f"{entry.label} ({lexicon.label(entry.operator)})" if entry.operator else entry.label


def _chip(entries: Sequence[Entry], sentence: Sentence, start: int, stop: int) -> Chip:
    first, *others = entries
    also = tuple(dict.fromkeys(of.iri for of in others if of.iri and of.iri != first.iri))
    written, span = sentence.written(start, stop), sentence.span(start, stop)
    return Chip(first.slot, written, first.iri, first.label, span, first.basis, also=also)
