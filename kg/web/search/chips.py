"""The chips of a search as the page shows them: what each says, and the searches that change it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.answer.engine import Engine
from kg.answer.facets import count_groups
from kg.answer.meeting import meets
from kg.answer.options import Asked, option_chips
from kg.answer.search import SearchAnswer
from kg.answer.sentence import sentence
from kg.read.chip import Chip
from kg.web.question import Question
from kg.web.search.address import Address
from kg.web.search.rewrite import Place, meaning

WORDS = {
    "data_level": "data level", "doi": "identifier", "parameter": "quantity", "text": "words",
    "alike": "records alike",
}  # fmt: skip
"""What a reader calls a slot, where that is not its name."""

_MOST_STEPS = 8

_LASTING = (("doi", False), ("doi", True), ("text", True))
"""Chips that are not turned into their opposite: of a slot, negated or not."""


@dataclass(frozen=True, slots=True)
class Step:
    """A condition that may stand in place of another; `datasets` are the hits that it alone has."""

    label: str
    datasets: int
    address: str


@dataclass(frozen=True, slots=True)
class Action:
    """A link of a chip; `to` names the condition for who hears the link alone."""

    label: str
    to: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownChip:
    """One condition; `words` stand at `place` of the question, both None where it was chosen or implied."""

    slot: str
    label: str
    sentence: str
    basis: str
    datasets: int
    is_negated: bool
    is_off: bool
    is_joined: bool
    """Whether "or" joins it to the chip before."""
    words: str | None
    place: str | None
    actions: tuple[Action, ...]
    broader: tuple[Step, ...] = ()
    narrower: tuple[Step, ...] = ()


def read_chips(engine: Engine, question: Question, answer: SearchAnswer, address: Address) -> list[ShownChip]:
    """The chips of the text, in its order."""
    found: list[ShownChip] = []
    before: Chip | None = None
    for number, chip in enumerate(answer.reading.chips):
        is_off = number in answer.off
        is_joined = before is not None and chip.any_of is not None and chip.any_of == before.any_of
        found.append(_read_chip(engine, question, answer, address, number, is_off, is_joined))
        before = chip
    return found


def chosen_chips(engine: Engine, question: Question, address: Address) -> list[ShownChip]:
    """The filters, as chips of the same look."""
    found = [_chosen(engine, asked, question, address) for asked in option_chips(engine, question.options)]
    if iri := question.filters.get("alike"):
        found.append(_alike(engine, iri, address))
    return found


def _alike(engine: Engine, iri: str, address: Address) -> ShownChip:
    number = engine.numbers[iri]  # the search has looked it up already
    title = engine.cards[number].title or iri
    return ShownChip(
        WORDS["alike"],
        title,
        "that stand together in one hit, each for itself",
        "chosen",
        int(engine.group_sizes[engine.groups[number]]),
        False,
        False,
        False,
        None,
        None,
        (Action("Remove", title, address.minus("alike").path()),),
    )


def told(chip: Chip, as_of: date) -> str:
    """What a chip asks in the fewest words: a quantity with its number, a formula as it was written."""
    if chip.slot == "parameter":
        said = sentence(chip, as_of).removeprefix("not ")
        return said.removeprefix("with a ").removeprefix("with an ")
    return chip.label


def step(engine: Engine, iri: str, address: str) -> Step:
    """A technique with the hits that it alone has."""
    return Step(engine.lexicon.label(iri), count_groups(engine.groups, engine.under(iri)), address)


def _read_chip(
    engine: Engine,
    question: Question,
    answer: SearchAnswer,
    address: Address,
    number: int,
    is_off: bool,
    is_joined: bool,
) -> ShownChip:
    chip = answer.reading.chips[number]
    is_implied = chip.basis.startswith("implied")
    words = None if is_implied else question.text[slice(*chip.span)]
    place = Place(*chip.span)
    has_steps = chip.slot == "technique" and bool(words)
    broader, narrower = _steps(engine, chip, address) if has_steps else ((), ())
    return ShownChip(
        WORDS.get(chip.slot, chip.slot),
        told(chip, question.as_of),
        sentence(chip, question.as_of),
        chip.basis,
        _datasets(engine, chip, question.as_of),
        chip.negated,
        is_off,
        is_joined,
        words,
        str(place) if words else None,
        tuple(_actions(answer, number, address, is_off, is_implied)),
        broader,
        narrower,
    )


def _actions(
    answer: SearchAnswer, number: int, address: Address, is_off: bool, is_implied: bool
) -> Iterator[Action]:
    chips = answer.reading.chips
    chip, name = chips[number], f"{chips[number].slot}:{chips[number].label}"
    if is_off:
        on = Address(
            tuple(
                pair
                for pair in address.pairs
                if pair[0] != "off" or pair[1].casefold() not in (str(number), name.casefold())
            )
        )
        yield Action("Switch on", chip.label, on.path())
        return
    is_only = sum(f"{of.slot}:{of.label}" == name for of in chips) == 1
    yield Action("Switch off", chip.label, address.plus("off", name if is_only else str(number)).path())
    if not is_implied and (chip.slot, chip.negated) not in _LASTING:
        do, label = ("require", "Require instead") if chip.negated else ("exclude", "Exclude instead")
        at = (("span", str(Place(*chip.span))), ("chip", name), ("do", do))
        yield Action(label, chip.label, address.path("/search/edit", *at))


def _steps(engine: Engine, chip: Chip, address: Address) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    table, place = engine.lexicon.table, Place(*chip.span)
    if chip.iri not in table.terms:
        return (), ()
    below = (iri for iri in table.narrower_or_self(chip.iri) if chip.iri in table.terms[iri].parents)
    above = (iri for iri in table.terms[chip.iri].parents if iri in table.terms)

    def steps(iris: Iterable[str]) -> tuple[Step, ...]:
        with_data = [iri for iri in iris if engine.under(iri).size]
        with_data.sort(key=lambda iri: (-int(engine.under(iri).size), engine.lexicon.label(iri)))
        return tuple(
            step(engine, iri, meaning(engine.lexicon, address, place, "technique", iri, label).path())
            for iri in with_data[:_MOST_STEPS]
            for label in [engine.lexicon.label(iri)]
        )

    return steps(above), steps(below)


def _chosen(engine: Engine, asked: Asked, question: Question, address: Address) -> ShownChip:
    chip = asked.chip
    return ShownChip(
        WORDS.get(asked.name, asked.name),
        "not stated" if asked.name == "access" and chip.written == "unknown" else chip.label,
        sentence(chip, question.as_of),
        "chosen",
        _datasets(engine, chip, question.as_of),
        chip.negated,
        False,
        False,
        None,
        None,
        tuple(_of_chosen(asked, address)),
    )


def _of_chosen(asked: Asked, address: Address) -> Iterator[Action]:
    name, chip = asked
    if name == "date":
        yield Action("Remove", chip.label, address.minus("since").minus("until").path())
        return
    value = chip.label if name == "year" else chip.written
    pair = ("not", f"{name}:{value}") if chip.negated else (name, value)
    # The spelling in the address may have blanks around the colon, which do not count.
    gone = [of for of in address.pairs if of[0] != "not" or _squeezed(of[1]) != _squeezed(pair[1])]
    without = Address(tuple(gone)) if chip.negated else address.minus(*pair)
    yield Action("Remove", chip.label, without.path())
    if chip.negated:
        if name != "text":
            yield Action("Require instead", chip.label, without.plus(name, value).path())
    else:
        yield Action("Exclude instead", chip.label, without.plus("not", f"{name}:{value}").path())


def _squeezed(pair: str) -> tuple[str, str]:
    name, _, value = pair.partition(":")
    return name.strip(), value.strip()


def _datasets(engine: Engine, chip: Chip, as_of: date) -> int:
    import numpy as np

    holds = meets(engine, chip, as_of)
    return count_groups(engine.groups, np.flatnonzero(~holds if chip.negated else holds))
