"""Vectors of texts, computed once: taken from the generation before, else from a cache, else encoded.

All go by the digest of the text. The cache, one file per encoder, lives in the user's cache folder, not in a
store: two stores share it, and it can be made again. A generation that changes one text in a hundred encodes
that one, and copies the other rows from the file of the generation before.
"""

import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import TYPE_CHECKING, Any

from kg.index.encoder import Encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Progress = Callable[..., None]

_VECTORS, _DIGESTS = "vectors.npy", "vectors-digests.npy"
_DIGEST_BYTES = 16
_SLICE = 256  # texts between two writes to the cache: what an interruption loses
_SORTED = 8192  # texts sorted by length together: more would be held in memory, fewer padded more
_BLOCK = 4096  # rows copied at once


class Meanings:
    """Takes the texts of an index one by one and writes their vectors, a normalised row each; a context.

    `before` is the folder of an index whose vectors may be copied, where the same encoder made them.
    """

    def __init__(self, encoder: Encoder, before: Path | None = None) -> None:
        self._encoder = encoder
        self._before = _former(before, encoder) if before else None
        self._keys = bytearray()
        self._new: dict[bytes, int] = {}
        self._lengths, self._texts = array("q", [0]), TemporaryFile()  # noqa: SIM115
        self._of_text = array("q")

    def __enter__(self) -> "Meanings":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._texts.close()

    def __len__(self) -> int:
        return len(self._keys) // _DIGEST_BYTES

    def add(self, text: str) -> None:
        """Take in the next text; it is kept on disk, and only if its vector is not in the index before."""
        data = text.encode("utf-8", "replace")
        key = sha256(data).digest()[:_DIGEST_BYTES]
        if key not in self._new and (self._before is None or key not in self._before.rows):
            self._new[key] = len(self)
            self._texts.write(data)
            self._lengths.append(self._lengths[-1] + len(data))
        self._keys += key

    def write(self, folder: Path, progress: Progress) -> int:
        """Write the vectors to the folder and say how many texts had to be encoded now."""
        import numpy as np

        shape = (len(self), self._encoder.dimension)
        matrix: NDArray[np.float32] = np.lib.format.open_memmap(
            folder / _VECTORS, mode="w+", dtype=np.float32, shape=shape
        )
        keys = np.frombuffer(self._keys, dtype=np.uint8).reshape(-1, _DIGEST_BYTES)
        encoded = self._fill(matrix, progress)
        self._repeat(matrix)
        np.save(folder / _DIGESTS, keys)
        return encoded

    def _fill(self, matrix: "NDArray[np.float32]", progress: Progress) -> int:
        """The rows of new texts: from the cache, else encoded, long ones beside long ones."""
        encoded = done = 0
        with closing(_open(self._encoder)) as cache:
            for keys, texts in self._chunks():
                known = _read(cache, keys, self._encoder.dimension)
                for key, row in known.items():
                    matrix[self._new[key]] = row
                unknown = [(key, text) for key, text in zip(keys, texts, strict=True) if key not in known]
                unknown.sort(key=lambda of: len(of[1]))
                done += len(known)
                for start in range(0, len(unknown), _SLICE):
                    progress("Encoding texts", done, len(self._new))
                    some = unknown[start : start + _SLICE]
                    rows = self._encoder.encode([text for _, text in some])
                    matrix[[self._new[key] for key, _ in some]] = rows
                    _keep(cache, [key for key, _ in some], rows)
                    done += len(some)
                encoded += len(unknown)
        return encoded

    def _chunks(self) -> Iterator[tuple[list[bytes], list[str]]]:
        keys = list(self._new)
        self._texts.seek(0)
        for start in range(0, len(keys), _SORTED):
            stop = min(start + _SORTED, len(keys))
            ends = self._lengths[start : stop + 1]
            texts = [self._texts.read(b - a).decode() for a, b in pairwise(ends)]
            yield keys[start:stop], texts

    def _repeat(self, matrix: "NDArray[np.float32]") -> None:
        """The rows of texts that stood before, here or in the index before."""
        import numpy as np

        old, here = (array("q"), array("q")), (array("q"), array("q"))
        for place in range(len(self)):
            key = bytes(self._keys[place * _DIGEST_BYTES : (place + 1) * _DIGEST_BYTES])
            first = self._new.get(key)
            if first is None:
                assert self._before is not None
                old[0].append(place)
                old[1].append(self._before.rows[key])
            elif first != place:
                here[0].append(place)
                here[1].append(first)
        for (to, from_), source in ((old, self._before.matrix if self._before else matrix), (here, matrix)):
            for start in range(0, len(to), _BLOCK):
                rows = np.array(from_[start : start + _BLOCK])
                matrix[np.array(to[start : start + _BLOCK])] = source[rows]


class _Former:
    """The vectors of an index that was made before, by the digests of their texts."""

    def __init__(self, matrix: "NDArray[np.float32]", digests: bytes) -> None:
        self.matrix = matrix
        self.rows = {
            digests[place * _DIGEST_BYTES : (place + 1) * _DIGEST_BYTES]: place
            for place in range(len(digests) // _DIGEST_BYTES)
        }


def _former(folder: Path, encoder: Encoder) -> _Former | None:
    """None where the index has no vectors, or those of another encoder."""
    import numpy as np
    import orjson

    file = folder / "index.json"
    facts: dict[str, Any] = orjson.loads(file.read_bytes()) if file.is_file() else {}
    matrix = load_vectors(folder)
    if facts.get("encoder") != encoder.identity or matrix is None or not (folder / _DIGESTS).is_file():
        return None
    digests = np.load(folder / _DIGESTS)
    fits = matrix.shape == (len(digests), encoder.dimension)
    return _Former(matrix, digests.tobytes()) if fits else None


def embed(encoder: Encoder, texts: Sequence[str], progress: Progress) -> "tuple[NDArray[np.float32], int]":
    """One normalised row per text, float32, and how many texts had to be encoded now."""
    from tempfile import TemporaryDirectory

    import numpy as np

    with Meanings(encoder) as meanings, TemporaryDirectory() as folder:
        for text in texts:
            meanings.add(text)
        encoded = meanings.write(Path(folder), progress)
        matrix: NDArray[np.float32] = np.load(Path(folder) / _VECTORS)
    return matrix, encoded


def _open(encoder: Encoder) -> sqlite3.Connection:
    folder = encoder.cache / "vectors"
    folder.mkdir(parents=True, exist_ok=True)
    cache = sqlite3.connect(folder / f"{encoder.identity}.sqlite", timeout=60)
    cache.execute("PRAGMA journal_mode=WAL")
    cache.execute("PRAGMA synchronous=NORMAL")
    cache.execute("CREATE TABLE IF NOT EXISTS vector (text BLOB PRIMARY KEY, row BLOB NOT NULL)")
    return cache


def _keep(cache: sqlite3.Connection, keys: Sequence[bytes], rows: "NDArray[np.float32]") -> None:
    pairs = [(key, row.tobytes()) for key, row in zip(keys, rows, strict=True)]
    with cache:
        cache.executemany("INSERT OR IGNORE INTO vector VALUES (?, ?)", pairs)


def _read(cache: sqlite3.Connection, keys: list[bytes], dimension: int) -> "dict[bytes, NDArray[np.float32]]":
    import numpy as np

    def rows() -> Iterator[tuple[bytes, bytes]]:
        for start in range(0, len(keys), 500):
            some = keys[start : start + 500]
            marks = ",".join("?" * len(some))
            yield from cache.execute(f"SELECT text, row FROM vector WHERE text IN ({marks})", some)

    return {key: np.frombuffer(row, dtype=np.float32) for key, row in rows() if len(row) == 4 * dimension}


def load_vectors(folder: Path) -> "NDArray[np.float32] | None":
    """Row i belongs to document i; mapped from the file, not read. None for an index without vectors."""
    import numpy as np

    path = folder / _VECTORS
    if not path.is_file():
        return None
    # As a plain array: numpy's own class for mapped ones makes every small selection four times as slow.
    matrix: NDArray[np.float32] = np.asarray(np.load(path, mmap_mode="r"))
    return matrix
