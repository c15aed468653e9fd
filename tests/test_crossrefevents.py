"""Crossref's Event Data in files: what an event claims, what is none. Invented after the guide's examples."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from claimed import claims
from replay import StubWorld, recording, write_files

from kg.errors import BadInput, BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Gone, Item, Mapped, Record
from kg.harvest.world import open_world
from kg.pairs import pairs_in
from kg.rdf.names import DCT

EVENTS = load_source("crossrefevents")
DOI = "https://doi.org/"


def event(number: int = 1, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "id": f"e{number}",
        "subj_id": f"{DOI}10.5072/PAPER",
        "obj_id": f"{DOI}10.5072/data",
        "relation_type_id": "references",
        "source_id": "crossref",
        "occurred_at": "2017-03-10T00:54:36Z",
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "terms": "https://doi.org/10.13003/CED-terms-of-use",
        **more,
    }


def page(*events: object) -> dict[str, Any]:
    message = {"next-cursor": None, "total-results": len(events), "items-per-page": 1000, "events": events}
    return {"status": "ok", "message-type": "event-list", "message": message}


def mapped(body: Any) -> Mapped:  # noqa: ANN401
    return EVENTS.triples(Record("event", "e1", body, b"", "a.json"))


def read(path: Path) -> list[Item]:
    return list(EVENTS.records(open_world(str(path), contained=False)))


def test_an_event_is_a_claim_in_its_own_words() -> None:
    found = mapped(event())

    (claim,) = claims(found.triples)
    assert json.loads(claim.pop("said")) == event()
    assert claim == {
        "subject": "10.5072/paper",
        "object": "10.5072/data",
        "relation": "references",
        "origin": "crossref",
        "day": "2017-03-10T00:54:36Z",
        str(DCT["license"].value): "https://creativecommons.org/publicdomain/zero/1.0/",
    }


def test_what_an_event_says_of_its_two_things() -> None:
    subject = {"work_type_id": "journal-article", "issued": "2017-02-01T00:00:00Z"}
    found = mapped(event(subj=subject, obj={"work_type_id": "dataset", "issued": "2015"}))

    (claim,) = claims(found.triples)
    assert (claim["subject_kind"], claim["object_kind"]) == ("publication", "dataset")
    dates = [value.value for _, predicate, value in found.triples if predicate == DCT["issued"]]
    assert dates == ["2017-02-01"]  # of the article; those of data are better known elsewhere


def test_those_who_wrote_about_a_work_are_left_out() -> None:
    author = {"url": "http://blog.example/quist", "name": "Quist, Olaf"}
    told = {"pid": "http://blog.example/4", "title": "On ice", "author": author}
    (claim,) = claims(mapped(event(subj_id="http://blog.example/4", subj=told)).triples)

    assert "On ice" in claim["said"]
    assert "uist" not in claim["said"]


@pytest.mark.parametrize("missing", ["subj_id", "obj_id", "relation_type_id"])
def test_an_event_without_its_ends_is_refused(missing: str) -> None:
    with pytest.raises(BadRecord, match="subj-id"):
        mapped(event() | {missing: None})
    with pytest.raises(BadRecord, match="object"):
        mapped(["x"])


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (event(), Record),
        (event(updated="edited"), Record),
        (event(action="add", message_action="create"), Record),
        (event(updated="deleted", updated_date="2018-01-01T00:00:00Z"), Gone),
        (event(message_action="delete"), Gone),
        (event(action="delete"), Gone),
        (event(subj_id="https://orcid.org/0000-0002-1825-0097", relation_type_id="recommends"), Aside),
        (event(subj_id="twitter://status?id=863621047475728386"), Aside),
        (event(relation_type_id="is_authored_by"), Aside),
        (event(id=None), Aside),
        ({"id": "e1"}, Aside),
        ({"id": "e1", "type": "events", "attributes": {"subj-id": "10.5072/a"}}, Aside),
        (None, Aside),
        (["x"], Aside),
    ],
)
def test_what_an_event_is(tmp_path: Path, body: object, kind: type[Item]) -> None:
    (tmp_path / "a.json").write_text(json.dumps(page(body)))

    (found,) = read(tmp_path / "a.json")

    assert isinstance(found, kind)
    assert getattr(found, "outcome", "skipped") == "skipped"


def test_answers_old_answers_lists_and_lines(tmp_path: Path) -> None:
    old = {"meta": {"total": 1}, "events": [event(3)]}
    bodies = (page(event(1), event(2)), old, [event(4), event(5)], event(6))
    write_files({f"{name}.json": body for name, body in zip("abcd", bodies, strict=True)}, tmp_path)
    lines = "\n".join(json.dumps(event(number)) for number in (7, 8))
    (tmp_path / "e.jsonl.gz").write_bytes(gzip.compress(lines.encode()))

    found = read(tmp_path)

    assert [one.key for one in found if isinstance(one, Record)] == [f"e{number}" for number in range(1, 9)]
    assert len(found) == 8
    assert all(EVENTS.body(one.raw) == one.body for one in found if isinstance(one, Record))


def test_an_empty_answer_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(page()))

    assert [one.reason for one in read(tmp_path) if isinstance(one, Aside)] == [
        "An answer that lists nothing."
    ]
    answer = pairs_in([tmp_path / "a.json"])
    assert ([one["source"] for one in answer["files"]], answer["unread"]) == (["crossrefevents"], [])


def test_nobody_is_asked() -> None:
    place = "https://api.eventdata.crossref.org/v1/events"
    with pytest.raises(BadInput, match="retired"):
        list(EVENTS.records(StubWorld(place, live=True)))


def test_the_pairs_of_a_page(tmp_path: Path) -> None:
    """A paper and an encyclopaedia refer to data, others supplement a paper; a blog only discusses them."""
    write_files(recording("crossrefevents-files")["files"], tmp_path)
    answer = pairs_in([tmp_path])

    data = f"{DOI}10.5072/aurora-dc-1"
    assert [(one["citing"], one["cited"], one["class"], one["origins"]) for one in answer["pairs"]] == [
        (f"{DOI}10.5072/paper-1", data, "citation", ("crossref",)),
        ("https://en.wikipedia.org/wiki/Ice", data, "citation", ("wikipedia",)),
        (f"{DOI}10.5072/paper-2", f"{DOI}10.5072/aurora-dc-2", "companion", ("datacite",)),
    ]
    assert answer["pairs"][0]["date"] == "2021-07-01"
    assert [(one["citing"], one["relation"]) for one in answer["mentions"]] == [
        ("http://blog.example/posts/4", "discusses")
    ]
    assert answer["unread"] == []
