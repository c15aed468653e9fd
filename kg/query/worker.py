"""The process in which strangers' queries run: one read-only graph, one query at a time, no way out.

Started as `python -m kg.query.worker GRAPH MEGABYTES`; reads requests from stdin, answers on stdout.
The engine can neither be timed out nor cancelled and dies of deep queries, so it lives in here.
"""

import ctypes
import os
import resource
import sys
from math import ceil
from typing import Any, BinaryIO, cast

from pyoxigraph import NamedNode, QueryTriples, Store, serialize

from kg.query.formats import GRAPHS, TABLES
from kg.query.framing import pack, read
from kg.rdf.names import PREFIXES
from kg.store.union import has_union

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PREFIXES = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}


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
    is_cut_off = _cut_off_network()
    store = Store.read_only(graph)
    _limit(megabytes)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    _send(answers.fileno(), pack({"is_cut_off": is_cut_off}))
    while (message := read(sys.stdin.buffer)) is not None:
        head, text = message
        _limit_processor_time(head["seconds"])
        _send(answers.fileno(), _answer(store, head, text.decode()))


def _answer(store: Store, head: dict[str, Any], sparql: str) -> bytes:
    try:
        return pack(*_run(store, head, sparql))
    except _TooLarge:
        return pack({"error": "too-large"})
    except MemoryError:
        return pack({"error": "memory"})
    except (SyntaxError, ValueError) as error:
        return pack({"error": "syntax", "detail": str(error)})
    except (OSError, RuntimeError) as error:
        return pack({"error": "crash", "detail": str(error)})


def _run(store: Store, head: dict[str, Any], sparql: str) -> tuple[dict[str, Any], bytes]:
    found = store.query(sparql, **_dataset(store, head))
    sink = _Capped(head["limit"])
    if isinstance(found, QueryTriples):
        if head["graph"] is None:
            return {"error": "not-offered", "offered": list(GRAPHS)}, b""
        serialize(found, cast(BinaryIO, sink), GRAPHS[head["graph"]], prefixes=_PREFIXES)
        return {"media_type": head["graph"]}, bytes(sink.parts)
    if head["table"] is None:
        return {"error": "not-offered", "offered": list(TABLES)}, b""
    found.serialize(cast(BinaryIO, sink), TABLES[head["table"]])
    return {"media_type": head["table"]}, bytes(sink.parts)


def _dataset(store: Store, head: dict[str, Any]) -> dict[str, Any]:
    """The engine's dataset arguments: with the union on it silently ignores FROM, so never both."""
    if head["default_graphs"] or head["named_graphs"]:
        return {
            "default_graph": [NamedNode(iri) for iri in head["default_graphs"]],
            "named_graphs": [NamedNode(iri) for iri in head["named_graphs"]],
        }
    return {"use_default_graph_as_union": head["union"] and not has_union(store)}


def _cut_off_network() -> bool:
    """Move into a network namespace with nothing in it; False where the kernel does not allow that."""
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def _limit(megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def _limit_processor_time(seconds: float) -> None:
    """So that a worker whose parent was killed cannot go on for ever."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = ceil(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _send(descriptor: int, message: bytes) -> None:
    rest = memoryview(message)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
