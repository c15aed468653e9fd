"""Laws of PIDINST, ROR, maDMP, CodeMeta and SPARQL: twice is once, kept is mapped. All is invented."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from harvesting import Bench, GivenWorld, open_bench
from hypothesis import given, settings
from hypothesis import strategies as st
from test_harvesters import recorded_world

from kg.check.gate import Gate
from kg.errors import BadRecord
from kg.harvest.registry import load_source
from kg.harvest.run import harvest
from kg.harvest.source import Item, Record
from kg.rdf.syntax import n_triples, read
from kg.rdf.terms import is_blank

NAMES = ["pidinst-files", "ror-api", "madmp-files", "codemeta-files", "sparql-endpoint"]


def items(name: str, folder: Path) -> list[Item]:
    return list(load_source(name.partition("-")[0]).records(recorded_world(name, folder)))


def records(name: str, folder: Path) -> list[Record]:
    return [one for one in items(name, folder) if isinstance(one, Record)]


def store(bench: Bench, name: str, found: list[Item]) -> None:
    """Harvest these items through the gate that ships."""
    source = replace(load_source(name.partition("-")[0]), records=lambda _: iter(found))
    world = GivenWorld("given")
    report = harvest(
        "given", source, world, bench.ledger, Gate(), bench.write, lambda *_: None, allow=lambda _: False
    )
    bench.ledger.runs.settle(report.runs)


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
def test_what_is_kept_is_what_was_mapped(name: str, tmp_path: Path) -> None:
    source = load_source(name.partition("-")[0])
    found = records(name, tmp_path)

    assert found
    assert [source.body(one.raw) for one in found] == [one.body for one in found]


@pytest.mark.parametrize("name", NAMES)
def test_neither_mailboxes_nor_blank_nodes_come_in(name: str, tmp_path: Path) -> None:
    source = load_source(name.partition("-")[0])
    for record in records(name, tmp_path):
        for triple in source.triples(record).triples:
            assert not any(is_blank(term) for term in triple)
            assert not any(".example" in str(term) and "@" in str(term) for term in triple)


@pytest.mark.parametrize("name", NAMES)
def test_the_gate_lets_every_recorded_record_in(name: str, tmp_path: Path) -> None:
    source, gate = load_source(name.partition("-")[0]), Gate()
    for record in records(name, tmp_path):
        found = source.triples(record)
        assert gate.problems(found.about, found.triples) == []


FIELDS = [
    "identifier", "identifierType", "name", "owners", "ownerName", "ownerIdentifier", "ownerIdentifierType",
    "manufacturers", "model", "modelIdentifier", "instrumentTypes", "instrumentTypeIdentifier", "dates",
    "dateType", "date", "relatedIdentifiers", "relatedIdentifier", "relationType", "measuredVariables",
    "alternateIdentifiers", "id", "names", "types", "lang", "locations", "geonames_details", "geonames_id",
    "external_ids", "all", "preferred", "relationships", "links", "established", "admin", "dmp", "dmp_id",
    "contact", "contributor", "project", "funding", "funder_id", "grant_id", "dataset", "dataset_id",
    "distribution", "license", "technical_resource", "issued", "modified", "@type", "@id", "@graph",
    "author", "affiliation", "codeRepository", "referencePublication", "keywords", "type", "value", "url",
]  # fmt: skip
WORDS = [
    "10.5072/A b", "21.T1/ü", "Handle", "DOI", "ROR", "02aj13c28", "https://ror.org/02550n020", "ESRF", "doi",
    "2021-02-30", "2021-02-03", "HasComponent", "IsComponentOf", "a@b.example", "https://a b/|", "\ud800",
    "{}", "https://orcid.org/0000-0002-1825-0097", "SoftwareSourceCode", "Role", "http://[",
    "fundref", "parent",
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
    "pidinst": lambda body: {"name": "BL 7", **body, "identifier": {"identifier": "10.5072/i"}},
    "ror": lambda body: {**body, "id": "https://ror.org/02550n020"},
    "madmp": lambda body: {"dmp": {**body, "dmp_id": {"identifier": "10.5072/p", "type": "doi"}}},
    "codemeta": lambda body: {**body, "@type": "SoftwareSourceCode", "name": "fit"},
}


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), BODIES, st.booleans())
def test_any_object_is_mapped_or_refused(name: str, body: dict[str, Any], is_whole: bool) -> None:
    source = load_source(name)
    record = Record("x", "k", WHOLE[name](body) if is_whole else body, b"", "a.json", None)
    try:
        mapped = source.triples(record)
    except BadRecord:
        return
    text = n_triples(mapped.triples)
    assert text == n_triples(source.triples(record).triples)
    assert len(list(read(text.encode(), "nt"))) == len(set(map(str, mapped.triples)))
    assert not any(is_blank(term) for triple in mapped.triples for term in triple)


@pytest.mark.parametrize("name", sorted(WHOLE))
@pytest.mark.parametrize("body", [None, 3, "x", [], [[]], {"@graph": [3]}, {"dmp": []}])
def test_what_is_no_record_is_refused_or_put_aside(name: str, body: Any, tmp_path: Path) -> None:  # noqa: ANN401
    with pytest.raises(BadRecord):
        load_source(name).triples(Record("x", "k", body, b"", "a.json"))
    (tmp_path / "a.json").write_text(json.dumps(body), "utf-8")
    world = recorded_world(NAMES[0], tmp_path / "other")
    world.place = str(tmp_path / "a.json")
    found = list(load_source(name).records(world))
    assert not any(isinstance(one, Record) for one in found)
