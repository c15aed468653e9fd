"""A SPARQLWrapper whose wire is the world.

SPARQLWrapper opens a connection of its own by urllib for every query: without pace, breaker or caps, and to
wherever a redirect leads, also behind our own door. So it holds the query and its parameters, knows which
kind it is, and hands out the answer; what travels, travels as all requests of a harvest do. Its own
converters are not used: they parse RDF in this process, and JSON without limits.
"""

from io import BytesIO

from pyoxigraph import Triple
from SPARQLWrapper import GET, JSON, N3, SELECT, SPARQLWrapper
from SPARQLWrapper.Wrapper import QueryResult

from kg.errors import BadInput, BadRecord, SourceUnavailable
from kg.harvest.payload import Json, read_json
from kg.harvest.rdf import parse
from kg.harvest.source import World

_JSON_RESULTS = "application/sparql-results+json"
_RDF = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"


class WorldClient(SPARQLWrapper):  # type: ignore[misc]  # it has no types
    """Asks the endpoint that the world's place is."""

    def __init__(self, world: World, graph: str | None) -> None:
        """Prepare to ask; `graph` is the named graph to read instead of the endpoint's default graph."""
        super().__init__(world.place)
        self._world = world
        self.setMethod(GET)
        if graph is not None:
            self.addParameter("default-graph-uri", graph)

    def query(self) -> QueryResult:
        """The answer to the query that was set; only its bytes are looked at.

        Raises:
            SourceUnavailable: the endpoint does not answer.
            BadInput: it says that the query or the address is wrong.
        """
        is_select = self.queryType == SELECT
        asked = {"query": self.queryString, **{name: values[0] for name, values in self.parameters.items()}}
        data = self._world.get_bytes("", accept=_JSON_RESULTS if is_select else _RDF, **asked)
        return QueryResult((BytesIO(data), JSON if is_select else N3))

    def select(self, query: str) -> list[dict[str, Json]]:
        """The solutions of a SELECT, each with its bindings.

        Raises:
            SourceUnavailable: the answer is none; also what `query` raises.
        """
        self.setQuery(query)
        self.setReturnFormat(JSON)
        try:
            answer = read_json(self.query().response.read())
        except BadRecord as error:
            raise self._refused(str(error)) from None
        results = answer.get("results") if isinstance(answer, dict) else None
        bindings = results.get("bindings") if isinstance(results, dict) else None
        if not isinstance(bindings, list):
            raise self._refused()
        return [one for one in bindings if isinstance(one, dict)]

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT, parsed in the worker; blank nodes keep together within one answer.

        Raises:
            BadRecord: the answer is no RDF, or too much of it; also what `query` raises.
        """
        self.setQuery(query)
        self.setReturnFormat(N3)
        data: bytes = self.query().response.read()
        is_xml = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<rdf:RDF"))
        # N-Triples are Turtle.
        syntax = "application/rdf+xml" if is_xml else "text/turtle"
        return parse(self._world, data, syntax, self._world.place)

    def _refused(self, why: str = "") -> SourceUnavailable:
        return SourceUnavailable(f"{self._world.place} did not answer as a SPARQL endpoint. {why}".rstrip())


def check_graph(graph: str) -> str:
    """The IRI of a named graph. Raises BadInput."""
    if not graph.startswith(("http://", "https://", "urn:")):
        raise BadInput(f"The option graph is {graph[:80]!r}; give the IRI of one named graph.")
    return graph
