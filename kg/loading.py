"""RDF files into the store: triples into one graph, quads into the graphs they name.

A file may be hostile or just too much for a parser, which then takes its process along. So each is first read
to its end in a contained process; only what that one survived is read in here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import BadInput, BadRecord
from kg.harvest.contain import Containment
from kg.rdf.names import GRAPH
from kg.rdf.syntax import read, syntax_of
from kg.store.graphs import file_graph, is_kept
from kg.store.home import Home
from kg.store.store import GraphName
from kg.writer import Writer, open_writer

Progress = Callable[[str, int, int | None], None]

QUAD_SYNTAXES = ("nq", "trig")
"""The file endings of syntaxes that name graphs."""

_PAGE = 100_000
_MEMORY_MB = 4096
_SECONDS_PER_MB = 2.0
_ENGINE_MADE = re.compile(r"[0-9a-f]{24,32}")


def _quiet(doing: str, done: int, total: int | None = None) -> None:
    pass


def load_files(
    home: Home, files: Sequence[Path], graph: NamedNode | None = None, progress: Progress = _quiet
) -> list[dict[str, Any]]:
    """Load RDF files whole: quads into their graphs, triples into a graph of the file's own or the one named.

    A graph then holds what the file says of it, and nothing else. Returns file, graph (None for quads), the
    number of graphs, triples and changed (False when the same bytes were loaded before) of each.

    Raises:
        BadInput: a file is missing, no valid RDF or more than a contained process can read; or several files,
            or one of quads, are meant for one graph.
    """
    if graph and (len(files) > 1 or files[0].suffix.lstrip(".").lower() in QUAD_SYNTAXES):
        raise BadInput("A graph holds what one file says: with --graph, name a single file of triples.")
    if missing := [str(file) for file in files if not file.is_file()]:
        raise BadInput(f"There is no file {', '.join(missing)}.")
    loaded = []
    with open_writer(home) as writer:
        for file in files:
            progress(f"Checking {file.name}", 0, None)
            _survive(file)
            if file.suffix.lstrip(".").lower() in QUAD_SYNTAXES:
                loaded.append(_load_quads(writer, file, progress))
            else:
                loaded.append(_load_triples(writer, file, graph or file_graph(file)))
    return loaded


def count_quads(file: Path) -> int:
    """How many statements a file makes, read to its end; called in a contained process.

    Raises:
        BadRecord: it is not valid RDF of the syntax that its ending names.
    """
    try:
        return sum(1 for _ in _quads(file))
    except BadInput as error:
        raise BadRecord(str(error)) from error


def _survive(file: Path) -> None:
    syntax_of(file.suffix, str(file))
    seconds = 10 + _SECONDS_PER_MB * file.stat().st_size / (1 << 20)
    with closing(Containment(_MEMORY_MB, int(seconds))) as containment:
        try:
            containment.run(count_quads, file.resolve(), wall_seconds=4 * seconds)
        except BadRecord as error:
            raise BadInput(f"{file} was not loaded: {error}") from error


def _load_triples(writer: Writer, file: Path, graph: NamedNode) -> dict[str, Any]:
    triples, changed = writer.load(graph, file.read_bytes(), file.suffix, file.resolve().as_uri())
    return {"file": str(file), "graph": graph.value, "graphs": 1, "triples": triples, "changed": changed}


def _load_quads(writer: Writer, file: Path, progress: Progress) -> dict[str, Any]:
    """Statistics of another store are left out: publishing makes them anew."""
    quads = _relabelled(quad for quad in _quads(file) if quad.graph_name != GRAPH["void"])
    seen: set[GraphName] = set()
    number = 0
    progress(f"Loading {file.name}", 0, None)
    while page := list(islice(quads, _PAGE)):
        named = {quad.graph_name for quad in page}
        if odd := [name for name in named if isinstance(name, BlankNode)]:
            raise BadInput(f"The graph {odd[0]} in {file} has no IRI; give it one.")
        new = {name for name in named if not isinstance(name, BlankNode)} - seen
        seen |= new
        with _replacing(writer, new):
            writer.store.extend(page)
        number += len(page)
        progress(f"Loading {file.name}", number, None)
    return {"file": str(file), "graph": None, "graphs": len(seen), "triples": number, "changed": True}


@contextmanager
def _replacing(writer: Writer, graphs: set[GraphName]) -> Iterator[None]:
    """Empty some graphs, which are then filled within."""
    named = [graph for graph in graphs if isinstance(graph, NamedNode)]
    writer.doubt_loaded(*(graph if isinstance(graph, NamedNode) else None for graph in graphs))
    with writer.amending(doubts_records=any(is_kept(graph.value) for graph in named)):
        writer.store.remove(graph for graph in named if writer.store.holds(graph))
        if len(named) < len(graphs):
            writer.store.drop(DefaultGraph())
        yield


def _quads(file: Path) -> Iterator[Quad]:
    kind = syntax_of(file.suffix, str(file))
    if kind not in (RdfFormat.N_QUADS, RdfFormat.N_TRIPLES):  # only these need no look at the whole
        yield from read(file.read_bytes(), file.suffix, file.resolve().as_uri())
        return
    try:
        yield from parse(path=file, format=kind)
    except SyntaxError as error:
        raise BadInput(f"Not valid {kind.name}: {error} (in {file})") from error


def _relabelled(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Blank nodes under new names, since two files may use one name for two things.

    Those that an engine made at random stay: a dump that is loaded and dumped again is then the same.
    """
    names: dict[str, BlankNode] = {}

    def fresh(term: Any) -> Any:  # noqa: ANN401 - any term there is
        if isinstance(term, BlankNode) and not _ENGINE_MADE.fullmatch(term.value):
            return names.setdefault(term.value, BlankNode())
        if isinstance(term, Triple):
            return Triple(fresh(term.subject), term.predicate, fresh(term.object))
        return term

    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode | Triple):
            yield Quad(fresh(quad.subject), quad.predicate, fresh(quad.object), quad.graph_name)
        else:
            yield quad
