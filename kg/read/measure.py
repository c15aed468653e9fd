"""Numbers with a unit in a text, alone or as the two ends of a range."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.read.comparison import AND, DASHES, TO
from kg.read.unit_words import UnitWord, unit_word
from kg.read.wording import folded

_NUMBER = re.compile(
    r"(?<!\w)(?<!\d[.,])(?P<sign>[-−–+](?=\d))?"
    r"(?:(?P<ten>10(?:\s?(?:\^|\*\*)\s?[-−–+]?\d{1,2}|[⁺⁻]?[⁰¹²³⁴-⁹]{1,2}))"
    r"|(?P<digits>\d{1,3}(?:[\u00a0\u202f'’]\d{3}){1,4}|\d{1,15})(?P<rest>[.,]\d{1,12})?"
    r"(?P<power>\s?[x×·⋅*]\s?10(?:\s?(?:\^|\*\*)?\s?[-−–+]?\d{1,2}|[⁺⁻]?[⁰¹²³⁴-⁹]{1,2})"
    r"|[eE][-−+]?\d{1,3})?)(?!\d)(?![.,]\d)"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−–", "0123456789+---")
_POWER_BEFORE = re.compile(r"(?:\^|\*\*)\s?[{(]?\s?[-−–+]?\Z|\d\s?[*×·⋅∙•x]\s?\Z")
_POWER_BEHIND = re.compile(r"\s?(?:\^|\*\*)|[⁺⁻⁰¹²³⁴-⁹]")
"""What makes a number a piece of a longer one that is written in a way not known here."""
_UNIT = re.compile(
    r"[\s\u00a0\u202f]{0,2}-?([°º]\s?[CFK](?!\w)|℃|A\u030a|[^\W\d_]{1,20}(?:\s[^\W\d_]{1,12})?)"
)
_RATE = re.compile(r"\s?(?:/\s?[^\W\d_]|[·⋅*^⁻²]|-1|per\b|pro\b|par\b|por\b|al\b|min\b|h-1|s-1)")
_GROUP_BEFORE = re.compile(r"\d{1,3} \Z")
_CHAIN = re.compile(r"\s?[<≤]=?\s?(?:T|p|P|B|H|E|Ei|λ|temp|temperature|pressure)\s?[<≤]=?\s?")
"""What stands between the numbers of "5 < T < 50 K"."""
_PLUS_MINUS = frozenset({"±", "+/-", "+-"})
_MOST_POWER = 60
"""Powers of ten of what anybody measures."""
_MOST_BETWEEN = 16
"""Characters that may stand between the ends of a range."""


class Number(NamedTuple):
    """A number in a text, its place, half a unit of its last stated digit, and its unit where one follows."""

    start: int
    end: int
    value: float
    half: float
    unit: UnitWord | None


class Measure(NamedTuple):
    """One or two numbers with their unit; `joined` says how: "", "range", "and" or "±"."""

    start: int
    end: int
    low: Number
    high: Number | None
    unit: UnitWord
    joined: str = ""


def measures(text: str, lang: str = "en") -> Iterator[Measure]:
    """From left to right. `lang` decides what a comma before three digits means."""
    numbers = list(_numbers(text, lang))
    at = 0
    while at < len(numbers):
        one = numbers[at]
        other = numbers[at + 1] if at + 1 < len(numbers) else None
        joined = _joint(text[one.end : other.start]) if other else ""
        if other and joined and other.unit and one.unit in (None, other.unit):
            yield Measure(one.start, other.end, one, other, other.unit, joined)
            at += 2
            continue
        if one.unit:
            yield Measure(one.start, one.end, one, None, one.unit)
        at += 1


def _joint(between: str) -> str:
    if len(between) > _MOST_BETWEEN:
        return ""
    if _CHAIN.fullmatch(between):
        return "range"
    word = " ".join(folded(between).split())
    if word in DASHES or word in TO:
        return "range"
    if word in AND:
        return "and"
    return "±" if word in _PLUS_MINUS else ""


def _numbers(text: str, lang: str) -> Iterator[Number]:
    for found in _NUMBER.finditer(text):
        value = _value(found, lang)
        if value is None or _is_part_of_a_group(text, found) or _is_part_of_a_power(text, found):
            continue
        end, unit = _unit(text, found.end())
        if unit is None and text[found.end() : found.end() + 1].isalnum():
            continue  # "2H", "4f": no number of anything
        yield Number(found.start(), end, value, _half(found, value), unit)


def _value(found: re.Match[str], lang: str) -> float | None:
    """The number, None where its point or comma may part thousands as well as decimals."""
    digits = re.sub(r"\D", "", found["digits"] or "1")
    rest = found["rest"] or ""
    if len(digits) > 1 and digits[0] == "0":
        return None  # the end of a longer number, or a name
    if len(rest) == 4 and digits[0] != "0" and len(digits) <= 3:
        if rest[0] == "." and lang != "en":
            return None  # "1.250" in German may be either
        if rest[0] == "," and lang == "en":
            digits, rest = digits + rest[1:], ""
    sign = "-" if found["sign"] and found["sign"] != "+" else ""
    power = _power(found)
    if abs(power) > _MOST_POWER:
        return None
    return float(f"{sign}{digits}.{rest[1:] or '0'}e{power}")


def _power(found: re.Match[str]) -> int:
    power = re.sub(r"\s", "", found["ten"] or found["power"] or "").translate(_RAISED)
    exponent = power[1:] if power[:1] in ("e", "E") else power.partition("10")[2].lstrip("^*")
    return int(exponent or 0)


def _half(found: re.Match[str], value: float) -> float:
    decimals = len(found["rest"] or ".") - 1
    if found["rest"] and value == int(value) and abs(value) >= 1000:
        decimals = 0
    return float(0.5 * 10.0 ** (_power(found) - decimals))


def _is_part_of_a_group(text: str, found: re.Match[str]) -> bool:
    """Whether it may be the thousands of "1 500"."""
    is_three = len(found["digits"] or "") == 3 and not found["sign"]
    return is_three and bool(_GROUP_BEFORE.search(text[max(0, found.start() - 4) : found.start()]))


def _is_part_of_a_power(text: str, found: re.Match[str]) -> bool:
    """Whether it is a factor or an exponent: "3^5" is neither 3 nor 5."""
    before = text[max(0, found.start() - 6) : found.start()]
    return bool(_POWER_BEFORE.search(before) or _POWER_BEHIND.match(text, found.end()))


def _unit(text: str, at: int) -> tuple[int, UnitWord | None]:
    """Where the unit at this place ends, and which it is; units of rates ("K/min") are none."""
    found = _UNIT.match(text, at)
    if not found:
        return at, None
    written = found.group(1)
    for candidate in (written, written.split()[0] if written.split() else ""):
        end = found.start(1) + len(candidate)
        unit = unit_word(candidate)
        if unit and not text[end : end + 1].isalnum() and text[end : end + 1] != "_":
            return (at, None) if _RATE.match(text, end) else (end, unit)
    return at, None
