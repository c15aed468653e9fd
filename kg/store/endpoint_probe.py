"""Whether an engine is there and can be asked: one short question, answered soon or not at all."""

from kg.errors import KgError
from kg.store.endpoint_generation import graph_of
from kg.store.endpoint_http import EndpointHttp
from kg.store.endpoint_table import read_boolean

PROBE_SECONDS = 2.0


def probe(http: EndpointHttp, generation: int | None = None, seconds: float = PROBE_SECONDS) -> bool:
    """Ask an engine whether it holds this generation; without one, whether it answers at all.

    Raises:
        LoginRefused: it refuses our login.
        Misplaced: what answers is no SPARQL engine.
        QueryFailed: it does not answer in so many seconds, or not as it should.
        BadQuery: it refuses the question.
    """
    pattern = "" if generation is None else f"GRAPH {graph_of(generation)} {{ ?s ?p ?o }}"
    return read_boolean(http.remote.host, http.probe(f"ASK {{ {pattern} }}", seconds))


def probe_problem(http: EndpointHttp, generation: int) -> str | None:
    """Why no question about a generation can be answered now; None where it can."""
    try:
        there = probe(http, generation)
    except KgError as error:
        return f"The store at {http.remote.query} cannot be asked. {error}"
    return None if there else lost(http.remote.query, generation)


def lost(address: str, generation: int) -> str:
    """What to say of an engine that answers, and no longer has the graph it was given."""
    return f"The engine at {address} answers, and holds nothing of generation {generation} any more."
