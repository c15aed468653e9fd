"""The process in which strangers' queries run: one read-only graph, one query at a time, no way out.

Started as `python -m kg.query.worker GRAPH MEGABYTES`; reads requests from stdin, answers on stdout.
The engine can neither be timed out nor cancelled and dies of deep queries, so it lives in here.
"""

import os
import resource
import select
import sys
import threading
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO, cast

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, serialize

from kg.query.closure import Closure, closure_of, rewritten
from kg.query.columns import with_named_columns
from kg.query.formats import GRAPHS, TABLES
from kg.query.framing import pack, read
from kg.query.sandbox import confine, limit_processor_time, proof
from kg.rdf.prefixes import SHORT, without_unused
from kg.store.union import has_union

_STDIN = 0


class _TooLarge(Exception):
    """The answer outgrew its cap."""


class _Capped:
    """A byte sink that stops the writer at a number of bytes."""

    def __init__(self, limit: int) -> None:
        self.parts = bytearray()
        self._limit = limit

    def write(self, part: bytes) -> int:
        """Take a part. Raises _TooLarge past the cap."""
        if len(self.parts) + len(part) > self._limit:
            raise _TooLarge
        self.parts += part
        return len(part)

    def flush(self) -> None:
        """Nothing waits elsewhere."""


def main(graph: str, megabytes: int) -> None:
    """Answer requests until stdin ends."""
    containment = proof(confine(megabytes), megabytes)
    store = Store.read_only(graph)
    closure = closure_of(store, Path(graph))
    threading.Thread(target=_end_with_owner, daemon=True).start()
    answers = os.dup(1)
    _send(answers, {"containment": containment.as_json()})
    while (message := read(sys.stdin.buffer)) is not None:
        head, text = message
        limit_processor_time(head["seconds"])
        started = monotonic()
        answer, body = _answer(store, closure, head, text.decode())
        _send(answers, answer | {"seconds": monotonic() - started, "rss": _resident_bytes()}, body)


def _answer(
    store: Store, closure: Closure, head: dict[str, Any], sparql: str
) -> tuple[dict[str, Any], bytes | bytearray]:
    try:
        return _run(_ask(store, closure, head, sparql), head)
    except _TooLarge:
        return {"error": "too-large"}, b""
    except MemoryError:
        return {"error": "memory"}, b""
    except (SyntaxError, ValueError) as error:
        return {"error": "syntax", "detail": str(error)}, b""
    except (OSError, RuntimeError) as error:
        return {"error": "crash", "detail": str(error)}, b""


def _ask(
    store: Store, closure: Closure, head: dict[str, Any], sparql: str
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """The engine's answer; known closures spare it walks, where the graph asked is the one they are of."""
    sparql = with_named_columns(sparql)
    dataset = _dataset(store, head)
    if head["union"] and dataset == {"use_default_graph_as_union": False}:
        try:
            return store.query(rewritten(sparql, closure), **dataset)
        except SyntaxError:  # to be told of the text that was sent, not of ours
            pass
    return store.query(sparql, **dataset)


def _run(
    found: QuerySolutions | QueryBoolean | QueryTriples, head: dict[str, Any]
) -> tuple[dict[str, Any], bytes | bytearray]:
    """The answer in the wanted syntax."""
    sink = _Capped(head["limit"])
    if isinstance(found, QueryTriples):
        if head["graph"] is None:
            return {"error": "not-offered", "offered": list(GRAPHS)}, b""
        syntax = GRAPHS[head["graph"]]
        serialize(found, cast(BinaryIO, sink), syntax, prefixes=SHORT)
        return {"media_type": head["graph"]}, without_unused(sink.parts, syntax)
    if head["table"] is None:
        return {"error": "not-offered", "offered": list(TABLES)}, b""
    found.serialize(cast(BinaryIO, sink), TABLES[head["table"]])
    return {"media_type": head["table"]}, sink.parts


def _dataset(store: Store, head: dict[str, Any]) -> dict[str, Any]:
    """The engine's dataset arguments: with the union on it silently ignores FROM, so never both."""
    if head["default_graphs"] or head["named_graphs"]:
        return {
            "default_graph": [NamedNode(iri) for iri in head["default_graphs"]],
            "named_graphs": [NamedNode(iri) for iri in head["named_graphs"]],
        }
    return {"use_default_graph_as_union": head["union"] and not has_union(store)}


def _end_with_owner() -> None:
    """So that a worker whose owner was killed does not go on for nobody."""
    owner = select.poll()
    owner.register(_STDIN, 0)
    owner.poll()  # returns only when the owner's end of the pipe is closed
    os._exit(0)


def _resident_bytes() -> int:
    """Memory this process occupies now; where only the greatest so far is known, that."""
    try:
        with open("/proc/self/statm", "rb") as counts:
            return int(counts.read().split()[1]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _send(descriptor: int, head: dict[str, Any], body: bytes | bytearray = b"") -> None:
    for part in (pack(head, len(body)), body):
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(descriptor, rest) :]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
