"""Build all indexes of a generation from its graph, in one folder that is never changed afterwards."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kg.index.cards import CardWriter
from kg.index.documents import Document, Named
from kg.index.encoder import Encoder
from kg.index.gather import Gathered
from kg.index.parameter_names import save_parameter_names
from kg.index.properties import FOLDER, PropertyWriter
from kg.index.tables import save_aligned, save_names, save_techniques
from kg.index.things import Selects
from kg.index.vectors import Meanings
from kg.index.words import write_words
from kg.rdf.panet import PanetTable, shipped_panet

Progress = Callable[..., None]

FORMAT = 9
"""Raise it whenever an index written before cannot be read, or misses a field that searches need."""

_OFTEN = 500  # documents between two reports of progress


def build_index(
    reader: Selects,
    folder: Path,
    encoder: Encoder | None,
    progress: Progress,
    table: PanetTable | None = None,
    before: Path | None = None,
) -> dict[str, Any]:
    """Index every dcat:Dataset of the graph into `folder`; without an encoder, without vectors.

    `table` is the PaNET of the graph; the shipped one where none is given. `before` is the folder of an
    earlier index: vectors of texts that did not change are copied from there, if the same encoder made them.

    Returns what `index.json` holds: format, documents, groups, vectors, encoded (texts that were encoded
    now), encoder (its identity or None) and left_out (reason -> parameters that are no known quantity).
    """
    found = Gathered(reader, table or shipped_panet(), progress)
    folder.mkdir(parents=True, exist_ok=True)
    aligned = reader.rows("aligned_names")
    save_aligned({(row["name"].value, row["technique"].value) for row in aligned}, folder)
    names = reader.rows("parameter_names")
    save_parameter_names(((row["name"].value, row["siUnit"].value) for row in names), folder)
    return write_index(
        found,
        found.named,
        folder,
        encoder,
        progress,
        table,
        before,
        total=len(found),
        left_out=found.left_out,
    )


def write_index(
    documents: Iterable[Document],
    named: list[Named],
    folder: Path,
    encoder: Encoder | None,
    progress: Progress,
    table: PanetTable | None = None,
    before: Path | None = None,
    *,
    total: int | None = None,
    left_out: dict[str, int] | None = None,
) -> dict[str, Any]:
    """Write the indexes of these documents, which are read once and not kept; see `build_index`.

    `total` is how many they are, for the progress only; `left_out` is read when they are through.
    """
    import orjson

    folder.mkdir(parents=True, exist_ok=True)
    table = table or shipped_panet()
    save_techniques(table, folder)
    save_names(named, folder)
    properties = PropertyWriter(named, table)
    with ExitStack() as stack:
        meanings = stack.enter_context(Meanings(encoder, before)) if encoder else None
        cards = stack.enter_context(CardWriter(folder))
        passing = _passing(documents, cards, properties, meanings)
        names = (name for term in table.terms.values() for name in (term.label, *term.alt_labels))
        write_words(_counted(passing, progress, total), folder / "words", names)
        properties.write(folder / FOLDER)
        encoded = meanings.write(folder, progress) if meanings else 0
    counts = {
        "format": FORMAT,
        "documents": len(cards),
        "groups": properties.groups,
        "vectors": len(cards) if encoder else 0,
        "encoded": encoded,
        "encoder": encoder.identity if encoder else None,
        "left_out": dict(left_out or {}),
    }
    (folder / "index.json").write_bytes(orjson.dumps(counts))
    return counts


def _passing(
    documents: Iterable[Document], cards: CardWriter, properties: PropertyWriter, meanings: Meanings | None
) -> Iterator[Document]:
    """The documents, each written to the other indexes on its way."""
    for document in documents:
        cards.add(document.card)
        properties.add(document.card)
        if meanings is not None:
            meanings.add(document.meaning)
        yield document


def _counted(documents: Iterable[Document], progress: Progress, total: int | None) -> Iterator[Document]:
    for number, document in enumerate(documents):
        if number % _OFTEN == 0:
            progress("Indexing words", number, total)
        yield document
