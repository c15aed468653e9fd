"""Recognise access: "open data", "frei zugänglich", "embargoed", "open on 2026-05-01", "opening in 2027"."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from kg.read.access_words import (
    ADJECTIVES,
    BEFORE,
    EITHER,
    ENDED_IN_FRENCH,
    FORMERLY,
    LATER,
    NO_LONGER,
    ON,
    OPENING,
    SMALL,
    STATES,
    TRAPS,
    WITHIN,
)  # fmt: skip
from kg.read.attribute import belongs_to_data, is_data
from kg.read.chip import Chip
from kg.read.lexicon import Lexicon
from kg.read.recent import recent
from kg.read.sentence import Found, Sentence
from kg.read.wording import Wording, said_in, wording
from kg.read.written_date import Period, period_at

AS_OF, OPENS = "as of", "opens"
"""`op` of a chip with a day: the state on that day, or not open today and open by then."""


_FARTHEST = 8
"""Words within which a choice of states is one: a text of nothing but such words is read in linear time."""


def access(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """Each state of access that is asked for, with the day it is asked for."""
    text = wording(sentence)
    over = 0  # where a state that has ended stops
    for at in range(len(text.words)):
        if at in sentence.taken or at < over:
            continue
        if opening := OPENING.starting(text, at):
            yield _opening(sentence, text, at, opening[0])
        elif state := _state(sentence, text, at):
            if _is_over(text, at):
                over = state[0]
            else:
                yield _since_ended(sentence, text, at, *state) or _with_day(sentence, text, at, *state)


def _is_over(text: Wording, at: int) -> bool:
    """As "formerly embargoed", of some day that nobody says."""
    return at > 0 and text.words[at - 1] in FORMERLY and not text.is_apart(at)


def _since_ended(sentence: Sentence, text: Wording, at: int, stop: int, state: str) -> Found | None:
    """As "no longer embargoed", which is open, and "no longer open" or "non open", which are not."""
    if at == 0 or text.is_apart(at) or not sentence.is_free(at - 1, at):
        return None
    ended = NO_LONGER.ending(text, at)
    is_french = text.words[at - 1] == ENDED_IN_FRENCH and sentence.lang == "fr"
    if text.words[at - 1] != "non" and not ended and not is_french:
        return None
    start = ended[0] if ended else at - 1
    if state == "embargoed" and text.words[at - 1] != "non":
        return _found(sentence, start, stop, "open")
    found = _found(sentence, start, stop, state)
    return replace(found, chips=tuple(replace(chip, negated=True) for chip in found.chips))


def _state(sentence: Sentence, text: Wording, at: int) -> tuple[int, str] | None:
    if found := STATES.starting(text, at):
        stop, state = found
        is_plain = sentence.is_free(at, stop) and not _is_trapped(text, stop, state)
        return (stop, state) if is_plain else None
    state_of = ADJECTIVES.get(text.words[at])
    if state_of is None or not (
        belongs_to_data(sentence, text, at, traps=TRAPS) or _is_joined(sentence, text, at)
    ):
        return None
    stop = at + 1
    if stop < len(text.words) and is_data(text.words[stop]) and stop not in sentence.taken:
        stop += 1
    return stop, state_of


def _is_joined(sentence: Sentence, text: Wording, at: int) -> bool:
    """Whether "or" joins the adjective to a state that is sure: "open or closed data"."""
    for step in (1, -1):
        place = at + step
        last = min(max(at + step * _FARTHEST, -1), len(text.words))
        while place != last and (text.words[place] in EITHER or text.words[place] in ADJECTIVES):
            gap = text.gaps[place if step > 0 else place + 1]
            if gap.strip() not in ("", ",", "/"):
                break
            if text.words[place] in ADJECTIVES and belongs_to_data(sentence, text, place, traps=TRAPS):
                return True
            if sentence.is_free(place, place + 1) and _is_state(text, place, step):
                return True
            place += step
    return _is_choice_alone(text, at)


def _is_state(text: Wording, place: int, step: int) -> bool:
    """Whether a state that is sure by itself stands beside this word."""
    if step < 0:
        return STATES.ending(text, place) is not None and text.words[place] in EITHER
    return STATES.starting(text, place) is not None or (
        text.words[place] in EITHER and STATES.starting(text, place + 1) is not None
    )


def _is_choice_alone(text: Wording, at: int) -> bool:
    """Whether nothing else is said beside two states: "open or closed"."""
    for start in (at, at - 2):
        if start < 0 or start + 3 > len(text.words):
            continue
        one, joint, other = text.words[start : start + 3]
        is_choice = one in ADJECTIVES and joint in EITHER and other in ADJECTIVES
        is_end = start + 3 == len(text.words) or text.is_apart(start + 3)
        if is_choice and is_end and (start == 0 or text.is_apart(start)):
            return True
    return False


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
    if state == "embargoed" and word in WITHIN:  # an embargo until a day ends then
        return _found(sentence, start, period.stop, "open", OPENS, day)
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
    return period_at(replace(sentence, today=None), text, at)  # an embargo may end many years ahead


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
