"""A curator's word entered in the store: the graph of the pair and the curator gets one label more."""

from dataclasses import asdict

import orjson

from kg.citation.label import Word, label_graph, revised
from kg.errors import BadInput
from kg.writer import Writer


def word_body(word: Word) -> bytes:
    """A word as the body of a change."""
    return orjson.dumps(asdict(word))


def enter_label(writer: Writer, word: Word) -> bool:
    """Put a word in the place of what the curator said of the pair before, which the graph keeps.

    Returns whether it is their first of this pair.

    Raises:
        BadInput: one of the works is no IRI.
    """
    graph = label_graph(word.citing, word.cited, word.curator)
    before = [triple for _, triples in writer.store.triples_of([graph]) for triple in triples]
    try:
        text = revised(before, word)
    except ValueError as error:
        raise BadInput(f"A label is of two works named by IRIs: {error}.") from error
    writer.load(graph, text, "nt")
    return not before


def word_in(body: bytes) -> Word:
    """The reverse of `word_body`."""
    return Word(**orjson.loads(body))
