"""Recognise periods counted from today: "last year", "les cinq dernières années", "this month"."""

from datetime import date, timedelta

from kg.read.calendar_words import LAST, NUMBERS, THIS, UNITS, Unit
from kg.read.sentence import Sentence
from kg.read.wording import Wording

_ARTICLES = frozenset(
    {
        "the",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "les",
        "l",
        "la",
        "le",
        "los",
        "el",
        "las",
        "gli",
        "i",
        "lo",
        "il",
    }
)
_MOST = 60


def recent(sentence: Sentence, text: Wording, at: int) -> tuple[int, int, date, date] | None:
    """Words [start, stop) and the days they mean; None where they mean none, or nobody knows today.

    "Last year" is the calendar year before this one; "the last five years" end today.
    """
    today = sentence.today
    if today is None:
        return None
    words, start = text.words, at
    if words[at] in _ARTICLES:
        at += 1
    stop, number, unit, is_last, is_this = at, None, None, False, False
    while stop < min(len(words), at + 4) and (stop == at or not text.is_apart(stop)):
        word = words[stop]
        if word in LAST and not is_last:
            is_last = True
        elif word in THIS and not is_last and stop == at:
            is_this = True
        elif number is None and unit is None and (counted := _number(word)):
            number = counted
        elif word in UNITS and unit is None:
            unit = UNITS[word]
        else:
            break
        stop += 1
        if unit and (is_last or is_this) and not (stop < len(words) and words[stop] in LAST and not is_last):
            break
    if unit is None or is_last == is_this or not sentence.is_free(start, stop) or (is_this and number):
        return None
    first_last = _this(today, unit) if is_this else _last(today, unit, number)
    return (start, stop, *first_last) if first_last else None


def _number(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) <= 2:
        return int(word) if 0 < int(word) <= _MOST else None
    return NUMBERS.get(word)


def _this(today: date, unit: Unit) -> tuple[date, date] | None:
    if unit == "year":
        return date(today.year, 1, 1), date(today.year, 12, 31)
    if unit == "month":
        return today.replace(day=1), _months_before(today.replace(day=1), -1) - timedelta(days=1)
    return None


def _last(today: date, unit: Unit, number: int | None) -> tuple[date, date] | None:
    if number is None and unit == "year":
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    if number is None and unit == "month":
        first = today.replace(day=1)
        return _months_before(first, 1), first - timedelta(days=1)
    number = number or 1
    if unit in ("day", "week"):
        return today - timedelta(days=number * (7 if unit == "week" else 1)), today
    return _months_before(today, number * {"month": 1, "year": 12, "decade": 120}[unit]), today


def _months_before(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
