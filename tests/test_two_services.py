"""Two services on one store: whatever either of them promised is there, and both come to show it."""

import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pytest
from service_process import Answered, ask, query, serving

from kg.store.home import Home
from kg.writer import open_writer

pytestmark = pytest.mark.slow

TOKEN = "o" * 20
EACH = 6


def _put(address: str, graph: str) -> Answered:
    headers = {"Content-Type": "text/turtle", "Authorization": f"Bearer {TOKEN}"}
    body = f"<{graph}> <https://example.org/p> 1 .".encode()
    return ask(f"{address}rdf-graph-store?graph={quote(graph)}", method="PUT", headers=headers, body=body)


def _shows(address: str, graphs: list[str]) -> bool:
    """Whether a service answers from a generation with all of these; it looks for new ones every second."""
    values = " ".join(f"<{graph}>" for graph in graphs)
    text = f"SELECT (COUNT(?g) AS ?n) {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?g ?p 1 }} }}"
    for _ in range(40):
        found = query(address, text).json()["results"]["bindings"][0]["n"]["value"]
        if int(found) == len(graphs):
            return True
        time.sleep(0.25)
    return False


def test_writers_of_one_store_take_turns_across_services(sample_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(sample_home, tmp_path / "home"))
    tokens = tmp_path / "tokens"
    tokens.write_text(f"sha256:{sha256(TOKEN.encode()).hexdigest()} operator ada\n", encoding="utf-8")
    tokens.chmod(0o600)
    option = ("--token-file", str(tokens))
    with serving(home, *option) as (_, one), serving(home, *option) as (_, two):
        asked = [(f"https://example.org/g{n}", (one, two)[n % 2]) for n in range(2 * EACH)]
        with ThreadPoolExecutor(4) as clients:
            answers = list(clients.map(lambda it: _put(it[1], it[0]), asked))
        done = [graph for (graph, _), answer in zip(asked, answers, strict=True) if answer.status == 201]
        late = [answer for answer in answers if answer.status != 201]

        assert all(answer.json()["type"] == "/problems/store-busy" for answer in late)
        assert len(done) >= EACH
        assert _shows(one, done)
        assert _shows(two, done)

    numbers = [int(answer.headers["x-generation"]) for answer in answers if answer.status == 201]
    current = Home(home).current()
    assert current is not None
    assert current.number >= max(numbers)
    with open_writer(Home(home)) as writer:  # nobody holds the store any more
        assert {name.value for name in writer.store.graphs("https://example.org/g")} >= set(done)
        assert writer.ledger.runs.unfinished() == []
