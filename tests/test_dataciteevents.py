"""DataCite's Event Data: pages, claims, uses. Invented where not recorded."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from claimed import claims, counts, links
from replay import RecordedWorld, recording, write_files

from kg.errors import BadInput, BadRecord, SourceUnavailable
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Gone, Item, Mapped, Mark, Record
from kg.harvest.world import open_world
from kg.rdf.names import DCT

EVENTS = load_source("dataciteevents")
PLACE = "https://api.datacite.example"
DOI = "https://doi.org/"


def event(number: int = 1, **attributes: Any) -> dict[str, Any]:  # noqa: ANN401
    told = {
        "subj-id": f"{DOI}10.5072/paper",
        "obj-id": f"{DOI}10.5072/DATA",
        "source-id": "crossref",
        "relation-type-id": "references",
        **{name.replace("_", "-"): value for name, value in attributes.items()},
    }
    return {"id": f"e{number}", "type": "events", "attributes": told}


def mapped(body: dict[str, Any]) -> Mapped:
    return EVENTS.triples(Record("event", "e1", body, b"", PLACE))


@pytest.mark.parametrize(
    "keys",
    [
        ("subj-id", "obj-id", "source-id", "relation-type-id", "occurred-at"),
        ("subjId", "objId", "sourceId", "relationTypeId", "occurredAt"),
        ("subj_id", "obj_id", "source_id", "relation_type_id", "occurred_at"),
    ],
)
def test_an_event_is_a_claim_however_its_keys_are_spelt(keys: tuple[str, ...]) -> None:
    values = (f"{DOI}10.5072/P", "10.5072/D", "datacite-crossref", "is-supplement-to", "2025-03-04T10:00:00Z")
    found = mapped({"id": "e1", "attributes": dict(zip(keys, values, strict=True))})

    (claim,) = claims(found.triples)
    said = claim.pop("said")
    assert claim == {
        "subject": "10.5072/p",
        "object": "10.5072/d",
        "relation": "is-supplement-to",
        "origin": "datacite-crossref",
        "day": "2025-03-04T10:00:00Z",
    }
    assert "10.5072/D" in said
    assert not any(predicate == DCT["issued"] for _, predicate, _ in found.triples)


@pytest.mark.parametrize(
    ("subject", "kind", "issued"),
    [
        ({"@type": "ScholarlyArticle", "datePublished": "2018-06-12"}, "publication", ["2018-06-12"]),
        ({"@type": "ScholarlyArticle", "datePublished": "2018"}, "publication", ["2018"]),
        ({"@type": "Dataset", "datePublished": "2018"}, "dataset", []),
        ({"@type": "ImageObject"}, None, []),
    ],
)
def test_what_an_event_says_of_its_two_things(
    subject: dict[str, str], kind: str | None, issued: list[str]
) -> None:
    found = mapped(event(subj=subject))

    assert claims(found.triples)[0].get("subject_kind") == kind
    assert [value.value for _, predicate, value in found.triples if predicate == DCT["issued"]] == issued


def test_uses_are_counted_and_not_claimed() -> None:
    found = mapped(
        event(relation_type_id="unique-dataset-investigations-regular", total=7, occurred_at="2025-03-31")
    )

    assert claims(found.triples) == []
    (count,) = counts(found.triples)
    assert (count["about"], count["metric"], count["method"], count["number"]) == (
        "10.5072/data",
        "unique-dataset-investigations",
        "regular",
        "7",
    )
    with pytest.raises(BadRecord, match="total"):
        mapped(event(relation_type_id="total-dataset-requests-machine"))


@pytest.mark.parametrize("missing", ["subj_id", "obj_id", "relation_type_id"])
def test_an_event_without_its_ends_is_refused(missing: str) -> None:
    with pytest.raises(BadRecord, match="subj-id"):
        mapped(event(1, **{missing: None}))


def shown(found: list[Item]) -> list[str]:
    return [
        f"mark {one.resume}" if isinstance(one, Mark) else f"{type(one).__name__} {one.key}" for one in found
    ]


def test_all_pages_about_a_doi_are_read_before_its_mark() -> None:
    told = recording("dataciteevents-doi")
    world = RecordedWorld(told["place"], requests=told["requests"], identifiers=told["identifiers"])

    number = "00000000-0000-4000-8000-00000000000"
    assert shown(list(EVENTS.records(world))) == [
        f"Record {number}1",
        f"Aside {number}2",
        f"Record {number}3",
        f"Gone {number}4",
        "mark 10.5072/aurora-dc-1",
    ]


FIRST = "GET /events?prefix=10.5072&page[size]=1000&page[cursor]=1"
SECOND = "GET /events?prefix=10.5072&page[cursor]=abc"
FOLLOWING = "prefix=10.5072&page%5Bcursor%5D=abc"
PAGES = {
    FIRST: {"data": [event(1)], "links": {"next": f"{PLACE}/events?{FOLLOWING}"}},
    SECOND: {"data": [event(2)], "links": {}},
}


def by_prefix(requests: dict[str, Any], resume: str | None = None) -> list[Item]:
    return list(
        EVENTS.records(RecordedWorld(PLACE, requests=requests, options={"prefix": "10.5072"}, resume=resume))
    )


def test_a_prefix_is_walked_page_by_page_and_resumed() -> None:
    assert shown(by_prefix(PAGES)) == ["Record e1", f"mark {FOLLOWING}", "Record e2"]
    assert shown(by_prefix(PAGES, FOLLOWING)) == ["Record e2"]
    expired = f"prefix=10.5072&page%5Bcursor%5D={quote('gone')}"
    assert shown(by_prefix(PAGES, expired)) == ["mark ", "Record e1", f"mark {FOLLOWING}", "Record e2"]


def test_pages_that_lead_astray_are_not_followed() -> None:
    def leading(link: str) -> dict[str, Any]:
        return {FIRST: {"data": [event()], "links": {"next": link}}}

    with pytest.raises(SourceUnavailable, match="another host"):
        by_prefix(leading("https://elsewhere.example/events?page=2"))
    first = f"{PLACE}/events?prefix=10.5072&page%5Bsize%5D=1000&page%5Bcursor%5D=1"
    with pytest.raises(SourceUnavailable, match="again and again"):
        by_prefix(leading(first))
    with pytest.raises(SourceUnavailable, match="no list of events"):
        by_prefix({FIRST: {"errors": []}})
    with pytest.raises(BadInput):
        by_prefix({})


def test_pages_lists_and_single_events_in_files(tmp_path: Path) -> None:
    included = [{"id": f"{DOI}10.5072/paper", "attributes": {"subtype": "ScholarlyArticle"}}, "x"]
    other = {"id": "e9", "type": "dois", "attributes": {"doi": "10.5072/x"}}
    files = {
        "a.json": {"data": [event(1), other], "included": included},
        "b.json": [event(2), 3],
        "c.json": event(3),
        "d.json": {"data": event(4, message_action="delete")},
    }  # fmt: skip
    write_files(files, tmp_path)

    found = list(EVENTS.records(open_world(str(tmp_path), contained=False)))

    assert [type(one) for one in found] == [Record, Aside, Record, Aside, Record, Gone]
    assert isinstance(found[0], Record)
    assert EVENTS.body(found[0].raw) == found[0].body  # what stood beside the list is kept with the event
    assert claims(EVENTS.triples(found[0]).triples)[0]["subject_kind"] == "publication"


def test_the_real_page(shared_data: Path) -> None:
    """Recorded in 2020: five events; what is a citation is decided elsewhere."""
    place = str(shared_data / "citations" / "datacite" / "events_page1_2020-01-03.json")
    found = [one for one in EVENTS.records(open_world(place, contained=False)) if isinstance(one, Record)]
    told = [claim for one in found for claim in claims(EVENTS.triples(one).triples)]

    assert sorted(one["relation"] for one in told) == [
        "has-metadata", "has-metadata", "is-supplement-to", "is-supplement-to", "references",
    ]  # fmt: skip
    assert links([triple for one in found[3:] for triple in EVENTS.triples(one).triples]) == [
        ("10.6084/m9.figshare.6475670", "is-supplement-to", "10.1080/2331205x.2018.1483591"),
        ("10.6084/m9.figshare.6587519.v1", "is-supplement-to", "10.1080/2331205x.2018.1484602"),
    ]
    assert {one["origin"] for one in told} == {"datacite-url", "datacite-related", "datacite-crossref"}
    assert all(one["license"].endswith("/publicdomain/zero/1.0/") for one in _with_licence(told, found))


def _with_licence(told: list[dict[str, str]], found: list[Record]) -> list[dict[str, str]]:
    licences = [
        {"license": value.value}
        for one in found
        for _, predicate, value in EVENTS.triples(one).triples
        if predicate == DCT["license"]
    ]
    assert len(licences) == len(told)
    return licences
