"""Two bounds of dates that are one range: "after 2012 and before 2015", "seit 2013 und bis 2015"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from kg.read.sentence import Found, Sentence
from kg.read.wording import Wording, word_set

_BOTH = word_set("and und et y e ed but aber mais pero ma sowie yet")


def bounded(sentence: Sentence, text: Wording, found: Iterable[Found]) -> Iterator[Found]:
    """The findings of dates in their order, a lower and an upper bound side by side as one range."""
    before: Found | None = None
    for one in found:
        joined = _range(sentence, text, before, one) if before else None
        if before and joined is None:
            yield before
        before = joined or one
    if before:
        yield before


def _range(sentence: Sentence, text: Wording, one: Found, other: Found) -> Found | None:
    """What both bounds leave; None where they are no two bounds, or leave nothing."""
    words = text.words[one.stop : other.start]
    gaps = text.gaps[one.stop : other.start + 1]
    if len(words) > 1 or set(words) - _BOTH or any(set(gap) - set(" ,\t\n()") for gap in gaps):
        return None
    if len(one.chips) != 1 or len(other.chips) != 1:
        return None
    a, b = one.chips[0], other.chips[0]
    if {a.op, b.op} != {">=", "<="} or not isinstance(a.value, dict) or not isinstance(b.value, dict):
        return None
    first, last = a.value["from"] or b.value["from"], a.value["to"] or b.value["to"]
    if not first or not last or first > last:
        return None
    chip = replace(
        a, value={"from": first, "to": last}, op="between", span=sentence.span(one.start, other.stop),
        label=said_days(date.fromisoformat(first), date.fromisoformat(last)),
    )  # fmt: skip
    return Found(one.start, other.stop, (chip,))


def said_days(first: date | None, last: date | None) -> str:
    """What is meant, in words: both ends are included.

    >>> said_days(date(2015, 1, 1), date(2018, 12, 31))
    '2015 to 2018'
    """
    if first and last:
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
        return f"{first} to {last}" if first != last else f"{first}"
    return f"from {first}" if first else f"until {last}"
