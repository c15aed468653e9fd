"""Stores in each engine that can be had here: one with the sample world to read, an empty one to change."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from engines.servers import clear, oxigraph, oxigraph_binary, virtuoso
from kg.pipeline import build_from_folder
from kg.store.home import Home
from kg.store.remote import Remote

ENGINES = ["embedded", "oxigraph", pytest.param("virtuoso", marks=pytest.mark.virtuoso)]

Serve = Callable[[str, str], Remote]


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """The server of an engine and a purpose, started when first asked for."""
    with ExitStack() as running:

        @cache
        def start(engine: str, purpose: str) -> Remote:
            if engine == "oxigraph" and oxigraph_binary() is None:
                pytest.skip("the package oxigraph is not installed")
            if engine == "virtuoso" and shutil.which("virtuoso-t") is None:
                pytest.skip("virtuoso-t is not installed: make test-virtuoso gets it on Debian")
            folder = tmp_path_factory.mktemp(f"{engine}-{purpose}")
            server = oxigraph(folder) if engine == "oxigraph" else virtuoso(folder)
            return running.enter_context(server)

        yield start


@pytest.fixture(scope="session")
def build(
    tmp_path_factory: pytest.TempPathFactory, sample_folder: Path, serve: Serve
) -> Callable[[str], Home]:
    """The sample world in an engine, built when first asked for; tests only read it."""

    @cache
    def built(engine: str) -> Home:
        remote = None if engine == "embedded" else serve(engine, "read")
        home = Home(tmp_path_factory.mktemp(engine) / "home", remote)
        build_from_folder(home, sample_folder, sample=True)
        return home

    return built


@pytest.fixture(params=ENGINES)
def built(request: pytest.FixtureRequest, build: Callable[[str], Home]) -> Home:
    """The sample world in each engine."""
    return build(request.param)


@pytest.fixture(scope="session")
def embedded(build: Callable[[str], Home]) -> Home:
    """The sample world as every engine should show it."""
    return build("embedded")


@pytest.fixture(params=ENGINES)
def blank(request: pytest.FixtureRequest, tmp_path: Path, serve: Serve) -> Home:
    """An empty store in each engine."""
    if request.param == "embedded":
        return Home(tmp_path / "home")
    remote = serve(request.param, "change")
    clear(remote)
    return Home(tmp_path / "home", remote)
