"""Ask DataCite by prefix: paging, resuming and refusing. Invented, after its interface's documentation."""

from typing import Any

import pytest
from replay import RecordedWorld, recording

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Gone, Item, Mark, Record

DATACITE = load_source("datacite")
PLACE = "https://api.datacite.example"
ASKED = "affiliation=true&publisher=true"


def item(doi: str) -> dict[str, Any]:
    return {"id": doi, "type": "dois", "attributes": {"doi": doi, "state": "findable"}}


def first(query: str) -> str:
    return f"GET /dois?query={query}&page[cursor]=1&page[size]=500&{ASKED}"


def harvest(requests: dict[str, Any], **options: Any) -> list[Item]:  # noqa: ANN401
    told: dict[str, Any] = {"options": {"prefix": "10.5072"}, **options}
    return list(DATACITE.records(RecordedWorld(told.pop("place", PLACE), requests=requests, **told)))


def shown(found: list[Item]) -> list[str]:
    return [f"mark {one.resume}" if isinstance(one, Mark) else f"{one.kind} {one.key}" for one in found]


def test_pages_follow_their_links_and_end_with_marks() -> None:
    told = recording("datacite-rest")
    world = RecordedWorld(told["place"], options=told["options"], requests=told["requests"])

    found = list(DATACITE.records(world))

    following = (
        "affiliation=true&page%5Bcursor%5D=MTIz&page%5Bsize%5D=500&publisher=true&query=prefix%3A10.5072"
    )
    assert [type(one) for one in found] == [Record, Gone, Mark, Record, Record]
    assert found[1].key == "10.5072/gone"  # type: ignore[union-attr]
    assert found[2] == Mark(following)
    assert found[0].origin == f"{PLACE}/dois/10.5072/aurora-dc-1"  # type: ignore[union-attr]
    assert found[0].datestamp == "2025-02-01T08:00:00.000Z"  # type: ignore[union-attr]
    assert world.expected == 4


def test_a_harvest_cut_short_goes_on_from_its_mark() -> None:
    told = recording("datacite-rest")
    mark = "affiliation=true&page%5Bcursor%5D=MTIz&page%5Bsize%5D=500&publisher=true&query=prefix%3A10.5072"

    found = harvest(told["requests"], resume=mark)

    assert shown(found) == ["doi 10.5072/instr-9", "doi 10.5072/core-3"]


def test_a_cursor_that_is_no_longer_known_begins_anew() -> None:
    found = harvest({first("prefix:10.5072"): {"data": [item("10.5072/a")]}}, resume="page%5Bcursor%5D=old")

    assert shown(found) == ["mark ", "doi 10.5072/a"]


def test_only_what_changed_is_asked_for() -> None:
    since = "2026-01-01T00:00:00Z"
    query = f"prefix:10.5072 AND updated:[{since} TO *]"

    assert shown(harvest({first(query): {"data": [item("10.5072/a")]}}, since=since)) == ["doi 10.5072/a"]


def test_several_prefixes_are_one_question() -> None:
    requests: dict[str, Any] = {first("prefix:(10.5072 OR 10.15151)"): {"data": []}}

    assert harvest(requests, options={"prefix": "10.5072, 10.15151"}) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "option prefix=10.15151"),
        ({"prefix": "esrf"}, "'esrf' is no DOI prefix"),
        ({"prefix": "10.5072 OR *"}, "is no DOI prefix"),
    ],
)
def test_without_a_prefix_nothing_is_asked(options: dict[str, str], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        harvest({}, options=options)


def test_a_page_on_another_host_is_not_followed() -> None:
    answer = {"data": [item("10.5072/a")], "links": {"next": "https://evil.example/dois?page=2"}}

    with pytest.raises(SourceUnavailable, match="another host"):
        harvest({first("prefix:10.5072"): answer})


def test_a_link_that_is_no_address_is_said_to_be_none() -> None:
    """A bug found: such a link ended the whole harvest with an error of Python."""
    answer = {"data": [item("10.5072/a")], "links": {"next": "https://[/dois?page=2"}}

    with pytest.raises(SourceUnavailable, match="is none"):
        harvest({first("prefix:10.5072"): answer})


def test_pages_that_run_in_a_circle_end() -> None:
    circle = {"data": [item("10.5072/a")], "links": {"next": f"{PLACE}/dois?page%5Bcursor%5D=2"}}

    with pytest.raises(SourceUnavailable, match="again and again"):
        harvest({first("prefix:10.5072"): circle, "GET /dois?page[cursor]=2": circle})


def test_a_single_doi_is_asked_by_its_address() -> None:
    place = f"{PLACE}/dois/10.5072/a"

    found = harvest({f"GET ?{ASKED}": {"data": item("10.5072/a")}}, place=place, options={})

    assert shown(found) == ["doi 10.5072/a"]


def test_an_answer_that_is_no_list_is_said_to_be_none() -> None:
    with pytest.raises(SourceUnavailable, match="no list of DOIs"):
        harvest({first("prefix:10.5072"): {"errors": [{"title": "Sorry"}]}})


def test_what_is_no_record_is_put_aside_with_its_reason() -> None:
    draft = {"id": "10.5072/d", "attributes": {"doi": "10.5072/d", "state": "draft"}}

    found = harvest({first("prefix:10.5072"): {"data": [{"id": "x"}, 3, draft]}})

    assert [(one.reason, one.outcome) for one in found if isinstance(one, Aside)] == [
        ("Holds no DataCite record: no DOI.", "skipped"),
        ("Holds no DataCite record: no DOI.", "skipped"),
        ("A draft, not yet published.", "skipped"),
    ]
