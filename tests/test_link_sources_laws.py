"""Laws of the sources of links: twice is once, kept is mapped, nothing hostile breaks them. All invented."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from harvesting import open_bench
from hypothesis import given, settings
from hypothesis import strategies as st
from test_other_sources_laws import items, records, store

from harvesters import _json_stream
from kg.check.gate import Gate
from kg.errors import BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Record
from kg.harvest.world import open_world
from kg.rdf.syntax import n_triples, read
from kg.rdf.terms import is_blank

NAMES = ["scholexplorer-doi", "openaire-doi", "europepmc-doi", "datacitations-files"]


@pytest.mark.parametrize("name", NAMES)
def test_a_second_harvest_finds_the_same_and_writes_nothing(name: str, tmp_path: Path) -> None:
    first, second = items(name, tmp_path / "a"), items(name, tmp_path / "b")
    bench = open_bench(tmp_path)

    store(bench, name, first)
    written, graphs = bench.writes, dict(bench.graphs)
    store(bench, name, second)

    assert first == second
    assert len(graphs) == sum(isinstance(one, Record) for one in first)
    assert (bench.writes, bench.graphs) == (written, graphs)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_kept_is_what_was_mapped_and_the_gate_lets_it_in(name: str, tmp_path: Path) -> None:
    source, gate = load_source(name.partition("-")[0]), Gate()
    found = records(name, tmp_path)

    assert found
    assert [source.body(one.raw) for one in found] == [one.body for one in found]
    for record in found:
        mapped = source.triples(record)
        assert mapped == source.triples(record)
        assert gate.problems(mapped.about, mapped.triples) == []


FIELDS = [
    "Source", "Target", "source", "target", "Identifier", "identifier", "identifiers", "ID", "id",
    "IDScheme", "IDURL", "schema", "scheme", "value", "Type", "type", "Name", "name", "SubType",
    "objectType", "Title", "title", "Creator", "creator", "authors", "PublicationDate", "publicationDate",
    "RelationshipType", "relationship", "relType", "LinkProvider", "linkprovider", "LinkPublicationDate",
    "pids", "instances", "alternateIdentifiers", "indicators", "citationImpact", "citationCount",
    "usageCounts", "views", "rank", "pid", "fullName", "surname", "container", "searched", "article",
    "doi", "pmid", "pmcid", "pubYear", "authorString", "pubType", "annotations", "tags", "uri", "prefix",
    "exact", "postfix", "section", "provider", "dataLinkList", "Category", "Section", "Linklist", "Link",
    "ObtainedBy", "resultList", "result", "request", "queryString", "dataset", "publication", "objId",
    "subjId", "relationTypeId", "repository", "journal", "publishedDate", "created",
]  # fmt: skip
WORDS = [
    "10.5072/A b", "10.5072/ü|<>", "DOI", "pmid", "12345678", "url", "http://[", "https://x.example/ y",
    "http://identifiers.org/pdb/4hhb", "http://identifiers.org/doi/10.5072/x", "orcid", "0000-0002-1825-0097",
    "literature", "publication", "dataset", "Cites", "IsIdenticalTo", "2021-02-30", "2021-13", "2021",
    "a@b.example", "\ud800", "Holm S, X.", "tm_accession", "Accession Numbers", "eupmc", "MED", "1e9", "٣",
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
WORK = {"Identifier": [{"ID": "10.5072/w", "IDScheme": "doi"}], "Type": "publication"}
KINDS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "scholexplorer": [("link", {"source": WORK, "target": WORK, "relationship": "Cites"})],
    "openaire": [("product", {"pids": WORK["Identifier"]}), ("link", {"source": WORK, "target": WORK})],
    "europepmc": [
        ("mention", {"searched": "10.5072/d", "article": {"pmid": "1"}}),
        ("datalinks", {}),
        ("annotations", {}),
    ],
    "datacitations": [("citation", {"dataset": "10.5072/d", "publication": "10.5072/p"})],
}
CASES = [(name, kind, whole) for name, kinds in KINDS.items() for kind, whole in kinds]


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(CASES), BODIES, st.booleans())
def test_any_object_is_mapped_or_refused(
    case: tuple[str, str, dict[str, Any]], body: dict[str, Any], is_whole: bool
) -> None:
    name, kind, whole = case
    source, told = load_source(name), {**body, **whole} if is_whole else body
    try:
        found = source.triples(Record(kind, "MED:1", told, b"", "a.json"))
    except BadRecord:
        return

    assert found == source.triples(Record(kind, "MED:1", told, b"", "a.json"))
    text = n_triples(found.triples)
    assert len(list(read(text.encode(), "nt"))) == len(set(map(str, found.triples)))
    assert not any(is_blank(term) for triple in found.triples for term in triple)
    assert "a@b.example" not in text


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(KINDS)), values=st.lists(VALUES, max_size=4))
def test_any_file_is_read_or_put_aside(
    name: str, values: list[Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.json"
    path.write_bytes(json.dumps(values).encode("utf-8", "replace"))

    for item in load_source(name).records(open_world(str(path), contained=False)):
        assert isinstance(item, Record | Aside)
        if isinstance(item, Record):
            assert load_source(name).body(item.raw) == item.body


OBJECTS = st.dictionaries(st.sampled_from(['"', "{", "}]", "\\", "a"]), VALUES, max_size=3)


@settings(max_examples=100, deadline=None)
@given(st.lists(OBJECTS, max_size=4), st.booleans(), st.integers(1, 40))
def test_objects_are_cut_out_as_they_were_written(
    objects: list[dict[str, Any]], is_list: bool, piece: int
) -> None:
    texts = [json.dumps(one) for one in objects]
    whole = "[" + ", ".join(texts) + "]" if is_list else "\n".join(texts)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_json_stream, "_PIECE", piece)
        found = list(_json_stream.objects_in(BytesIO(whole.encode())))

    assert found == [text.encode() for text in texts]


@pytest.mark.parametrize("data", [b'{"a": "' + b"x" * 5000, b" " * 5000, b'[{"a": [' + b"1," * 5000])
def test_an_object_without_end_is_given_up(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_json_stream, "_PIECE", 100)
    monkeypatch.setattr(_json_stream, "LARGEST", 1000)

    with pytest.raises(BadRecord, match="not read"):
        list(_json_stream.objects_in(BytesIO(data)))
