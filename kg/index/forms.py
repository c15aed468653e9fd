"""The words of an index as they stand in its texts, by their stem: what a query without a stemmer has to ask.

The word index compares stems and keeps nothing else; SPARQL compares characters. This table says which
written words ("film", "films", "SiO₂") are one word of the index.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path

FILE = "forms.json"

Stemmer = Callable[[str], Sequence[str]]
"""The stems of the words of a text, in order."""

_WORD = re.compile(r"[^\W_]+")
_BATCH = 10_000


class Vocabulary:
    """Collects the written words of an index while it is made."""

    def __init__(self) -> None:
        self._words: set[str] = set()

    def add(self, text: str) -> None:
        """Take in the words of a text."""
        self._words.update(_WORD.findall(text.lower()))

    def write(self, folder: Path, stems: Stemmer) -> None:
        """Write the table to the folder."""
        import orjson

        found: dict[str, list[str]] = defaultdict(list)
        words = sorted(self._words)
        for start in range(0, len(words), _BATCH):
            for word, stem in _stemmed(words[start : start + _BATCH], stems):
                found[stem].append(word)
        (folder / FILE).write_bytes(orjson.dumps(found))


class Forms:
    """The table of a written index, read when it is first asked."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def of(self, stem: str) -> tuple[str, ...]:
        """The written words of this stem, in small letters; none where no text has it."""
        return tuple(self._table.get(stem, ()))

    @cached_property
    def _table(self) -> dict[str, list[str]]:
        import orjson

        table: dict[str, list[str]] = orjson.loads(self._file.read_bytes()) if self._file.is_file() else {}
        return table


def _stemmed(words: Sequence[str], stems: Stemmer) -> Iterable[tuple[str, str]]:
    """(word, stem); word by word where the index cuts one of them otherwise or leaves it out."""
    together = stems(" ".join(words))
    if len(together) == len(words):
        return zip(words, together, strict=True)
    apart = ((word, stems(word)) for word in words)
    return ((word, its[0]) for word, its in apart if len(its) == 1)
