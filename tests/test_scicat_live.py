"""Harvest a SciCat over REST, from a local server that replays recordings and misbehaves on purpose."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from replay import Peer, RecordedWorld, Reply, recording, replayed, serving, things

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.http import HttpWorld
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Record

SCICAT = load_source("scicat")


def harvest(peer: Peer, path: str = "") -> list[Record | Aside]:
    world = HttpWorld(peer.address + path, pause=0.001)
    try:
        return things(SCICAT.records(world))
    finally:
        world.close()


def outcomes(found: list[Record | Aside]) -> list[tuple[str, str, str]]:
    """Kind, key and what became of it, without the server's changing port."""
    return [
        (one.kind, one.key.rpartition("127.0.0.1/")[2], one.outcome if isinstance(one, Aside) else "record")
        for one in found
    ]


def catalogue(lists: dict[str, list[Any]], page: int = 100) -> Callable[[str], Reply]:
    """A SciCat v3 that pages its lists, at most `page` members at a time."""

    def answer(target: str) -> Reply:
        parts = urlsplit(target)
        members = lists.get(parts.path)
        if members is None:
            return Reply(b'{"statusCode":404,"message":"Not Found"}', 404)
        limits = json.loads(dict(parse_qsl(parts.query))["filter"])["limits"]
        shown = members[limits["skip"] : limits["skip"] + min(limits["limit"], page)]
        return Reply(json.dumps(shown).encode())

    return answer


def test_a_whole_catalogue_is_read_with_percent_encoded_pids() -> None:
    told = {f"GET /api/v3{key[4:]}": value for key, value in recording("scicat-v3")["requests"].items()}

    with serving(replayed(told)) as peer:
        found = harvest(peer, "/api/v3")

    assert "/api/v3/datasets/peat%2Flocal%203" in peer.seen
    assert outcomes(found) == [
        ("instrument", "/NLS/ring/b07", "record"),
        ("published-data", "10.5072/NLS.Peat-Moss.1", "record"),
        ("published-data", "10.5072/nls.bare.2", "record"),
        ("dataset", "20.500.99999/peat-1", "record"),
        ("error", f"{peer.address}/api/v3/datasets#1", "skipped"),
        ("dataset", "20.500.99999/peat-2", "record"),
        ("dataset", "20.500.99999/gone", "skipped"),
        ("dataset", "peat/local 3", "record"),
        ("origdatablock", "block-1", "record"),
        ("origdatablock", "block-2", "skipped"),
        ("sample", "peat-a", "record"),
        ("proposal", "P-2021-07", "record"),
    ]


def test_an_error_body_in_a_list_is_put_aside_with_what_it_says() -> None:
    told = recording("scicat-v3")
    found = things(SCICAT.records(RecordedWorld(told["place"], requests=told["requests"])))

    (error,) = [one for one in found if isinstance(one, Aside) and one.kind == "error"]
    assert error.reason == "An error answer in place of a record: 403 Access to this dataset is restricted."
    assert json.loads(error.raw)["error"]["statusCode"] == 403


def test_a_bare_host_is_asked_for_version_4_first() -> None:
    with serving(replayed(recording("scicat-v4")["requests"])) as peer:
        found = harvest(peer)

    assert peer.seen[0].startswith("/api/v4/publisheddata?")
    assert [key for kind, key, became in outcomes(found) if became == "record"] == [
        "f00d-1",
        "10.5072/fjord.42",
        "20.500.99999/ice-1",
    ]


def test_a_bare_host_without_version_4_is_asked_for_version_3() -> None:
    told = {f"GET /api/v3{key[4:]}": value for key, value in recording("scicat-v3")["requests"].items()}
    first = 'GET /api/v3/publisheddata?filter={"limits":{"skip":0,"limit":1}}'

    with serving(replayed({first: [], **told})) as peer:
        found = harvest(peer)

    assert sum(isinstance(one, Record) for one in found) == 9


def test_paging_goes_on_after_a_short_page_and_ends_with_an_empty_one() -> None:
    records = [{"doi": f"10.5072/p.{number}", "pidArray": []} for number in range(7)]

    with serving(catalogue({"/api/v3/publisheddata": records}, page=3)) as peer:
        found = harvest(peer, "/api/v3")

    assert [one.key for one in found if isinstance(one, Record)] == [one["doi"] for one in records]


def test_a_server_that_ignores_paging_does_not_keep_us_for_ever() -> None:
    body = json.dumps([{"doi": "10.5072/p.1", "pidArray": []}]).encode()

    with serving(lambda target: Reply(body if "publisheddata" in target else b"[]")) as peer:
        found = harvest(peer, "/api/v3")

    assert [one.key for one in found if isinstance(one, Record)] == ["10.5072/p.1"]


def test_a_server_that_is_busy_is_asked_again() -> None:
    replies = iter([Reply(b"", 503, {"Retry-After": "0"}), Reply(b"slow down", 429), Reply(b'{"a": 1}')])

    with serving(lambda target: next(replies)) as peer:
        assert HttpWorld(peer.address, pause=0.001).get_json("/x") == {"a": 1}

    assert len(peer.seen) == 3


def test_a_server_that_stays_down_is_given_up_with_its_address() -> None:
    with (
        serving(lambda target: Reply(b"", 500)) as peer,
        pytest.raises(SourceUnavailable, match=r"/x\?a=b%20c answered 500 Internal Server Error 5 times"),
    ):
        HttpWorld(peer.address, pause=0.001).get_json("/x", a="b c")

    assert len(peer.seen) == 5


def test_no_server_at_all_is_unavailable() -> None:
    with serving(lambda target: Reply(b"[]")) as peer:
        pass

    with pytest.raises(SourceUnavailable, match="does not answer"):
        HttpWorld(peer.address, pause=0.001).get_json("/x")


def test_a_page_instead_of_json_is_named() -> None:
    page = b"<!DOCTYPE html><html><head><title>Log in</title></head></html>"

    with (
        serving(lambda target: Reply(page)) as peer,
        pytest.raises(SourceUnavailable, match=r"/x did not answer JSON\. An HTML or XML page") as error,
    ):
        HttpWorld(peer.address).get_json("/x")

    assert peer.address in str(error.value)


def test_a_host_whose_every_address_is_a_web_page_is_no_scicat() -> None:
    with (
        serving(lambda target: Reply(b"<html></html>")) as peer,
        pytest.raises(SourceUnavailable, match="No SciCat"),
    ):
        harvest(peer)


def test_an_answer_cut_off_is_unavailable() -> None:
    with (
        serving(lambda target: Reply(b'[{"doi": "10.5072/a", "ti')) as peer,
        pytest.raises(SourceUnavailable, match="Truncated JSON"),
    ):
        harvest(peer, "/api/v3")


def test_a_redirect_is_not_followed() -> None:
    away = Reply(b"", 302, {"Location": "http://127.0.0.1:9/elsewhere"})

    with (
        serving(lambda target: away) as peer,
        pytest.raises(BadInput, match=r"redirects to http://127\.0\.0\.1:9"),
    ):
        HttpWorld(peer.address).get_json("/x")


def test_an_endless_answer_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.harvest.http.MOST_BYTES", 2**20)

    with (
        serving(lambda target: Reply(b" " * 2**21)) as peer,
        pytest.raises(SourceUnavailable, match="sends more than 1 MB"),
    ):
        HttpWorld(peer.address).get_json("/x")


def test_closed_lists_are_said_and_the_rest_is_harvested() -> None:
    lists = {"/api/v3/publisheddata": [{"doi": "10.5072/p.1", "pidArray": ["a/b"]}]}

    with serving(catalogue(lists)) as peer:
        found = harvest(peer, "/api/v3")

    assert outcomes(found) == [
        ("list", "/instruments", "skipped"),
        ("published-data", "10.5072/p.1", "record"),
        ("list", "/datasets", "skipped"),
        ("dataset", "a/b", "skipped"),
        ("list", "/origdatablocks", "skipped"),
        ("list", "/samples", "skipped"),
        ("list", "/proposals", "skipped"),
    ]


def test_a_list_that_breaks_off_ends_the_harvest() -> None:
    """What it did not come to must not count as gone."""
    members = [{"pid": f"a/{number}", "datasetName": "A"} for number in range(5)]
    whole = catalogue({"/api/v3/publisheddata": [], "/api/v3/datasets": members}, page=2)

    def answer(target: str) -> Reply:
        return Reply(b"<html></html>") if "%22skip%22%3A4" in target else whole(target)

    with serving(answer) as peer, pytest.raises(SourceUnavailable, match="did not answer JSON"):
        harvest(peer, "/api/v3")


def test_a_dataset_that_fails_is_put_aside_and_the_next_one_read() -> None:
    lists = {
        "/api/v3/publisheddata": [{"doi": "10.5072/p.1", "pidArray": ["a/b", "a/c"]}],
        "/api/v3/datasets": [],
    }
    whole = catalogue(lists)

    def answer(target: str) -> Reply:
        if target.endswith("a%2Fb"):
            return Reply(b"", 500)
        return Reply(b'{"pid": "a/c", "datasetName": "C"}') if target.endswith("a%2Fc") else whole(target)

    with serving(answer) as peer:
        found = harvest(peer, "/api/v3")

    assert [one for one in outcomes(found) if one[0] == "dataset"] == [
        ("dataset", "a/b", "quarantined"),
        ("dataset", "a/c", "record"),
    ]


@pytest.mark.parametrize("place", ["http://", "http://user:pw@127.0.0.1/", "http://127.0.0.1/?x=1"])
def test_an_address_must_be_plain(place: str) -> None:
    with pytest.raises(BadInput):
        HttpWorld(place)
