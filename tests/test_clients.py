"""Real clients against a real process: SPARQLWrapper, rdflib's SPARQLStore, curl, pandas."""

import gzip
import io
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any
from urllib.parse import quote
from xml.dom.minidom import Document

import pytest
import rdflib
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results
from rdflib import RDF, RDFS, Literal, URIRef, Variable
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from service_process import serving

PREFIXES = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX pan: <https://w3id.org/pan-kg/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
FACILITIES = ["Aurora Light Source", "Borealis Neutron Centre", "Cirrus Free-Electron Laser"]
AURORA = URIRef("https://w3id.org/pan-kg/id/facility/aurora-light-source")
SAMPLE_GRAPH = URIRef("https://w3id.org/pan-kg/graph/sample-facilities")
FACILITY = URIRef("https://w3id.org/pan-kg/def#Facility")

NAMES = (
    PREFIXES
    + "SELECT ?name { GRAPH <https://w3id.org/pan-kg/graph/sample-facilities> "
    + "{ ?f a pan:Facility ; rdfs:label ?name } } ORDER BY ?name"
)
"""The sample world has three facilities, and they alone stand in this graph."""


@pytest.fixture(scope="module")
def endpoint(sample_home: Path) -> Iterator[str]:
    with serving(sample_home) as (_, address):
        yield f"{address}sparql"


class TestSparqlWrapper:
    @pytest.fixture
    def wrapper(self, endpoint: str) -> Any:  # noqa: ANN401
        wrapper = pytest.importorskip("SPARQLWrapper").SPARQLWrapper(endpoint)
        wrapper.setQuery(NAMES)
        return wrapper

    def test_json_by_get_and_by_both_posts(self, wrapper: Any) -> None:  # noqa: ANN401
        import SPARQLWrapper as package

        wrapper.setReturnFormat(package.JSON)
        ways = [
            (package.GET, package.URLENCODED),
            (package.POST, package.URLENCODED),
            (package.POST, package.POSTDIRECTLY),
        ]
        for method, request in ways:
            wrapper.setMethod(method)
            wrapper.setRequestMethod(request)
            found = wrapper.queryAndConvert()["results"]["bindings"]
            assert [row["name"]["value"] for row in found] == FACILITIES, (method, request)

    def test_xml(self, wrapper: Any) -> None:  # noqa: ANN401
        wrapper.setReturnFormat("xml")
        document = wrapper.queryAndConvert()

        assert isinstance(document, Document)
        found = document.getElementsByTagName("literal")
        assert [getattr(element.firstChild, "data", None) for element in found] == FACILITIES

    def test_csv_and_tsv(self, wrapper: Any) -> None:  # noqa: ANN401
        for form in ("csv", "tsv"):
            wrapper.setReturnFormat(form)
            lines = wrapper.queryAndConvert().decode().splitlines()
            assert lines[0] == ("name" if form == "csv" else "?name")
            assert [line.strip('"') for line in lines[1:]] == FACILITIES

    def test_ask(self, wrapper: Any) -> None:  # noqa: ANN401
        wrapper.setQuery(f"ASK {{ <{AURORA}> a <{FACILITY}> }}")
        wrapper.setReturnFormat("json")

        assert wrapper.queryAndConvert()["boolean"] is True

    @pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
    @pytest.mark.parametrize("form", ["turtle", "xml", "rdf+xml", "json-ld", "n3"])
    def test_construct(self, wrapper: Any, form: str) -> None:  # noqa: ANN401
        wrapper.setQuery(
            f"CONSTRUCT {{ ?s a <{FACILITY}> }} WHERE {{ GRAPH <{SAMPLE_GRAPH}> {{ ?s a <{FACILITY}> }} }}"
        )
        wrapper.setReturnFormat(form)
        found = wrapper.queryAndConvert()
        graph = (
            found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")
        )

        assert len(graph) == 3
        assert (AURORA, RDF.type, FACILITY) in graph

    def test_a_mistake_is_its_own_error(self, wrapper: Any) -> None:  # noqa: ANN401
        from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

        wrapper.setQuery("SELECT * {")
        with pytest.raises(QueryBadFormed, match="Not valid SPARQL"):
            wrapper.query()


class TestRdflib:
    @pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
    @pytest.mark.parametrize("form", ["xml", "json", "csv"])
    def test_select(self, endpoint: str, method: str, form: str) -> None:
        graph = rdflib.Graph(SPARQLStore(endpoint, returnFormat=form, method=method))

        assert [str(row[Variable("name")]) for row in graph.query(NAMES).bindings] == FACILITIES

    def test_construct_and_ask(self, endpoint: str) -> None:
        graph = rdflib.Graph(SPARQLStore(endpoint))
        found = graph.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o . FILTER(?s = <{AURORA}>) }}").graph

        assert found is not None
        assert (AURORA, RDF.type, FACILITY) in found
        assert graph.query(f"ASK {{ <{AURORA}> a <{FACILITY}> }}").askAnswer is True

    def test_triples_values_and_a_named_graph(self, endpoint: str) -> None:
        store = SPARQLStore(endpoint)
        whole = rdflib.Graph(store)
        named = rdflib.Graph(store, identifier=SAMPLE_GRAPH)

        assert whole.value(AURORA, RDFS.label) == Literal("Aurora Light Source")
        assert len(set(named.subjects(RDF.type, FACILITY))) == 3
        assert len(set(whole.subjects(RDF.type, FACILITY))) > 3

    def test_the_length_of_a_named_graph(self, endpoint: str, sample_folder: Path) -> None:
        shipped = rdflib.Graph().parse(
            Path(__file__).resolve().parents[1] / "ontologies" / "sample-facilities.ttl"
        )

        assert len(rdflib.Graph(SPARQLStore(endpoint), identifier=SAMPLE_GRAPH)) == len(shipped)


class TestCurl:
    @pytest.fixture(autouse=True)
    def _needs_curl(self) -> None:
        if which("curl") is None:
            pytest.skip("no curl here")

    def curl(self, *arguments: str, body: bytes | None = None) -> bytes:
        command = ["curl", "--silent", "--show-error", "--max-time", "30", *arguments]
        return subprocess.run(command, input=body, capture_output=True, check=True).stdout

    def names(self, body: bytes) -> list[str]:
        return [row["name"]["value"] for row in json.loads(body)["results"]["bindings"]]

    def test_get_and_both_posts(self, endpoint: str) -> None:
        get = self.curl("--get", endpoint, "--data-urlencode", f"query={NAMES}")
        form = self.curl(endpoint, "--data-urlencode", f"query={NAMES}")
        direct = self.curl(
            endpoint,
            "-H",
            "Content-Type: application/sparql-query",
            "--data-binary",
            "@-",
            body=NAMES.encode(),
        )

        assert [self.names(body) for body in (get, form, direct)] == [FACILITIES] * 3

    def test_compressed(self, endpoint: str) -> None:
        address = f"{endpoint}?query={quote('SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 500')}"
        plain = self.curl(address)
        packed = self.curl(address, "-H", "Accept-Encoding: gzip")

        assert gzip.decompress(packed) == plain == self.curl("--compressed", address)
        assert len(packed) * 5 < len(plain)

    def test_head_tells_what_get_would(self, endpoint: str) -> None:
        address = f"{endpoint}?query={quote(NAMES)}"
        head = self.curl("--head", address, "-H", "Accept: text/csv").decode().lower()

        assert head.startswith("http/1.1 200")
        assert "content-type: text/csv" in head
        assert "\netag:" in head

    def test_a_conditional_get_is_answered_without_a_body(self, endpoint: str, tmp_path: Path) -> None:
        address, etag = f"{endpoint}?query={quote(NAMES)}", tmp_path / "etag"
        first = self.curl("--etag-save", str(etag), address)
        code = ("-o", str(tmp_path / "second"), "--write-out", "%{http_code}")
        second = self.curl("--etag-compare", str(etag), *code, address)

        assert self.names(first) == FACILITIES
        assert second == b"304"

    def test_fail_makes_an_error_an_exit_code(self, endpoint: str) -> None:
        command = ["curl", "--silent", "--fail", "--get", endpoint, "--data-urlencode", "query=SELECT * {"]

        assert subprocess.run(command, capture_output=True, check=False).returncode == 22


def test_pandas_reads_the_csv_of_a_link(endpoint: str) -> None:
    pandas = pytest.importorskip("pandas")

    frame = pandas.read_csv(f"{endpoint}?format=csv&query={quote(NAMES)}")

    assert list(frame["name"]) == FACILITIES


def test_another_engine_reads_every_table_syntax(endpoint: str) -> None:
    from urllib.request import urlopen

    for form in ("json", "xml", "tsv"):
        with urlopen(f"{endpoint}?format={form}&query={quote(NAMES)}", timeout=30) as answer:
            media_type = answer.headers["content-type"].partition(";")[0]
            syntax = QueryResultsFormat.from_media_type(media_type)
            found = parse_query_results(io.BytesIO(answer.read()), format=syntax)
        assert isinstance(found, QuerySolutions)
        assert [row["name"].value for row in found] == FACILITIES
