"""Dates as they are written: days, months, years and decades, in five languages."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.read.calendar_words import MONTHS, SPOILS_BEFORE
from kg.read.sentence import Sentence
from kg.read.wording import Wording

FIRST_YEAR = 1950
YEARS_AHEAD = 5
LAST_YEAR = 2040
"""Where no day of today is known."""

_DIGITS = re.compile(r"\d{4}\Z")
_DECADE = re.compile(r"(\d{3}0)(?:s|er)\Z")
_DASH = frozenset("-–—‐‑−")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included, said by the words [start, stop)."""

    start: int
    stop: int
    first: date
    last: date
    is_year: bool = False
    is_until_now: bool = False
    """Whether it ends today, which asks for no end."""


def period_at(sentence: Sentence, text: Wording, at: int) -> Period | None:
    """The day, month, year or decade that begins at the word `at`."""
    for reading in (_iso_day, _written_day, _month, _decade, _year):
        if (found := reading(sentence, text, at)) and sentence.is_free(found.start, found.stop):
            return found
    return None


def _iso_day(sentence: Sentence, text: Wording, at: int) -> Period | None:
    """As "2021-03-04", "04.03.2021", "2021-03"; 3/4/2021 is a day only where it can be just one."""
    signs = [text.gaps[place] if place < len(text.words) else "" for place in (at + 1, at + 2)]
    parts = [word for word in text.words[at : at + 3] if word.isascii() and word.isdigit()]
    if len(parts) == 3 and signs in (["-", "-"], [".", "."], ["/", "/"]) and _stands_alone(text, at, at + 3):
        a, b, c = parts
        if len(a) == 4 and len(b) <= 2 and len(c) <= 2:
            return _one_day(sentence, at, at + 3, int(a), int(b), int(c))
        if len(c) == 4 and len(a) <= 2 and len(b) <= 2:
            day, month = int(a), int(b)
            if sentence.lang == "en" and signs[0] == "/":
                if day <= 12 and month <= 12 and day != month:
                    return None
                day, month = (day, month) if month <= 12 else (month, day)
            return _one_day(sentence, at, at + 3, int(c), month, day)
        return None
    if len(parts) >= 2 and signs[0] in _DASH and len(parts[0]) == 4 and len(parts[1]) == 2:
        return _month_or_range(sentence, text, at, int(parts[0]), int(parts[1]))
    return None


def _month_or_range(sentence: Sentence, text: Wording, at: int, year: int, tail: int) -> Period | None:
    """As "2021-03" is a month, "2015-18" four years, "2010-12" may be either and is neither."""
    if not _is_year(sentence, year) or not _stands_alone(text, at, at + 2):
        return None
    is_month, is_range = 1 <= tail <= 12, tail > year % 100
    if is_month == is_range:
        return None
    if is_range:
        return Period(at, at + 2, date(year, 1, 1), date(year - year % 100 + tail, 12, 31))
    return Period(at, at + 2, *month_of(year, tail))


def _stands_alone(text: Wording, start: int, stop: int) -> bool:
    """Whether the words are not part of a longer run of letters, dashes and slashes, such as a name."""
    ahead = text.gaps[start][-1:] if start else ""
    behind = text.gaps[stop][:1] if stop < len(text.words) else ""
    is_joined = behind in ("-", "/", ".", "_", ":") and text.gaps[stop][1:2] == "" and stop < len(text.words)
    return ahead not in ("-", "/", ".", "_", ":", "#", "+", "=", "°") and not is_joined


def _one_day(sentence: Sentence, start: int, stop: int, year: int, month: int, day: int) -> Period | None:
    if not _is_year(sentence, year):
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Period(start, stop, found, found)


def _written_day(sentence: Sentence, text: Wording, at: int) -> Period | None:
    """As "4 March 2021", "4. März 2021", "4 de marzo de 2021", "March 4, 2021"."""
    word = text.words[at]
    if word in MONTHS:
        day = _day_number(text, at + 1)
        year_at = at + 2
        if day and year_at < len(text.words) and _is_year_word(sentence, text, year_at):
            return _one_day(sentence, at, year_at + 1, int(text.words[year_at]), MONTHS[word], day)
        return None
    day = _day_number(text, at)
    if not day:
        return None
    month_at = at + 2 if text.words[at + 1 : at + 2] in (("de",), ("of",), ("di",)) else at + 1
    if month_at >= len(text.words) or text.words[month_at] not in MONTHS:
        return None
    year_at = month_at + 2 if text.words[month_at + 1 : month_at + 2] in (("de",), ("del",)) else month_at + 1
    if year_at >= len(text.words) or not _is_year_word(sentence, text, year_at):
        return None
    return _one_day(sentence, at, year_at + 1, int(text.words[year_at]), MONTHS[text.words[month_at]], day)


def _day_number(text: Wording, at: int) -> int | None:
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|er|º)?", text.words[at]) if at < len(text.words) else None
    return int(found.group(1)) if found and 1 <= int(found.group(1)) <= 31 else None


def _month(sentence: Sentence, text: Wording, at: int) -> Period | None:
    """As "March 2021", "marzo de 2021"."""
    if text.words[at] not in MONTHS:
        return None
    year_at = at + 2 if text.words[at + 1 : at + 2] in (("de",), ("del",), ("of",)) else at + 1
    if year_at >= len(text.words) or not _is_year_word(sentence, text, year_at):
        return None
    return Period(at, year_at + 1, *month_of(int(text.words[year_at]), MONTHS[text.words[at]]))


def month_of(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def _decade(sentence: Sentence, text: Wording, at: int) -> Period | None:
    """As "1990s", "1990er"."""
    found = _DECADE.match(text.words[at])
    if not found or not FIRST_YEAR <= int(found.group(1)) <= LAST_YEAR or int(found.group(1)) % 100 == 0:
        return None  # "the 2000s" may be ten years or a hundred
    if at and text.words[at - 1] in SPOILS_BEFORE:
        return None
    year = int(found.group(1))
    return Period(at, at + 1, date(year, 1, 1), date(year + 9, 12, 31))


def _year(sentence: Sentence, text: Wording, at: int) -> Period | None:
    if not _is_year_word(sentence, text, at) or not _may_stand(text, at):
        return None
    year = int(text.words[at])
    return Period(at, at + 1, date(year, 1, 1), date(year, 12, 31), is_year=True)


def _may_stand(text: Wording, at: int) -> bool:
    """Whether signs around the number let it be a year: a dash only before another year."""
    ahead, behind = text.gaps[at], text.gaps[at + 1]
    follows = text.words[at + 1] if at + 1 < len(text.words) else ""
    before = text.words[at - 1] if at else ""
    is_fine_ahead = ahead[-1:] not in ("/", ".", "_", ":", "#", "+", "=", "<", ">", "°") or not at
    if ahead and ahead[-1] in _DASH and at and ahead == ahead.strip() and not _DIGITS.match(before):
        return False
    if behind and behind[0] in _DASH and follows and behind == behind.strip() and not _DIGITS.match(follows):
        return False
    return is_fine_ahead and not (
        behind[:1] in ("/", "_", "×", "%", "*", "°")
        or (behind[:1] in ".,:" and follows.isdigit() and behind == behind.strip() and bool(behind))
    )


def _is_year_word(sentence: Sentence, text: Wording, at: int) -> bool:
    word = text.words[at]
    return bool(_DIGITS.match(word)) and word.isascii() and _is_year(sentence, int(word))


def _is_year(sentence: Sentence, year: int) -> bool:
    latest = sentence.today.year + YEARS_AHEAD if sentence.today else LAST_YEAR
    return FIRST_YEAR <= year <= latest
