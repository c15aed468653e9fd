"""A store on a file system of its own that really fills up; run in a mount namespace, prints what happened.

Usage: python full_disk_scene.py FOLDER, where FOLDER is a small file system.
"""

import json
import os
import sys
from pathlib import Path

from pyoxigraph import NamedNode

from kg import pipeline
from kg.errors import StoreFull
from kg.store.embedded import EmbeddedStore
from kg.store.home import Home
from kg.writer import open_writer


def graph(number: int) -> NamedNode:
    return NamedNode(f"https://example.org/{number}")


def triples(number: int) -> bytes:
    """Two megabytes that do not compress."""
    return b"".join(
        b'<https://example.org/a> <https://example.org/%d> "%s" .\n' % (row, os.urandom(4000).hex().encode())
        for row in range(number, number + 240)
    )


def _leave(folder: Path, free: int, ballast: Path) -> None:
    """Leave so many bytes free, by a file in the way."""
    there = os.statvfs(folder)
    ballast.write_bytes(b"x" * (there.f_bavail * there.f_frsize - free))


def fill(folder: Path) -> dict[str, object]:
    """Write until it is full, free space, go on with the same store."""
    ballast = folder / "ballast"
    _leave(folder, 30 << 20, ballast)
    kept = []
    with EmbeddedStore(folder / "home" / "live", spare=0) as store:
        try:
            for number in range(30):
                store.replace({graph(number): triples(number)})
                store.flush()
                kept.append(graph(number))
        except StoreFull as error:
            said = str(error)
        else:
            said = ""
        ballast.unlink()
        store.replace({graph(1000): triples(1000)})
        store.flush()
        found = set(store.graphs())
    return {"said": said, "kept": len(kept), "lost": len({*kept, graph(1000)} - found)}


def publish(folder: Path) -> dict[str, object]:
    """Publish on a full disk, and again when there is space; then run into the guard."""
    home = Home(folder / "small")
    with open_writer(home) as writer:
        writer.write({graph(1): triples(1)})
    ballast = folder / "ballast"
    _leave(folder, 1 << 20, ballast)
    outcomes = []
    try:
        pipeline.publish(home)
    except StoreFull as error:
        outcomes.append(str(error))
    left = (
        sorted(entry.name for entry in home.generations_path.glob(".*"))
        if home.generations_path.is_dir()
        else []
    )
    ballast.unlink()
    return {"outcomes": outcomes, "left": left, "generation": pipeline.publish(home).number}


if __name__ == "__main__":
    place = Path(sys.argv[1])
    print(json.dumps({"fill": fill(place), "publish": publish(place)}))  # noqa: T201 - its answer
