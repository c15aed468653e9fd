"""Likeness of meaning between a text and the names, where there is an encoder; the names are encoded once."""

import os
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.link.names import Names, names_of
from kg.rdf.panet import PanetTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Encoder(Protocol):
    """Whatever turns texts into vectors of one length; those of `kg.index.encoder` do."""

    @property
    def identity(self) -> str:
        """Which weights these are."""

    @property
    def cache(self) -> Path:
        """A folder where vectors may be kept."""

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """One normalised row per text: float32, (n, dimension)."""


def meanings(
    said: Sequence[tuple[str, ...]], written: str, names: Names, encoder: Encoder
) -> "tuple[NDArray[np.float32], NDArray[np.float32]]":
    """Cosines, float32: (readings, names) of the words that count, and (names,) of what is written.

    One vector per name, never one text with its parents: those draw a term towards its siblings.
    """
    counted, raw = _vectors(names.table, encoder.identity, _Holder(encoder))
    rows = encoder.encode([*(" ".join(words) for words in said), written])
    return rows[:-1] @ counted.T, raw @ rows[-1]


class _Holder:
    """Carries an encoder past the cache, whose key is the encoder's identity."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=2)
def _vectors(
    table: PanetTable, identity: str, holder: _Holder
) -> "tuple[NDArray[np.float32], NDArray[np.float32]]":
    """Of the names' words and of the names as written, (names, dimension) each; kept by the texts' digest."""
    import numpy as np

    names = names_of(table)
    texts = [" ".join(name.words) for name in names.all] + [name.written for name in names.all]
    digest = sha256("\n".join([identity, *texts]).encode()).hexdigest()[:16]
    file = holder.encoder.cache / "vectors" / f"names-{digest}.npy"
    matrix = None
    with suppress(OSError, ValueError, EOFError):  # not there yet, or half written: made again
        matrix = np.load(file, allow_pickle=False)
    if matrix is None or matrix.shape[0] != len(texts) or matrix.dtype != np.float32:
        matrix = holder.encoder.encode(texts)
        _keep(file, matrix)
    return matrix[: len(names.all)], matrix[len(names.all) :]


def _keep(file: Path, matrix: "NDArray[np.float32]") -> None:
    """Write whole or not at all; a cache that cannot be written costs time only."""
    import numpy as np

    beside = file.with_suffix(f".{os.getpid()}.tmp")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as out:
            np.save(out, matrix, allow_pickle=False)
        beside.replace(file)
