"""A search as it was asked, and the changed searches that follow from it, as query strings of an address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from kg.answer.constraints import ALIKE, Constraint
from kg.answer.options import CHOSEN, FILTERS, Options, each
from kg.answer.widening import Wider
from kg.read.chip import Chip


@dataclass(frozen=True, slots=True)
class Request:
    """The text, the filters, and the day that access is judged on."""

    text: str
    options: Options
    as_of: date

    def without(self, *dropped: Constraint) -> str:
        """The search without these conditions."""
        return urlencode(self._kept(dropped))

    def widened(self, condition: Constraint, wide: Wider) -> str:
        """The search with a wider condition in the place of one."""
        (chip,) = condition.chips
        if wide.words is None or chip.basis == CHOSEN:
            return urlencode([*self._kept([condition]), *wide.filters])
        start, end = chip.span
        text = f"{self.text[:start]}{wide.words}{self.text[end:]}"
        return urlencode([(name, text if name == "q" else value) for name, value in self._kept(())])

    def _kept(self, dropped: Iterable[Constraint]) -> list[tuple[str, str]]:
        gone = list(dropped)
        chips = [chip for condition in gone for chip in condition.chips]
        chosen = [chip for chip in chips if chip.basis == CHOSEN]
        found = [("q", self.text)]
        found += [pair for pair in parameters(self.options) if not any(_is(pair, chip) for chip in chosen)]
        if any(condition.slot == ALIKE for condition in gone):
            found = [pair for pair in found if pair[0] != ALIKE]
        return found + [("off", f"{of.slot}:{of.label}") for of in chips if of.basis != CHOSEN]


def parameters(options: Options) -> list[tuple[str, str]]:
    """The filters as parameters of an address, in a fixed order."""
    found = [(name, value) for name in FILTERS for value in each(getattr(options, name))]
    found += [("year", str(options.year))] if options.year is not None else []
    for name in ("since", "until", ALIKE):
        if value := getattr(options, name):
            found.append((name, value))
    found += [("not", pair) for pair in options.excluded]
    return found + [("off", pair) for pair in options.off]


def _is(pair: tuple[str, str], chip: Chip) -> bool:
    """Whether this parameter made the chip."""
    name, value = pair
    if chip.negated:
        slot, _, asked = value.partition(":")
        return name == "not" and slot in (chip.slot, "year") and asked.strip() in (chip.written, chip.label)
    if chip.slot == "date":
        return name in ("year", "since", "until") and (name == "year") == (chip.op is not None)
    return name == chip.slot and value.strip() == chip.written
