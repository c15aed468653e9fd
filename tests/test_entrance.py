"""What the service refuses before it works on it, and what it is called by."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse
from rights import OPERATOR, Doors, Noted, writable
from serving import client
from starlette.testclient import TestClient

from kg.errors import BadInput, StoreBusy
from kg.store.home import Home
from kg.web.app import create_app
from kg.web.change.turns import Turns
from kg.web.change.writing import Writing, Written
from kg.web.edge.entrance import MOST, Entrance
from kg.web.edge.headers import Headers
from kg.web.edge.public_address import read_address
from kg.web.rights.principal import Principal, Role
from kg.web.state import Limits, Rights, State

ADA = Principal("ada", frozenset([Role.OPERATOR]))


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home) as opened:
        yield opened


def test_a_request_of_two_lengths_is_refused(site: TestClient) -> None:
    lengths = {"Transfer-Encoding": "chunked", "Content-Length": "6"}
    answer = site.post("/sparql", content=b"ASK {}", headers=lengths)

    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/bad-request"
    assert "Transfer-Encoding" in answer.json()["detail"]
    assert answer.headers["connection"] == "close"
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/sparql", {"content-type": "application/sparql-query", "content-length": "9999999"}, 413),
        ("/sparql", {"content-type": "text/plain"}, 415),
        ("/update", {"content-type": "application/sparql-update"}, 401),
        ("/update", {"authorization": "Bearer reader"}, 403),
        ("/rdf-graph-store?default", OPERATOR | {"content-encoding": "gzip"}, 415),
        ("/nowhere", {}, 404),
        ("/search", {}, 405),
    ],
)
def test_a_refusal_that_leaves_a_body_unread_closes(
    sample_home: Path, path: str, headers: dict[str, str], status: int
) -> None:
    with writable(sample_home, Noted(Written(1))) as opened:
        answer = opened.post(path, content=b"x" * 100, headers=headers)

    assert answer.status_code == status
    assert answer.headers["connection"] == "close"


def test_a_query_that_was_read_does_not_close(site: TestClient) -> None:
    answer = site.post("/sparql", content=b"ASK {}", headers={"content-type": "application/sparql-query"})

    assert answer.status_code == 200
    assert "connection" not in answer.headers


class Crowded:
    """The entrance with requests inside that do not end before `leave`."""

    def __init__(self, state: State) -> None:
        self.leave = asyncio.Event()
        self.inside = 0
        self.app = Headers(Entrance(self._stay, state))

    async def ask(self, path: str, body_comes: bool = True) -> tuple[int, dict[str, str], bytes]:
        told: list[Any] = []

        async def send(message: Any) -> None:  # noqa: ANN401
            told.append(message)

        async def receive() -> Any:  # noqa: ANN401
            if not body_comes:
                await self.leave.wait()
            return {"type": "http.request", "body": b"", "more_body": False}

        scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
        await self.app(scope, receive, send)
        headers = {name.decode(): value.decode() for name, value in told[0]["headers"]}
        return told[0]["status"], headers, told[1]["body"]

    async def _stay(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
        await receive()
        self.inside += 1
        if scope["path"] == "/stay":
            await self.leave.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def test_one_request_too_many_is_told_when_to_come_back(sample_home: Path) -> None:
    async def scene() -> tuple[Any, int, int]:
        crowd = Crowded(state)
        staying = [asyncio.create_task(crowd.ask("/stay")) for _ in range(MOST)]
        await asyncio.sleep(0)
        refused, alive = await crowd.ask("/"), await crowd.ask("/health/live")
        crowd.leave.set()
        await asyncio.gather(*staying)
        return refused, alive[0], (await crowd.ask("/"))[0]

    state = State(Home(sample_home), Limits(), None)
    (status, headers, body), alive, after = asyncio.run(scene())
    state.close()

    assert (status, alive, after) == (503, 200, 200)
    assert json.loads(body)["type"] == "/problems/busy"
    assert int(headers["retry-after"]) > 0
    assert headers["access-control-allow-origin"] == "*"


def test_who_sends_a_body_slowly_takes_no_place(sample_home: Path) -> None:
    async def scene() -> int:
        crowd = Crowded(state)
        sending = [asyncio.create_task(crowd.ask("/", body_comes=False)) for _ in range(MOST + 1)]
        await asyncio.sleep(0)
        status, _, _ = await crowd.ask("/")
        crowd.leave.set()
        await asyncio.gather(*sending)
        return status

    state = State(Home(sample_home), Limits(), None)
    status = asyncio.run(scene())
    state.close()

    assert status == 200


def test_a_change_does_not_wait_for_ever(sample_home: Path) -> None:
    """One takes a second; the next one waits for a fifth of it, the last one finds the way free."""
    begun, finish = Event(), Event()

    def long(_: Writing) -> Written:
        begun.set()
        finish.wait(20)
        return Written(1)

    async def scene(turns: Turns) -> tuple[float, Written, Written]:
        first = asyncio.create_task(turns.take(ADA, long))
        while not begun.is_set():
            await asyncio.sleep(0.01)
        started = monotonic()
        with pytest.raises(StoreBusy, match="Try again"):
            await turns.take(ADA, lambda _: Written(1))
        waited = monotonic() - started
        finish.set()
        return waited, await first, await turns.take(ADA, lambda _: Written(1))

    rights = Rights(Doors(), Noted(Written(1)))
    state = State(Home(sample_home), Limits(), None, rights=rights)
    waited, first, last = asyncio.run(scene(Turns(state, rights, patience=0.2)))
    state.close()

    assert 0.15 < waited < 5
    assert first == last == Written(1)


@pytest.mark.parametrize("name", ["facility", "technique", "instrument", "access"])
@pytest.mark.parametrize("path", ["/search", "/api/v1/search"])
def test_an_error_does_not_repeat_what_is_long(site: TestClient, path: str, name: str) -> None:
    short, long = "x" * 60, "x" * 20_000
    answer = site.get(path, params={name: long}, headers={"accept": "application/json"})

    assert answer.status_code == 400
    assert short in answer.json()["detail"]
    assert short + "x" not in answer.json()["detail"]


@pytest.fixture(scope="module")
def public(sample_home: Path) -> Iterator[TestClient]:
    rights = Rights(Doors(), Noted(Written(1)))
    app = create_app(Home(sample_home), rights=rights, public_address="https://data.example.org/")
    with TestClient(app, base_url="http://inside:8765") as opened:
        yield opened


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
def test_documents_name_the_public_address(public: TestClient, path: str) -> None:
    text = public.get(path, headers={"accept": "application/n-triples"}).text
    named = {str(part.value) for quad in parse(text, format=RdfFormat.N_TRIPLES) for part in quad.triple
             if hasattr(part, "value")}  # fmt: skip

    assert "https://data.example.org/sparql" in named
    assert not [value for value in named if "inside" in value]


def test_queries_and_redirects_lead_to_the_public_address(public: TestClient) -> None:
    sparql = "SELECT (STR(<x>) AS ?iri) {}"
    answer = public.get(
        "/sparql", params={"query": sparql}, headers={"accept": "application/sparql-results+json"}
    )
    redirect = public.get("/sources/", follow_redirects=False)

    assert answer.json()["results"]["bindings"][0]["iri"]["value"] == "https://data.example.org/x"
    assert redirect.headers["location"] == "https://data.example.org/sources"


def test_without_the_setting_the_client_says_what_we_are_called(site: TestClient) -> None:
    told = {"accept": "application/n-triples", "host": "kg.test:1"}

    assert "<http://kg.test:1/sparql>" in site.get("/sparql", headers=told).text


@pytest.mark.parametrize(
    "text",
    ["data.example.org", "ftp://x.org", "https://", "https:///x", "https://x.org/kg", "https://a@x.org",
     "https://x.org?y", "https://x.org#y", "https://x.org:port", "https://x y", "https://ü.org"],
)  # fmt: skip
def test_a_public_address_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="public address"):
        read_address(text)


def test_a_public_address_may_have_a_port() -> None:
    address = read_address("http://127.0.0.1:8080")

    assert (address.scheme, address.host) == ("http", "127.0.0.1:8080")
