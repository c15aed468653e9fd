"""What a condition asks, as a sentence."""

from datetime import date

from kg.answer.options import CHOSEN
from kg.read.access import OPENS
from kg.read.chip import Chip

_COMPARED = {"<": "below", "<=": "at most", ">": "above", ">=": "at least", "=": "of", "about": "of about"}
_LEVELS = {"raw": "raw data", "processed": "processed data", "simulated": "simulated data"}
_NAMED = ("technique", "facility", "instrument", "person")


def sentence(chip: Chip, as_of: date) -> str:
    """What the chip asks of a record, such as "measured at ESRF"; access is judged on the day `as_of`."""
    said = _unknown(chip) if is_unknown(chip) else _positive(chip, as_of)
    return f"not {said}" if chip.negated else said


def origin(chip: Chip, text: str = "") -> str:
    """Where a condition comes from: its words in the text of the question, or "chosen"."""
    if chip.basis == CHOSEN:
        return "chosen"
    return " ".join(text[slice(*chip.span)].split()) or chip.written


def is_unknown(chip: Chip) -> bool:
    """Whether the words are a name of nothing in this graph."""
    return chip.slot in _NAMED and not chip.iris


def _unknown(chip: Chip) -> str:
    return f"{chip.label}, {_one(chip.slot)} that is unknown in this graph"


def _positive(chip: Chip, as_of: date) -> str:
    label = chip.label
    match chip.slot:
        case "technique":
            return f"measured by {label} or a narrower technique"
        case "facility":
            return f"measured at {label}"
        case "instrument":
            return f"measured with {label}"
        case "sample":
            return f"on a sample of {label}"
        case "formula":
            elements = " and ".join(chip.elements)
            return f"on a sample that contains {elements}" if elements else f"on a sample of formula {label}"
        case "parameter":
            return f"with {_one(chip.label)} {amount(chip)}"
        case "date":
            return f"collected, or else published, {days(chip)}"
        case "access":
            if chip.op == OPENS:
                return f"not open yet on {as_of.isoformat()}, {chip.label}"
            return f"{chip.written} on {chip.day or as_of.isoformat()}"
        case "person":
            return f"by {label}"
        case "doi":
            return f"with the identifier {chip.written}"
        case "data_level":
            return f"holding {_LEVELS.get(chip.written, chip.written)}"
        case "text":
            return f"with the words “{label}” in the record"


def days(chip: Chip) -> str:
    """The days of a date chip."""
    value = chip.value if isinstance(chip.value, dict) else {}
    start, end = value.get("from"), value.get("to")
    if start and end:
        return f"on {start}" if start == end else f"from {start} to {end}"
    return f"from {start} on" if start else f"until {end}" if end else "on any day"


def amount(chip: Chip) -> str:
    """The numbers of a quantity chip, such as "below 30 K"."""
    unit = f" {chip.unit}" if chip.unit else ""
    if chip.op == "between" and chip.upper is not None:
        return f"from {_number(chip.value)} to {_number(chip.upper)}{unit}"
    return f"{_COMPARED.get(chip.op or '=', chip.op or 'of')} {_number(chip.value)}{unit}"


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _one(thing: str) -> str:
    return f"an {thing}" if thing[:1] in "aeiou" else f"a {thing}"
