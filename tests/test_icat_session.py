"""Sessions with an ICAT: begun anonymously, begun anew, and never told to anybody.

From the source of icat.server: the routes, the form of the log-in, the answer to a session that has run out.
Invented: every entity and every session, the recording `icat-rest` included.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from harvesting import open_bench
from icat_server import SECRET, IcatWorld, Server, datasets, keys, recorded_world
from pyoxigraph import NamedNode
from replay import Reply, recording, replayed, serving, things

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.http import HttpWorld
from kg.harvest.registry import load_source
from kg.harvest.run import harvest
from kg.harvest.source import Record
from kg.rdf.terms import Triple

ICAT = load_source("icat")


def test_the_session_is_hidden_and_stands_nowhere() -> None:
    world = recorded_world()
    found = list(ICAT.records(world))

    assert world.hidden == [SECRET]
    for one in found:
        assert SECRET not in repr(one)
        if isinstance(one, Record):
            assert SECRET.encode() not in one.raw
            assert not any(SECRET in str(term) for triple in ICAT.triples(one).triples for term in triple)
            assert ICAT.body(one.raw) == one.body


def test_the_origin_says_where_the_record_is() -> None:
    (facility, *_) = things(ICAT.records(recorded_world()))

    assert facility.origin == "https://icat.northlight.example/icat/entityManager#Facility/1"


@pytest.mark.parametrize("lasting", [1, 3, 7])
def test_a_session_that_runs_out_is_begun_anew(lasting: int) -> None:
    server = Server({"Dataset": datasets(350)}, lasting=lasting)
    world = IcatWorld(server)

    found = list(ICAT.records(world))

    assert keys(found) == [str(number) for number in range(1, 351)]
    assert server.sessions > 1
    assert world.hidden == [f"{SECRET}-{number}" for number in range(1, server.sessions + 1)]
    assert not any(SECRET in repr(one) for one in found)


def test_a_server_that_ends_every_session_at_once_is_given_up() -> None:
    class Forgetful(Server):
        def begin(self) -> dict[str, str]:
            session = super().begin()
            self.left = 0 if self.sessions > 1 else 1
            return session

    with pytest.raises(SourceUnavailable, match="ends every session at once") as error:
        list(ICAT.records(IcatWorld(Forgetful({"Dataset": datasets(1)}))))

    assert SECRET not in str(error.value)


def test_a_plug_in_is_a_name() -> None:
    with pytest.raises(BadInput, match="plugin=anon"):
        list(ICAT.records(IcatWorld(Server({}), options={"plugin": 'a"b'})))


def over_http(server: Server) -> Callable[[str], Reply]:
    def answer(target: str) -> Reply:
        parts = urlsplit(target)
        if parts.path == "/icat/session":
            return Reply(json.dumps(server.begin()).encode())
        told = dict(parse_qsl(parts.query))
        status, body = server.ask(told["sessionId"], told["query"])
        return Reply(json.dumps(body).encode(), status)

    return answer


def test_over_http_a_session_is_begun_used_and_begun_anew() -> None:
    server = Server({"Dataset": datasets(120)}, lasting=4)
    with serving(over_http(server)) as peer:
        world = HttpWorld(peer.address, pause=0.001)
        try:
            found = list(ICAT.records(world))
        finally:
            world.close()

    assert keys(found) == [str(number) for number in range(1, 121)]
    assert peer.seen[0] == "/icat/session"
    assert peer.seen.count("/icat/session") == server.sessions > 1
    assert not any(SECRET in repr(one) for one in found)


def test_over_http_the_session_stands_in_no_message() -> None:
    def answer(target: str) -> Reply:
        if target == "/icat/session":
            return Reply(json.dumps({"sessionId": SECRET}).encode())
        return Reply(b'"no list"')

    with serving(answer) as peer:
        world = HttpWorld(f"{peer.address}/icat", pause=0.001)
        with pytest.raises(SourceUnavailable) as error:
            list(ICAT.records(world))
        world.close()

    assert SECRET not in str(error.value)
    assert "entityManager" in str(error.value)


def test_over_http_a_refused_log_in_is_told() -> None:
    with serving(lambda _: Reply(b'{"code":"SESSION","message":"anon is off"}', 403)) as peer:
        world = HttpWorld(peer.address, pause=0.001)
        with pytest.raises(BadInput, match="/icat/session answered 403"):
            list(ICAT.records(world))
        world.close()


def test_over_http_the_recording_gives_the_same() -> None:
    told = dict(recording("icat-rest")["requests"])
    told["GET /icat/session"] = told["POST /icat/session"]  # the server answers both ways alike
    with serving(replayed(told)) as peer:
        world = HttpWorld(peer.address, pause=0.001)
        live = things(ICAT.records(world))
        world.close()

    assert [(one.kind, one.key, one.raw) for one in live] == [
        (one.kind, one.key, one.raw) for one in things(ICAT.records(recorded_world()))
    ]


def test_harvested_twice_is_harvested_once(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)

    class Anything:
        def problems(self, about: NamedNode, triples: Sequence[Triple]) -> list[str]:
            return []

    graphs, writes = [], []
    for _ in range(2):
        report = harvest(
            "icat", ICAT, recorded_world(), bench.ledger, Anything(), bench.write, lambda *_: None, False
        )
        bench.ledger.runs.settle(report.runs)
        graphs.append(dict(bench.graphs))
        writes.append(bench.writes)

    assert len(graphs[0]) == 8
    assert graphs[0] == graphs[1]
    assert writes[0] == writes[1] > 0
    for path in tmp_path.iterdir():
        assert SECRET.encode() not in path.read_bytes()
