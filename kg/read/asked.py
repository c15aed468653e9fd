"""Recognise that a question wants numbers, not a list: "how many", "per year", "top 5 instruments".

The words lie in `lexicon/asked.tsv`. A question may hold several such pieces ("how many datasets per year");
together they are one `Ask`, which every piece carries. Nothing here is a condition: what else the words of a
piece could mean is left to the longer finding.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.read.asked_words import asked_words, longest_asked, plain_word
from kg.read.chip import Ask
from kg.read.lexicon import Lexicon
from kg.read.sentence import Found, Sentence

MOST: Final = 100
"""Rows that may be asked for: "top 5" up to "top 100"."""

_NOUNS = frozenset({"year", "facility", "instrument", "technique", "sample", "person", "access"})
_RANK = 2  # of two readings of the same length, a name or a number is the better one
_GAP = 3
"""Words that may stand between "most used" and "techniques", or after "number of"."""

_PAUSE = re.compile(r"[,.;:?!()]")


@dataclass(frozen=True, slots=True)
class _Mark:
    """Words of one role, at the tokens [start, stop)."""

    start: int
    stop: int
    role: str
    langs: frozenset[str] = frozenset()


def asked(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """The pieces of the question that ask for numbers, each with what they ask for together."""
    del lexicon  # the words of such questions are the same for every generation
    marks = list(_marks(sentence))
    yield from _oldest(sentence, marks)
    pieces: dict[_Mark, Ask] = {}
    for piece in (_cited, _top, _by, _count, _latest):
        for used, ask in piece(sentence, marks):
            for mark in used:
                pieces.setdefault(mark, ask)
    if not pieces:
        return
    ask = _together(sentence, pieces)
    for mark in sorted(pieces, key=lambda of: of.start):
        yield Found(mark.start, mark.stop, ask=ask, rank=_RANK)


_Piece = tuple[list[_Mark], Ask]


def _cited(sentence: Sentence, marks: list[_Mark]) -> Iterator[_Piece]:
    for mark in marks:
        if mark.role == "cited":
            number = _number_before(marks, mark)
            yield [mark, *number], _ask(sentence, "most_cited", [mark, *number])


def _top(sentence: Sentence, marks: list[_Mark]) -> Iterator[_Piece]:
    """As "top 5 instruments", "techniques les plus utilisées", "which facility has the most"."""
    for noun in marks:
        if noun.role not in _NOUNS:
            continue
        tops = [of for of in marks if of.role == "top" and _is_near(of, noun)]
        used = [noun, *tops[:1]]
        if not tops and (which := _before(marks, noun, "which")):
            tops = [of for of in _most(sentence, marks) if of.start >= noun.stop and of.langs & which.langs]
            used = [which, noun, *tops[:1]]
        if tops:
            numbers = [of for of in marks if of.role.isdigit() and _is_about(of, tops[0], noun)]
            yield [*used, *numbers[:1]], _ask(sentence, "top", [*used, *numbers[:1]], noun.role)


def _most(sentence: Sentence, marks: list[_Mark]) -> Iterator[_Mark]:
    """As "the most data" or "… the most?"; but "the most suitable" asks for no number."""
    for mark in marks:
        if mark.role == "most":
            data = (of for of in marks if of.role == "dataset" and 0 <= of.start - mark.stop <= _GAP)
            if mark.stop == len(sentence.tokens) or any(data):
                yield mark


def _by(sentence: Sentence, marks: list[_Mark]) -> Iterator[_Piece]:
    """As "per year", "by facility", "all'anno"."""
    for noun in marks:
        if noun.role in _NOUNS and (by := _before(marks, noun, "by")):
            is_year = noun.role == "year"
            if not _digit_follows(sentence, noun.stop) if is_year else _ends(sentence, noun.stop):
                yield [by, noun], _ask(sentence, "per", [by, noun], noun.role)


def _count(sentence: Sentence, marks: list[_Mark]) -> Iterator[_Piece]:
    """As "how many datasets"; "number of" counts before such a noun only, since pulses have numbers, too."""
    nouns = [of for of in marks if of.role in _NOUNS or of.role == "dataset"]
    for mark in marks:
        if mark.role not in ("count", "count_of"):
            continue
        later = [of for of in nouns if of.start >= mark.stop]
        near = [of for of in later if of.start - mark.stop <= _GAP]
        if mark.role == "count" and (later or mark.start == 0):
            by = later[0].role if later and later[0].start == mark.stop else None
            used = [mark, *later[:1]]
        elif near and (near[0].role == "dataset" or near[0].start == mark.stop):
            by, used = near[0].role, [mark, near[0]]
        else:
            continue
        by = None if by in ("dataset", "year", "access") else by
        yield used if by or used[-1].role == "dataset" else [mark], _ask(sentence, "count", used, by)


def _latest(sentence: Sentence, marks: list[_Mark]) -> Iterator[_Piece]:
    """As "newest"; but "últimos 5 años" is a time, and no order."""
    for mark in marks:
        if mark.role == "latest" and not _time_follows(sentence, mark.stop):
            number = _number_before(marks, mark) or [
                of for of in marks if of.role.isdigit() and of.start == mark.stop
            ]
            yield [mark, *number], _ask(sentence, "latest", [mark, *number])


def _oldest(sentence: Sentence, marks: list[_Mark]) -> Iterator[Found]:
    """An order that no ask stands for; but "plus anciens que 2010" is a time."""
    for mark in marks:
        follows = sentence.tokens[mark.stop].word if mark.stop < len(sentence.tokens) else ""
        if mark.role == "oldest" and follows not in _THAN:
            said = sentence.written(mark.start, mark.stop)
            how = f"“{said}” is no condition: sort by date, the oldest first."
            yield Found(mark.start, mark.stop, unknown=how, rank=_RANK)


_THAN = frozenset({"than", "als", "que", "de", "del", "di", "che"})

_ORDER = ("most_cited", "top", "per", "count", "latest")


def _together(sentence: Sentence, pieces: dict[_Mark, Ask]) -> Ask:
    """One ask: "how many datasets per year" counts by year."""
    asks = sorted(set(pieces.values()), key=lambda of: (_ORDER.index(of.kind), of.span))
    start, stop = min(of.start for of in pieces), max(of.stop for of in pieces)
    limit = next((of.limit for of in asks if of.limit), None)
    return replace(asks[0], span=sentence.span(start, stop), limit=limit)


def _ask(sentence: Sentence, kind: str, used: list[_Mark], by: str | None = None) -> Ask:
    limit = next((int(of.role) for of in used if of.role.isdigit()), None)
    span = sentence.span(min(of.start for of in used), max(of.stop for of in used))
    return Ask(kind, span, by, limit)  # type: ignore[arg-type]  # one of the kinds, by each caller


def _before(marks: list[_Mark], noun: _Mark, role: str) -> _Mark | None:
    """The words of this role right before a noun of their language: "all years" is not "all'anno"."""
    fitting = (of for of in marks if of.role == role and of.stop == noun.start and of.langs & noun.langs)
    return next(fitting, None)


def _number_before(marks: list[_Mark], mark: _Mark) -> list[_Mark]:
    return [of for of in marks if of.role.isdigit() and of.stop == mark.start]


def _is_near(top: _Mark, noun: _Mark) -> bool:
    """Before the noun with some words between, or right behind it, as in French."""
    return 0 <= noun.start - top.stop <= _GAP or 0 <= top.start - noun.stop <= 1


def _is_about(number: _Mark, top: _Mark, noun: _Mark) -> bool:
    """Right before, between or right behind: "5 most used", "top 5", "las 5 técnicas más usadas"."""
    return number.stop in (top.start, noun.start) or number.start == top.stop


def _digit_follows(sentence: Sentence, at: int) -> bool:
    return at < len(sentence.tokens) and sentence.tokens[at].word.isdigit()


def _time_follows(sentence: Sentence, at: int) -> bool:
    while _digit_follows(sentence, at) or (at < len(sentence.tokens) and _is_number(sentence, at)):
        at += 1
    return at < len(sentence.tokens) and "time" in _roles(sentence, at)


def _is_number(sentence: Sentence, at: int) -> bool:
    return any(role.isdigit() for role in _roles(sentence, at))


def _roles(sentence: Sentence, at: int) -> Iterable[str]:
    """The roles of one word."""
    return asked_words().get((plain_word(sentence.tokens[at].word),), {})


def _ends(sentence: Sentence, at: int) -> bool:
    """Whether no name can follow: the text pauses here, or goes on with a small word."""
    if at >= len(sentence.tokens):
        return True
    between = sentence.text[sentence.tokens[at - 1].end : sentence.tokens[at].start]
    return bool(_PAUSE.search(between)) or "small" in _roles(sentence, at)


def _marks(sentence: Sentence) -> Iterator[_Mark]:
    """All words of some role, the longest at each place; a word may have several roles."""
    words = [plain_word(token.word) for token in sentence.tokens]
    table, longest = asked_words(), longest_asked()
    for start in range(len(words)):
        if words[start].isdigit() and len(words[start]) <= 3 and 1 <= int(words[start]) <= MOST:
            yield _Mark(start, start + 1, str(int(words[start])))
        for stop in range(min(len(words), start + longest.get(words[start], 0)), start, -1):
            for role, langs in table.get(tuple(words[start:stop]), {}).items():
                yield _Mark(start, stop, role, langs)
