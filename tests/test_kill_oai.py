"""A misbehaving OAI-PMH server, and a harvester that is killed: the store ends as if neither had happened."""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from threading import Timer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from killing import ENVIRONMENT, SABOTAGE, lasting
from misbehaving_oai import BAD_LIST_GONE, BAD_LIST_LIVE, HOSTILE, Repository, bad_list, plain, settled_list
from replay import Reply, serving

from kg.store.home import Home
from kg.store.outcomes import state_counts
from kg.store.reader import Reader

SEED = 20261121
ROUNDS, KILLS = 3, 2
REQUESTS = 14
"""What a harvest of the bad list asks at least."""
MOST_TRIES = 8
ROWS = (
    "SELECT kind, key, state, reason, graph, about, raw, canonical, version, datestamp FROM record"
    " WHERE copy = ''"
)
ASIDE = "SELECT state, raw FROM record WHERE copy <> ''"
TENDER = {
    "while a page and its mark are entered": "kg.harvest.runs.Runs.mark 3",
    "after a page is stored, before it is entered": "kg.harvest.ledger.Ledger.enter 4",
    "before the run is entered as finished": "kg.harvest.runs.Runs.finish 1",
    "after all was published": "kg.harvest.runs.Runs.settle 1",
}

State = tuple[set[str], set[str]]

pytestmark = pytest.mark.slow


def command(address: str, store: Path, *options: str) -> list[str]:
    return ["harvest", "oai", address, "--store", str(store), "--json", *options]


def harvest(address: str, store: Path, *options: str) -> tuple[int, dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "kg", *command(address, store, *options)],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def harvest_until_whole(address: str, store: Path) -> int:
    """Give the command again until it reads to the end; returns how often that was."""
    for tries in range(1, MOST_TRIES + 1):
        if harvest(address, store)[0] == 0:
            return tries
    raise AssertionError(f"not whole after {MOST_TRIES} tries")


def state(store: Path) -> State:
    """The N-Quads of what readers see, and the ledger's records, both without times."""
    current = Home(store).current()
    assert current is not None
    Reader(current.graph).dump(store / "dump.nq")
    with closing(sqlite3.connect(current.ledger)) as ledger:
        rows = {str(row) for row in ledger.execute(ROWS)}
        rows |= {f"aside {row}" for row in ledger.execute(ASIDE)}
    return lasting(store / "dump.nq"), rows


def differences(store: Path, expected: State) -> list[str]:
    return [str(only)[:300] for is_, be in zip(state(store), expected, strict=True) for only in is_ ^ be][:5]


@dataclass
class Stage:
    """One address for all, because records name it; what stands behind it is changed from test to test."""

    repository: Repository
    address: str = ""
    asked: list[str] = field(default_factory=list)
    victim: subprocess.Popen[bytes] | None = None
    dies_at: int = 0
    """After how many requests the victim is killed..."""
    delay: float = 0.0
    """...and how many seconds later, so that it is met writing, too."""

    def answer(self, target: str) -> Reply:
        self.asked.append(target)
        if self.victim is not None and len(self.asked) == self.dies_at:
            Timer(self.delay, self.victim.kill).start()
        return self.repository.answer(target)

    def set(self, repository: Repository) -> None:
        self.repository, self.asked, self.victim = repository, [], None

    def kill(self, store: Path, dies_at: int, delay: float) -> int:
        """Harvest and be killed; returns the exit code, for a victim may be faster."""
        self.asked, self.dies_at, self.delay = [], dies_at, delay
        self.victim = subprocess.Popen(
            [sys.executable, "-m", "kg", *command(self.address, store)],
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        code = self.victim.wait()
        self.victim = None
        return code


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    stage = Stage(Repository(faults={}))
    with serving(stage.answer) as peer:
        stage.address = peer.address
        yield stage


@pytest.fixture(scope="module")
def undisturbed(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store after one harvest of the list from a server that behaves."""
    store = tmp_path_factory.mktemp("undisturbed") / "store"
    stage.set(Repository(faults={}))
    assert harvest(stage.address, store)[0] == 0
    return store


@pytest.fixture(scope="module")
def expected(undisturbed: Path) -> State:
    return state(undisturbed)


def test_every_record_of_the_bad_list_is_accounted_for(undisturbed: Path) -> None:
    current = Home(undisturbed).current()
    assert current is not None
    counts = state_counts(current.ledger)["oai"]

    assert (counts["live"], counts["tombstone"]) == (BAD_LIST_LIVE, BAD_LIST_GONE)
    assert counts.get("quarantined", 0) == 0


def test_hostile_titles_are_in_the_graph_as_they_were_said(undisturbed: Path) -> None:
    current = Home(undisturbed).current()
    assert current is not None
    rows = Reader(current.graph).select("SELECT ?title { ?thing dcterms:title ?title }")
    titles = {row["title"].value for row in rows}

    # XML has one line feed for a carriage return and a line feed (section 2.11 of XML 1.0).
    assert {f"Title {text}".replace("\r\n", "\n") for text in HOSTILE} <= titles
    assert "Made again" in titles
    assert not {"Run 3 on a thin film", "Run 30 on a thin film"} & titles
    assert not {"Another title on the same page", "Another title on another page"} & titles


def test_a_second_harvest_is_idle(stage: Stage, undisturbed: Path, expected: State, tmp_path: Path) -> None:
    store = Path(shutil.copytree(undisturbed, tmp_path / "store"))
    stage.set(Repository(settled_list(), faults={}))

    for options in ([], ["--full"]):
        code, report = harvest(stage.address, store, *options)
        assert (code, report["mapped"], report["tombstoned"], report["generation"]) == (0, 0, 0, 1), options

    assert differences(store, expected) == []
    assert [target for target in stage.asked if "from=" in target]  # the first asked for changes alone


def test_only_what_changed_is_read(stage: Stage, undisturbed: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(undisturbed, tmp_path / "store"))
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    stage.set(Repository([*bad_list(), plain(7, "A new title", now), plain(8, None, now)], faults={}))

    code, report = harvest(stage.address, store)

    assert (code, report["read"], report["mapped"], report["tombstoned"]) == (0, 1, 1, 1)
    assert "Asked for what changed since" in report["notes"][0]


def test_a_server_that_fails_in_every_way_is_read_to_its_end(
    stage: Stage, expected: State, tmp_path: Path
) -> None:
    stage.set(Repository())

    tries = harvest_until_whole(stage.address, tmp_path / "store")

    assert not stage.repository.faults  # all of them happened
    assert tries > 1
    assert differences(tmp_path / "store", expected) == []


@pytest.mark.parametrize("number", range(ROUNDS))
def test_killed_again_and_again(stage: Stage, expected: State, tmp_path: Path, number: int) -> None:
    random = Random(SEED + number)
    stage.set(Repository())

    codes = [
        stage.kill(tmp_path / "store", random.randint(1, REQUESTS // 2), random.random() / 10)
        for _ in range(KILLS)
    ]
    harvest_until_whole(stage.address, tmp_path / "store")

    assert -signal.SIGKILL in codes
    assert differences(tmp_path / "store", expected) == []


@pytest.mark.parametrize("spot", TENDER)
def test_killed_at_a_tender_spot(stage: Stage, expected: State, tmp_path: Path, spot: str) -> None:
    stage.set(Repository(faults={}))
    store = tmp_path / "store"

    victim = subprocess.run(
        [sys.executable, "-c", SABOTAGE, TENDER[spot], *command(stage.address, store)],
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
    )
    assert harvest(stage.address, store)[0] == 0

    assert victim.returncode == -signal.SIGKILL, victim.stderr.decode()
    assert differences(store, expected) == []


def test_the_next_harvest_goes_on_after_the_page_that_was_safe(stage: Stage, tmp_path: Path) -> None:
    stage.set(Repository(faults={}))
    spot = TENDER["after a page is stored, before it is entered"]
    subprocess.run(
        [sys.executable, "-c", SABOTAGE, spot, *command(stage.address, tmp_path / "store")],
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
    )
    stage.set(Repository(faults={}))

    _, report = harvest(stage.address, tmp_path / "store")

    listed = [parse_qs(urlsplit(target).query) for target in stage.asked]
    tokens = [of["resumptionToken"][0] for of in listed if "resumptionToken" in of]
    assert tokens[0].startswith("page=3&")  # three pages were entered, the fourth was not
    assert not [of for of in listed if of["verb"] == ["ListRecords"] and "resumptionToken" not in of]
    assert "Went on where the harvest begun" in report["notes"][0]


def test_a_token_that_leads_to_itself_ends_the_harvest_and_loses_nothing(
    stage: Stage, tmp_path: Path
) -> None:
    stage.set(Repository(faults={}, loops_at=4))

    code, report = harvest(stage.address, tmp_path / "store")

    assert code == 4
    assert "circle" in report["failed"][0]["reason"]
    assert report["mapped"] == 47  # five pages of ten, less three copies
