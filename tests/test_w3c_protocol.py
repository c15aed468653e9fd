"""W3C SPARQL 1.1 Protocol and Graph Store Protocol: the suite's own requests, sent as they are."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from httpx2 import Response
from pyoxigraph import NamedNode
from rights import OPERATOR, really_writable
from starlette.testclient import TestClient
from w3c.exchanges import Exchange, Sent, exchanges
from w3c.suite import file_of

from kg.publishing import publish_live
from kg.store.home import Home
from kg.web.state import Limits
from kg.writer import open_writer

PROTOCOL = exchanges("protocol/manifest.ttl", "ProtocolTest")
GRAPHS = exchanges("graph-store-protocol/manifest-indirect.ttl", "GraphStoreProtocolTest")
QUERIES = [of for of in PROTOCOL if "update" not in of.id]
UPDATES = [of for of in PROTOCOL if "update" in of.id]
_DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
_FILE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/data{}.nt"


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    yield from _site(tmp_path_factory.mktemp("w3c") / "home")


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    yield from _site(tmp_path_factory.mktemp("w3c") / "home")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    yield from _site(tmp_path / "home", data=False)


def _site(path: Path, data: bool = True) -> Iterator[TestClient]:
    home = Home(path)
    with open_writer(home) as writer:
        for number in (1, 2, 3) if data else ():
            text = file_of(_FILE.format(number)).read_bytes()
            writer.load(NamedNode(_DATA.format(number)), text, "nt")
        publish_live(home, writer, None)  # without the vocabularies that ship
    with really_writable(home, Limits(timeout=10, memory_mb=1000, union=False)) as opened:
        yield opened


@pytest.mark.parametrize("exchange", QUERIES, ids=lambda of: of.id)
def test_query_operation(reading: TestClient, exchange: Exchange) -> None:
    _run(reading, exchange)


@pytest.mark.slow
@pytest.mark.parametrize("exchange", UPDATES, ids=lambda of: of.id)
def test_update_operation(changing: TestClient, exchange: Exchange) -> None:
    _run(changing, exchange)


@pytest.mark.slow
@pytest.mark.parametrize("exchange", GRAPHS, ids=lambda of: of.id)
def test_graph_store(empty: TestClient, exchange: Exchange) -> None:
    _run(empty, exchange)


def test_the_suite_is_whole() -> None:
    if not PROTOCOL:
        pytest.skip("the W3C SPARQL 1.1 suite is not at hand")
    assert (len(QUERIES), len(UPDATES), len(GRAPHS)) == (20, 14, 9)


def _run(site: TestClient, exchange: Exchange) -> None:
    places: dict[str, str] = {}
    for number, sent in enumerate(exchange.requests):
        answer = _send(site, exchange, sent, places)
        told = f"request {number}: {answer.status_code} {answer.text[:1000]}"
        assert not sent.faults(answer), (sent.faults(answer), told)
        if sent.location:
            places[sent.location] = answer.headers["location"]


def _send(site: TestClient, exchange: Exchange, sent: Sent, places: dict[str, str]) -> Response:
    path, _, query = sent.path.partition("?")
    for name, place in places.items():
        query = query.replace(name, quote(place, safe=""))
    is_update = "/bad_update" in exchange.id or "/bad_multiple_updates" in exchange.id
    is_update = (
        is_update or b"update=" in sent.body or "sparql-update" in sent.headers.get("content-type", "")
    )
    address = "/rdf-graph-store" if path == "/gsp" else "/update" if is_update else "/sparql"
    return site.request(
        sent.method,
        f"{address}?{query}" if query else address,
        content=sent.body,
        headers=sent.headers | OPERATOR,
    )
