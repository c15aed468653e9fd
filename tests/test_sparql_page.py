"""The SPARQL page on the server's side: examples from the graph, tables, charts, links, completion."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse
from serving import BROWSER, Page, client
from starlette.testclient import TestClient

from kg.query.question import QueryResult
from kg.rdf.names import GRAPH
from kg.store.embedded import EmbeddedStore
from kg.store.graph_reader import GraphReader
from kg.store.home import Home
from kg.store.reader import Reader
from kg.web.sparql.examples import examples
from kg.web.sparql.page import EDITOR
from kg.web.sparql.result_table import shown
from kg.web.sparql.vocabulary import describe_vocabulary

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SPEX = rdflib.Namespace("https://purl.expasy.org/sparql-examples/ontology#")
ONTOLOGIES = Path(__file__).resolve().parents[1] / "ontologies"
JSON = "application/sparql-results+json"


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home) as opened:
        yield opened


@pytest.fixture(scope="module")
def reader(sample_home: Path) -> GraphReader:
    home = Home(sample_home)
    generation = home.current()
    assert generation is not None
    return home.reader(generation)


def ask(site: TestClient, query: str, **parameters: str) -> str:
    return site.get("/sparql", params={"query": query, **parameters}, headers=BROWSER).text


def test_every_example_of_the_file_is_on_the_page_in_its_order(site: TestClient, reader: GraphReader) -> None:
    graph = rdflib.Graph().parse(ONTOLOGIES / "examples.ttl")
    texts = {*graph.subject_objects(SH.select), *graph.subject_objects(SPEX.describe)}
    order = sorted(texts, key=lambda pair: int(str(graph.value(pair[0], SH.order))))

    assert [(of.iri, of.sparql) for of in examples(reader)] == [(str(iri), str(text)) for iri, text in order]
    assert len(order) == 13
    page = ask(site, "ASK {}")
    positions = [page.index(f"<summary>{of.title}</summary>") for of in examples(reader)]
    assert positions == sorted(positions)


def test_examples_follow_the_contract_that_other_editors_read() -> None:
    graph = rdflib.Graph().parse(ONTOLOGIES / "examples.ttl")
    found = list(graph.subjects(rdflib.RDF.type, SH.SPARQLExecutable))
    kinds = {SH.SPARQLSelectExecutable: SH.select, SPEX.SPARQLDescribeExecutable: SPEX.describe}

    for example in found:
        assert len(list(graph.objects(example, rdflib.RDFS.label))) == 1
        assert len(list(graph.objects(example, rdflib.RDFS.comment))) == 1
        assert [kind for kind in graph.objects(example, rdflib.RDF.type) if kind in kinds] == [
            kind for kind, text in kinds.items() if graph.value(example, text)
        ]
        assert graph.value(example, SH.prefixes)
    declared = {
        str(graph.value(one, SH.prefix)): str(graph.value(one, SH.namespace))
        for one in graph.objects(None, SH.declare)
    }
    for example in found:
        text = str(graph.value(example, SH.select) or graph.value(example, SPEX.describe))
        used = dict(line.split()[1:] for line in text.splitlines() if line.startswith("PREFIX"))
        assert {name[:-1]: iri[1:-1] for name, iri in used.items()}.items() <= declared.items()


@pytest.mark.parametrize("place", range(13))
def test_every_example_finds_something(reader: GraphReader, place: int) -> None:
    text = examples(reader)[place].sparql

    assert reader.construct(text) if "DESCRIBE" in text else reader.select(text)


def test_examples_of_other_collections_need_no_title(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "graph")
    text = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
        '<http://x.org/1> a sh:SPARQLExecutable ; rdfs:comment "Asks" ; sh:ask "ASK {}" . '
        '<http://x.org/2> a sh:SPARQLExecutable ; sh:construct "CONSTRUCT WHERE { ?s ?p ?o }" .'
    )
    lines = b"".join(f"{quad.triple} .\n".encode() for quad in parse(text.encode(), format=RdfFormat.TURTLE))
    store.replace({GRAPH["file/1"]: lines})
    store.close()

    found = examples(Reader(tmp_path / "graph"))

    assert [(of.title, of.why) for of in found] == [("Asks", "Asks"), ("http://x.org/2", "")]


def test_only_the_first_rows_are_shown_and_all_are_counted(site: TestClient) -> None:
    page = ask(site, "SELECT ?a { VALUES ?a { " + "1 " * 1200 + "} }")

    assert "1,200 rows, the first 1,000 shown" in page
    assert page.count("<tr>") == 1001


def test_a_result_says_rows_seconds_and_generation_and_links_to_itself(site: TestClient) -> None:
    page = Page(ask(site, "SELECT (1 AS ?one) {}"))

    assert "1 row in 0.0" in page.text
    assert "generation 1." in page.text
    assert "/sparql?query=SELECT+%281+AS+%3Fone%29+%7B%7D&generation=1" in page.links
    # The link does not keep the answer, and does not say that it did.
    assert "query and generation" not in page.text
    assert "answered from the generation served then" in page.text
    assert "/sparql?query=SELECT+%281+AS+%3Fone%29+%7B%7D&format=csv" in page.links


@pytest.mark.parametrize(
    ("meant", "said"),
    [("1", False), ("5", True), ("", False), ("x", False), ("²", False), ("9" * 5000, False), ("-1", False)],
)
def test_a_link_of_another_generation_is_answered_and_says_so(
    site: TestClient, meant: str, said: bool
) -> None:
    answer = site.get("/sparql", params={"query": "ASK {}", "generation": meant}, headers=BROWSER)

    assert answer.status_code == 200
    assert ("was asked of generation 5; the answer is that of generation 1" in answer.text) == said


def test_a_query_too_long_for_a_link_is_downloaded_by_a_form(site: TestClient) -> None:
    query = "SELECT (1 AS ?one) {} #" + "x" * 6000

    page = site.post("/sparql", data={"query": query}, headers=BROWSER).text

    assert 'name="format" value="csv"' in page
    assert 'id="link"' not in page
    csv = site.post("/sparql", data={"query": query, "format": "csv"}, headers=BROWSER)
    assert csv.text.split() == ["one", "1"]


def test_an_error_names_its_place_for_the_editor(site: TestClient) -> None:
    answer = site.get("/sparql", params={"query": "SELECT * {\n ?s a nope:x\n}"}, headers=BROWSER)

    assert answer.status_code == 400
    assert 'role="alert" data-line="2" data-column="7"' in answer.text
    assert 'class="excerpt"' in answer.text
    assert "> ?s a nope:x\n      ^</pre>" in answer.text


def test_values_without_a_datatype_of_numbers_are_no_numbers() -> None:
    body = (
        b'{"head":{"vars":["a","b"]},"results":{"bindings":[{"a":{"type":"literal","value":"12"},'
        b'"b":{"type":"literal","value":"many","datatype":"http://www.w3.org/2001/XMLSchema#integer"}},'
        b'{"a":{"type":"bnode","value":"x"}}]}}'
    )
    found = shown(QueryResult(JSON, body)).table

    assert found is not None
    assert [[cell and (cell.text, cell.number) for cell in row] for row in found.rows] == [
        [("12", None), ("many", None)],
        [("_:x", None), None],
    ]


def test_the_text_of_a_graph_is_cut_between_characters() -> None:
    whole = shown(QueryResult("text/turtle", "ä".encode() * 50_000))
    longer = shown(QueryResult("text/turtle", "ä".encode() * 50_001))

    assert (whole.text, whole.cut) == ("ä" * 50_000, False)
    assert (longer.text, longer.cut) == ("ä" * 50_000, True)


def test_only_so_many_bars_are_drawn_and_the_page_says_so(site: TestClient) -> None:
    rows = " ".join(f'("name {place}" {place})' for place in range(45))
    page = ask(site, f"SELECT ?name ?n {{ VALUES (?name ?n) {{ {rows} }} }}")

    assert page.count("<rect") == 40
    assert "5 rows are not drawn" in page


def test_completion_gets_classes_with_their_own_properties_from_the_statistics(tmp_path: Path) -> None:
    said = """
<urn:all> <http://rdfs.org/ns/void#classPartition> <urn:c> .
<urn:c> <http://rdfs.org/ns/void#class> <http://www.w3.org/ns/dcat#Dataset> .
<urn:c> <http://rdfs.org/ns/void#entities> "7"^^<http://www.w3.org/2001/XMLSchema#integer> .
<urn:c> <http://rdfs.org/ns/void#propertyPartition> <urn:cp> .
<urn:cp> <http://rdfs.org/ns/void#property> <http://purl.org/dc/terms/title> .
<urn:cp> <http://rdfs.org/ns/void#triples> "6"^^<http://www.w3.org/2001/XMLSchema#integer> .
<urn:all> <http://rdfs.org/ns/void#propertyPartition> <urn:p> .
<urn:p> <http://rdfs.org/ns/void#property> <http://purl.org/dc/terms/title> .
<urn:p> <http://rdfs.org/ns/void#triples> "9"^^<http://www.w3.org/2001/XMLSchema#integer> .
"""
    store = EmbeddedStore(tmp_path / "graph")
    store.replace({GRAPH["void"]: said.lstrip().encode()})
    store.close()

    told = describe_vocabulary(Reader(tmp_path / "graph"))

    title = "http://purl.org/dc/terms/title"
    assert told["properties"] == [{"iri": title, "label": "title", "count": 9}]
    assert told["classes"] == [
        {
            "iri": "http://www.w3.org/ns/dcat#Dataset",
            "label": "Dataset",
            "count": 7,
            "properties": [{"iri": title, "count": 6}],
        }
    ]
    assert told["techniques"][0]["count"] == 0


def test_the_vocabulary_of_the_sample_world_counts_techniques_with_and_without_narrower_ones(
    site: TestClient,
) -> None:
    answer = site.get("/api/v1/vocabulary")
    told = {one["label"]: one for one in answer.json()["techniques"] if "PaNET0" in one["iri"]}
    page = site.get("/techniques/PaNET01124", headers={"accept": "application/json"}).json()

    wide = told["small angle scattering"]
    assert (wide["count"], wide["total"]) == (page["direct"], page["total"])
    assert answer.json()["prefixes"]["panet"] == "http://purl.org/pan-science/PaNET/"
    assert (
        site.get("/api/v1/vocabulary", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    )


def test_the_editors_packages_are_pinned_and_no_registry_is_named() -> None:
    folder = Path(__file__).resolve().parents[1] / "kg" / "web" / "editor"
    wanted = json.loads((folder / "package.json").read_text())["devDependencies"]
    lock = (folder / "package-lock.json").read_text()

    assert all(version[0].isdigit() for version in wanted.values())
    assert json.loads(lock)["packages"][""]["devDependencies"] == wanted
    assert "://" not in lock


@pytest.mark.skipif(not EDITOR.is_file(), reason="the editor is not built; `make editor` needs npm")
def test_the_licence_of_every_bundled_package_stands_beside_the_bundle() -> None:
    header = EDITOR.read_text(encoding="utf-8").partition("*/")[0]
    named = re.findall(r"^ \* (\S+ [\d.]+), MIT$", header, flags=re.MULTILINE)
    notice = EDITOR.with_name("editor-licences.txt").read_text(encoding="utf-8")

    assert len(named) == len(header.splitlines()) - 2 > 10
    assert [name for name in named if f"{name}\n\n" not in notice] == []


def test_the_example_of_facilities_by_year_is_drawn(site: TestClient, reader: GraphReader) -> None:
    wanted = next(of for of in examples(reader) if of.iri.endswith("/datasets-by-facility-and-year"))
    page = Page(ask(site, wanted.sparql))

    assert "Bars: datasets by facility and year." in page.text
    assert "rect" in page.tags
    assert "table" in page.tags
