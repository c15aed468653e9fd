"""A served store whose book is the small one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from serving import client
from small_book import PUBLISHED, small_book
from starlette.testclient import TestClient

from kg.citation.book import NAME
from kg.store.home import Home


@pytest.fixture(scope="session")
def small_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose generation has the small book, whatever the graph beside it says."""
    home = tmp_path_factory.mktemp("small") / "home"
    shutil.copytree(sample_home, home)
    generation = Home(home).current()
    assert generation is not None
    (generation.path / NAME).unlink(missing_ok=True)
    small_book(generation.path / NAME)
    made = generation.facts | {"created": f"{PUBLISHED}T00:00:00+00:00"}
    generation.facts_path.write_bytes(orjson.dumps(made))
    return home


@pytest.fixture(scope="module")
def site(small_home: Path) -> Iterator[TestClient]:
    """A client of the service on it."""
    with client(small_home) as opened:
        yield opened
