"""A harvest killed at any moment and run again leaves the store that an undisturbed one leaves."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from catalogue import dataset, write_catalogue
from killing import ENVIRONMENT, SABOTAGE, lasting

from kg.store.home import Home
from kg.store.reader import Reader

SEED = 20261121
POINTS = 10
ROWS = "SELECT source, kind, key, copy, state, reason, graph, about, raw, canonical, version FROM record"

FAULTS = {
    "before the first page is stored": "kg.store.embedded.EmbeddedStore.replace 1",
    "between the new graphs of a page and the changed ones": "kg.store.embedded._replacement 5",
    "after a page is stored, before it is entered": "kg.harvest.ledger.Ledger.enter 3",
    "while a page is entered": "kg.harvest.ledger._row 25",
    "before the last is tidied": "kg.harvest.ledger.Ledger.drop_stale_copies 1",
    "after the graph was copied": "kg.harvest.ledger.Ledger.copy 1",
    "before the pointer moves": "kg.store.generation._point 1",
    "before older generations are removed": "kg.publishing.remove_older 1",
}


class Scene:
    """A store, its catalogue that has changed since, and what an undisturbed harvest makes of both."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalogue = write_catalogue(folder / "catalogue", [dataset(number) for number in range(120)])
        self.before = folder / "before"
        self.harvest(self.before)
        write_catalogue(self.catalogue, list(changed_records()))
        undisturbed = self.copy("undisturbed")
        started = time.monotonic()
        self.harvest(undisturbed)
        self.duration = time.monotonic() - started
        self.expected = state(undisturbed)

    def copy(self, name: str) -> Path:
        target = self.folder / name
        shutil.copytree(self.before, target)
        return target

    def command(self, store: Path) -> list[str]:
        return [
            "harvest",
            "scicat",
            str(self.catalogue),
            "--checkpoint",
            "20",
            "--store",
            str(store),
            "--json",
        ]

    def harvest(self, store: Path) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "kg", *self.command(store)],
            env=ENVIRONMENT,
            check=False,
            capture_output=True,
        )
        assert done.returncode == 0, done.stderr.decode()


def changed_records() -> list[dict[str, object]]:
    """Every third has another title, every twentieth is broken, ten are gone, two hundred are new."""
    records: list[dict[str, object]] = []
    for number in range(310):
        record = dataset(number + 10, f"Changed {number}" if number % 3 == 0 else None)
        if number % 20 == 7:
            del record["pid"]
        records.append(record)
    return records


def state(store: Path) -> tuple[set[str], set[str]]:
    """The N-Quads of what readers see, and the ledger, both without times."""
    current = Home(store).current()
    assert current is not None
    file = store / "dump.nq"
    reader = Reader(current.graph)
    assert reader.dump(file) > 0
    with sqlite3.connect(store / "ledger.sqlite") as ledger:
        rows = {str(row) for row in ledger.execute(ROWS)}
    return lasting(file), rows


def differences(store: Path, scene: Scene) -> list[str]:
    """The first quads and ledger rows that only one of the two has; short, for pytest to show."""
    found, expected = state(store), scene.expected
    return [str(only) for is_, be in zip(found, expected, strict=True) for only in sorted(is_ ^ be)][:5]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(tmp_path_factory.mktemp("scene"))


@pytest.mark.slow
@pytest.mark.parametrize("point", range(POINTS))
def test_killed_at_a_random_moment(scene: Scene, point: int) -> None:
    # Spread over the run: one moment drawn in each tenth of it, starting up included.
    moment = scene.duration * (point + Random(SEED + point).random()) / POINTS
    store = scene.copy(f"moment-{point}")

    victim = subprocess.Popen(
        [sys.executable, "-m", "kg", *scene.command(store)],
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(moment)
    victim.kill()
    victim.wait()
    scene.harvest(store)

    assert differences(store, scene) == []


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_killed_at_a_tender_spot(scene: Scene, fault: str) -> None:
    store = scene.copy(fault.replace(" ", "-"))

    victim = subprocess.run(
        [sys.executable, "-c", SABOTAGE, FAULTS[fault], *scene.command(store)],
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
    )
    scene.harvest(store)

    assert victim.returncode == -signal.SIGKILL, victim.stderr.decode()
    assert differences(store, scene) == []


@pytest.mark.slow
def test_the_scene_would_show_a_loss(scene: Scene) -> None:
    """The comparison is worth something: an interrupted store that is not harvested again differs."""
    store = scene.copy("not-again")
    subprocess.run(
        [sys.executable, "-c", SABOTAGE, FAULTS["while a page is entered"], *scene.command(store)],
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
    )

    assert differences(store, scene) != []
