"""Recognise days and years: "after 2020", "zwischen 2015 und 2018", "mars 2021", "the last five years"."""

from collections.abc import Iterator
from datetime import date, timedelta

from kg.read.calendar_words import (
    AND_TO,
    FROM,
    LATER,
    ONLY_PAIRED,
    PAIRED,
    SINCE_ALONE,
    SPOILS_BEFORE,
    SPOILS_BEHIND,
    WHEN,
    When,
)  # fmt: skip
from kg.read.chip import Chip, Value
from kg.read.lexicon import Lexicon
from kg.read.recent import recent
from kg.read.sentence import Found, Sentence
from kg.read.wording import Wording, folded, said_in, wording
from kg.read.written_date import Period, period_at


def days(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """Each date or range of dates; a number is a year only where nothing says otherwise."""
    text = wording(sentence)
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
    if joint is not None:
        if first.first > joint.last:
            return None
        start = before[0] if before and before[2] in FROM else first.start
        return _found(sentence, start, joint.stop, first.first, joint.last)
    if later := LATER.starting(text, first.stop):
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
    previous = of.start - 1
    if before is not None and before[0] > 0 and text.words[before[0] - 1] in SPOILS_BEFORE:
        return not text.is_apart(before[0]) and before[2] in ("of", "de", "del", "von", "di", "der")
    if previous >= 0 and not text.is_apart(of.start) and before is None:
        return text.words[previous] in SPOILS_BEFORE
    if of.stop < len(text.words) and not text.is_apart(of.stop) and before is None:
        return text.words[of.stop] in SPOILS_BEHIND
    return of.stop < len(text.words) and text.words[of.stop] in SPOILS_BEHIND and not text.is_apart(of.stop)


def _found(sentence: Sentence, start: int, stop: int, first: date | None, last: date | None) -> Found:
    op = ">=" if last is None else "<=" if first is None else "between"
    value: Value = {"from": _iso(first), "to": _iso(last)}
    basis = said_in("date", sentence.lang)
    chip = Chip("date", value, "", _label(first, last), sentence.span(start, stop), basis, op=op)
    return Found(start, stop, (chip,))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _label(first: date | None, last: date | None) -> str:
    """What is meant, in words: both ends are included."""
    if first and last:
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
        return f"{first} to {last}" if first != last else f"{first}"
    return f"from {first}" if first else f"until {last}"


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
