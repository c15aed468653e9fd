"""What the service says of itself; the first three tests are those of the W3C suite, by their names there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse, serialize
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rights import Noted, writable
from serving import BROWSER, client
from starlette.testclient import TestClient

from kg.web.change.writing import Written
from kg.web.state import Limits

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
DCT = Namespace("http://purl.org/dc/terms/")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
ENDPOINT = URIRef("http://testserver/sparql")

RANGES = {
    "endpoint": ("Service", None),
    "feature": ("Service", "Feature"),
    "defaultEntailmentRegime": ("Service", "EntailmentRegime"),
    "resultFormat": ("Service", None),
    "supportedLanguage": ("Service", "Language"),
    "defaultDataset": ("Service", "Dataset"),
    "defaultGraph": ("Dataset", "Graph"),
}
"""Domain and range of the properties in use, from the vocabulary's schema."""
FEATURES = {"UnionDefaultGraph", "DereferencesURIs", "RequiresDataset", "EmptyGraphs", "BasicFederatedQuery"}
LANGUAGES = {"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"}


def _parsed(text: str, media_type: str) -> Graph:
    kind = RdfFormat.from_media_type(media_type)
    assert kind is not None
    triples = serialize((quad.triple for quad in parse(text, format=kind)), format=RdfFormat.N_TRIPLES)
    assert triples is not None
    return Graph().parse(data=triples, format="nt")


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home, Limits(timeout=3, memory_mb=1000)) as opened:
        yield opened


@pytest.fixture(scope="module")
def described(site: TestClient) -> Graph:
    return Graph().parse(data=site.get("/sparql").text, format="turtle")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "text/turtle"),
        ("", "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("text/turtle, text/html;q=0.5", "text/turtle"),
    ],
)
def test_returns_rdf(site: TestClient, accept: str, media_type: str) -> None:
    answer = site.get("/sparql", headers={"accept": accept})

    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert len(_parsed(answer.text, media_type)) > 10


def test_has_endpoint_triple(described: Graph) -> None:
    assert (None, SD.endpoint, ENDPOINT) in described


def test_conforms_to_schema(described: Graph) -> None:
    classes = {subject: str(kind).partition("#")[2] for subject, kind in described.subject_objects(RDF.type)}
    used = {str(predicate).partition("#")[2] for predicate in described.predicates() if str(predicate) in SD}
    assert used <= RANGES.keys()
    for name, (domain, range_) in RANGES.items():
        for subject, value in described.subject_objects(SD[name]):
            assert classes[subject] == domain
            if range_ in ("Dataset", "Graph"):
                assert classes[value] == range_
    assert all(str(of).removeprefix(str(SD)) in FEATURES for of in described.objects(None, SD.feature))
    assert all(
        str(of).removeprefix(str(SD)) in LANGUAGES for of in described.objects(None, SD.supportedLanguage)
    )


def test_a_browser_gets_the_page_and_a_client_of_tables_an_error(site: TestClient) -> None:
    assert site.get("/sparql", headers=BROWSER).headers["content-type"].startswith("text/html")
    asked = site.get("/sparql", headers={"accept": "application/sparql-results+json"})
    assert (asked.status_code, asked.json()["type"]) == (400, "/problems/bad-request")


def test_the_description_tells_what_the_service_does_and_nothing_else(described: Graph) -> None:
    assert set(described.objects(ENDPOINT, SD.feature)) == {SD.UnionDefaultGraph}
    assert set(described.objects(None, SD.supportedLanguage)) == {SD.SPARQL11Query}
    names = "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV Turtle N-Triples"
    others = "RDF_XML JSON-LD TriG N-Quads"
    expected = {FORMATS[name] for name in f"{names} {others}".split()}
    assert set(described.objects(ENDPOINT, SD.resultFormat)) == expected


def test_the_size_of_the_default_graph_is_what_a_query_counts(site: TestClient, described: Graph) -> None:
    def count(pattern: str) -> int:
        query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
        found = site.get("/sparql", params={"query": query}).json()["results"]["bindings"]
        return int(found[0]["n"]["value"])

    (told,) = described.objects(None, VOID.triples)
    statistics = count("GRAPH <https://w3id.org/pan-kg/graph/void> { ?s ?p ?o }")

    assert isinstance(told, Literal)
    assert int(told) == count("?s ?p ?o")
    # VoID counts without itself, and says so.
    void = Graph().parse(data=site.get("/.well-known/void").text, format="turtle")
    dataset = URIRef("https://w3id.org/pan-kg/graph/void#dataset")
    assert [int(str(n)) for n in void.objects(dataset, VOID.triples)] == [int(told) - statistics]
    (explained,) = void.objects(dataset, DCT.description)
    assert "not counted" in str(explained)
    # The footer of every page tells both numbers.
    page = " ".join(site.get("/sparql", headers=BROWSER).text.split())
    both = f"{int(told) - statistics:,} triples ({int(told):,} with the description of the graph itself)."
    assert both in page


def test_plain_mode_and_writing_are_told(sample_home: Path) -> None:
    limits = Limits(timeout=3, memory_mb=1000, union=False)
    with writable(sample_home, Noted(Written(1)), limits) as plain:
        described = Graph().parse(data=plain.get("/sparql").text, format="turtle")

    assert not set(described.objects(None, SD.feature))
    update = URIRef("http://testserver/update")
    assert (update, SD.supportedLanguage, SD.SPARQL11Update) in described
    assert (update, SD.endpoint, update) in described


def test_a_known_description_is_not_sent_again(site: TestClient) -> None:
    tag = site.get("/sparql").headers["etag"]
    assert site.get("/sparql", headers={"if-none-match": tag}).status_code == 304
    other = site.get("/sparql", headers={"if-none-match": tag, "accept": "application/rdf+xml"})
    assert other.status_code == 200


@pytest.mark.parametrize("query", ["", "?format=nt", "?format=jsonld", "?format=rdf"])
def test_void_is_where_crawlers_look_for_it(site: TestClient, query: str) -> None:
    answer = site.get("/.well-known/void" + query)
    graph = _parsed(answer.text, answer.headers["content-type"].partition(";")[0])

    document = URIRef("http://testserver/.well-known/void")
    assert (document, RDF.type, VOID.DatasetDescription) in graph
    (dataset,) = graph.objects(document, FOAF.primaryTopic)
    assert (dataset, RDF.type, VOID.Dataset) in graph
    assert (dataset, VOID.sparqlEndpoint, ENDPOINT) in graph
    assert len(list(graph.objects(dataset, VOID.triples))) == 1


def test_void_has_an_etag_and_says_what_it_does_not_offer(site: TestClient) -> None:
    first = site.get("/.well-known/void")
    again = site.get("/.well-known/void", headers={"if-none-match": first.headers["etag"]})

    assert again.status_code == 304
    assert site.get("/.well-known/void", headers={"accept": "image/png"}).status_code == 406
    assert site.get("/.well-known/void?format=pdf").status_code == 400
    assert site.head("/.well-known/void").content == b""
