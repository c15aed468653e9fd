"""Services for all hostile tests of a run, found alive and within its memory after each of them."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from hostile.judge import World
from hostile.listener import Listener
from hostile.service import Service, besieged
from kg.store.home import Home

_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_DATASET = NamedNode("http://www.w3.org/ns/dcat#Dataset")


@pytest.fixture(scope="session")
def world(sample_home: Path) -> World:
    """Counted triple by triple."""
    generation = Home(sample_home).current()
    assert generation is not None
    store = Store.read_only(str(generation.served(True)))
    datasets = {quad.subject for quad in store.quads_for_pattern(None, _TYPE, _DATASET, None)}
    return World(triples=len({str(quad.triple) for quad in store}), datasets=len(datasets))


@pytest.fixture(scope="session")
def running(sample_home: Path, world: World) -> Iterator[Service]:
    if not sys.platform.startswith("linux"):
        pytest.skip("what processes do is read from /proc")
    with besieged(sample_home, world) as service:
        yield service


@pytest.fixture
def service(running: Service) -> Iterator[Service]:
    """The service, which must be alive after whatever the test does to it."""
    yield running
    running.check_alive()


@pytest.fixture(scope="session")
def running_hurried(sample_home: Path, world: World) -> Iterator[Service]:
    if not sys.platform.startswith("linux"):
        pytest.skip("what processes do is read from /proc")
    with besieged(sample_home, world, "--timeout", "1") as service:
        yield service


@pytest.fixture
def hurried(running_hurried: Service) -> Iterator[Service]:
    """A service that gives a query half the time, for queries that use all of it."""
    yield running_hurried
    running_hurried.check_alive()


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A listener that nobody has visited by the end of the test."""
    with Listener() as listening:
        yield listening
        assert listening.visits == []
