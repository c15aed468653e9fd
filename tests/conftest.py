"""What all tests share: the sample world, a store built from it, and real records where they are at hand."""

import gc
import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from catalogue import dataset, write_catalogue
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]

_MEMORY = Path("/dev/shm")
_ROOM = 4 << 30
"""Bytes that are free there, and in memory, when tests use it; they need about a quarter of it."""

LONGEST = (
    "hostile/test_queries.py",
    "hostile/test_clients.py",
    "test_w3c_update.py",
    "engines/test_engines_change.py",
    "engines/test_engine_citations.py",
    "test_kill.py",
    "test_cli_serve.py",
    "test_publishing.py",
    "evaluate/test_evaluate_ranking.py",
    "test_cli_ontology_update.py",
    "engines/test_engines_read.py",
    "hostile/test_headers.py",
    "hostile/test_writes.py",
    "hostile/test_leaving.py",
    "test_cli_ontology_update_asks.py",
    "test_operations_shutdown.py",
    "test_index_encoder.py",
    "test_rehearsal.py",
    "browser/test_sparql_editor.py",
    "browser/test_search_page.py",
    "browser/test_browser.py",
    "engines/test_engine_health.py",
    "test_two_services.py",
    "test_sweep_killed.py",
    "test_pipeline.py",
    "test_house.py",
)
"""The files that take twenty seconds or more, the longest first. Begun last, one would keep all waiting."""

# The machine is shared: how long an example takes says nothing about the code.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")


def pytest_configure() -> None:
    """Keep temporary folders in memory where there is room: stores are synced to disk a thousand times.

    `--basetemp FOLDER` has them elsewhere; TMPDIR those that property tests and `tempfile` make.
    """
    # What is collected lives to the end: looking for rubbish among all of it again and again takes time.
    gc.set_threshold(100_000, 20, 100)
    if _has_room_in_memory():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
        os.environ.setdefault("TMPDIR", str(_MEMORY))
        tempfile.tempdir = None  # it is looked up anew, should anybody have asked before


def pytest_collection_finish() -> None:
    """What was collected is no rubbish for as long as the process runs."""
    gc.collect()
    gc.freeze()


def _has_room_in_memory() -> bool:
    """Not in most containers, which have 64 MB there and forbid to run programs from it."""
    try:
        available = re.search(r"^MemAvailable: +(\d+) kB", Path("/proc/meminfo").read_text(), re.MULTILINE)
        runs_programs = not os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC
        free = min(shutil.disk_usage(_MEMORY).free, int(available[1]) << 10 if available else 0)
    except OSError:
        return False
    return runs_programs and free > _ROOM and os.access(_MEMORY, os.W_OK)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long; the others stay in their random order."""
    ranks = {ROOT / "tests" / name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-expected",
        action="store_true",
        help="Write the expected N-Triples of the recordings anew instead of comparing; read the difference!",
    )


@pytest.fixture(scope="session")
def write_expected(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("--write-expected"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real records of facilities, which are no part of this repository."""
    told = os.environ.get("PAN_KG_SHARED_DATA")
    folder = Path(told) if told else ROOT.parent / "shared" / "data"
    if not (folder / "catalogues" / "scicat").is_dir():
        pytest.skip(f"no real records at {folder}; say where they are with PAN_KG_SHARED_DATA")
    return folder


@pytest.fixture
def five(tmp_path: Path) -> Path:
    """A folder with a SciCat catalogue of five invented datasets."""
    return write_catalogue(tmp_path / "catalogue", [dataset(number) for number in range(5)])


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where commands may make a store; they use no encoder."""
    monkeypatch.setenv("KG_ENCODER", "none")
    return str(tmp_path / "store")


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample world, written once; tests that change it copy it first."""
    from kg.sample.world import write_sample_world

    folder = tmp_path_factory.mktemp("sample") / "world"
    write_sample_world(folder)
    return folder


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path) -> Path:
    """The folder of a store built from the sample world, without an encoder; tests only read it."""
    from kg.pipeline import build_from_folder
    from kg.store.home import Home

    path = tmp_path_factory.mktemp("store") / "home"
    build_from_folder(Home(path), sample_folder, sample=True)
    return path
