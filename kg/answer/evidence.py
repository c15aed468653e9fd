"""What a record states that meets a condition: its values, formula, sample names or days, as it has them."""

from collections.abc import Iterable

from kg.answer.engine import Engine
from kg.answer.meeting import composition, sample_parts
from kg.answer.quantity_clause import asked_quantities
from kg.answer.sentence import amount
from kg.index.documents import Card, Quantity
from kg.read.chip import Chip
from kg.resolve.formula import Formula, read_formula

_NAMED = 3
"""Values of one kind that are named; of more it is said how many there are."""


def evidence(engine: Engine, chip: Chip, number: int) -> str | None:
    """What the record states, and beside a quantity or formula what was asked; None where nothing is told."""
    card = engine.cards[number]
    match chip.slot:
        case "parameter":
            return _quantities(card, chip)
        case "formula":
            return _formulas(engine, chip, number)
        case "sample":
            return _samples(engine, chip, number)
        case "date":
            return _days(card)
    return None


def collected(card: Card) -> str | None:
    """The first and, where it is another, the last day of collection; None where neither is stated."""
    if not card.start:
        return None
    until = card.end if card.end and card.end > card.start else None
    return f"{card.start} to {until}" if until else card.start


def _quantities(card: Card, chip: Chip) -> str | None:
    names = asked_quantities(chip.label)
    found: dict[str, list[str]] = {}
    for one in card.quantities:
        if one.name in names and _is_inside(one, chip):
            found.setdefault(one.name, []).append(_written(one, chip.si_unit or ""))
    stated = "; ".join(f"{name} {_some(values)}" for name, values in found.items())
    return f"{stated} (asked: {amount(chip).removeprefix('of ')})" if stated else None


def _written(one: Quantity, unit: str) -> str:
    """As the source wrote it; in the unit of the SI where it kept no number."""
    if any(sign.isdigit() for sign in one.written):
        return one.written
    return f"{one.low:g}{f' to {one.high:g}' if one.high > one.low else ''} {unit}".rstrip()


def _is_inside(one: Quantity, chip: Chip) -> bool:
    """As `kg.answer.meeting` has it."""
    if chip.si is None:
        return False
    (low, high), (without_low, without_high) = chip.si, chip.strict
    above = one.high > low if without_low else one.high >= low
    return above and (one.low < high if without_high else one.low <= high)


def _formulas(engine: Engine, chip: Chip, number: int) -> str | None:
    texts = engine.words.texts(number).get("formula", [])
    same = composition(chip)
    found = [text for text in texts if _is_asked(read_formula(text), chip, same)]
    if not found:
        return None
    of_parts = " of its parts" if "sample" in engine.cards[number].from_parts else ""
    return f"formula{of_parts} {_some(found)} (asked: {chip.label})"


def _is_asked(formula: Formula | None, chip: Chip, same: str | None) -> bool:
    if formula is None:
        return False
    if chip.elements:
        return bool({*chip.elements} & {*formula.elements})  # two samples may have them between them
    return same is not None and formula.composition == same


def _samples(engine: Engine, chip: Chip, number: int) -> str | None:
    """The names of samples that hold the words, where each component asked for is in some."""
    wanted = [[" ".join(engine.words.stems(text)) for text in texts] for texts in sample_parts(chip)]
    names = engine.cards[number].samples
    held = {name: f" {' '.join(engine.words.stems(name))} " for name in names}
    found: list[str] = []
    for stems in wanted:
        having = [name for name in names if any(of and f" {of} " in held[name] for of in stems)]
        if not having:
            return None
        found += having
    of_parts = " of its parts" if "sample" in engine.cards[number].from_parts else ""
    return f"sample{of_parts} {_some(found)} (asked: {chip.label})"


def _days(card: Card) -> str | None:
    of_parts = " by its parts" if "year" in card.from_parts else ""
    if days := collected(card):
        return f"collected {days}{of_parts}"
    return f"issued {card.issued}" if card.issued else None


def _some(values: Iterable[str]) -> str:
    each = list(dict.fromkeys(values))
    more = f" and {len(each) - _NAMED} more" if len(each) > _NAMED else ""
    return ", ".join(each[:_NAMED]) + more
