"""The invented catalogue as a published generation, made the way a harvest makes one."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from kg.bench.sparql_graphs import Graph, graphs
from kg.bench.sparql_world import Catalogue
from kg.errors import BadInput
from kg.store.generation import Generation
from kg.store.home import Home

_PAGE = 5000
"""Graphs a bulk write, as many as a harvest's checkpoint."""


def build(folder: Path, world: Catalogue) -> Generation:
    """A generation of the catalogue and the shipped vocabularies; one that is there already is used again.

    Raises:
        BadInput: the folder holds something else than a bench's store.
    """
    home = Home(folder)
    before, mark = home.current(), f"{len(world.datasets)} datasets"
    if before is None:
        if folder.is_dir() and any(folder.iterdir()):
            raise BadInput(f"{folder} is not empty and holds no generation. Name an empty folder.")
        return _publish(home, world, mark)
    noted = folder / "bench.txt"
    if not noted.is_file() or noted.read_text(encoding="utf-8") != mark:
        raise BadInput(f"The store in {folder} was not made by this bench of {mark}. Name an empty folder.")
    return before


def _publish(home: Home, world: Catalogue, mark: str) -> Generation:
    from kg import pipeline
    from kg.writer import open_writer

    with open_writer(home) as writer:
        everything = graphs(world)
        while page := dict(_next(everything)):
            writer.store.replace(page)
        writer.store.flush()
        writer.ledger.changed()
    generation = pipeline.publish(home)
    (home.path / "bench.txt").write_text(mark, encoding="utf-8")
    return generation


def _next(everything: Iterator[Graph]) -> Iterator[Graph]:
    return islice(everything, _PAGE)
