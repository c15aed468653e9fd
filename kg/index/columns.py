"""Values of all documents as arrays on disk, mapped into memory: what filters and counts are made with.

A column turns a property round: value -> the documents that have it. Opening one reads nothing but its head.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Strings(Sequence[str]):
    """Texts in one file, read one by one. Those of a column are sorted by their UTF-8 bytes."""

    def __init__(self, path: Path) -> None:
        self._starts: NDArray[np.int64] = mapped(path.with_suffix(".starts.npy"))
        self._bytes: NDArray[np.uint8] = mapped(path.with_suffix(".bytes.npy"))

    @staticmethod
    def write(texts: Iterable[str], path: Path) -> None:
        """Write texts in their order."""
        import numpy as np

        total, starts = bytearray(), array("q", [0])
        for text in texts:
            total += text.encode("utf-8", "replace")
            starts.append(len(total))
        np.save(path.with_suffix(".starts.npy"), np.frombuffer(starts, dtype=np.int64))
        np.save(path.with_suffix(".bytes.npy"), np.frombuffer(total, dtype=np.uint8))

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        return self.raw(place).decode()

    def raw(self, place: int) -> bytes:
        """The text as bytes."""
        return self._bytes[int(self._starts[place]) : int(self._starts[place + 1])].tobytes()

    def find(self, text: str) -> int | None:
        """The place of a text among sorted ones."""
        wanted = text.encode("utf-8", "replace")
        place = bisect_left(range(len(self)), wanted, key=self.raw)
        return place if place < len(self) and self.raw(place) == wanted else None


class Column(Mapping[str, "NDArray[np.int64]"]):
    """Value -> numbers of the documents that have it: int64, by group, then by number; values are sorted."""

    def __init__(self, path: Path) -> None:
        self.values_: Strings = Strings(path)
        self._starts: NDArray[np.int64] = mapped(path.with_suffix(".ends.npy"))
        self._documents: NDArray[np.int64] = mapped(path.with_suffix(".documents.npy"))
        self._codes: NDArray[np.int32] = mapped(path.with_suffix(".codes.npy"))

    def __getitem__(self, value: str) -> "NDArray[np.int64]":
        place = self.values_.find(value) if isinstance(value, str) else None
        if place is None:
            raise KeyError(value)
        return self._documents[int(self._starts[place]) : int(self._starts[place + 1])]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_)

    def __len__(self) -> int:
        return len(self.values_)

    def some(self, places: Iterable[int]) -> "Iterator[tuple[str, NDArray[np.int64]]]":
        """The values at these places, with their documents."""
        for place in places:
            yield (
                self.values_[place],
                self._documents[int(self._starts[place]) : int(self._starts[place + 1])],
            )

    def stating(self, size: int) -> "NDArray[np.bool_]":
        """True for the documents, of so many, that have some value."""
        import numpy as np

        found = np.zeros(size, dtype=bool)
        found[self._documents] = True
        return found

    def warm(self) -> None:
        """Read the arrays once, so that no question waits for the disk."""
        self._documents.max(initial=0)
        self._codes.max(initial=0)

    def places(self) -> "NDArray[np.int64]":
        """Where each document has one value: its place among all of them."""
        import numpy as np

        found = np.empty(len(self._documents), dtype=np.int64)
        found[self._documents] = self._codes
        return found

    def values_of(self, keep: "NDArray[np.bool_]") -> Iterator[str]:
        """The values that some document has which `keep` holds, sorted by their UTF-8 bytes."""
        import numpy as np

        return (self.values_[place] for place in np.unique(self._codes[keep[self._documents]]).tolist())

    def counts(self, keep: "NDArray[np.bool_]", groups: "NDArray[np.int64]") -> "NDArray[np.int64]":
        """Hits with each value, in the order of the values: documents that `keep` holds, one per group.

        Costs a few passes over the column, whatever the number of values.
        """
        return count_hits(self._codes, self._documents, len(self), keep, groups)


def count_hits(
    codes: "NDArray[np.int32]",
    documents: "NDArray[np.int64]",
    values: int,
    keep: "NDArray[np.bool_]",
    groups: "NDArray[np.int64]",
) -> "NDArray[np.int64]":
    """Groups of kept documents per value; entries are sorted by value, then by group.

    `groups` is the engine's or a finer one: with each document for itself, each counts.
    """
    import numpy as np

    kept = np.flatnonzero(keep[documents])
    values_of, groups_of = codes[kept], groups[documents[kept]]
    if not kept.size:
        return np.zeros(values, dtype=np.int64)
    first = np.ones(len(kept), dtype=bool)
    first[1:] = (values_of[1:] != values_of[:-1]) | (groups_of[1:] != groups_of[:-1])
    return np.bincount(values_of[first], minlength=values).astype(np.int64)


class ColumnWriter:
    """Collects (document, value) pairs of one property."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._of, self._documents = array("i"), array("q")

    def add(self, document: int, values: Iterable[str]) -> None:
        """Say that a document has these values; each counts once."""
        for value in dict.fromkeys(values):
            self._of.append(self._codes.setdefault(value, len(self._codes)))
            self._documents.append(document)

    def add_value(self, value: str, documents: Iterable[int]) -> None:
        """Say that these documents, each given once, have a value; it is written even if none has it."""
        code, before = self._codes.setdefault(value, len(self._codes)), len(self._documents)
        self._documents.extend(documents)
        self._of.extend([code] * (len(self._documents) - before))

    def write(self, path: Path, groups: "NDArray[np.int64] | None" = None) -> list[str]:
        """Write the column and return its values in order; `groups` is the group of each document."""
        import numpy as np

        values = sorted(self._codes, key=lambda value: value.encode("utf-8", "replace"))
        place = np.zeros(len(values), dtype=np.int32)
        place[[self._codes[value] for value in values]] = np.arange(len(values))
        codes = place[np.frombuffer(self._of, dtype=np.int32)]
        documents = np.frombuffer(self._documents, dtype=np.int64)
        by_group = documents if groups is None else groups[documents]
        order = np.lexsort((documents, by_group, codes))
        ends = np.zeros(len(values) + 1, dtype=np.int64)
        np.cumsum(np.bincount(codes, minlength=len(values)), out=ends[1:])
        Strings.write(values, path)
        np.save(path.with_suffix(".ends.npy"), ends)
        np.save(path.with_suffix(".documents.npy"), documents[order])
        np.save(path.with_suffix(".codes.npy"), codes[order])
        return values


class Numbers(Mapping[str, int]):
    """Value -> the one document that has it."""

    def __init__(self, column: Column) -> None:
        self._column = column

    def places(self) -> "NDArray[np.int64]":
        """The place of each document's value among all, sorted by their UTF-8 bytes."""
        return self._column.places()

    def __getitem__(self, value: str) -> int:
        return int(self._column[value][0])

    def __iter__(self) -> Iterator[str]:
        return iter(self._column)

    def __len__(self) -> int:
        return len(self._column)


class Several(Mapping[str, tuple[str, ...]]):
    """Name -> what is called so, out of a column of names and a list of things."""

    def __init__(self, names: Column, things: Sequence[str]) -> None:
        self._names, self._things = names, things

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return tuple(self._things[number] for number in self._names[name].tolist())

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def mapped(path: Path) -> "NDArray[Any]":
    """An array file as memory that is read when it is looked at."""
    import numpy as np

    # As a plain array: numpy's own class for mapped ones makes every small selection four times as slow.
    array_: NDArray[Any] = np.asarray(np.load(path, mmap_mode="r"))
    return array_
