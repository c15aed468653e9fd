"""Recognise access: "open data", "frei zugänglich", "embargoed", "open on 2026-05-01", "opening in 2027"."""

from collections.abc import Iterator
from datetime import date, timedelta

from kg.read.access_words import ADJECTIVES, BEFORE, LATER, ON, OPENING, SMALL, STATES, TRAPS, WITHIN
from kg.read.attribute import belongs_to_data, is_data
from kg.read.chip import Chip
from kg.read.lexicon import Lexicon
from kg.read.recent import recent
from kg.read.sentence import Found, Sentence
from kg.read.wording import Wording, said_in, wording
from kg.read.written_date import Period, period_at

AS_OF, OPENS = "as of", "opens"
"""`op` of a chip with a day: the state on that day, or not open today and open by then."""


def access(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """Each state of access that is asked for, with the day it is asked for."""
    text = wording(sentence)
    for at in range(len(text.words)):
        if at in sentence.taken:
            continue
        if opening := OPENING.starting(text, at):
            yield _opening(sentence, text, at, opening[0])
        elif state := _state(sentence, text, at):
            yield _with_day(sentence, text, at, *state)


def _state(sentence: Sentence, text: Wording, at: int) -> tuple[int, str] | None:
    if found := STATES.starting(text, at):
        stop, state = found
        is_plain = sentence.is_free(at, stop) and not _is_trapped(text, stop, state)
        return (stop, state) if is_plain else None
    state_of = ADJECTIVES.get(text.words[at])
    if state_of is None or not belongs_to_data(sentence, text, at, traps=TRAPS):
        return None
    stop = at + 1
    if stop < len(text.words) and is_data(text.words[stop]) and stop not in sentence.taken:
        stop += 1
    return stop, state_of


def _is_trapped(text: Wording, stop: int, state: str) -> bool:
    """As "publicly funded" says nothing of access."""
    word = text.words[stop - 1]
    behind = text.words[stop] if stop < len(text.words) else ""
    return word in ("publicly", "openly") and behind in ("funded", "owned", "traded", "known", "operated")


def _with_day(sentence: Sentence, text: Wording, start: int, stop: int, state: str) -> Found:
    found = _day(sentence, text, stop)
    if found is None:
        return _found(sentence, start, stop, state)
    word, period = found
    if word in LATER:
        said = sentence.written(start, period.stop)
        return Found(start, period.stop, unknown=f'When data became open cannot be asked for yet: "{said}".')
    if word in BEFORE:
        return _found(sentence, start, period.stop, state, AS_OF, period.first - timedelta(days=1))
    day = period.last if word in WITHIN else period.first
    return _found(sentence, start, period.stop, state, AS_OF, day)


def _opening(sentence: Sentence, text: Wording, start: int, stop: int) -> Found:
    found = _day(sentence, text, stop)
    if found is None and (period := _period(sentence, text, stop)):
        found = "", period
    if found is None:
        return _found(sentence, start, stop, "open", OPENS)
    word, period = found
    day = period.first - timedelta(days=1) if word in BEFORE else period.last
    return _found(sentence, start, period.stop, "open", OPENS, day)


def _day(sentence: Sentence, text: Wording, at: int) -> tuple[str, Period] | None:
    """The preposition and the date that follow: "on 2026-05-01", "by the end of 2027"."""
    if at >= len(text.words) or text.is_apart(at) or text.words[at] not in ON | WITHIN | LATER:
        return None
    word = text.words[at]
    place = at if word in ("this",) else at + 1
    while place < min(len(text.words), at + 5):
        if period := _period(sentence, text, place):
            return word, period
        if text.words[place] not in SMALL:
            return None
        place += 1
    return None


def _period(sentence: Sentence, text: Wording, at: int) -> Period | None:
    if at >= len(text.words) or text.is_apart(at):
        return None
    if counted := recent(sentence, text, at):
        return Period(*counted)
    return period_at(sentence, text, at)


def _found(
    sentence: Sentence, start: int, stop: int, state: str, op: str | None = None, day: date | None = None
) -> Found:
    label = {None: state, AS_OF: f"{state} on {day}", OPENS: f"becoming open by {day}"}[op]
    if op == OPENS and day is None:
        label = "becoming open"
    chip = Chip(
        "access", state, "", label, sentence.span(start, stop),
        said_in("word about access", sentence.lang), op=op,
        day=day.isoformat() if day else None,
    )  # fmt: skip
    return Found(start, stop, (chip,))
