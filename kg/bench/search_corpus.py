"""As many documents as a bench asks for: invented records, mapped through the whole pipeline, and repeated.

A repeated record has an identifier, a day, values and a group of its own and one word that few others have;
its other words are those of the first. So lists of documents by word, and columns by value, are as long as in
a catalogue of that size, without hours of mapping.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from kg.index.documents import Document, Named
from kg.index.encoder import Encoder
from kg.sample.world import sample_records

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAPPED = 5_000
"""Records that are really harvested; all others repeat them."""

ENCODED = 1_000
"""Texts that are really encoded; all others get these vectors again, each turned a little."""


def harvested(folder: Path, records: int) -> tuple[list[Document], list[Named]]:
    """Documents of invented records that went through harvest, checks and graph."""
    from kg import pipeline
    from kg.index.gather import gather
    from kg.rdf.panet import shipped_panet
    from kg.store.home import Home

    payloads = folder / "payloads"
    payloads.mkdir()
    everything = list(sample_records(records))
    for start in range(0, records, 500):
        (payloads / f"{start:07d}.json").write_bytes(orjson.dumps(everything[start : start + 500]))
    home = Home(folder / "store")
    pipeline.harvest(home, "scicat", [str(payloads)])
    generation = home.current()
    assert generation is not None
    return gather(home.reader(generation), shipped_panet(), lambda *told: None)


def repeated(documents: Sequence[Document], count: int, changed: int | None = None) -> Iterator[Document]:
    """`count` documents, made one by one; each `changed`-th with another description."""
    groups = max(document.card.group for document in documents) + 1
    for number in range(count):
        turn, place = divmod(number, len(documents))
        made = _again(documents[place], turn, turn * groups) if turn else documents[place]
        if changed and number % changed == 0:
            made = Document(made.card, {**made.texts, "keywords": (f"revised {number}",)})
        yield made


def _again(document: Document, turn: int, groups: int) -> Document:
    card, mark = document.card, f"lot{turn:04d}"
    start = card.start and f"{2008 + turn % 18}{card.start[4:]}"
    values = tuple(of._replace(low=of.low * (1 + turn / 1000), high=of.high * (1 + turn / 1000))
                   for of in card.quantities)  # fmt: skip
    again = replace(
        card, iri=f"{card.iri}/{mark}", title=f"{card.title} {mark}", group=card.group + groups, start=start,
        doi=None, quantities=values,
    )  # fmt: skip
    texts = {**document.texts, "title": (again.title,), "identifiers": (again.iri.lower(),)}
    return Document(again, texts)


class Repeating:
    """An encoder that encodes the first texts only and repeats their vectors; its cache is its own."""

    def __init__(self, encoder: Encoder | None, cache: Path) -> None:
        self.identity = encoder.identity if encoder else "noise"
        self.dimension = encoder.dimension if encoder else 384
        self.cache = cache
        self._encoder = encoder
        self._rows: NDArray[np.float32] | None = None
        self._turns = 0

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """As many rows as texts: normalised, (n, dimension)."""
        import numpy as np

        if self._rows is None or len(self._rows) < ENCODED:
            new = self._first(texts[:ENCODED])
            self._rows = new if self._rows is None else np.concatenate([self._rows, new])
        self._turns += 1
        noise = np.random.default_rng(self._turns).normal(0, 0.02, (len(texts), self.dimension))
        rows = self._rows[np.arange(len(texts)) % len(self._rows)] + noise.astype(np.float32)
        normal: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return normal

    def _first(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        import numpy as np

        if self._encoder is not None:
            return self._encoder.encode(texts)
        return np.random.default_rng(0).normal(0, 1, (len(texts), self.dimension)).astype(np.float32)
