"""Strangers' queries, run to the end or not at all: a pool of worker processes on one generation's graph."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Lock
from typing import Any

from kg.errors import BadQuery, QueryFailed
from kg.query.formats import GRAPHS, TABLES, NotOffered, choose
from kg.query.precheck import place, precheck, undeclared_prefixes
from kg.query.process import Process

LARGEST = 32 << 20
"""Bytes an answer may have."""

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_LONGEST_DETAIL = 300


@dataclass(frozen=True, slots=True)
class QueryResult:
    """A complete answer: `body` is `media_type`, and never a part of it."""

    media_type: str
    body: bytes


class Pool:
    """Workers on one graph folder, each running one query at a time."""

    def __init__(
        self, graph_path: Path, timeout: float, memory_mb: int, workers: int = 1, largest: int = LARGEST
    ) -> None:
        """`timeout` in seconds; `memory_mb` of address space a worker; `largest` in bytes an answer."""
        self.timeout = timeout
        self.workers = workers
        self._memory_mb = memory_mb
        self._largest = largest
        self._graph = graph_path
        self._is_closed = False
        self._lock = Lock()
        self._idle: Queue[Process] = Queue()
        for _ in range(workers):
            self._idle.put(self._start())

    def run(
        self,
        sparql: str,
        accept: str = "*/*",
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        *,
        union: bool = True,
        gone: Event | None = None,
    ) -> QueryResult:
        """The whole answer in the syntax that `accept` (an Accept header) wants most.

        The default graph is the union of all graphs (`union`), unless the query or the request names graphs.
        Setting `gone` stops the query.

        Raises:
            BadQuery: the text is not SPARQL, or not allowed; with line and column where known.
            NotOffered: none of the wanted syntaxes fits this kind of query.
            QueryFailed: of kind timeout, memory, crash, too-large, busy, gone or start (no worker runs).
        """
        checked = precheck(sparql)
        table, graph = choose(accept, list(TABLES)), choose(accept, list(GRAPHS))
        if table is None and graph is None:
            raise _not_offered([*TABLES, *GRAPHS])
        request = {
            "seconds": self.timeout,
            "limit": self._largest,
            "table": table,
            "graph": graph,
            "default_graphs": list(default_graphs),
            "named_graphs": list(named_graphs),
            "union": union and not checked.names_graphs,
        }
        head, body = self._ask(request, checked.text.encode(), gone or Event())
        if "error" in head:
            raise self._error(head, checked.text)
        return QueryResult(head["media_type"], body)

    def swap(self, graph_path: Path) -> None:
        """Answer from another graph folder from now on; queries under way finish on the old one."""
        self._graph = graph_path
        for _ in range(self.workers):
            try:
                stale = self._idle.get_nowait()
            except Empty:
                return
            self._give_back(stale)

    def close(self) -> None:
        """End all idle workers, and the busy ones when they are given back."""
        self._is_closed = True
        with self._lock:
            while not self._idle.empty():
                self._idle.get_nowait().kill()

    def is_ready(self) -> bool:
        """Whether the pool takes queries."""
        return not self._is_closed

    def _ask(self, request: dict[str, Any], text: bytes, gone: Event) -> tuple[dict[str, Any], bytes]:
        try:
            worker = self._idle.get(timeout=self.timeout)
        except Empty:
            raise QueryFailed("All query workers are busy. Try again in a moment.", "busy") from None
        try:
            if gone.is_set():
                raise QueryFailed("The client left before its query began.", "gone")
            return worker.ask(request, text, self.timeout, gone)
        finally:
            self._give_back(worker)

    def _give_back(self, worker: Process) -> None:
        """Put a worker among the idle; a dead or stale one is replaced."""
        with self._lock:
            if self._is_closed:
                worker.kill()
            elif worker.graph == self._graph and worker.is_alive():
                self._idle.put(worker)
            else:
                worker.kill()
                self._idle.put(self._start())

    def _start(self) -> Process:
        return Process(self._graph, self._memory_mb)

    def _error(self, head: dict[str, Any], sparql: str) -> BadQuery | QueryFailed | NotOffered:
        detail = str(head.get("detail", ""))
        match head["error"]:
            case "not-offered":
                return _not_offered(head["offered"])
            case "syntax":
                return _bad_query(detail, sparql)
            case "too-large":
                megabytes = self._largest / (1 << 20)
                return QueryFailed(f"The answer is larger than {megabytes:g} MB. Add a LIMIT.", "too-large")
            case "memory":
                return QueryFailed("The query used too much memory and was stopped. Narrow it.", "memory")
        return QueryFailed(f"The engine gave up: {_short(detail)}", "crash")


def _bad_query(detail: str, sparql: str) -> BadQuery:
    """The engine's message and its place; an undeclared prefix is named instead, as the engine never does."""
    if not (found := _PLACE.search(detail)):
        return BadQuery(f"Not valid SPARQL: {_short(detail)}")
    line, column, reason = int(found.group(1)), int(found.group(2)), _short(found.group(3))
    for prefix, position in undeclared_prefixes(sparql).items():
        line, column = place(sparql, position)
        reason = f"the prefix {prefix}: is not declared. Put PREFIX {prefix}: <…> on top"
        break
    return BadQuery(f"Not valid SPARQL at line {line}, column {column}: {reason}", line, column)


def _not_offered(offered: list[str]) -> NotOffered:
    return NotOffered(f"None of the wanted media types is offered here. Offered: {', '.join(offered)}.")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_DETAIL else line[: _LONGEST_DETAIL - 1] + "…"
