"""Organisations of ROR. All is invented, in the shapes of its documentation: no answer of ROR was at hand."""

import json
from pathlib import Path
from typing import Any

import pytest
from replay import RecordedWorld, recording
from said import said

from harvesters import _ror_files
from kg.errors import BadInput, BadRecord, SourceUnavailable
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Item, Mapped, Mark, Record
from kg.harvest.world import open_world

ROR = load_source("ror")
INVENTED = ("0fj0rd063", "0fj0rd160")
"""Identifiers whose check digits hold, worked out by ISO 7064 MOD 97-10."""


def body(number: str = INVENTED[0], **more: Any) -> dict[str, Any]:  # noqa: ANN401
    names = [{"value": "Fjord Institute", "types": ["ror_display", "label"], "lang": "en"}]
    return {"id": f"https://ror.org/{number}", "names": names, "status": "active", **more}


def mapped(**more: Any) -> Mapped:  # noqa: ANN401
    return ROR.triples(Record("organisation", INVENTED[0], body(**more), b"", "a"))


def world(**options: str) -> RecordedWorld:
    told = recording("ror-api")
    return RecordedWorld(told["place"], options=options, requests=told["requests"])


def keys(found: list[Item]) -> list[str]:
    return [one.key for one in found if isinstance(one, Record)]


def test_ids_are_fetched_one_by_one_and_unknown_ones_are_put_aside() -> None:
    found = list(ROR.records(world(ids="02550n020;0fj0rd160")))

    assert keys(found) == ["02550n020"]
    assert [(one.key, one.outcome) for one in found if isinstance(one, Aside)] == [("0fj0rd160", "skipped")]


def test_an_id_that_cannot_be_one_is_refused_before_anything_is_asked() -> None:
    with pytest.raises(BadInput, match="check digits"):
        list(ROR.records(world(ids="02550n021")))


def test_without_a_wish_nothing_is_asked() -> None:
    with pytest.raises(BadInput, match=r"ids=.*query="):
        list(ROR.records(world()))


def test_a_query_is_paged_to_its_end_and_goes_on_from_a_mark() -> None:
    pages = {
        f"GET /organizations?query=fjord&page={page}": {"number_of_results": 2, "items": members}
        for page, members in ((1, [body(INVENTED[0])]), (2, [body(INVENTED[1])]), (3, []))
    }
    asked = RecordedWorld("https://ror.example/v2", options={"query": "fjord"}, requests=pages)
    found = list(ROR.records(asked))

    assert keys(found) == list(INVENTED)
    assert asked.expected == 2
    assert [one.resume for one in found if isinstance(one, Mark)] == ["page=1", "page=2"]
    asked.resume = "page=2"
    assert keys(list(ROR.records(asked))) == [INVENTED[1]]


def test_another_service_is_told_apart() -> None:
    other = RecordedWorld(
        "https://x.example",
        options={"query": "a"},
        requests={"GET /organizations?query=a&page=1": {"items": []}},
    )
    with pytest.raises(SourceUnavailable, match="does not answer as ROR"):
        list(ROR.records(other))


def test_a_known_facility_stays_one_and_keeps_its_short_name() -> None:
    (record,) = [one for one in ROR.records(world(ids="02550n020")) if isinstance(one, Record)]
    found = ROR.triples(record)

    assert found.about.value == "https://ror.org/02550n020"
    assert said(found, "rdf:type") == ["pan:Facility"]
    # "esrf" is its dcterms:identifier, by our own table.
    assert said(found, "dcterms:identifier") == []
    assert said(found, "schema:address", "schema:addressCountry") == ["FR"]
    assert said(found, "schema:location", "schema:name") == ["Grenoble"]
    assert record.datestamp == "2024-12-11"


def test_names_keep_their_language() -> None:
    found = mapped(
        names=[
            {"value": "Fjordens institutt", "types": ["label", "ror_display"], "lang": "no"},
            {"value": "Fjord Institute", "types": ["label"], "lang": "en"},
            {"value": "FI", "types": ["acronym"], "lang": None},
            {"value": "FjI", "types": ["alias"], "lang": "no language"},
        ]
    )

    labels = {str(value) for _, name, value in found.triples if name.value.endswith("#prefLabel")}
    assert labels == {'"Fjordens institutt"@no', '"Fjord Institute"@en'}
    assert said(found, "foaf:name") == ["Fjordens institutt"]
    assert said(found, "skos:notation") == ["FI"]
    assert said(found, "skos:altLabel") == ["FjI"]


def test_a_withdrawn_record_stays_and_says_what_took_its_place() -> None:
    successor = {"type": "successor", "id": "https://ror.org/02aj13c28", "label": "Whatever"}
    found = mapped(status="withdrawn", relationships=[successor])

    assert said(found, "owl:deprecated") == ["true"]
    assert said(found, "dcterms:isReplacedBy") == ["https://ror.org/02aj13c28"]
    assert said(mapped(status="inactive"), "owl:deprecated") == []
    assert said(mapped(status="inactive"), "schema:status") == ["inactive"]
    assert said(mapped(), "schema:status") == []


def test_parents_and_children() -> None:
    relations = [
        {"type": "parent", "id": "https://ror.org/02aj13c28"},
        {"type": "child", "id": "https://ror.org/01js2sh04"},
        {"type": "child", "id": "https://ror.org/01js2sh05"},
    ]
    found = mapped(relationships=relations)

    assert said(found, "org:subOrganizationOf") == ["https://ror.org/02aj13c28"]
    assert said(found, "org:hasSubOrganization") == ["https://ror.org/01js2sh04"]
    assert said(found, "pan:finding", "pan:rule") == ["ror-invalid"]


def test_the_preferred_of_several_identifiers_is_the_same_and_others_are_close() -> None:
    found = mapped(
        external_ids=[
            {"type": "fundref", "all": ["501100001", "501100002"], "preferred": "501100002"},
            {"type": "wikidata", "all": ["Q5"], "preferred": None},
            {"type": "isni", "all": ["0000 0001 2345 678X", "broken"], "preferred": None},
            {"type": "grid", "all": ["grid.1.2"], "preferred": "grid.1.2"},
        ]
    )

    assert said(found, "skos:exactMatch") == [
        "http://www.wikidata.org/entity/Q5",
        "https://doi.org/10.13039/501100002",
    ]
    assert said(found, "skos:closeMatch") == [
        "https://doi.org/10.13039/501100001",
        "https://isni.org/isni/000000012345678X",
    ]
    assert said(found, "schema:identifier") == [INVENTED[0], "broken", "grid.1.2"]


@pytest.mark.parametrize(
    "odd", [{"established": "1988-02"}, {"locations": [{"geonames_id": True}]}, {"links": 3}]
)
def test_odd_values_are_left_out(odd: dict[str, Any]) -> None:
    assert said(mapped(**odd), "foaf:name") == ["Fjord Institute"]


def test_an_identifier_whose_digits_do_not_hold_is_no_record() -> None:
    with pytest.raises(BadRecord, match="no ROR identifier"):
        ROR.triples(Record("organisation", "x", body("0fj0rd064"), b"", "a"))


@pytest.mark.parametrize("chunk", [1, 7, 64, 2**20])
def test_the_dump_is_read_in_pieces_wherever_they_are_cut(
    chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_ror_files, "_CHUNK", chunk)
    odd = body(INVENTED[1], names=[{"value": 'braces } { and "quotes\\" \\', "types": ["ror_display"]}])
    (tmp_path / "dump.json").write_text(json.dumps([body(), odd, {"id": "x"}], indent=2), "utf-8")

    found = list(ROR.records(open_world(str(tmp_path), contained=False)))

    assert keys(found) == list(INVENTED)
    assert [one.body for one in found if isinstance(one, Record)] == [body(), odd]
    assert [one.outcome for one in found if isinstance(one, Aside)] == ["skipped"]


@pytest.mark.parametrize(
    ("text", "reason"), [('[{"id": "a"', "breaks off"), ('["a"]', "No list of objects"), ("[}]", "No list")]
)
def test_a_file_that_is_no_dump_is_put_aside(text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(text, "utf-8")
    (aside,) = ROR.records(open_world(str(tmp_path), contained=False))

    assert isinstance(aside, Aside)
    assert reason in aside.reason


def test_the_old_schema_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        json.dumps([{"id": f"https://ror.org/{INVENTED[0]}", "name": "X"}]), "utf-8"
    )
    (aside,) = ROR.records(open_world(str(tmp_path), contained=False))

    assert isinstance(aside, Aside)
    assert (aside.outcome, "schema 1" in aside.reason) == ("quarantined", True)
