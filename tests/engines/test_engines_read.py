"""The sample world answers alike from every engine."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, parse

from kg.answer.dataset import dataset_triples, describe_dataset
from kg.answer.engine import Engine
from kg.answer.search import search
from kg.answer.technique import describe_technique, list_techniques
from kg.answer.term import term_facts
from kg.check.shapes import load_shapes
from kg.check.verdict import check_store
from kg.errors import BadQuery
from kg.query.lanes import Lanes
from kg.query.question import Answering, Question
from kg.query.remote import RemoteAnswers
from kg.rdf.names import DCAT, RDF
from kg.rdf.shipped import shipped
from kg.store.generation import Generation
from kg.store.graph_reader import GraphReader
from kg.store.home import Home
from kg.store.techniques import techniques_of

DAY = date(2026, 1, 1)
PREFIXES = """PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX pan: <https://w3id.org/pan-kg/def#> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX prov: <http://www.w3.org/ns/prov#>
"""
PAN = "https://w3id.org/pan-kg/graph/pan"
FACILITIES = "https://w3id.org/pan-kg/graph/facilities"
TABLES = [
    "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a dcat:Dataset }",
    "SELECT ?d ?title { ?d a dcat:Dataset ; dcterms:title ?title } ORDER BY ?d ?title LIMIT 20",
    "SELECT ?f (COUNT(DISTINCT ?d) AS ?n) { ?d a dcat:Dataset ; pan:facility ?f } GROUP BY ?f ORDER BY ?f",
    "SELECT ?d { ?d a dcat:Dataset FILTER NOT EXISTS { ?d dcterms:creator ?c } } ORDER BY ?d",
    "SELECT ?d ?t { ?d pan:technique ?t . ?t pan:broaderOrSelf "
    "<http://purl.org/pan-science/PaNET/PaNET01012> } ORDER BY ?d ?t",
    "SELECT ?d ?t { ?d a dcat:Dataset OPTIONAL { ?d pan:collectionStart ?t } } ORDER BY ?d ?t LIMIT 40",
    "SELECT ?d { ?d dcterms:title ?t FILTER(CONTAINS(LCASE(STR(?t)), 'neutron')) } ORDER BY ?d",
    "SELECT DISTINCT ?o { <http://purl.org/pan-science/PaNET/PaNET01012> rdfs:subClassOf+ ?o } ORDER BY ?o",
    "SELECT (COUNT(?g) AS ?n) { GRAPH ?g { ?g foaf:primaryTopic ?d } }",
    "SELECT (COUNT(*) AS ?n) { ?d a dcat:Dataset . GRAPH ?g { ?d dcterms:title ?title } }",
    "SELECT ?g { GRAPH ?g { ?d dcterms:title ?title } FILTER(STRSTARTS(STR(?title), 'N')) } ORDER BY ?g",
    f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{PAN}> {{ ?s ?p ?o }} }}",
    f"SELECT (COUNT(*) AS ?n) FROM <{PAN}> {{ ?s ?p ?o }}",
    f"SELECT (COUNT(*) AS ?n) FROM <{PAN}> FROM <{FACILITIES}> {{ ?s ?p ?o }}",
    f"SELECT (COUNT(*) AS ?n) FROM <{PAN}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    f"SELECT (COUNT(*) AS ?n) FROM NAMED <{PAN}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    f"SELECT (COUNT(*) AS ?n) FROM NAMED <{PAN}> {{ ?s ?p ?o }}",
    f"SELECT (COUNT(*) AS ?n) FROM <{FACILITIES}> FROM NAMED <{PAN}> {{ ?x a ?y . GRAPH ?g {{ ?s a ?o }} }}",
    "ASK { ?d a dcat:Dataset }",
    "ASK { ?d a dcat:Nothing }",
]
GRAPHS = [
    "CONSTRUCT { ?d dcterms:title ?t } WHERE { ?d a dcat:Dataset ; dcterms:title ?t }",
    "CONSTRUCT { ?g prov:value ?d } { GRAPH ?g { ?d a pan:DataCollection } }",
]


def _reader(home: Home) -> GraphReader:
    return home.reader(_current(home))


def _current(home: Home) -> Generation:
    current = home.current()
    assert current is not None
    return current


def _datasets(home: Home) -> list[str]:
    return sorted(
        row["thing"].value for row in _reader(home).rows("things_of_class", **{"class": DCAT["Dataset"]})
    )


@pytest.fixture
def asked(built: Home) -> Iterator[Answering]:
    current = _current(built)
    made: Answering
    if built.remote:
        made = RemoteAnswers(built.remote, current, timeout=20, workers=2)
    else:
        made = Lanes(current, timeout=20, memory_mb=1000)
    yield made
    made.close()


@pytest.fixture(scope="module")
def yardstick(embedded: Home) -> Iterator[Answering]:
    lanes = Lanes(_current(embedded), timeout=20, memory_mb=1000)
    yield lanes
    lanes.close()


def test_counts_are_those_of_the_embedded_store(built: Home, embedded: Home) -> None:
    facts, expected = _current(built).facts, _current(embedded).facts
    for name in ("triples", "datasets", "publications", "files", "sources", "closure", "sample"):
        assert facts[name] == expected[name], name
    assert facts["datasets"] == len(_datasets(built))
    assert facts["triples"] <= _reader(built).size()  # which counts the statistics as well


def test_the_check_finds_the_same(built: Home, embedded: Home) -> None:
    shapes = load_shapes(shipped("shapes"))
    found = check_store(_reader(built).select, shapes).results
    expected = check_store(_reader(embedded).select, shapes).results
    assert _told(found) == _told(expected)
    assert found


def _told(results: Any) -> list[tuple[str, ...]]:  # noqa: ANN401
    return sorted(
        (r.owner, str(r.focus), str(r.path), str(r.value and r.value.value), r.component.value)
        for r in results
    )


def test_the_same_is_found(built: Home, embedded: Home) -> None:
    mine, theirs = (Engine.open(_current(home), None, "none") for home in (built, embedded))
    for text in ("neutron reflectometry of thin films", "sans 2021", "open data of aurora", "perovskite"):
        hits = [hit.iri for hit in search(mine, text, as_of=DAY, limit=50).hits]
        assert hits == [hit.iri for hit in search(theirs, text, as_of=DAY, limit=50).hits]


def _without_times(page: dict[str, Any]) -> dict[str, Any]:
    """A page without the times at which its records were read: each engine's store was built at its own."""
    for record in page["records"]:
        datetime.fromisoformat(record.pop("retrieved"))
    return page


def test_pages_say_the_same(built: Home, embedded: Home) -> None:
    mine, theirs = _reader(built), _reader(embedded)
    datasets = _datasets(embedded)
    for iri in (*datasets[::23], datasets[-1]):
        page, expected = describe_dataset(mine, iri, DAY), describe_dataset(theirs, iri, DAY)
        assert page is not None
        assert expected is not None
        assert _without_times(page.as_json()) == _without_times(expected.as_json())
        assert len(dataset_triples(mine, iri)) == len(dataset_triples(theirs, iri))
    assert describe_dataset(mine, "https://example.org/none", DAY) is None
    technique = "http://purl.org/pan-science/PaNET/PaNET01012"
    assert describe_technique(mine, technique) == describe_technique(theirs, technique)
    facts, expected_facts = (
        term_facts(reader, _current(home), technique, techniques_of(reader))
        for home, reader in ((built, mine), (embedded, theirs))
    )
    assert facts.facilities
    assert facts == expected_facts
    assert list_techniques(mine) == list_techniques(theirs)


@pytest.mark.parametrize("query", TABLES)
def test_tables_are_equal(asked: Answering, yardstick: Answering, query: str) -> None:
    for accept in ("application/sparql-results+json", "text/csv", "text/tab-separated-values"):
        question = Question(PREFIXES + query, accept)
        mine, theirs = asked.run(question), yardstick.run(question)
        assert mine.media_type == theirs.media_type == accept
        if accept.endswith("json"):
            assert json.loads(mine.body) == json.loads(theirs.body)
        else:
            assert mine.body == theirs.body
    xml = asked.run(Question(PREFIXES + query, "application/sparql-results+xml"))
    assert xml.body == yardstick.run(Question(PREFIXES + query, "application/sparql-results+xml")).body


@pytest.mark.parametrize("query", GRAPHS)
@pytest.mark.parametrize("media_type", ["text/turtle", "application/n-triples", "application/rdf+xml"])
def test_graphs_are_equal(asked: Answering, yardstick: Answering, query: str, media_type: str) -> None:
    found, expected = (one.run(Question(PREFIXES + query, media_type)) for one in (asked, yardstick))
    assert found.media_type == media_type
    assert _triples(found.body, media_type) == _triples(expected.body, media_type) != set()


def _triples(body: bytes, media_type: str) -> set[Any]:
    from kg.query.formats import GRAPHS as SYNTAXES

    return {quad.triple for quad in parse(body, format=SYNTAXES[media_type])}


def test_the_requests_dataset_overrules_the_query(asked: Answering, yardstick: Answering) -> None:
    text = f"SELECT (COUNT(*) AS ?n) FROM <{FACILITIES}> {{ ?s ?p ?o }}"
    for default, named in (((PAN,), ()), ((), (PAN,)), ((PAN, FACILITIES), (PAN,))):
        question = Question(text, "text/csv", default, named)
        assert asked.run(question).body == yardstick.run(question).body


def test_a_mistake_is_named(asked: Answering) -> None:
    with pytest.raises(BadQuery):
        asked.run(Question("SELECT ?s WHERE { ?s ?p }"))
    with pytest.raises(BadQuery, match="dcat: is not declared"):
        asked.run(Question("SELECT ?s WHERE { ?s a dcat:Dataset }"))
    with pytest.raises(BadQuery, match="SERVICE"):
        asked.run(Question("SELECT ?s WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"))


def test_values_are_bound(built: Home) -> None:
    reader = _reader(built)
    (dataset, *_) = _datasets(built)
    thing = NamedNode(dataset)
    text = "SELECT ?d ?kind WHERE { ?d a ?kind FILTER(?kind != ?not) BIND('?d' AS ?text) } ORDER BY ?d ?kind"
    rows = reader.select(text.replace("FILTER(?kind != ?not)", ""), d=thing)
    assert {row["d"] for row in rows} == {thing}
    assert DCAT["Dataset"] in {row["kind"] for row in rows}
    assert reader.ask("ASK { ?d a dcat:Dataset }", d=thing)
    assert not reader.ask("ASK { ?d a dcat:Dataset }", d=RDF["type"])
    hostile = Literal('" } DROP ALL # \\ \n')
    assert reader.select("SELECT ?d ?title { ?d dcterms:title ?title }", title=hostile) == []
    with pytest.raises(BadQuery, match="results"):
        reader.select("SELECT ?title { ?d dcterms:title ?title }", d=thing)


def test_the_dump_has_every_triple_once(built: Home, embedded: Home, tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine.nq", tmp_path / "theirs.nq"
    number = _reader(built).dump(mine)
    assert number == _reader(embedded).dump(theirs)
    assert _bare(mine) == _bare(theirs)


def _bare(file: Path) -> list[str]:
    """Statements without literals, which engines write differently, sorted."""
    return sorted(
        re.sub(r'"(?:[^"\\]|\\.)*"\S*', '""', line) for line in file.read_text("utf-8").splitlines()
    )
