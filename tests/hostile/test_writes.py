"""Nobody changes the store without a right to, and no change of those who have it does harm."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from hostile.clients import connections
from hostile.judge import World, judge, reason, truth
from hostile.listener import Listener
from hostile.service import JSON, PATIENCE, Service, besieged
from hostile.watch import children_rest
from hostile.wire import Reply, read_reply, request
from hostile.writes import ENDLESS, GRAPHS, PLACES, TOKENS, UPDATES, VERBS, WRITE_SECONDS, Graph, Update
from kg.settings import Settings

WRITTEN = "ASK { { ?s <urn:p> ?o } UNION { GRAPH ?g { ?s <urn:p> ?o } } }"
"""Whether one of the hostile changes has left something."""
ADDRESSES = ("/update", "/rdf-graph-store?default", "/rdf-graph-store?graph=urn:x")
TRIPLE = b"<urn:s> <urn:p> 1 ."


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A token of each role, and the file that makes them valid."""
    file = tmp_path_factory.mktemp("tokens") / "tokens"
    made = {"file": str(file)}
    for role in ("operator", "reader", "curator"):
        command = [
            sys.executable,
            "-m",
            "kg",
            "token",
            "new",
            "--name",
            role,
            "--role",
            role,
            "--append",
            str(file),
        ]
        made[role] = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    return made


@pytest.fixture(scope="module")
def open_to_writers(
    sample_home: Path, world: World, tokens: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    home = tmp_path_factory.mktemp("written") / "home"
    copytree(sample_home, home)
    with besieged(
        home, world, "--token-file", tokens["file"], KG_UPDATE_TIMEOUT=str(WRITE_SECONDS)
    ) as service:
        yield service


@pytest.fixture
def writable(open_to_writers: Service) -> Iterator[Service]:
    """A service that takes changes, and holds what it held after the test."""
    yield open_to_writers
    judge(open_to_writers.ask(WRITTEN), open_to_writers.world, truth(False), frozenset())
    open_to_writers.check_alive()


def send(
    service: Service,
    method: str,
    target: str,
    headers: dict[str, str],
    body: bytes,
    seconds: float = PATIENCE,
) -> Reply:
    reply = service.place.exchange(request(method, target, headers, body), seconds, method == "HEAD")
    assert reply is not None, "hung up without an answer"
    return reply


@pytest.mark.parametrize("target", ADDRESSES)
@pytest.mark.parametrize("verb", VERBS)
def test_a_service_without_tokens_has_no_addresses_for_writing(
    service: Service, target: str, verb: str
) -> None:
    headers = {"Authorization": "Bearer x", "Content-Type": "text/turtle"}
    assert send(service, verb, target, headers, TRIPLE).status == 404


@pytest.mark.parametrize("name", TOKENS)
def test_what_is_no_token_opens_nothing(writable: Service, name: str) -> None:
    given = TOKENS[name]
    headers = {} if given is None else {"Authorization": given}
    for verb, target, kind in (
        ("POST", "/update", "application/sparql-update"),
        ("PUT", "/rdf-graph-store?default", "text/turtle"),
        ("POST", "/rdf-graph-store?graph=urn:x", "text/turtle"),
        ("DELETE", "/rdf-graph-store?graph=urn:x", ""),
    ):
        reply = send(
            writable, verb, target, headers | {"Content-Type": kind}, b"INSERT DATA { <urn:s> <urn:p> 1 }"
        )

        assert reason(reply) == "no-token"
        assert "Bearer" in (reply.header("www-authenticate") or "")


def test_a_token_in_the_wrong_place_opens_nothing(writable: Service, tokens: dict[str, str]) -> None:
    token = tokens["operator"]
    for target, headers in (
        (f"/update?access_token={token}", {}),
        (f"/update?token={token}", {}),
        ("/update", {"Cookie": f"token={token}; Authorization=Bearer {token}"}),
        ("/update", {"Authorization": f"Basic {token}"}),
        ("/update", {"Authorization": f"Bearer {token}x"}),
        ("/update", {"Authorization": f"Bearer {token[:-1]}"}),
        ("/update", {"X-Authorization": f"Bearer {token}"}),
    ):
        reply = send(
            writable, "POST", target, headers | {"Content-Type": "application/sparql-update"},
            b"INSERT DATA { <urn:s> <urn:p> 1 }",
        )  # fmt: skip

        assert reason(reply) == "no-token"


@pytest.mark.parametrize("role", ["reader", "curator"])
def test_a_lesser_role_changes_nothing(writable: Service, tokens: dict[str, str], role: str) -> None:
    headers = {"Authorization": f"Bearer {tokens[role]}", "Content-Type": "application/sparql-update"}
    reply = send(writable, "POST", "/update", headers, b"INSERT DATA { <urn:s> <urn:p> 1 }")

    assert reason(reply) == "not-allowed"


@pytest.mark.parametrize("case", UPDATES, ids=str)
def test_a_hostile_update_changes_nothing(
    writable: Service, listener: Listener, tokens: dict[str, str], case: Update
) -> None:
    headers = {
        "Authorization": f"Bearer {tokens['operator']}",
        "Content-Type": "application/sparql-update",
        "Accept": JSON,
    }
    text = case.sparql.replace("@/", f"127.0.0.1:{listener.port}/")
    reply = send(writable, "POST", "/update", headers, text.encode())

    assert (case.may_succeed and reply.status == 204) or reason(reply) in case.reasons, reply


@pytest.mark.slow
@pytest.mark.parametrize("case", ENDLESS, ids=str)
def test_an_endless_update_is_stopped(writable: Service, tokens: dict[str, str], case: Update) -> None:
    """And while it runs, whoever asks or writes is answered."""
    headers = {"Authorization": f"Bearer {tokens['operator']}", "Content-Type": "application/sparql-update"}
    with connections(writable.place, 1, request("POST", "/update", headers, case.sparql.encode())) as (
        opened,
    ):
        judge(writable.ask(WRITTEN), writable.world, truth(False), frozenset())
        next_one = send(writable, "POST", "/update", headers, b"DROP SILENT GRAPH <urn:x>", 2 * WRITE_SECONDS)
        opened.settimeout(2 * WRITE_SECONDS)
        reply = read_reply(opened.makefile("rb"))

    assert next_one.status == 204 or reason(next_one) == "store-busy", next_one
    assert reply is not None
    assert reason(reply) in case.reasons, reply
    assert children_rest(writable.process.pid, PATIENCE)


def test_the_time_of_an_update_can_be_set(
    sample_home: Path, world: World, tokens: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that would take hours ends long before the minute that it has otherwise."""
    monkeypatch.delenv("KG_UPDATE_TIMEOUT", raising=False)
    assert Settings().update_timeout == 60
    home = copytree(sample_home, tmp_path / "home")
    headers = {"Authorization": f"Bearer {tokens['operator']}", "Content-Type": "application/sparql-update"}
    with besieged(home, world, "--token-file", tokens["file"], KG_UPDATE_TIMEOUT="2") as service:
        reply = send(service, "POST", "/update", headers, ENDLESS[0].sparql.encode(), 30)

    assert reason(reply) in ENDLESS[0].reasons


@pytest.mark.parametrize("case", GRAPHS, ids=str)
def test_a_hostile_graph_is_refused(
    writable: Service, listener: Listener, tokens: dict[str, str], case: Graph
) -> None:
    headers = {
        "Authorization": f"Bearer {tokens['operator']}",
        "Content-Type": case.type,
        **dict(case.headers),
    }
    body = case.body.replace(b"@/", f"127.0.0.1:{listener.port}/".encode())
    for verb in ("PUT", "POST"):
        reply = send(writable, verb, "/rdf-graph-store?graph=urn:hostile", headers, body)

        assert reason(reply) in case.reasons, reply


@pytest.mark.parametrize("place", PLACES)
def test_a_graph_that_has_no_name_is_not_written(
    writable: Service, tokens: dict[str, str], place: str
) -> None:
    headers = {"Authorization": f"Bearer {tokens['operator']}", "Content-Type": "text/turtle"}
    for verb in ("PUT", "DELETE"):
        reply = send(writable, verb, f"/rdf-graph-store?{place}", headers, TRIPLE)

        assert reason(reply) == "bad-request"


def test_a_graph_may_be_named_by_an_address_that_nobody_looks_at(
    writable: Service, listener: Listener, tokens: dict[str, str]
) -> None:
    headers = {"Authorization": f"Bearer {tokens['operator']}", "Content-Type": "text/turtle"}
    target = f"/rdf-graph-store?graph=http://127.0.0.1:{listener.port}/x"

    assert send(writable, "PUT", target, headers, TRIPLE).status == 201
    judge(writable.ask(WRITTEN), writable.world, truth(True), frozenset())
    assert send(writable, "DELETE", target, headers, b"").status in (200, 204)
