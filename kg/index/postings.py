"""Which document holds which word, and how much it is about it: BM25 over weighted fields, as arrays on disk.

A word counts by the weight of the field it stands in, and the length of a document is the weighted number of
its words. Of each word and document it is kept, too, in which fields it stands. Everything is memory-mapped,
so a question touches the rows of its own words only.
"""

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

K1, B = 0.9, 0.4
"""How soon repeating a word stops to count, and how much a long text loses. Not fitted: the values that
Anserini uses. On DataFinder dev less `B` scores higher still, but only since its often used datasets are
described at greater length, which says nothing about catalogues."""

_BLOCK = 2_000_000  # pairs of word and document that are sorted at once

MOST_FIELDS = 16

Weighted = Iterable[tuple[int, float, Sequence[str]]]
"""Texts as their stems, each with the place of its field, below `MOST_FIELDS`, and the weight of that."""


class PostingsWriter:
    """Collects documents in their order; `write` puts the arrays into a folder."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._lengths = array("f")
        self._sizes = array("i")  # distinct words of each document
        self._words, self._counts, self._fields = array("i"), array("f"), array("H")

    def add(self, texts: Weighted) -> None:
        """Add the next document."""
        counted: dict[str, float] = {}
        fields: dict[str, int] = {}
        for field, weight, stems in texts:
            for stem in stems:
                counted[stem] = counted.get(stem, 0.0) + weight
                fields[stem] = fields.get(stem, 0) | 1 << field
        numbers = self._numbers
        self._words.extend([numbers.setdefault(stem, len(numbers)) for stem in counted])
        self._counts.extend(counted.values())
        self._fields.extend(fields.values())
        self._sizes.append(len(counted))
        self._lengths.append(sum(counted.values()))

    def write(self, folder: Path) -> None:
        """Write six files: the words, where they end, their rows, and who holds them, how much and where."""
        import numpy as np

        folder.mkdir(parents=True, exist_ok=True)
        terms = sorted((stem.encode(), number) for stem, number in self._numbers.items())
        place = np.empty(len(terms), dtype=np.int32)  # a word's number -> its place in the alphabet
        place[[number for _, number in terms]] = np.arange(len(terms), dtype=np.int32)
        (folder / "terms").write_bytes(b"".join(term for term, _ in terms))
        np.cumsum([0, *(len(term) for term, _ in terms)], dtype=np.int64).tofile(folder / "ends")
        del terms
        self._write_arrays(folder, place)

    def _write_arrays(self, folder: Path, place: "NDArray[np.int32]") -> None:
        """Rows by word, each row by document; block by block, so that no second copy is held in memory."""
        import numpy as np

        words = np.frombuffer(self._words, dtype=np.int32)
        starts = np.zeros(len(place) + 1, dtype=np.int64)
        np.cumsum(np.bincount(place[words], minlength=len(place)), out=starts[1:])
        starts.tofile(folder / "starts")
        documents = _new(folder / "documents", np.int32, len(words))
        weights = _new(folder / "weights", np.float32, len(words))
        fields = _new(folder / "fields", np.uint16, len(words))
        held_in = np.frombuffer(self._fields, dtype=np.uint16)
        free = starts[:-1].copy()
        for rows, of, counts in self._blocks():
            row = place[words[rows]]
            order = np.argsort(row, kind="stable")
            row = row[order]
            first = np.flatnonzero(np.diff(row, prepend=-1))
            sizes = np.diff(np.append(first, len(row)))
            target = free[row] + np.arange(len(row)) - np.repeat(first, sizes)
            documents[target], weights[target] = of[order], counts[order]
            fields[target] = held_in[rows][order]
            free[row[first]] += sizes

    def _blocks(self) -> "Iterator[tuple[slice, NDArray[np.int32], NDArray[np.float32]]]":
        """Which pairs, their documents, and what each is worth but for the word's rarity."""
        import numpy as np

        lengths = np.frombuffer(self._lengths, dtype=np.float32)
        sizes = np.frombuffer(self._sizes, dtype=np.int32)
        counts = np.frombuffer(self._counts, dtype=np.float32)
        longer = K1 * (1 - B + B * lengths / (float(lengths.mean()) or 1.0)) if len(lengths) else lengths
        of = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        for start in range(0, len(counts), _BLOCK):
            rows = slice(start, start + _BLOCK)
            yield rows, of[rows], counts[rows] * (K1 + 1) / (counts[rows] + longer[of[rows]])


class Postings:
    """Written postings, open for search. Documents are known by their number, from 0."""

    def __init__(self, folder: Path, size: int) -> None:
        self.size = size
        import numpy as np

        self._terms, self._ends = _mapped(folder / "terms", np.uint8), _mapped(folder / "ends", np.int64)
        self._starts = _mapped(folder / "starts", np.int64)
        self._documents = _mapped(folder / "documents", np.int32)
        self._weights = _mapped(folder / "weights", np.float32)
        self._fields = _mapped(folder / "fields", np.uint16)

    def holding(self, term: str) -> "NDArray[np.int64]":
        """The documents that hold a stem, ascending."""
        return self._documents[self._row(term)]

    def holding_all(self, terms: Iterable[str], fields: Iterable[int]) -> "NDArray[np.int64]":
        """The documents one of whose fields, of those at these places, holds every stem; ascending."""
        import numpy as np

        wanted = np.uint16(sum(1 << field for field in set(fields)))
        rows = sorted(map(self._row, set(terms)), key=lambda row: int(row.stop) - int(row.start))
        if not rows or rows[0].stop == rows[0].start:
            return np.zeros(0, dtype=np.int64)
        found, held_in = self._documents[rows[0]], self._fields[rows[0]] & wanted
        if len(rows) > 1:
            held = np.zeros(self.size, dtype=np.uint16)
        for row in rows[1:]:
            held[:] = 0
            held[self._documents[row]] = self._fields[row]
            held_in = held_in & held[found]
        return found[held_in > 0].astype(np.int64)

    def frequency(self, term: str) -> int:
        """How many documents hold a stem."""
        row = self._row(term)
        return int(row.stop) - int(row.start)

    def bm25(self, terms: Mapping[str, float]) -> "NDArray[np.float32]":
        """The score of every document for these stems, each counted as often as its value says."""
        import numpy as np

        scores = np.zeros(self.size, dtype=np.float32)
        for term, often in terms.items():
            row = self._row(term)
            held = row.stop - row.start
            rarity = math.log(1 + (self.size - held + 0.5) / (held + 0.5))
            scores[self._documents[row]] += np.float32(often * rarity) * self._weights[row]
        return scores

    def coverage(self, terms: Mapping[str, float]) -> "NDArray[np.float32]":
        """The sum of the values of those of the stems that a document holds, for every document."""
        import numpy as np

        sums = np.zeros(self.size, dtype=np.float32)
        for term, value in terms.items():
            sums[self.holding(term)] += np.float32(value)
        return sums

    def _row(self, term: str) -> slice:
        wanted = term.encode("utf-8", "replace")
        at = bisect_left(range(len(self._ends) - 1), wanted, key=self._term)
        if at == len(self._ends) - 1 or self._term(at) != wanted:
            return slice(0, 0)
        return slice(int(self._starts[at]), int(self._starts[at + 1]))

    def _term(self, place: int) -> bytes:
        return bytes(self._terms[self._ends[place] : self._ends[place + 1]])


def _new(path: Path, kind: "type[np.generic]", length: int) -> "NDArray[np.generic]":
    import numpy as np

    path.touch()
    return np.memmap(path, dtype=kind, mode="w+", shape=(length,)) if length else np.zeros(0, dtype=kind)


def _mapped(path: Path, kind: "type[np.generic]") -> "NDArray[np.int64]":
    import numpy as np

    # As a plain array: numpy's own class for mapped ones makes every small selection four times as slow.
    if not path.stat().st_size:
        return np.zeros(0, dtype=kind)
    return np.asarray(np.memmap(path, dtype=kind, mode="r"))
