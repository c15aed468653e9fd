"""The next free IRI: never one that any version given has seen."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.ontology.document import REPLACED_BY, Document
from kg.ontology.policy import IriRange

_GAP = 50
"""A wider gap between two numbers in use begins a new block; removed terms leave gaps of at most ten."""


@dataclass(frozen=True, slots=True)
class Block:
    """Numbers in use that lie together: the first and last IRI, and the next free one (None: full)."""

    first: str
    last: str
    next: str | None


def iris_seen(documents: Iterable[Document]) -> frozenset[str]:
    """Every IRI that the versions declare, refer to, or name as a replacement."""
    seen: set[str] = set()
    for document in documents:
        seen.update(document.terms)
        for statement in document.axioms:
            seen.update(statement.names)
        for term in document.terms.values():
            seen.update(term.texts(REPLACED_BY))
    return frozenset(seen)


def blocks(taken: IriRange, seen: Iterable[str]) -> tuple[Block, ...]:
    """The blocks of a range, lowest first; each offers the number after its last, gaps stay unused.

    A gap may be an IRI that a version not given here once bore, so it is never offered. Where all numbers
    in use are whole tens, hundreds or thousands, the next one is too.
    """
    numbers = sorted({int(iri.removeprefix(taken.prefix)) for iri in seen if taken.holds(iri)})
    step = _step(numbers)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number - runs[-1][-1] <= max(_GAP, step):
            runs[-1].append(number)
        else:
            runs.append([number])
    return tuple(_block(taken, run, step) for run in runs)


def next_iri(taken: IriRange, seen: Iterable[str]) -> str | None:
    """The IRI after the highest in use; the first of the range where none is; None where it is full."""
    found = blocks(taken, seen)
    return found[-1].next if found else _written(taken, taken.first)


def _block(taken: IriRange, run: list[int], step: int) -> Block:
    following = run[-1] + step
    free = _written(taken, following) if following <= taken.last else None
    return Block(_written(taken, run[0]), _written(taken, run[-1]), free)


def _written(taken: IriRange, number: int) -> str:
    return f"{taken.prefix}{number:0{taken.digits}}"


def _step(numbers: list[int]) -> int:
    """The largest of 1000, 100, 10, 1 that all numbers are whole multiples of; 1 for fewer than two."""
    if len(numbers) < 2:
        return 1
    return next(step for step in (1000, 100, 10, 1) if all(number % step == 0 for number in numbers))
