"""Laws of Crossref, OpenCitations and OpenAlex: twice is once, kept is mapped, no value crashes."""

from collections.abc import Callable
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
from kg.harvest.source import Item, Record
from kg.harvest.world import open_world
from kg.rdf.syntax import n_triples, read
from kg.rdf.terms import is_blank

NAMES = ["crossref-doi", "opencitations-doi", "openalex-doi"]


def items(name: str, folder: Path) -> list[Item]:
    return list(load_source(name.partition("-")[0]).records(recorded_world(name, folder)))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_kept_is_what_was_mapped_and_maps_the_same_twice(name: str, tmp_path: Path) -> None:
    source, gate = load_source(name.partition("-")[0]), Gate()
    first, second = items(name, tmp_path), items(name, tmp_path)

    assert first == second
    for record in (one for one in first if isinstance(one, Record)):
        assert source.body(record.raw) == record.body
        found, again = source.triples(record), source.triples(record)
        assert found == again
        assert gate.problems(found.about, found.triples) == []
        assert not any(is_blank(term) for triple in found.triples for term in triple)


@pytest.mark.parametrize("name", NAMES)
def test_every_record_of_a_walk_is_told_by_the_doi_that_was_asked(name: str, tmp_path: Path) -> None:
    world = recorded_world(name, tmp_path)
    for record in load_source(name.partition("-")[0]).records(world):
        if isinstance(record, Record):
            assert record.key.partition(" ")[0] in world.identifiers
            assert record.facility is None


FIELDS = [
    "DOI", "type", "title", "author", "given", "family", "name", "ORCID", "affiliation", "id", "id-type",
    "reference", "unstructured", "doi-asserted-by", "relation", "is-supplemented-by", "asserted-by",
    "published", "published-print", "date-parts", "references-count", "container-title", "publisher", "ids",
    "doi", "pmid", "openalex", "authorships", "display_name", "institutions", "ror", "country_code",
    "countries", "referenced_works", "counts_by_year", "year", "cited_by_count", "publication_date",
    "primary_location", "source", "is_authors_truncated", "citing", "cited", "oci", "creation", "rows",
    "asked", "list", "count", "pub_date", "venue", "work", "results", "message", "items",
]  # fmt: skip
WORDS = [
    "10.5072/A b", "https://doi.org/10.5072/ü", "doi:10.5072/x omid:br/0612", "W12", "https://openalex.org/W1",
    "journal-article", "dataset", "2021-02-30", "2021-02", "0000-0002-1825-0097", "Holm, Siri [orcid:x]; [",
    "a@b.example", "\ud800", "doi:10.5072/\ud800", "accession", "uri", "https://[", "coci => 2021", "https://ror.org/02550n020",
]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(WORDS), st.text(max_size=12))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6)
    ),
    max_leaves=14,
)
BODIES = st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=10)
WHOLE: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "crossref": lambda body: {**body, "DOI": "10.5072/p"},
    "openalex": lambda body: (
        {k: v for k, v in body.items() if k != "cited"} | {"id": "https://openalex.org/W1"}
    ),
    "opencitations": lambda body: {"asked": "doi:10.5072/p", "list": "citations", "rows": [body]},
}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), VALUES | BODIES, st.booleans())
def test_any_value_is_mapped_or_refused(name: str, body: Any, is_whole: bool) -> None:  # noqa: ANN401
    source = load_source(name)
    if is_whole and isinstance(body, dict):
        body = WHOLE[name](body)
    record = Record("work", "10.5072/p", body, b"", "a.json")
    try:
        found = source.triples(record)
    except BadRecord:
        return
    assert source.triples(record) == found
    assert list(read(n_triples(found.triples).encode(), "nt"))
    assert Gate().problems(found.about, found.triples) == []


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(WHOLE)), body=VALUES | st.lists(BODIES, max_size=3))
def test_any_answer_in_a_file_is_read_or_put_aside(
    name: str,
    body: Any,  # noqa: ANN401
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    source = load_source(name)
    path = tmp_path_factory.mktemp("any") / "citations_doi-10.5072_p.json"
    path.write_bytes(write_json(body))
    for one in source.records(open_world(str(path), contained=False)):
        if isinstance(one, Record):
            assert source.body(one.raw) == one.body
