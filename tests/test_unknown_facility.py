"""A facility that no table has is kept, and a finding says where it stands. All but one are invented."""

from typing import Any

import pytest
from said import said

from kg.harvest.payload import write_json
from kg.harvest.registry import load_source
from kg.harvest.source import Mapped, Record

NORTHLIGHT = "https://w3id.org/pan-kg/id/facility/northlight-source"

NAMED = {"name": "Northlight Source"}
STATED: list[tuple[str, str, dict[str, Any]]] = [
    ("scicat", "creationLocation", {"pid": "a/1", "creationLocation": "/Northlight Source/RING/B07"}),
    ("panosc", "instrument.facility", {"pid": "a/1", "instrument": {"facility": "Northlight Source"}}),
    ("icat", "facility.name", {"id": 1, "name": "run", "investigation": {"facility": NAMED}}),
]


def dataset(source: str, body: dict[str, Any], facility: str | None = None) -> Mapped:
    raw = write_json(body)
    kind = "Dataset" if source == "icat" else "dataset"
    return load_source(source).triples(Record(kind, "k", body, raw, "a.json", facility))


@pytest.mark.parametrize(("source", "field", "body"), STATED, ids=[source for source, _, _ in STATED])
def test_a_stated_name_that_nobody_knows_is_a_finding_in_the_words_of_the_dialect(
    source: str, field: str, body: dict[str, Any]
) -> None:
    found = dataset(source, body)

    assert said(found, "pan:facility") == [NORTHLIGHT]
    assert said(found, "pan:finding", "pan:rule") == ["facility-unknown"]
    assert said(found, "pan:finding", "pan:field") == [field]
    assert said(found, "pan:finding", "pan:sourceText") == ["Northlight Source"]


@pytest.mark.parametrize(("source", "body"), [(source, body) for source, _, body in STATED])
def test_a_known_name_is_none(source: str, body: dict[str, Any]) -> None:
    known = write_json(body).replace(b"Northlight Source", b"PSI")

    found = dataset(source, load_source(source).body(known))

    assert said(found, "pan:facility") == ["https://ror.org/03eh3y714"]
    assert said(found, "pan:finding") == []


@pytest.mark.parametrize("source", ["scicat", "panosc", "icat"])
def test_an_operator_s_own_facility_is_nothing_to_mend_in_the_catalogue(source: str) -> None:
    found = dataset(source, {"pid": "a/1", "id": 1, "name": "run"}, "Northlight Source")

    assert said(found, "pan:facility") == [NORTHLIGHT]
    assert said(found, "pan:finding") == []


def test_the_place_of_a_backend_s_test_payload() -> None:
    found = dataset("scicat", {"pid": "a/1", "creationLocation": "/SU/XQX/RAMJET"})  # recorded

    assert said(found, "pan:finding", "pan:sourceText") == ["SU"]
