"""Small graphs and the lanes on them, for the tests of strangers' queries."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.query.lanes import LARGEST, Lanes
from kg.query.question import Observe, Question, ignore
from kg.store.generation import Generation

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PATIENCE = 30.0
"""Seconds after which a test gives up waiting for what must happen."""


def make_generation(folder: Path, size: int, number: int = 1) -> Generation:
    """So many triples in three named graphs."""
    path = folder / f"{number:06d}"
    path.mkdir(parents=True)
    store = Store(str(path / "graph"))
    store.bulk_extend(
        Quad(
            NamedNode(f"https://example.org/{index}"),
            NamedNode("https://example.org/p"),
            Literal(f"text {index}"),
            NamedNode(f"https://example.org/graph/{index % 3}"),
        )
        for index in range(size)
    )
    store.flush()
    del store
    (path / "generation.json").write_text("{}")
    return Generation(path, number)


@contextmanager
def lanes_on(
    generation: Generation,
    *,
    timeout: float = 10.0,
    memory_mb: int = 1000,
    workers: int = 1,
    largest: int = LARGEST,
    fast_seconds: float = 1.0,
    queue: int = 32,
    budget_seconds: float = 60.0,
    burst: float = 120.0,
    patience: float = 10.0,
    observe: Observe = ignore,
) -> Iterator[Lanes]:
    """Lanes that are closed at the end."""
    lanes = Lanes(
        generation,
        timeout=timeout,
        memory_mb=memory_mb,
        workers=workers,
        largest=largest,
        fast_seconds=fast_seconds,
        queue=queue,
        budget_seconds=budget_seconds,
        burst=burst,
        patience=patience,
        observe=observe,
    )
    try:
        yield lanes
    finally:
        lanes.close()


def count(
    lanes: Lanes,
    sparql: str = COUNT,
    default: tuple[str, ...] = (),
    named: tuple[str, ...] = (),
    client: str = "",
) -> int:
    """The one number that a query gives."""
    asked = Question(sparql, default_graphs=default, named_graphs=named)
    found = json.loads(lanes.run(asked, client).body)
    return int(found["results"]["bindings"][0]["n"]["value"])


def eventually(is_so: Callable[[], bool]) -> None:
    """Return when it is so; fail when it never is."""
    deadline = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < deadline, "it never came to be so"
        sleep(0.01)
