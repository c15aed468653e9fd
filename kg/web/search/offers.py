"""What the reading leaves to choose: words with several meanings, techniques that PaNET does not have."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.answer.engine import Engine
from kg.answer.search import SearchAnswer
from kg.read.chip import Ambiguous, Unmapped
from kg.web.search.address import Address
from kg.web.search.chips import Step, step
from kg.web.search.rewrite import Place, meaning, rewritten


@dataclass(frozen=True, slots=True)
class Choice:
    """One meaning of some words; `address` searches for it and nothing else."""

    slot: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Words of the question, and what they may mean."""

    words: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class BroaderOffer:
    """Words that name a technique which PaNET does not have, and broader ones that may serve."""

    words: str
    steps: tuple[Step, ...]


def ambiguities(engine: Engine, answer: SearchAnswer, address: Address) -> list[Offer]:
    """The choices to make, in the order of the text."""
    return [Offer(of.text, tuple(_choices(engine, of, address))) for of in answer.reading.ambiguous]


def unmapped(engine: Engine, answer: SearchAnswer, address: Address) -> list[BroaderOffer]:
    """The techniques that PaNET does not have. Their words stay and go on ranking the hits."""
    return [BroaderOffer(of.text, tuple(_broader(engine, of, address))) for of in answer.reading.unmapped]


def _choices(engine: Engine, of: Ambiguous, address: Address) -> Iterator[Choice]:
    place = Place(*of.span)
    for slot, iri, label in of.choices:
        if slot == "text":
            quoted = address.asking(rewritten(address.text, place, f'"{of.text}"'))
            yield Choice(slot, label, quoted.path())
        else:
            yield Choice(slot, label, meaning(engine.lexicon, address, place, slot, iri, label).path())


def _broader(engine: Engine, of: Unmapped, address: Address) -> Iterator[Step]:
    for iri, _ in of.broader:
        yield step(engine, iri, address.plus("technique", iri).path())
