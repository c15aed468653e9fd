"""Other engines on the same triples: rdflib always, Virtuoso where it is installed."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from pyoxigraph import DefaultGraph, RdfFormat, Store

from kg.bench.sparql_answer import Answer
from kg.bench.sparql_engine import Engine
from kg.bench.sparql_questions import Asked
from kg.bench.sparql_virtuoso import Virtuoso, is_installed
from kg.errors import KgError
from kg.store.generation import Generation

Say = Callable[[str], None]
Measured = dict[str, list[Answer]]
"""By engine, its answer to the first text of every question."""


class _Peer(Protocol):
    def ask(self, sparql: str) -> Answer:
        """Ask once."""


def measured(generation: Generation, asked: list[Asked], seconds: int, say: Say) -> Measured:
    """Every other engine's answers; one that cannot start is said to be missing."""
    answers: Measured = {}
    with _triples(generation) as file:
        say(f"rdflib reads the same triples; a query may take it {seconds} s")
        with Engine("rdflib", file, seconds) as rdflib:
            answers["rdflib"] = _answers(rdflib, asked)
        if not is_installed():
            say("virtuoso-t is not installed: left out")
            return answers
        try:
            with Virtuoso(file, seconds) as virtuoso:
                _answers(virtuoso, asked)  # its plans and pages get warm, as those of the others are
                answers["virtuoso"] = _answers(virtuoso, asked)
        except KgError as error:
            say(f"virtuoso: {error}")
    return answers


def _answers(peer: _Peer, asked: list[Asked]) -> list[Answer]:
    return [peer.ask(question.texts[0]) for question in asked]


@contextmanager
def _triples(generation: Generation) -> Iterator[Path]:
    """The union of all graphs as N-Triples."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "union.nt"
        graph = Store.read_only(str(generation.graph))
        graph.dump(str(file), format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
        yield file
