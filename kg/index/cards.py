"""Cards in one file of JSON lines, mapped into memory and decoded one by one when they are asked for.

A hundred thousand cards as Python objects take a gigabyte and seconds to read; a search shows twenty of them.
"""

import mmap
from array import array
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from kg.index.documents import Card, Paper, Person, Quantity

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEPT = 4096
"""Decoded cards kept: those of the hits that people page through."""

_LINES, _STARTS = "cards.jsonl", "cards-starts.npy"
_MEMBERS: dict[str, type[NamedTuple]] = {"people": Person, "quantities": Quantity, "papers": Paper}
_DEFAULTS = {of.name: of.default for of in fields(Card)}


class CardWriter:
    """Writes the cards of an index in document order; a context."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._starts = array("q", [0])

    def __enter__(self) -> "CardWriter":
        self._file = (self._folder / _LINES).open("wb")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        import numpy as np

        self._file.close()
        np.save(self._folder / _STARTS, np.frombuffer(self._starts, dtype=np.int64))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def add(self, card: Card) -> None:
        """Write the next card; what has its default value is left out."""
        import orjson

        told = {name: value for name in _DEFAULTS if (value := getattr(card, name)) != _DEFAULTS[name]}
        line = orjson.dumps(told, default=tuple) + b"\n"
        self._file.write(line)
        self._starts.append(self._starts[-1] + len(line))


class Cards(Sequence[Card]):
    """The cards of a written index: card i belongs to row i of every array."""

    def __init__(self, folder: Path) -> None:
        import numpy as np

        self._starts: NDArray[np.int64] = np.load(folder / _STARTS, mmap_mode="r")
        with (folder / _LINES).open("rb") as file:
            empty = len(self._starts) < 2  # an empty file cannot be mapped
            self._lines = b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._kept: OrderedDict[int, Card] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, place: int) -> Card: ...
    @overload
    def __getitem__(self, place: slice) -> list[Card]: ...
    def __getitem__(self, place: int | slice) -> Card | list[Card]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        number = int(place) + len(self) if place < 0 else int(place)
        if not 0 <= number < len(self):
            raise IndexError(place)
        with self._lock:
            if (kept := self._kept.get(number)) is not None:
                self._kept.move_to_end(number)
                return kept
        card = self._read(number)
        with self._lock:
            self._kept[number] = card
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return card

    def __iter__(self) -> Iterator[Card]:
        return map(self._read, range(len(self)))  # a walk over all would only push out what people look at

    def _read(self, number: int) -> Card:
        import orjson

        row = orjson.loads(self._lines[int(self._starts[number]) : int(self._starts[number + 1])])
        told: dict[str, Any] = {name: _frozen(name, value) for name, value in row.items()}
        return Card(**told)


def _frozen(name: str, value: object) -> object:
    if not isinstance(value, list):
        return value
    member = _MEMBERS.get(name)
    return tuple(member(*each) for each in value) if member else tuple(value)


def load_cards(folder: Path) -> Cards:
    """The cards of the index in this folder."""
    return Cards(folder)
