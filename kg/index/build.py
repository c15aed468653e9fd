"""Build all indexes of a generation from its graph, in one folder that is never changed afterwards."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.index.documents import Document, Named, save_aligned, save_cards, save_techniques
from kg.index.encoder import Encoder
from kg.index.gather import Selects, gather
from kg.index.vectors import embed, save_vectors
from kg.index.words import write_words
from kg.rdf.panet import PanetTable, shipped_panet

Progress = Callable[..., None]

FORMAT = 4
"""Raise it whenever an index written before cannot be read, or misses a field that searches need."""


def build_index(
    reader: Selects,
    folder: Path,
    encoder: Encoder | None,
    progress: Progress,
    table: PanetTable | None = None,
) -> dict[str, Any]:
    """Index every dcat:Dataset of the graph into `folder`; without an encoder, without vectors.

    `table` is the PaNET of the graph; the shipped one where none is given.

    Returns counts: format, documents, groups, vectors, encoded (texts that were not in the cache) and
    encoder (its identity or None).
    """
    table = table or shipped_panet()
    documents, named = gather(reader, table, progress)
    folder.mkdir(parents=True, exist_ok=True)
    save_techniques(table, folder)
    aligned = reader.rows("aligned_names")
    save_aligned({(row["name"].value, row["technique"].value) for row in aligned}, folder)
    return write_index(documents, named, folder, encoder, progress)


def write_index(
    documents: list[Document], named: list[Named], folder: Path, encoder: Encoder | None, progress: Progress
) -> dict[str, Any]:
    """Write the indexes of these documents; see `build_index`."""
    import orjson

    folder.mkdir(parents=True, exist_ok=True)
    progress("Indexing words", 0, len(documents))
    write_words(documents, folder / "words")
    save_cards([document.card for document in documents], named, folder)
    encoded = 0
    if encoder is not None and documents:
        matrix, encoded = embed(encoder, [document.meaning for document in documents], progress)
        save_vectors(matrix, folder)
    counts = {
        "format": FORMAT,
        "documents": len(documents),
        "groups": len({document.card.group for document in documents}),
        "vectors": len(documents) if encoder else 0,
        "encoded": encoded,
        "encoder": encoder.identity if encoder else None,
    }
    (folder / "index.json").write_bytes(orjson.dumps(counts))
    return counts
