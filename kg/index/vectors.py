"""Vectors of texts, computed once: a cache keyed by the digest of the text, one file per encoder.

The cache lives in the user's cache folder, not in a store: two stores share it, and it can be made again.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kg.index.encoder import Encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SLICE = 256  # texts between two writes to the cache: what an interruption loses


def embed(
    encoder: Encoder, texts: Sequence[str], progress: Callable[..., None]
) -> "tuple[NDArray[np.float32], int]":
    """One normalised row per text, float32, and how many texts had to be encoded now."""
    import numpy as np

    keys = [sha256(text.encode()).digest()[:16] for text in texts]
    wanted = dict(zip(keys, texts, strict=True))
    with closing(_open(encoder)) as cache:
        known = _read(cache, list(wanted), encoder.dimension)
        fresh = sorted((key for key in wanted if key not in known), key=lambda key: len(wanted[key]))
        for start in range(0, len(fresh), _SLICE):
            progress("Encoding texts", start, len(fresh))
            some = fresh[start : start + _SLICE]
            rows = encoder.encode([wanted[key] for key in some])
            known.update(zip(some, rows, strict=True))
            with cache:
                cache.executemany(
                    "INSERT OR IGNORE INTO vector VALUES (?, ?)",
                    [(k, row.tobytes()) for k, row in zip(some, rows, strict=True)],
                )
    matrix = np.zeros((len(keys), encoder.dimension), dtype=np.float32)
    for place, key in enumerate(keys):
        matrix[place] = known[key]
    return matrix, len(fresh)


def _open(encoder: Encoder) -> sqlite3.Connection:
    folder = encoder.cache / "vectors"
    folder.mkdir(parents=True, exist_ok=True)
    cache = sqlite3.connect(folder / f"{encoder.identity}.sqlite", timeout=60)
    cache.execute("PRAGMA journal_mode=WAL")
    cache.execute("PRAGMA synchronous=NORMAL")
    cache.execute("CREATE TABLE IF NOT EXISTS vector (text BLOB PRIMARY KEY, row BLOB NOT NULL)")
    return cache


def _read(cache: sqlite3.Connection, keys: list[bytes], dimension: int) -> "dict[bytes, NDArray[np.float32]]":
    import numpy as np

    def rows() -> Iterator[tuple[bytes, bytes]]:
        for start in range(0, len(keys), 500):
            some = keys[start : start + 500]
            marks = ",".join("?" * len(some))
            yield from cache.execute(f"SELECT text, row FROM vector WHERE text IN ({marks})", some)

    return {key: np.frombuffer(row, dtype=np.float32) for key, row in rows() if len(row) == 4 * dimension}


def save_vectors(matrix: "NDArray[np.float32]", folder: Path) -> None:
    """Write `vectors.npy`."""
    import numpy as np

    np.save(folder / "vectors.npy", matrix)


def load_vectors(folder: Path) -> "NDArray[np.float32] | None":
    """Row i belongs to document i; None for an index without vectors."""
    import numpy as np

    path = folder / "vectors.npy"
    if not path.is_file():
        return None
    matrix: NDArray[np.float32] = np.load(path)
    return matrix
