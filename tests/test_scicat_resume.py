"""A SciCat harvest that is cut short goes on, and gets what changed if asked. Invented catalogues."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from replay import Reply, StubWorld, serving, things

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.http import HttpWorld
from kg.harvest.registry import load_source
from kg.harvest.source import Item, Mark, Record

SCICAT = load_source("scicat")
Understands = Callable[[dict[str, Any], dict[str, Any]], bool]


def by_mongo(record: dict[str, Any], condition: dict[str, Any]) -> bool:
    """As the present backend: operators of MongoDB; it fails on others."""
    if set(condition) != {"$gte"}:
        raise BadInput("500 Cast to date failed")
    return str(record.get("updatedAt", "")) >= str(condition["$gte"])


def by_loopback(record: dict[str, Any], condition: dict[str, Any]) -> bool:
    """As the old backend: operators of LoopBack; it finds nothing with others."""
    return "gte" in condition and str(record.get("updatedAt", "")) >= str(condition["gte"])


def by_nobody(record: dict[str, Any], condition: dict[str, Any]) -> bool:
    """A backend that does not look at dates at all."""
    return True


@dataclass
class Catalogue(StubWorld):
    """A SciCat v3 in memory, two records a page at most; `breaks_at` requests it goes down,
    and from `down_from` on it stays down."""

    place: str = "https://scicat.nls.example/api/v3"
    live: bool = True
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    understands: Understands = by_mongo
    breaks_at: int | None = None
    down_from: int | None = None
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def get_json(self, path: str, **params: str | int) -> Any:  # noqa: ANN401
        self.asked.append((path, json.loads(str(params.get("filter", "{}")))))
        if self.breaks_at == len(self.asked) or (self.down_from and len(self.asked) >= self.down_from):
            raise SourceUnavailable("gone")
        if path not in self.lists:
            raise BadInput(f"{path} answered 404")
        wanted = self.asked[-1][1]
        if "limits" not in wanted:
            return self.lists[path][0]
        dated = wanted.get("where", {}).get("updatedAt")
        members = [one for one in self.lists[path] if dated is None or self.understands(one, dated)]
        skip, limit = wanted["limits"]["skip"], min(2, wanted["limits"]["limit"])
        return members[skip : skip + limit]


def catalogue(**fields: Any) -> Catalogue:  # noqa: ANN401
    lists: dict[str, list[dict[str, Any]]] = {
        "/instruments": [{"pid": "i1", "name": "Bog line"}],
        "/publisheddata": [{"doi": f"10.5072/p{n}", "pidArray": [f"a/{n}"]} for n in range(3)],
        "/datasets": [{"pid": f"a/{n}", "datasetName": "A", "isPublished": True} for n in range(5)],
        "/origdatablocks": [{"_id": f"b{n}", "datasetId": f"a/{n}", "dataFileList": []} for n in range(5)],
        "/samples": [{"sampleId": f"s{n}", "sampleCharacteristics": {}} for n in range(3)],
        "/proposals": [{"proposalId": "P1", "title": "Moss"}],
    }
    return Catalogue(lists=lists, **fields)


def everything(found: list[Item]) -> set[tuple[str, str]]:
    return {(one.kind, one.key) for one in things(found)}


def cut_short(world: Catalogue) -> tuple[list[Item], str | None]:
    """What came before the last mark, which is what is safe, and the mark."""
    found: list[Item] = []
    try:
        found.extend(SCICAT.records(world))
    except SourceUnavailable:
        marks = [number for number, item in enumerate(found) if isinstance(item, Mark)]
        safe = marks[-1] if marks else 0
        mark = found[safe] if marks else None
        return found[:safe], mark.resume if isinstance(mark, Mark) else None
    return found, None


WHOLE = everything(list(SCICAT.records(catalogue())))


def test_a_whole_harvest_has_all_lists() -> None:
    world = catalogue()
    found = list(SCICAT.records(world))

    assert len(WHOLE) == 1 + 3 + 5 + 5 + 3 + 1
    assert everything(found) == WHOLE
    assert [item.resume for item in found if isinstance(item, Mark)] == [
        "", "",
        "datasets 2", "datasets 4", "datasets 5",
        "origdatablocks 2", "origdatablocks 4", "origdatablocks 5",
        "samples 2", "samples 3",
        "proposals 1",
    ]  # fmt: skip


@pytest.mark.parametrize("request_number", range(1, 19))
def test_cut_short_anywhere_and_resumed_it_is_the_undisturbed_harvest(request_number: int) -> None:
    before, resume = cut_short(catalogue(breaks_at=request_number))
    after = list(SCICAT.records(catalogue(resume=resume)))

    assert everything(before) | everything(after) == WHOLE


def test_the_lists_that_are_done_are_not_read_again() -> None:
    world = catalogue(resume="samples 2")
    list(SCICAT.records(world))

    assert {path for path, _ in world.asked} == {"/instruments", "/samples", "/proposals"}


def test_it_goes_on_a_page_earlier_because_deletions_move_the_rest_forward() -> None:
    world = catalogue(resume="origdatablocks 250")
    list(SCICAT.records(world))

    first = next(wanted for path, wanted in world.asked if path == "/origdatablocks")
    assert first["limits"]["skip"] == 150


def test_within_the_datasets_the_publications_are_read_again_for_whom_they_name() -> None:
    world = catalogue(resume="datasets 4")
    world.lists["/publisheddata"][0]["pidArray"] = ["only/named"]
    world.lists["/datasets/only%2Fnamed"] = [{"pid": "only/named", "datasetName": "A"}]
    found = list(SCICAT.records(world))

    assert [item.resume for item in found if isinstance(item, Mark)][:2] == ["datasets 4", "datasets 4"]
    assert ("dataset", "only/named") in everything(found)


def with_singles(count: int, **fields: Any) -> Catalogue:  # noqa: ANN401
    """Its publications name the listed datasets and so many more, every third of which is gone."""
    world = catalogue(**fields)
    pids = [f"x/{number:03}" for number in reversed(range(count))]
    world.lists["/publisheddata"][0]["pidArray"] = [*(f"a/{n}" for n in range(5)), *pids]
    for pid in pids:
        if int(pid[2:]) % 3:
            world.lists[f"/datasets/{pid.replace('/', '%2F')}"] = [{"pid": pid, "datasetName": "X"}]
    return world


def singles_asked(world: Catalogue) -> list[str]:
    return [path.removeprefix("/datasets/x%2F") for path, _ in world.asked if path.startswith("/datasets/")]


def test_datasets_that_only_publications_name_are_asked_in_the_order_of_their_pids_with_marks() -> None:
    world = with_singles(120)
    found = list(SCICAT.records(world))

    assert singles_asked(world) == [f"{n:03}" for n in range(120)]
    marks = [one.resume for one in found if isinstance(one, Mark)]
    assert [one for one in marks if one.startswith("singles")] == [
        "singles x/049", "singles x/099", "singles x/119",
    ]  # fmt: skip
    assert found.index(Mark("singles x/049")) == found.index(Mark("datasets 5")) + 51


def test_cut_among_them_it_asks_for_none_again_that_is_safe_whether_there_or_not() -> None:
    undisturbed = with_singles(120)
    whole = everything(list(SCICAT.records(undisturbed)))
    at = [path for path, _ in undisturbed.asked].index("/datasets/x%2F070") + 1

    before, resume = cut_short(with_singles(120, down_from=at))
    again = with_singles(120, resume=resume)
    after = list(SCICAT.records(again))

    assert resume == "singles x/049"
    assert singles_asked(again) == [f"{n:03}" for n in range(50, 120)]
    assert everything(before) | everything(after) == whole
    listed = {("dataset", f"a/{number}") for number in range(5)}
    assert not listed & everything(after)  # the list is read for what it holds, not given again


@pytest.mark.parametrize("resume", ["datasets 104", "singles a/3", "singles x"])
def test_what_the_list_holds_is_not_asked_for_one_by_one_after_a_cut(resume: str) -> None:
    world = with_singles(2, resume=resume)
    world.lists["/datasets"] += [{"pid": f"b/{n}", "isPublished": True} for n in range(200)]
    list(SCICAT.records(world))

    assert singles_asked(world) == ["000", "001"]


def test_a_dataset_named_last_may_have_vanished_and_the_rest_is_still_known() -> None:
    world = with_singles(4, resume="singles x/001b")
    list(SCICAT.records(world))

    assert singles_asked(world) == ["002", "003"]


def test_past_the_single_datasets_nobody_asks_for_them() -> None:
    world = with_singles(4, resume="origdatablocks 2")
    list(SCICAT.records(world))

    assert singles_asked(world) == []


@pytest.mark.parametrize(
    "resume",
    ["", "nonsense", "singles", "singles ", "datasets", "datasets minus", "datasets ²", "samples -1"],
)
def test_words_that_are_no_mark_mean_the_beginning(resume: str) -> None:
    assert everything(list(SCICAT.records(catalogue(resume=resume)))) == WHOLE


def dated(understands: Understands) -> Catalogue:
    world = catalogue(since="2024-05-01T00:00:00+00:00", understands=understands)
    for members in world.lists.values():
        for number, one in enumerate(members):
            one["updatedAt"] = f"2024-0{4 + number % 2}-15T08:00:00.000Z"
    del world.lists["/samples"][0]["updatedAt"]
    return world


NEWS = {
    ("instrument", "scicat.nls.example/i1"),
    ("published-data", "10.5072/p1"),
    ("dataset", "a/1"),
    ("dataset", "a/3"),
    ("origdatablock", "scicat.nls.example/b1"),
    ("origdatablock", "scicat.nls.example/b3"),
    ("sample", "scicat.nls.example/s1"),
}


@pytest.mark.parametrize("understands", [by_mongo, by_loopback])
def test_only_what_changed_is_asked_of_a_catalogue_that_compares_dates(understands: Understands) -> None:
    world = dated(understands)

    assert everything(list(SCICAT.records(world))) == NEWS
    pages = [wanted for path, wanted in world.asked if path == "/datasets" and wanted["limits"]["limit"] > 1]
    assert all(
        list(wanted["where"]["updatedAt"].values()) == ["2024-05-01T00:00:00.000Z"] for wanted in pages
    )


def test_a_catalogue_that_does_not_compare_dates_is_read_whole_and_sorted_out_here() -> None:
    """A record that does not say when it changed may have."""
    assert everything(list(SCICAT.records(dated(by_nobody)))) == NEWS | {("sample", "scicat.nls.example/s0")}


def test_a_moment_that_is_none_is_refused() -> None:
    with pytest.raises(BadInput, match="'last week' is no moment"):
        list(SCICAT.records(catalogue(since="last week")))


def test_the_change_of_a_record_is_its_datestamp() -> None:
    stamps = {one.key: one.datestamp for one in SCICAT.records(dated(by_nobody)) if isinstance(one, Record)}

    assert stamps["a/1"] == "2024-05-15T08:00:00.000Z"
    assert stamps["scicat.nls.example/s0"] is None


def test_datasets_learn_the_names_of_their_instruments() -> None:
    world = catalogue(facility="ESS")
    world.lists["/datasets"] = [{"pid": "a/1", "datasetName": "A", "instrumentId": "I1"}]
    found = [one for one in SCICAT.records(world) if isinstance(one, Record)]

    (dataset,) = [one for one in found if one.kind == "dataset"]
    (instrument,) = [one for one in found if one.kind == "instrument"]
    assert dataset.body == SCICAT.body(dataset.raw)
    assert dataset.body["instruments"] == [{"pid": "I1", "name": "Bog line"}]
    about = SCICAT.triples(instrument).about
    assert about.value == "https://w3id.org/pan-kg/id/instrument/ess/bog%20line"
    assert about in {value for _, _, value in SCICAT.triples(dataset).triples}


def test_resumed_over_http_it_asks_for_the_rest_only() -> None:
    samples = [{"sampleId": f"s{number}"} for number in range(250)]

    def answer(target: str) -> Reply:
        if "/samples" not in target:
            return Reply(b"[]")
        skip = int(target.partition("%22skip%22%3A")[2].partition("%2C")[0])
        return Reply(json.dumps(samples[skip : skip + 100]).encode())

    with serving(answer) as peer:
        world = HttpWorld(f"{peer.address}/api/v3", pause=0.001)
        world.resume = "samples 200"
        found = things(SCICAT.records(world))
        world.close()

    assert [one.key.rpartition("/")[2] for one in found] == [f"s{n}" for n in range(100, 250)]
