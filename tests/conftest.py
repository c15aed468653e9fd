"""What all tests share: the sample world, a store built from it, and real records where they are at hand."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


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
