"""Recognise days and years: "after 2020", "zwischen 2015 und 2018", "mars 2021", "the last five years"."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from kg.read.calendar_words import (
    AND_TO,
    COUNTED,
    DASHED,
    DATED,
    FROM,
    LATER,
    ONLY_PAIRED,
    PAIRED,
    SEASONS,
    SINCE_ALONE,
    SPOILS_BEFORE,
    SPOILS_BEHIND,
    WHEN,
    When,
)  # fmt: skip
from kg.read.chip import Chip, Value
from kg.read.date_bounds import bounded, said_days
from kg.read.lexicon import Lexicon
from kg.read.recent import recent
from kg.read.sentence import Found, Sentence
from kg.read.wording import Wording, folded, said_in, wording
from kg.read.written_date import Period, period_at

_OF = ("of", "de", "del", "von", "di", "der")


def days(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """Each date or range of dates; a number is a year only where nothing says otherwise."""
    text = wording(sentence)
    yield from bounded(sentence, text, _days(sentence, text))


def _days(sentence: Sentence, text: Wording) -> Iterator[Found]:
    at = 0
    while at < len(text.words):
        found = _at(sentence, text, at)
        if found is not None:
            yield found
            at = max(at + 1, found.stop)
        else:
            at += 1


def _at(sentence: Sentence, text: Wording, at: int) -> Found | None:
    period = recent(sentence, text, at)
    first = (
        Period(*period, is_until_now=period[3] == sentence.today) if period else period_at(sentence, text, at)
    )
    if first is None:
        return None
    joint = _second(sentence, text, first)
    before = _before(text, first.start)
    if first.is_year and joint is None and (season := _in_season(sentence, text, first, before)):
        return season
    if joint is not None:
        return _joint(sentence, text, first, joint, before)
    later = LATER.starting(text, first.stop)
    if later and not _begins_another(sentence, text, *later):
        stop, when = later
        opens = when == "since"
        return _found(
            sentence, first.start, stop, first.first if opens else None, None if opens else first.last
        )
    if first.is_year and _is_spoilt(sentence, text, first, before):
        return None
    if before is None:
        return _found(sentence, first.start, first.stop, *_whole(first))
    start, when, word = before
    return _compared(sentence, start, when, word, first)


def _joint(
    sentence: Sentence, text: Wording, first: Period, last: Period, before: tuple[int, When, str] | None
) -> Found | None:
    """The days from one period to another; a word before them may leave out the first of them."""
    if first.first > last.last or (last.is_year and _counts(text, last.stop)):
        return None
    if before and before[1] in ("after", "before"):
        if text.gaps[last.start].strip() in DASHED and last.start == first.stop:  # "after 2015-2018"
            both = Period(first.start, last.stop, first.first, last.last)
            return _compared(sentence, *before, both)
        if before[1] == "after":
            return _found(sentence, before[0], last.stop, first.last + timedelta(days=1), last.last)
    is_said = before is not None and (before[2] in FROM or before[1] == "since")
    start = before[0] if before and is_said else first.start
    return _found(sentence, start, last.stop, first.first, last.last)


def _begins_another(sentence: Sentence, text: Wording, stop: int, when: When) -> bool:
    """Whether the words up to `stop` speak of a date that follows: "2012 and before 2015"."""
    for place in range(stop, min(len(text.words), stop + 4)):
        if recent(sentence, text, place) or period_at(sentence, text, place):
            ahead = _before(text, place)
            return ahead is not None and ahead[0] < stop
    return False


def _counts(text: Wording, at: int) -> bool:
    """Whether what follows is a unit, or what is counted and never dated."""
    return at < len(text.words) and text.words[at] in COUNTED and not text.is_apart(at)


def _before(text: Wording, at: int) -> tuple[int, When, str] | None:
    """Where the words before a date begin, what they say, and the first of them."""
    found = WHEN.ending(text, at) if not text.is_apart(at) else None
    if found is None:
        return None
    return found[0], found[1], text.words[found[0]]


def _compared(sentence: Sentence, start: int, when: When, word: str, of: Period) -> Found:
    if when in ("between", "from", "since") and word in (
        "from",
        "von",
        "de",
        "du",
        "del",
        "between",
        "entre",
        "zwischen",
        "da",
    ):
        when = "in"  # "data from 2015" are of that year
    elif when == "between" and word in SINCE_ALONE:
        when = "since"
    elif when == "between":
        when = "in"
    ends: dict[str, tuple[date | None, date | None]] = {
        "after": (of.last + timedelta(days=1), None),
        "since": (of.first, None),
        "before": (None, of.first - timedelta(days=1)),
        "until": (None, of.last),
    }
    return _found(sentence, start, of.stop, *ends.get(when, _whole(of)))


def _whole(of: Period) -> tuple[date, date | None]:
    return of.first, None if of.is_until_now else of.last


def _is_spoilt(sentence: Sentence, text: Wording, of: Period, before: tuple[int, When, str] | None) -> bool:
    """Whether the number counts or names something else, by the words around it."""
    if _counts(text, of.stop):
        return True
    previous = of.start - 1
    if before is not None and before[0] > 0 and text.words[before[0] - 1] in SPOILS_BEFORE:
        is_of = before[2] in _OF and text.words[before[0] - 1] not in DATED
        return not text.is_apart(before[0]) and is_of
    if previous >= 0 and not text.is_apart(of.start) and before is None:
        return text.words[previous] in SPOILS_BEFORE
    if of.stop < len(text.words) and not text.is_apart(of.stop) and before is None:
        return text.words[of.stop] in SPOILS_BEHIND
    return of.stop < len(text.words) and text.words[of.stop] in SPOILS_BEHIND and not text.is_apart(of.stop)


def _in_season(
    sentence: Sentence, text: Wording, of: Period, before: tuple[int, When, str] | None
) -> Found | None:
    """As "summer 2023", "im Frühjahr 2021": the year, since the graph knows no seasons."""
    at = (before[0] if before and before[2] in _OF else of.start) - 1
    if at < 0 or text.words[at] not in SEASONS or text.is_apart(at + 1) or not sentence.is_free(at, of.stop):
        return None
    ahead = _before(text, at)
    if ahead and ahead[1] not in ("in", "from", "between") and ahead[2] not in _OF:
        return None  # "before summer 2023" is before no year
    start = ahead[0] if ahead and sentence.is_free(ahead[0], at) else at
    found = _found(sentence, start, of.stop, of.first, of.last)
    chips = (replace(one, label=f"{one.label} (season not compared)") for one in found.chips)
    return replace(found, chips=tuple(chips))


def _found(sentence: Sentence, start: int, stop: int, first: date | None, last: date | None) -> Found:
    op = ">=" if last is None else "<=" if first is None else "between"
    value: Value = {"from": _iso(first), "to": _iso(last)}
    basis = said_in("date", sentence.lang)
    chip = Chip("date", value, "", said_days(first, last), sentence.span(start, stop), basis, op=op)
    return Found(start, stop, (chip,))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _second(sentence: Sentence, text: Wording, first: Period) -> Period | None:
    """The period that ends a range, where one follows."""
    for length in range(4):
        at = first.stop + length
        if at >= len(text.words):
            return None
        second = period_at(sentence, text, at)
        if second is None:
            continue
        between = sentence.text[sentence.tokens[first.stop - 1].end : sentence.tokens[second.start].start]
        joint = " ".join(folded(between).split())
        before = _before(text, first.start)
        is_paired = before is not None and bool(PAIRED & set(text.words[before[0] : first.start]))
        if joint not in AND_TO or (joint in ONLY_PAIRED and not is_paired):
            return None
        return second
    return None
