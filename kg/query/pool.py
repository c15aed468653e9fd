"""Strangers' queries, run to the end or not at all: a pool of worker processes on one generation's graph."""

import re
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Lock
from time import monotonic
from typing import Any

from kg.errors import BadQuery, QueryFailed
from kg.query.formats import GRAPHS, TABLES, NotOffered, choose
from kg.query.precheck import place, precheck, undeclared_prefixes
from kg.query.process import Process, out_of_memory
from kg.query.question import QueryResult, Question
from kg.store.generation import Generation

LARGEST = 32 << 20
"""Bytes an answer may have."""

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_LONGEST_DETAIL = 300
_EXPECTED = "expected one of "
_SHOWN_EXPECTATIONS = 3


class Pool:
    """Workers on one graph folder, each running one query at a time."""

    def __init__(
        self,
        graph_path: Path,
        timeout: float,
        memory_mb: int,
        workers: int = 1,
        largest: int = LARGEST,
        *,
        union: bool = True,
    ) -> None:
        """`timeout` in seconds; `memory_mb` of address space a worker; `largest` in bytes an answer."""
        self.timeout = timeout
        self.workers = workers
        self._memory_mb = memory_mb
        self._largest = largest
        self._union = union
        self._graph = graph_path
        self._is_closed = False
        self._lock = Lock()
        self._idle: Queue[Process] = Queue()
        for _ in range(workers):
            self._idle.put(self._start())

    def run(self, question: Question, client: str = "", gone: Event | None = None) -> QueryResult:
        """The whole answer in the syntax that the question wants most; see `Answering.run`."""
        checked, accept = precheck(question.sparql), question.accept
        table, graph = choose(accept, list(TABLES)), choose(accept, list(GRAPHS))
        if table is None and graph is None:
            raise _not_offered([*TABLES, *GRAPHS])
        request = {
            "seconds": self.timeout,
            "limit": self._largest,
            "table": table,
            "graph": graph,
            "default_graphs": list(question.default_graphs),
            "named_graphs": list(question.named_graphs),
            "union": self._union and not checked.names_graphs,
        }
        started = monotonic()
        head, body = self._ask(request, checked.text.encode(), gone or Event())
        if "error" in head:
            raise self._error(head, checked.text)
        name = self._graph.parent.name
        number = int(name) if name.isdigit() else None
        return QueryResult(head["media_type"], body, number, monotonic() - started)

    def swap(self, generation: Generation) -> None:
        """Answer from another generation from now on; queries under way finish on the old one."""
        self._graph = generation.served(self._union)
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

    def status(self) -> dict[str, Any]:
        """Whether the pool takes queries."""
        return {
            "ready": not self._is_closed,
            "reason": "The query workers are closed." if self._is_closed else None,
        }

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
                return out_of_memory(self._memory_mb)
        return QueryFailed(f"The engine gave up: {_short(detail)}", "crash")


def _bad_query(detail: str, sparql: str) -> BadQuery:
    """The engine's message and its place; an undeclared prefix is named instead, as the engine never does."""
    if not (found := _PLACE.search(detail)):
        return BadQuery(f"Not valid SPARQL: {_short(detail)}")
    line, column, reason = int(found.group(1)), int(found.group(2)), _short(_fewer(found.group(3)))
    for prefix, position in undeclared_prefixes(sparql).items():
        line, column = place(sparql, position)
        reason = f"the prefix {prefix}: is not declared. Put PREFIX {prefix}: <…> on top"
        break
    return BadQuery(f"Not valid SPARQL at line {line}, column {column}: {reason}", line, column)


def _not_offered(offered: list[str]) -> NotOffered:
    return NotOffered(f"None of the wanted media types is offered here. Offered: {', '.join(offered)}.")


def _fewer(reason: str) -> str:
    """The engine's reason with the first few of what it expected; the whole list is a wall."""
    before, found, listed = reason.partition(_EXPECTED)
    expectations = listed.split(", ")
    if len(expectations) <= _SHOWN_EXPECTATIONS:
        return reason
    return f"{before}{found}{', '.join(expectations[:_SHOWN_EXPECTATIONS])}, …"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_DETAIL else line[: _LONGEST_DETAIL - 1] + "…"
