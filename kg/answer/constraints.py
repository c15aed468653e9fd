"""What must hold of every hit: each chip of the question that is not switched off, and each filter.

Chips stand for themselves and all must hold, but those that "or" joins, and several facilities, instruments,
access states, data levels or identifiers: one of them is enough. What is negated must not hold.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.answer.clauses import Context, clause
from kg.answer.engine import Engine
from kg.answer.meeting import flags, meets
from kg.answer.options import CHOSEN, Asked, Options, is_off, option_chips
from kg.answer.pattern_lines import indented, union
from kg.answer.remark_line import remark
from kg.answer.sentence import is_unknown, origin, sentence
from kg.errors import BadInput
from kg.read.chip import Chip
from kg.read.reading import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["ALIKE", "Constraint", "Options", "all_hold", "constraints", "groups_of", "written_constraint"]

ALIKE = "alike"
"""The slot of the filter that takes a group apart."""

_ONE_IS_ENOUGH = ("facility", "instrument", "access", "data_level", "doi")


@dataclass(frozen=True, slots=True, eq=False)
class Constraint:
    """One condition; `clause` are its lines of SPARQL, `values` what it names, `chips` what made it."""

    slot: str
    label: str
    values: tuple[str, ...]
    holds: "NDArray[np.bool_]"
    negated: bool = False
    sentence: str = ""
    origin: str = ""
    clause: tuple[str, ...] = ()
    chips: tuple[Chip, ...] = ()

    def __str__(self) -> str:
        return f"{'not ' if self.negated else ''}{self.slot}: {self.label}"

    @property
    def is_unknown(self) -> bool:
        """Whether all that it names is unknown in this graph."""
        return bool(self.chips) and all(is_unknown(chip) for chip in self.chips)


def constraints(engine: Engine, reading: Reading, options: Options, as_of: date) -> list[Constraint]:
    """All conditions of a request: the chips in the order of the text, then the filters.

    Raises:
        BadInput: an option names nothing that this generation knows.
    """
    read = [
        Asked(chip.slot, chip)
        for place, chip in enumerate(reading.chips)
        if not is_off(chip, place, options.off)
    ]
    context = Context(engine.lexicon, as_of, engine.words.forms.of, reading.text, engine.parameter_names)
    found: list[Constraint] = []
    for group in (*groups_of(read), *groups_of(option_chips(engine, options))):
        holds = _any_holds(engine, group, as_of)
        found.append(written_constraint(group, f"c{len(found)}", context, holds))
    if options.alike:
        found.append(_alike(engine, options.alike))
    return found


def groups_of(asked: Iterable[Asked]) -> list[list[Asked]]:
    """The chips that are one condition together, in the order of their first."""
    chips = list(asked)
    slots: dict[int | None, set[str]] = {}
    for one in chips:
        slots.setdefault(one.chip.any_of, set()).add("not" if one.chip.negated else one.chip.slot)
    found: dict[object, list[Asked]] = {}
    for place, one in enumerate(chips):
        together = slots[one.chip.any_of] if one.chip.any_of is not None else set()
        if together == {"not"} or (not together and one.chip.negated):  # "neither A nor B"
            key: object = place
        elif one.chip.slot in _ONE_IS_ENOUGH and together <= {one.chip.slot}:
            key = one.chip.slot
        else:
            key = ("or", one.chip.any_of) if together else place
        found.setdefault(key, []).append(one)
    return list(found.values())


def written_constraint(
    group: Sequence[Asked], name: str, context: Context, holds: "NDArray[np.bool_]"
) -> Constraint:
    """The condition that one group of chips is."""
    chips = [one.chip for one in group]
    names = list(dict.fromkeys(one.name for one in group))
    said = [sentence(chip, context.as_of) for chip in chips]
    is_negated = len(chips) == 1 and chips[0].negated
    lines = _lines(chips, names, name, context)
    return Constraint(
        " or ".join(names),
        " or ".join(dict.fromkeys(chip.label for chip in chips)),
        tuple(dict.fromkeys(value for chip in chips for value in sorted(chip.iris) or [chip.written])),
        holds,
        is_negated,
        " or ".join(said),
        ", ".join(dict.fromkeys(origin(chip, context.text) for chip in chips)),
        tuple(lines),
        tuple(chips),
    )


def all_hold(engine: Engine, conditions: Iterable[Constraint]) -> "NDArray[np.bool_]":
    """True for the documents that meet every condition."""
    import numpy as np

    keep = np.ones(len(engine.cards), dtype=bool)
    for condition in conditions:
        keep &= condition.holds
    return keep


def _any_holds(engine: Engine, group: Sequence[Asked], as_of: date) -> "NDArray[np.bool_]":
    found = flags(engine, [])
    for one in group:
        holds = meets(engine, one.chip, as_of)
        found |= ~holds if one.chip.negated else holds
    return found


def _lines(chips: Sequence[Chip], names: Sequence[str], name: str, context: Context) -> list[str]:
    """Each chip's sentence as a comment, and below it what it asks."""
    branches = []
    for place, chip in enumerate(chips):
        own = f"{name}x{place}" if len(chips) > 1 else name
        what = names[0] if len(names) == 1 else chip.slot
        said = remark(f"{sentence(chip, context.as_of)} ({what}, {_from(chip, context)})")
        lines = clause(chip, own, context)
        negated = ["MINUS {", *indented(lines), "}"] if chip.negated else lines
        branches.append([said, *negated])
    return union(branches)


def _from(chip: Chip, context: Context) -> str:
    words = origin(chip, context.text)
    return words if chip.basis == CHOSEN else f"from “{words}”"


def _alike(engine: Engine, iri: str) -> Constraint:
    import numpy as np

    if iri not in engine.numbers:
        raise BadInput(f"This generation has no dataset {iri[:300]!r} for others to be like it.")
    number = engine.numbers[iri]
    members = np.flatnonzero(engine.groups == engine.groups[number])
    title = (engine.cards[number].title or iri)[:100]
    iris = tuple(engine.cards[of].iri for of in members.tolist())
    said = f"one of the records alike that stand with “{title}”"
    lines = (
        remark(f"{said} ({ALIKE}, chosen)"),
        f"VALUES ?dataset {{ {' '.join(str(NamedNode(of)) for of in iris)} }}",
    )
    return Constraint(ALIKE, title, iris, flags(engine, [members]), False, said, "chosen", lines)
