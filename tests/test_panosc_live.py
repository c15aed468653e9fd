"""Harvest one provider of the PaNOSC search API: recorded, over HTTP, cut short; never the federation.

Invented providers; their quirks are from recorded answers and from the providers' source.
"""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from replay import RecordedWorld, Reply, StubWorld, recording, replayed, serving, things

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.http import HttpWorld
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Item, Mark, Record

PANOSC = load_source("panosc")
HOST = "search.nls.example"
"""Bare numbers and the like are unique within their provider."""


@dataclass
class Provider(StubWorld):
    """A provider in memory that gives `page` members at a time, the `withheld` left out after the cut."""

    place: str = "https://search.nls.example/api"
    live: bool = True
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    page: int = 2
    withheld: frozenset[str] = frozenset()
    counts: bool = True
    knows: frozenset[str] | None = None
    root: Any = None
    breaks_at: int | None = None
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def get_json(self, path: str, **params: str | int) -> Any:  # noqa: ANN401
        wanted = json.loads(str(params.get("filter", "{}")))
        if path == "/":
            if self.root is None:
                raise BadInput("404")
            return self.root
        self.asked.append((path, wanted))
        if self.breaks_at == len(self.asked):
            raise SourceUnavailable("gone")
        members = self.lists.get(path.removesuffix("/count"))
        if members is None:
            raise BadInput(f"{path} answered 404")
        if path.endswith("/count"):
            if not self.counts:
                raise BadInput("404")
            return {"count": len(members)}
        relations = {one["relation"] for one in wanted.get("include", [])}
        if self.knows is not None and not relations <= self.knows:
            raise SourceUnavailable("answered 500 Internal Server Error 5 times")
        end = wanted["skip"] + min(self.page, wanted["limit"])
        return [one for one in members[wanted["skip"] : end] if one["pid"] not in self.withheld]


def provider(**fields: Any) -> Provider:  # noqa: ANN401
    inner = {"pid": "a/0", "title": "A", "isPublic": True, "techniques": []}
    return Provider(
        lists={
            "/Documents": [
                {
                    "pid": f"10.5072/{n}",
                    "type": "publication",
                    "title": "D",
                    "datasets": [inner] if n == 0 else [],
                }
                for n in range(5)
            ],
            "/Datasets": [{**inner, "pid": f"a/{n}", "score": n / 7} for n in range(5)],
            "/Instruments": [{"pid": f"i{n}", "name": f"B{n}", "facility": "ESS"} for n in range(3)],
        },
        **fields,
    )


def everything(found: list[Item]) -> set[tuple[str, str]]:
    return {(one.kind, one.key) for one in things(found)}


WHOLE = everything(list(PANOSC.records(provider())))


def test_each_thing_comes_once_and_says_what_is_kept() -> None:
    found = list(PANOSC.records(provider()))
    records = [one for one in found if isinstance(one, Record)]

    assert len(records) == len(WHOLE) == 5 + 5 + 3
    assert all(PANOSC.body(one.raw) == one.body for one in records)
    assert not any("score" in one.body for one in records)  # of the question, not of the record


def test_it_asks_deeply_and_never_with_a_condition() -> None:
    world = provider()
    list(PANOSC.records(world))

    first = next(wanted for path, wanted in world.asked if path == "/Documents")
    assert [one["relation"] for one in first["include"]] == ["datasets", "members", "parameters"]
    nested = first["include"][0]["scope"]["include"]
    assert [one["relation"] for one in nested] == [
        "techniques",
        "instrument",
        "samples",
        "files",
        "parameters",
    ]
    assert "where" not in json.dumps([wanted for _, wanted in world.asked])
    assert all(wanted["limit"] > 0 for path, wanted in world.asked if not path.endswith("count"))


@pytest.mark.parametrize("page", [1, 2, 3, 100])
def test_short_pages_are_followed_by_more(page: int) -> None:
    assert everything(list(PANOSC.records(provider(page=page)))) == WHOLE


def test_an_empty_page_before_what_is_counted_is_not_the_end() -> None:
    """What is hidden after the cut to `limit` leaves pages empty; with fifty at once a whole page of them."""
    world = provider(page=100, withheld=frozenset(f"a/{n}" for n in range(1, 51)))
    world.lists["/Datasets"] = [{"pid": f"a/{n}", "title": "A", "isPublic": True} for n in range(1, 121)]
    found = everything(list(PANOSC.records(world)))

    shown = {f"{HOST}/a/{number}" for number in (0, *range(51, 121))}
    assert {key for kind, key in found if kind == "dataset"} == shown


def test_a_provider_that_does_not_count_ends_with_an_empty_page() -> None:
    assert everything(list(PANOSC.records(provider(counts=False)))) == WHOLE


def test_a_server_that_ignores_skip_does_not_keep_us_for_ever() -> None:
    body = json.dumps([{"pid": "10.5072/1", "title": "D", "type": "publication"}]).encode()

    with serving(lambda target: Reply(body if "/Documents?" in target else b"[]")) as peer:
        found = harvest(peer.address)

    assert [one.key for one in found if isinstance(one, Record)] == ["10.5072/1"]


@pytest.mark.parametrize("request_number", range(1, 16))
def test_cut_short_anywhere_and_resumed_it_is_the_undisturbed_harvest(request_number: int) -> None:
    before: list[Item] = []
    with suppress(SourceUnavailable):
        before.extend(PANOSC.records(provider(breaks_at=request_number)))
    marks = [(number, item.resume) for number, item in enumerate(before) if isinstance(item, Mark)]
    safe, resume = marks[-1] if marks else (0, None)

    after = list(PANOSC.records(provider(resume=resume)))
    assert everything(before[:safe]) | everything(after) == WHOLE


@pytest.mark.parametrize("resume", ["", "nonsense", "Datasets", "Datasets x", "Datasets ²"])
def test_words_that_are_no_mark_mean_the_beginning(resume: str) -> None:
    assert everything(list(PANOSC.records(provider(resume=resume)))) == WHOLE


def test_a_provider_that_does_not_know_all_relations_is_asked_for_fewer_and_that_is_said() -> None:
    world = provider(knows=frozenset({"datasets", "members", "techniques", "instrument"}))
    found = things(PANOSC.records(world))

    assert everything([one for one in found if isinstance(one, Record)]) == WHOLE
    reasons = [one.reason for one in found if isinstance(one, Aside)]
    assert reasons == [
        f"The provider does not answer {name} with all relations; asked with fewer."
        for name in ("Documents", "Datasets")
    ]


def test_a_list_that_is_missing_is_said_and_the_others_read() -> None:
    world = provider()
    del world.lists["/Instruments"]
    found = things(PANOSC.records(world))

    (aside,) = [one for one in found if isinstance(one, Aside)]
    assert aside.reason == "The list of Instruments does not answer."


def test_without_documents_it_is_no_provider() -> None:
    with pytest.raises(BadInput, match="/Documents answered 404"):
        list(PANOSC.records(Provider()))


@pytest.mark.parametrize(
    "root",
    [
        ["https://searchapi.maxiv.lu.se/api", "https://icatplus.esrf.fr/api"],
        {"providers": ["https://searchapi.maxiv.lu.se/api", "https://icatplus.esrf.fr/api"]},
    ],
)
def test_the_federated_search_is_refused_with_the_reason_and_the_way_out(root: object) -> None:
    told = r"federated search.*lose records.*Harvest each.*icatplus\.esrf\.fr"
    with pytest.raises(BadInput, match=told) as error:
        list(PANOSC.records(provider(root=root)))

    assert "https://search.nls.example/api" in str(error.value)


def test_items_that_name_their_provider_give_the_federation_away() -> None:
    world = provider()
    world.lists["/Documents"][0]["provider"] = "https://icatplus.esrf.fr/api"

    with pytest.raises(BadInput, match="federated search"):
        list(PANOSC.records(world))


def test_what_other_servers_have_at_their_root_does_not_matter() -> None:
    started = {"started": "2024-01-01T00:00:00.000Z", "uptime": 7.5}

    assert everything(list(PANOSC.records(provider(root=started)))) == WHOLE


def harvest(address: str) -> list[Record | Aside]:
    world = HttpWorld(address, pause=0.001)
    try:
        return things(PANOSC.records(world))
    finally:
        world.close()


def test_over_http_it_is_what_the_recording_says() -> None:
    told = recording("panosc-provider")
    recorded = things(PANOSC.records(RecordedWorld(told["place"], requests=told["requests"])))

    with serving(replayed(told["requests"])) as peer:
        found = harvest(peer.address)

    assert [one.key for one in recorded if isinstance(one, Record)] == [
        "10.5072/moss.2021",
        "20.500.99999/moss-1",
        f"{HOST}/150000",
        f"{HOST}/150123",
        "10.5291/ILL-DATA.9-99-001",
        "20.500.99999/moss-2",
        "20.500.99999/i-7",
        "20.500.99999/i-8",
    ]
    assert [one.key.replace("127.0.0.1", HOST) for one in found if isinstance(one, Record)] == [
        one.key for one in recorded if isinstance(one, Record)
    ]
    assert sum(isinstance(one, Aside) for one in found) == 1  # the dataset without pid


def test_a_list_that_breaks_off_ends_the_harvest() -> None:
    """What it did not come to must not count as gone."""
    with pytest.raises(SourceUnavailable):
        list(PANOSC.records(provider(breaks_at=3)))


@pytest.mark.parametrize("answer", [b'{"error":{"statusCode":400,"message":"Value is no object."}}', b'"x"'])
def test_an_error_in_place_of_a_list_is_said(answer: bytes) -> None:
    with serving(lambda target: Reply(answer)) as peer, pytest.raises((BadInput, SourceUnavailable)) as error:
        harvest(peer.address)

    assert "Documents" in str(error.value)


def test_what_fails_once_is_asked_for_in_full_again() -> None:
    """Not every failure means that the provider does not know the relations."""
    found = things(PANOSC.records(provider(breaks_at=1)))

    assert not [one for one in found if isinstance(one, Aside)]
    inner = [one for one in found if isinstance(one, Record) and one.key == f"{HOST}/a/0"]
    assert [one.body["techniques"] for one in inner] == [[]]


def test_bare_numbers_of_two_providers_are_two_records() -> None:
    members = [{"pid": 150123, "title": "scan", "type": "proposal"}]
    found = [
        one.key
        for place in ("https://a.example/api", "https://b.example/api")
        for one in PANOSC.records(Provider(place=place, lists={"/Documents": members}))
        if isinstance(one, Record)
    ]

    assert found == ["a.example/150123", "b.example/150123"]
