"""Another SPARQL endpoint in this process, with an invented catalogue, honest and not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph
from replay import StubWorld

from kg.harvest.source import Aside, Item, Record

CATALOGUE = (Path(__file__).parent / "worlds" / "endpoint.ttl").read_text("utf-8")
DATA = "https://data.fjord.example"


@dataclass
class EndpointWorld(StubWorld):
    """An endpoint on a store in this process; `spoil` may change what it answers to a CONSTRUCT."""

    turtle: str = CATALOGUE
    spoil: Callable[[bytes], bytes] | None = None
    asked: list[str] = field(default_factory=list)
    live: bool = True

    def get_bytes(self, path: str, *, accept: str, **params: str | int) -> bytes:
        store = pyoxigraph.Store()
        store.load(self.turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)
        query = str(params["query"])
        self.asked.append(query)
        found = store.query(query)
        if isinstance(found, pyoxigraph.QuerySolutions):
            assert accept == "application/sparql-results+json"
            return found.serialize(format=pyoxigraph.QueryResultsFormat.JSON) or b""
        assert isinstance(found, pyoxigraph.QueryTriples)
        answer = found.serialize(format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
        return self.spoil(answer) if self.spoil else answer


def endpoint(turtle: str = CATALOGUE, **options: str) -> EndpointWorld:
    return EndpointWorld(f"{DATA}/sparql", options=options, turtle=turtle)


def dataset(body: str, name: str = "d") -> str:
    """A dataset of the endpoint, in Turtle."""
    return (
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> ."
        " @prefix sdo: <https://schema.org/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> ."
        f" <{DATA}/{name}> a dcat:Dataset ; {body} ."
    )


def records(found: Iterable[Item]) -> list[Record]:
    return [one for one in found if isinstance(one, Record)]


def asides(found: Iterable[Item]) -> list[tuple[str, str]]:
    return [(one.key, one.outcome) for one in found if isinstance(one, Aside)]
