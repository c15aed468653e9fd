"""Laws of the sources of claims and counts: twice is once, kept is mapped, anything is mapped or refused."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_harvesters import recorded_world

from kg.check.gate import Gate
from kg.errors import BadRecord
from kg.harvest.payload import write_json
from kg.harvest.registry import load_source
from kg.harvest.source import Record
from kg.rdf.syntax import n_triples, read
from kg.rdf.terms import is_blank

NAMES = ["datacitelinks-doi", "dataciteevents-doi", "crossrefevents-files", "sushi-report"]


def records(name: str, folder: Path) -> list[Record]:
    source = load_source(name.partition("-")[0])
    return [one for one in source.records(recorded_world(name, folder)) if isinstance(one, Record)]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_kept_is_what_was_mapped_and_twice_is_once(name: str, tmp_path: Path) -> None:
    source, gate = load_source(name.partition("-")[0]), Gate()
    found = records(name, tmp_path / "a")

    assert found
    assert found == records(name, tmp_path / "b")
    for one in found:
        assert source.body(one.raw) == one.body
        mapped = source.triples(one)
        assert mapped == source.triples(one)
        assert gate.problems(mapped.about, mapped.triples) == []


FIELDS = [
    "relationType", "relatedIdentifier", "relatedIdentifierType", "resourceTypeGeneral", "relatedItems",
    "relatedItemIdentifier", "relatedItemIdentifierType", "relatedIdentifiers", "citationCount", "year",
    "total", "viewsOverTime", "citationsOverTime", "yearMonth", "data", "id", "citations", "parts",
    "types", "subj", "obj", "subj-id", "objId", "relation-type-id", "source-id", "occurred-at",
    "license", "included", "attributes", "date-published", "subtype", "performance", "period",
    "begin-date", "instance", "metric-type", "count", "access-method", "country", "country-counts",
    "exceptions", "code", "message", "report-header", " stated", "said", "relation", "field",
]  # fmt: skip
WORDS = [
    "10.5072/A b", "https://doi.org/10.5072/ü", "doi:10.5072/x)", "DOI", "PMID", "12345", "IsCitedBy",
    "2021-02", "unique-dataset-requests-regular", "https://a b/|", "\ud800", "{}", "http://[", "ISBN",
    "x", "a@b.example.org", "10.5072/\ud800", "https://doi.example/10.5072/q?x=10.5072%2Fy",
]  # fmt: skip
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(WORDS), st.text(max_size=9)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6)
    ),
    max_leaves=16,
)
BODIES = st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=12)


def wrapped(name: str, body: dict[str, Any]) -> dict[str, Any]:
    """The body where the source looks for it, with what makes it whole."""
    if name in {"datacite", "datacitelinks"}:
        return {"id": "10.5072/a", "attributes": {**body, "doi": "10.5072/a"}, "relationships": body}
    if name == "dataciteevents":
        ends = {"subjId": "https://doi.org/10.5072/a", "objId": "10.5072/b", "relationTypeId": "cites"}
        return {"id": "e", "attributes": {**ends, **body}, "included": body.get("included")}
    if name == "crossrefevents":
        ends = {"subj_id": "https://doi.org/10.5072/a", "obj_id": "10.5072/b", "relation_type_id": "cites"}
        return {"id": "e", **ends, **{key.replace("-", "_"): value for key, value in body.items()}}
    dataset = {**body, "dataset-id": [{"type": "doi", "value": "10.5072/a"}]}
    return {"report-header": body, "dataset": dataset}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["datacite", "datacitelinks", "dataciteevents", "crossrefevents", "sushi"]), BODIES)
def test_any_object_is_mapped_or_refused(name: str, body: dict[str, Any]) -> None:
    source = load_source(name)
    raw = write_json(wrapped(name, body))
    record = Record("doi", "10.5072/a", source.body(raw), raw, "a")
    try:
        found = source.triples(record)
    except BadRecord:
        return
    written = n_triples(found.triples)
    assert len(list(read(written.encode(), "nt"))) == len(set(map(str, found.triples)))
    assert not any(is_blank(term) for triple in found.triples for term in triple)
    assert "a@b.example.org" not in written
