"""An engine without a service around it, in a process of its own: bare pyoxigraph, or rdflib.

Started as `python -m kg.bench.sparql_engine KIND PATH SECONDS`; reads a query in JSON from every line of
stdin, and answers with a line of JSON.
"""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from time import process_time
from types import FrameType, TracebackType

from kg.bench.sparql_answer import TABLE, TRIPLES, Answer, compared

Ask = Callable[[str], tuple[str, bytes]]


class Engine:
    """The process: `bare` reads a generation's graph, `rdflib` an N-Triples file.

    A query may take so many `seconds`; pyoxigraph notices only between two rows.
    """

    def __init__(self, kind: str, path: Path, seconds: int = 600) -> None:
        command = [sys.executable, "-P", "-m", "kg.bench.sparql_engine", kind, str(path), str(seconds)]
        self._popen = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> "Engine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._popen.kill()
        self._popen.communicate()

    def ask(self, sparql: str) -> Answer:
        """Ask once; the time includes writing the answer in the syntax that a client gets."""
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        self._popen.stdin.write(json.dumps(sparql) + "\n")
        self._popen.stdin.flush()
        line = self._popen.stdout.readline()
        return Answer(**json.loads(line)) if line else Answer(0.0, problem="the engine ended")


def main(kind: str, path: str, seconds: int) -> None:
    """Answer until stdin ends."""
    ask = {"bare": _bare, "rdflib": _rdflib}[kind](path)
    signal.signal(signal.SIGALRM, _too_slow)
    for line in sys.stdin:
        answer = _timed(ask, json.loads(line), seconds)
        sys.stdout.write(json.dumps(asdict(answer)) + "\n")
        sys.stdout.flush()


def _timed(ask: Ask, sparql: str, seconds: int) -> Answer:
    before = process_time()
    signal.alarm(seconds)  # a timer of CPU time would make the clock that is read here jump by milliseconds
    try:
        media_type, body = ask(sparql)
    except TimeoutError:
        return Answer((process_time() - before) * 1000, problem=f"more than {seconds} s")
    finally:
        signal.alarm(0)
    spent = (process_time() - before) * 1000
    return Answer(spent, *compared(media_type, body))


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


def _bare(path: str) -> Ask:
    from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store, serialize

    store = Store.read_only(path)

    def ask(sparql: str) -> tuple[str, bytes]:
        found = store.query(sparql)
        if isinstance(found, QueryTriples):
            return TRIPLES, serialize(found, format=RdfFormat.N_TRIPLES) or b""
        return TABLE, found.serialize(format=QueryResultsFormat.JSON) or b""

    return ask


def _rdflib(path: str) -> Ask:
    from rdflib import Graph

    graph = Graph().parse(path, format="nt")

    def ask(sparql: str) -> tuple[str, bytes]:
        found = graph.query(sparql)
        if found.graph is not None:
            return TRIPLES, found.graph.serialize(format="nt", encoding="utf-8")
        return TABLE, found.serialize(format="json") or b""

    return ask


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
