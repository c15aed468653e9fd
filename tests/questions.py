"""Questions read with a few facilities and all techniques of PaNET, as of one day; chips shown in short."""

from datetime import date
from functools import cache

from kg.index.documents import Named
from kg.rdf.panet import panet_table
from kg.read.chip import Chip
from kg.read.lexicon import Lexicon, build_lexicon
from kg.read.read import read
from kg.read.reading import Reading

TODAY = date(2026, 11, 21)

NORTH = Named("facility", "https://example.org/north", "Northern Neutron Source", ("NNS",))
SOUTH = Named("facility", "https://example.org/south", "Southern Light Source", ("SLX",))


@cache
def lexicon() -> Lexicon:
    """The names that these questions are read with."""
    return build_lexicon(panet_table(), [NORTH, SOUTH])


def ask(text: str, today: date | None = TODAY) -> Reading:
    """The reading of one question."""
    return read(lexicon(), text, today)


def of(text: str, slot: str, today: date | None = TODAY) -> list[str]:
    """The chips of one slot, in short, in their order; a minus sign before those negated."""
    return [
        ("-" if chip.negated else "") + _short(chip) for chip in ask(text, today).chips if chip.slot == slot
    ]


def _short(chip: Chip) -> str:
    if chip.slot == "parameter" and isinstance(chip.value, float):
        upper = f" to {chip.upper:g}" if chip.upper is not None else ""
        return f"{chip.label} {chip.op} {chip.value:g}{upper} {chip.unit}"
    if isinstance(chip.value, dict):
        return f"{chip.value['from'] or ''}..{chip.value['to'] or ''}"
    if chip.slot == "access" and chip.op:
        return f"{chip.value} {chip.op} {chip.day or ''}".strip()
    return chip.iri if chip.slot in ("doi", "person") else chip.written
