"""Small worlds made searchable: a graph on disk, its indexes, an open engine."""

import zlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from kg.answer.engine import Engine
from kg.answer.search import SearchAnswer, search
from kg.index.build import build_index
from kg.index.encoder import Encoder
from kg.rdf.shipped import shipped
from kg.store.generation import Generation
from kg.store.reader import Reader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORLDS = Path(__file__).parent / "worlds"
TODAY = date(2026, 1, 1)


def open_graph(folder: Path, *worlds: str) -> Reader:
    """A graph of these worlds and of PaNET."""
    folder.mkdir(parents=True, exist_ok=True)
    store = pyoxigraph.Store(str(folder / "graph"))
    for world in worlds:
        graph = pyoxigraph.NamedNode(f"https://example.org/graph/{world}")
        store.load(path=WORLDS / f"{world}.ttl", format=pyoxigraph.RdfFormat.TURTLE, to_graph=graph)
    table = (shipped("ontologies") / "panet-terms.ttl").read_bytes()
    panet = pyoxigraph.NamedNode("https://example.org/graph/panet")
    store.load(table, format=pyoxigraph.RdfFormat.TURTLE, to_graph=panet)
    store.flush()
    del store
    return Reader(folder / "graph")


def open_engine(folder: Path, *worlds: str, encoder: Encoder | None = None) -> Engine:
    """An engine over these worlds."""
    build_index(open_graph(folder, *worlds), folder / "index", encoder, silent)
    return Engine.open(Generation(folder, 1), encoder)


def silent(doing: str, done: int, total: int | None = None) -> None:
    """Progress that nobody watches."""


def titles(answer: SearchAnswer) -> list[str]:
    """The titles of the hits, best first."""
    return [hit.title for hit in answer.hits]


def ask(engine: Engine, text: str, **options: str | int) -> SearchAnswer:
    """Search as of the first day of 2026."""
    return search(engine, text, as_of=TODAY, **options)  # type: ignore[arg-type]


class LetterEncoder:
    """Texts with the same letters are near each other: an encoder that can be worked out by hand."""

    identity = "letters-1"
    dimension = 26

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Letter counts, normalised."""
        import numpy as np

        self.encoded += texts
        counts = [[text.lower().count(chr(97 + place)) for place in range(26)] for text in texts]
        rows = np.array(counts, dtype=np.float32) + 1e-6
        normal: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return normal.astype(np.float32)


def digest(text: str) -> int:
    """A small number of a text, the same in every process."""
    return zlib.crc32(text.encode())
