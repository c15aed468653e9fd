"""A generation: graph, indexes, ledger and facts of one publication, fixed once numbered."""

import fcntl
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from kg.errors import BadInput
from kg.store.space import full_disk_named


@dataclass(frozen=True, slots=True)
class Generation:
    """One published state of the store."""

    path: Path
    number: int

    @property
    def graph(self) -> Path:
        """The graph, for `Reader`: record graphs, and the union of them all as the default graph."""
        return self.path / "graph"

    @property
    def plain(self) -> Path:
        """The graph as it is in the live store: its default graph holds only what was written to it."""
        return self.path / "plain"

    def served(self, union: bool) -> Path:
        """The graph in which strangers' queries run: with the union as default graph, or without.

        Raises:
            BadInput: the generation was made before plain copies were kept.
        """
        if not union and not self.plain.is_dir():
            raise BadInput(
                f"Generation {self.number} was made by an older release and holds no plain graph. "
                "Make a new one with: kg publish"
            )
        return self.graph if union else self.plain

    @property
    def index(self) -> Path:
        """The folder of the search indexes."""
        return self.path / "index"

    @property
    def ledger(self) -> Path:
        """The ledger as it was, for `read_outcomes`."""
        return self.path / "ledger.sqlite"

    @property
    def citations(self) -> Path:
        """The citation book as it was, for `kg.citation.book`."""
        return self.path / "citations.sqlite"

    @property
    def releases(self) -> Path:
        """The folder of releases, for `kg.store.releases`; absent where only the shipped ones count."""
        return self.path / "releases"

    @property
    def facts_path(self) -> Path:
        """The file of `facts`; it also carries the readers' locks."""
        return self.path / "generation.json"

    @property
    def facts(self) -> dict[str, Any]:
        """The counts and circumstances recorded when the generation was made."""
        facts: dict[str, Any] = orjson.loads(self.facts_path.read_bytes())
        return facts

    def hold(self) -> "Hold":
        """Keep this generation from being removed until the hold is closed or the process ends."""
        return Hold(self.path)


class Hold:
    """A reader's shared lock on a generation; a graph that is no generation is not locked."""

    def __init__(self, folder: Path) -> None:
        facts = folder / "generation.json"
        self._file = facts.open("rb") if facts.is_file() else None
        if self._file:
            fcntl.flock(self._file, fcntl.LOCK_SH)

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Let the generation go."""
        if self._file:
            self._file.close()
            self._file = None


def make_generation(
    folder: Path, pointer: Path, number: int, fill: Callable[[Generation], dict[str, Any]]
) -> Generation:
    """Make a generation in the folder of generations and move the pointer file to it.

    `fill` writes the parts into an unfinished generation and returns its facts. Until the last rename nothing
    of it is visible; a crash leaves a `.building-…` folder that the next call removes.

    Raises:
        StoreFull: there is not enough space; what was written of the generation is removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(".building-*"):
        shutil.rmtree(left)
    building = Generation(folder / f".building-{number:06d}", number)
    try:
        with full_disk_named(folder):
            building.path.mkdir()
            facts = fill(building)
            building.facts_path.write_bytes(orjson.dumps(facts, option=orjson.OPT_INDENT_2))
            _sync_tree(building.path)
    except BaseException:
        shutil.rmtree(building.path, ignore_errors=True)  # on a full disk every byte is needed
        raise
    finished = Generation(folder / f"{number:06d}", number)
    building.path.rename(finished.path)
    _sync(folder)
    _point(pointer, number)
    return finished


def remove_older(folder: Path, keep: list[int]) -> None:
    """Remove all generations but the named ones and those that somebody still reads."""
    for entry in sorted(folder.iterdir()):
        if entry.name.isdigit() and int(entry.name) not in keep and not _is_held(entry):
            gone = entry.with_name(
                f".building-gone-{entry.name}"
            )  # out of sight first: removal is not atomic
            entry.rename(gone)
            shutil.rmtree(gone)


def _is_held(folder: Path) -> bool:
    with (folder / "generation.json").open("rb") as facts:
        try:
            fcntl.flock(facts, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _point(pointer: Path, number: int) -> None:
    draft = pointer.with_name(f"{pointer.name}.new")
    draft.write_text(f"{number:06d}\n", encoding="ascii")
    _sync(draft)
    os.replace(draft, pointer)
    _sync(pointer.parent)


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        # What has a second name came from the live store, which was flushed; syncing it again takes long.
        if path.is_dir() or path.stat().st_nlink == 1:
            _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
