"""What a question says twice counts once, and more conditions than anybody means are left aside."""

from collections.abc import Iterable, Sequence

from kg.read.chip import Chip
from kg.read.sentence import Found

MOST_CONDITIONS = 30
"""Conditions of one question; a longer text is no question."""


def once(chips: Iterable[Chip]) -> list[Chip]:
    """The chips without those that say what an earlier one says."""
    said: dict[tuple[object, ...], Chip] = {}
    for chip in chips:
        said.setdefault(_sense(chip), chip)
    return list(said.values())


def limited(found: Sequence[Found]) -> tuple[list[Found], str | None]:
    """The findings up to the most conditions, and a remark where some are left out.

    One that says what an earlier one says takes no place of another, and stays a few times only: "not" before
    one of them may change what it says.
    """
    kept: list[Found] = []
    conditions: set[tuple[object, ...]] = set()
    times: dict[tuple[object, ...], int] = {}
    is_more = False
    for one in found:
        senses = tuple(_sense(chip) for chip in one.chips)
        if not senses:
            kept.append(one)
            continue
        if len(conditions.union(senses)) > MOST_CONDITIONS:
            is_more = True
            continue
        conditions.update(senses)
        times[senses] = times.get(senses, 0) + 1
        repeated = times[senses] > MOST_CONDITIONS
        kept.append(Found(one.start, one.stop, filler=True) if repeated else one)
    remark = (
        f"More than {MOST_CONDITIONS} conditions: the first {MOST_CONDITIONS} count, the others are words."
    )
    return kept, remark if is_more else None


def _sense(chip: Chip) -> tuple[object, ...]:
    meant = (chip.iri, chip.also) if chip.iri else (chip.label, str(chip.value))
    how = (chip.negated, chip.any_of, chip.op, chip.day, chip.si, chip.si_unit, chip.upper, chip.strict)
    return (chip.slot, *meant, *how, chip.parts, chip.elements)
