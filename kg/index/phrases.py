"""Which documents hold the names that questions are full of: looked up once, when the index is made.

Tens of thousands of documents may hold one phrase, and a question about a technique asks for all its names.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.index.columns import Column, ColumnWriter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "phrases"

Stems = tuple[str, ...]


def write_phrases(
    phrases: Iterable[Stems], look_up: "Callable[[Stems], NDArray[np.int64]]", folder: Path
) -> None:
    """Write the answers of `look_up`; a phrase that no document holds is kept, too."""
    column = ColumnWriter()
    for phrase in sorted(set(phrases)):
        column.add_value(_key(phrase), look_up(phrase).tolist())
    column.write(folder / FILE)


class Phrases:
    """The written answers; without a file none is known."""

    def __init__(self, folder: Path) -> None:
        there = (folder / f"{FILE}.ends.npy").is_file()
        self._column: Mapping[str, NDArray[np.int64]] = Column(folder / FILE) if there else {}

    def get(self, phrase: Stems) -> "NDArray[np.int64] | None":
        """The documents that hold the phrase, ascending; None where it was not looked up."""
        return self._column.get(_key(phrase))


def _key(phrase: Stems) -> str:
    return " ".join(phrase)
