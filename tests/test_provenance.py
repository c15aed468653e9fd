"""What a record's graph says of its origin, and that saying it never rewrites what did not change."""

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from json import dumps
from pathlib import Path

import pytest
from harvesting import SOURCE, Bench, open_bench

from kg.harvest.provenance import catalogue_record, made_of
from kg.rdf.mint import graph_iri
from kg.rdf.names import DCT
from kg.rdf.syntax import read
from kg.rdf.terms import Literal, NamedNode

ONE = {"key": "1", "title": "one"}
GRAPH = graph_iri("given", "dataset", "1")
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = open_bench(tmp_path)
    yield bench
    bench.ledger.close()


def said(bench: Bench, name: str) -> list[str]:
    """What the record's graph says of itself with this term."""
    text = bench.graphs[GRAPH.value].decode()
    return re.findall(rf'^{re.escape(str(GRAPH))} <[^>]*[#/]{name}> [<"]([^>"]*)', text, re.MULTILINE)


def test_the_payload_is_named_by_its_hash(bench: Bench) -> None:
    bench.harvest([ONE])

    assert said(bench, "payloadHash") == [sha256(dumps(ONE).encode()).hexdigest()]
    assert bench.ledger.payload(said(bench, "payloadHash")[0]) == dumps(ONE).encode()
    assert said(bench, "mapping") == ["given 1"]


def test_mapping_all_again_without_a_change_writes_nothing(bench: Bench) -> None:
    bench.harvest([ONE])
    back_in_time(bench)
    stored, writes = dict(bench.graphs), bench.writes

    for source in (SOURCE, replace(SOURCE, version="2")):
        assert bench.harvest([ONE], full=True, source=source).unchanged == 1

    assert (bench.graphs, bench.writes) == (stored, writes)
    entry = bench.ledger.find("given", "dataset", "1")
    assert entry is not None
    assert (entry.retrieved, entry.version) == ("2020-01-01T00:00:00+00:00", "2")


def back_in_time(bench: Bench) -> None:
    bench.ledger._records.execute("UPDATE record SET retrieved = '2020-01-01T00:00:00+00:00'")


def test_the_time_of_the_payload_is_kept_when_the_mapping_says_more(bench: Bench) -> None:
    bench.harvest([ONE])
    back_in_time(bench)
    louder = replace(
        SOURCE, version="2", triples=lambda of: SOURCE.triples(replace(of, body={**of.body, "title": "ONE"}))
    )

    assert bench.harvest([ONE], source=louder).mapped == 1

    assert said(bench, "retrieved") == ["2020-01-01T00:00:00+00:00"]
    assert said(bench, "mapping") == ["given 2"]


def test_a_new_payload_has_a_new_time(bench: Bench) -> None:
    bench.harvest([ONE])
    back_in_time(bench)

    bench.harvest([ONE | {"title": "uno"}])

    assert said(bench, "retrieved") > ["2026"]


def test_a_payload_that_says_the_same_leaves_the_graph_to_the_one_it_was_made_of(bench: Bench) -> None:
    bench.harvest([ONE])
    before = said(bench, "payloadHash")

    bench.harvest([ONE | {"viewed": 2}])

    assert said(bench, "payloadHash") == before
    entry = bench.ledger.find("given", "dataset", "1")
    assert entry is not None
    assert entry.raw == sha256(dumps(ONE | {"viewed": 2}).encode()).hexdigest()


def test_the_licence_of_the_metadata_is_said_and_a_new_one_reaches_unchanged_records(bench: Bench) -> None:
    bench.harvest([ONE])
    assert said(bench, "license") == []

    report = bench.harvest([ONE], licence=CC0)
    again = bench.harvest([ONE], licence=CC0)

    assert (report.mapped, again.unchanged) == (1, 1)
    assert said(bench, "license") == [CC0]


def test_a_licence_that_is_no_address_is_left_out() -> None:
    (about,) = {NamedNode("https://example.org/a")}
    triples = catalogue_record(GRAPH, about, "list.json", "CC BY, probably")

    assert not [triple for triple in triples if triple[1] == DCT["license"]]


def test_folders_are_nobodys_business_and_addresses_are_whole() -> None:
    about = NamedNode("https://example.org/a")

    def origin(said: str) -> object:
        return next(
            value for _, name, value in catalogue_record(GRAPH, about, said, None) if name == DCT["source"]
        )

    assert origin("/" + "home/somebody/list.json") == Literal("list.json")
    assert origin("https://example.org/oai?a=b") == NamedNode("https://example.org/oai?a=b")


def test_it_is_valid_whatever_the_source_is_called() -> None:
    text = made_of(GRAPH, "ab" * 32, '2026-01-01T00:00:00"+00:00', 'odd " \\ name\n1')

    said = [quad.object for quad in read(text, "nt")]
    values = {term.value for term in said if isinstance(term, Literal)}

    assert 'odd " \\ name\n1' in values
    assert len(values) == 3
