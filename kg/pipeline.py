"""The whole line, from a source's records to a generation that readers open; the only module that sees all stages."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.ledger import Ledger
from kg.harvest.report import HarvestReport
from kg.rdf.names import GRAPH
from kg.rdf.shipped import shipped
from kg.rdf.syntax import n_triples, read
from kg.store.embedded import EmbeddedStore
from kg.store.generation import Generation, make_generation, remove_older
from kg.store.graphs import SHIPPED, file_graph
from kg.store.home import Home
from kg.store.outcomes import state_counts
from kg.store.reader import Reader

if TYPE_CHECKING:
    from kg.harvest.source import Source, World
    from kg.index.encoder import Encoder

Progress = Callable[[str, int, int | None], None]
CHECKPOINT = 5000
"""Records between two writes: larger pages cost less CPU each, up to here."""
LAID_OUT = (("scicat", "catalogues/scicat"), ("nexus", "nexus"))
"""Which source reads which part of a data folder."""


def _quiet(doing: str, done: int, total: int | None = None) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Writer:
    """The live store and its ledger, opened together; there is one at a time."""

    store: EmbeddedStore
    ledger: Ledger

    def write(self, graphs: Mapping[NamedNode, str]) -> None:
        """Replace graphs and return when they are safe on disk."""
        self.store.replace(graphs)
        self.store.flush()


@contextmanager
def open_writer(home: Home) -> Iterator[Writer]:
    """Open a store for writing and mend what a killed run left.

    Raises:
        StoreBusy: another process writes to it.
    """
    home.path.mkdir(parents=True, exist_ok=True)
    with EmbeddedStore(home.live_path) as store, Ledger(home.ledger_path, home.payloads_path) as ledger:
        writer = Writer(store, ledger)
        _mend(writer)
        yield writer


def _mend(writer: Writer) -> None:
    """Undo the page that a killed run stored and did not enter, so that store and ledger agree again."""
    for run in writer.ledger.unfinished():
        entered = writer.ledger.stored_graphs(run.source)
        stored = {name.value for name in writer.store.graphs(f"{GRAPH}{quote(run.source, safe='')}/")}
        writer.store.remove(NamedNode(graph) for graph in stored - entered)
        writer.store.flush()
        writer.ledger.forget_content(entered - stored)
        writer.ledger.changed()
        writer.ledger.finish(run, {"interrupted": True})


def harvest(
    home: Home,
    source_name: str,
    locations: Sequence[str],
    *,
    publish: bool = True,
    facility: str | None = None,
    full: bool = False,
    since: str | None = None,
    encoder: "Encoder | None" = None,
    progress: Progress = _quiet,
    checkpoint: int = CHECKPOINT,
    source: "Source | None" = None,
) -> dict[str, Any]:
    """Harvest places into the store, and publish; returns the document of `kg harvest --json`.

    A place that fails is named under `failed`, the others are harvested all the same. `source` overrides the
    registered one.

    Raises:
        BadInput: there is no such source, or it cannot do what is asked.
        StoreBusy: another process writes to this store.
    """
    from kg.harvest.registry import load_source

    source = source or load_source(source_name)
    if since is not None:
        raise BadInput(
            f"The source {source_name!r} does not say when a record changed, so --since {since} cannot be kept. "
            "Leave it out: records that did not change cost little."
        )
    with open_writer(home) as writer:
        _load_shipped(writer)
        report = _harvest_places(writer, source_name, source, locations, facility, full, checkpoint, progress)
        if publish and (report.read or not report.failed):
            report.generation = publish_live(home, writer, encoder, progress).number
    return report.as_json()


def _harvest_places(
    writer: Writer,
    name: str,
    source: "Source",
    places: Sequence[str],
    facility: str | None,
    full: bool,
    checkpoint: int,
    progress: Progress,
) -> HarvestReport:
    from kg.check.gate import Gate
    from kg.harvest.run import Seen
    from kg.harvest.run import harvest as harvest_place
    from kg.harvest.world import open_world

    report, seen, gate = HarvestReport(name), Seen(), Gate()
    for place in places:
        try:
            with _opened(open_world(place, facility)) as world:
                report.add(
                    harvest_place(
                        name, source, world, writer.ledger, gate, writer.write, progress, full,
                        checkpoint=checkpoint, seen=seen,
                    )
                )  # fmt: skip
        except (BadInput, SourceUnavailable) as error:
            report.fail(place, error)
    return report


@contextmanager
def _opened(world: "World") -> Iterator["World"]:
    try:
        yield world
    finally:
        close = getattr(world, "close", None)  # a world on a worker process or a connection has one
        if close:
            close()


def publish(home: Home, encoder: "Encoder | None" = None, progress: Progress = _quiet) -> Generation:
    """Make the next generation from the live store, unless the current one already shows it."""
    with open_writer(home) as writer:
        _load_shipped(writer)
        return publish_live(home, writer, encoder, progress)


def publish_live(home: Home, writer: Writer, encoder: "Encoder | None", progress: Progress) -> Generation:
    """Publish what an open writer holds; the previous generation stays for its readers, older ones go."""
    before = home.current()
    wanted = {"revision": writer.ledger.revision(), "encoder": encoder.identity if encoder else None}
    if before and wanted.items() <= before.facts.items():
        return before

    def fill(unfinished: Generation) -> dict[str, Any]:
        progress("Copying the graph", 0, None)
        writer.store.backup(unfinished.graph)
        writer.ledger.copy(unfinished.ledger)
        reader = Reader(unfinished.graph)
        _build_index(reader, unfinished.index, encoder, progress)
        is_sample = writer.ledger.fact("sample") == "yes"
        made = datetime.now(UTC).isoformat(timespec="seconds")
        sources = state_counts(unfinished.ledger)
        head = {"generation": unfinished.number, "created": made, "sample": is_sample}
        return head | _counts(reader) | {"sources": sources} | wanted

    numbers = home.numbers()
    number = max([*numbers, before.number if before else 0], default=0) + 1
    made = make_generation(home.generations_path, home.pointer_path, number, fill)
    remove_older(home.generations_path, keep=[number, before.number if before else number])
    return made


def _build_index(reader: Reader, folder: Path, encoder: "Encoder | None", progress: Progress) -> None:
    from kg.index.build import build_index

    build_index(reader, folder, encoder, progress)


def _counts(reader: Reader) -> dict[str, int]:
    (row,) = reader.select("counts")
    return {"triples": reader.size()} | {name: int(value.value) for name, value in row.items()}


def load_vocabulary(home: Home) -> int:
    """Bring the shipped vocabularies into their graphs; returns how many had changed."""
    with open_writer(home) as writer:
        return _load_shipped(writer)


def load_files(home: Home, files: Sequence[Path], graph: NamedNode | None = None) -> list[dict[str, Any]]:
    """Load RDF files whole, each into a graph of its own, or one into the graph named.

    Returns file, graph, triples and changed (False when the same bytes were loaded before) of each.

    Raises:
        BadInput: a file is missing or not valid RDF, or several files are meant for one graph.
    """
    if graph and len(files) > 1:
        raise BadInput("A graph holds what one file says: with --graph, name a single file.")
    for file in files:
        if not file.is_file():
            raise BadInput(f"There is no file {str(file)!r}.")
    with open_writer(home) as writer:
        return [_load_file(writer, file, graph or file_graph(file)) for file in files]


def _load_file(writer: Writer, file: Path, graph: NamedNode) -> dict[str, Any]:
    triples, changed = _load(writer, graph, file.read_bytes(), file.suffix, file.resolve().as_uri())
    return {"file": str(file), "graph": graph.value, "triples": triples, "changed": changed}


def _load_shipped(writer: Writer) -> int:
    folder = shipped("ontologies")
    loads = [
        _load(writer, graph, (folder / file).read_bytes(), Path(file).suffix)
        for file, graph in SHIPPED.items()
    ]
    return sum(changed for _, changed in loads)


def _load(
    writer: Writer, graph: NamedNode, data: bytes, suffix: str, base: str | None = None
) -> tuple[int, bool]:
    """Replace a graph by a file's content unless it came from the same bytes; returns (triples, changed)."""
    loaded, digest = f"loaded {graph.value}", sha256(data).hexdigest()
    before = (writer.ledger.fact(loaded) or " ").split(" ")
    if before[0] == digest:
        return int(before[1]), False
    text = n_triples(quad.triple for quad in read(data, suffix, base))
    writer.write({graph: text})
    writer.ledger.changed()
    triples = text.count("\n")
    writer.ledger.remember(loaded, f"{digest} {triples}")
    return triples, True


def build_from_folder(
    home: Home,
    folder: Path,
    *,
    sample: bool = False,
    encoder: "Encoder | None" = None,
    progress: Progress = _quiet,
) -> dict[str, Any]:
    """Harvest every part of a data folder and publish once; returns the generation's facts and the `harvests`.

    Raises:
        BadInput: the folder holds none of the parts of `LAID_OUT`.
    """
    parts = [(source, folder / part) for source, part in LAID_OUT if (folder / part).is_dir()]
    if not parts:
        raise BadInput(f"{folder} holds none of: {', '.join(part for _, part in LAID_OUT)}.")
    harvests = [
        harvest(home, source, [str(part)], publish=False, progress=progress) for source, part in parts
    ]
    with open_writer(home) as writer:
        if sample:
            writer.ledger.remember("sample", "yes")
        generation = publish_live(home, writer, encoder, progress)
    return generation.facts | {"harvests": harvests}


def backup(home: Home, folder: Path) -> None:
    """Write a copy of store, ledger and payloads into a new folder, for `restore`.

    Raises:
        BadInput: the folder exists.
    """
    if folder.exists():
        raise BadInput(f"{folder} exists already; name a folder that does not.")
    folder.mkdir(parents=True)
    copy = Home(folder)
    with open_writer(home) as writer:
        writer.store.backup(copy.live_path)
        writer.ledger.copy(copy.ledger_path, copy.payloads_path)


def restore(home: Home, folder: Path, *, force: bool = False) -> Path | None:
    """Put a backup in the place of a store; returns where the former store was moved to, if there was one.

    Raises:
        BadInput: the folder is no backup, or the store is not empty and `force` is not given.
    """
    saved = Home(folder)
    if not saved.live_path.is_dir() or not saved.ledger_path.is_file():
        raise BadInput(f"{folder} is no backup: it lacks live/ or ledger.sqlite.")
    aside = None
    if not home.is_empty():
        if not force:
            raise BadInput(f"The store {home.path} is not empty. With --force it is moved aside first.")
        with open_writer(home):  # nobody may be writing to it
            aside = home.path.with_name(f"{home.path.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
        home.path.rename(aside)
    home.path.mkdir(parents=True, exist_ok=True)
    shutil.copytree(saved.live_path, home.live_path)
    for source, target in ((saved.ledger_path, home.ledger_path), (saved.payloads_path, home.payloads_path)):
        shutil.copyfile(source, target)
    return aside
