"""Strangers' queries on a generation whose graphs are in another engine: checked, bounded, received whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event
from time import monotonic
from typing import Any

from kg.errors import BadQuery, KgError, QueryFailed
from kg.query import failures
from kg.query.admission import Turns, WaitingRoom
from kg.query.budget import Budget
from kg.query.diagnosis.diagnose import diagnose_foreign
from kg.query.formats import GRAPHS, TABLES, NotOffered, choose
from kg.query.precheck import precheck
from kg.query.pulse import Pulse
from kg.query.question import Observe, Observed, QueryResult, Question, ignore
from kg.query.remote_body import graph_body, table_body
from kg.rdf.names import GRAPH
from kg.store.endpoint import HIDDEN
from kg.store.endpoint_generation import graph_of
from kg.store.endpoint_http import JSON, N_TRIPLES, Dataset, EndpointHttp
from kg.store.endpoint_probe import probe_problem
from kg.store.generation import Generation, Hold
from kg.store.remote import Remote
from kg.store.remote_tokens import form_of, has_graph, over_graph, with_named, without_from

LARGEST = 32 << 20
"""Bytes an answer may have."""
NOWHERE = GRAPH["generation/none"].value
"""A graph that is never there: with it named, an engine knows that no other graph is meant."""


@dataclass(frozen=True, slots=True)
class _Served:
    number: int
    graph: str
    hold: Hold


@dataclass(slots=True)
class _Run:
    """One query on its way."""

    question: Question
    client: str
    gone: Event
    seconds: float = 0.0


class RemoteAnswers:
    """Implements `Answering` on another engine, whose memory is its own affair."""

    def __init__(
        self,
        remote: Remote,
        generation: Generation,
        *,
        timeout: float,
        workers: int = 4,
        largest: int = LARGEST,
        union: bool = True,
        queue: int = 32,
        budget_seconds: float = 60.0,
        burst: float = 120.0,
        observe: Observe = ignore,
    ) -> None:
        """Connect to an engine.

        Args:
            remote: the engine.
            generation: what is asked at first.
            timeout: seconds a query may run, not counting what it waits.
            workers: how many queries the engine gets at once.
            largest: bytes an answer may have, as the engine sends it and as it is passed on.
            union: whether queries that name no graph see the union of all, or the engine's own default graph.
            queue: how many queries may wait.
            budget_seconds: seconds of the engine that each client gets a minute.
            burst: seconds of the engine that a client can save up.
            observe: is told of every query.
        """
        self.timeout = timeout
        self.workers = workers
        self._http = EndpointHttp(remote)
        self._host = remote.host
        self._room = WaitingRoom(queue)
        self._turns = Turns(workers, self._room)
        self._budget = Budget(budget_seconds, burst)
        self._running = 0
        self._largest, self._union, self._observe = largest, union, observe
        self._is_closed = False
        self._pulse = Pulse(lambda: probe_problem(self._http, self._served.number))
        self.swap(generation)

    def run(self, question: Question, client: str = "", gone: Event | None = None) -> QueryResult:
        """The whole answer in the syntax that the question wants most; see `Answering.run`."""
        served, run = self._served, _Run(question, client, gone or Event())
        outcome, size = "crash", 0
        try:
            media_type, body = self._run(run, served)
            outcome, size = "ok", len(body)
            return QueryResult(media_type, body, served.number, run.seconds)
        except KgError as error:
            outcome = _outcome(error)
            raise
        finally:
            lane = "remote" if run.seconds else "none"
            told = (question.sparql, client, outcome, lane, run.seconds, size, served.number)
            self._observe(Observed(*told))

    def swap(self, generation: Generation) -> None:
        """Answer from another generation from now on; queries under way finish on the old one."""
        self._served = _Served(generation.number, graph_of(generation.number).value, generation.hold())

    def close(self) -> None:
        """Take no more queries, and stop those that run."""
        self._is_closed = True
        self._turns.close()
        self._http.close()

    def status(self) -> dict[str, Any]:
        """Whether the engine answers, and counts for probes and metrics; asks it once in some seconds."""
        self._budget.forget_idle()
        closed = "The connections to the engine are closed." if self._is_closed else None
        problem = closed or self._pulse.problem()
        return {
            "ready": problem is None,
            "reason": problem,
            "workers": self.workers,
            "busy": self._running,
            "waiting": self._room.waiting,
            "clients": len(self._budget),
            "generation": self._served.number,
        }

    def _run(self, run: _Run, served: _Served) -> tuple[str, bytes]:
        checked, accept = precheck(run.question.sparql), run.question.accept
        makes_triples = form_of(checked.text) in ("CONSTRUCT", "DESCRIBE")
        offered = list(GRAPHS if makes_triples else TABLES)
        if (wanted := choose(accept, offered)) is None:
            raise failures.not_offered(offered)
        text, dataset = self._over(checked.text, run.question, served.graph, checked.names_graphs)
        media_type = N_TRIPLES if makes_triples else JSON
        try:
            with self._turn(run):
                whole = self._http.query(text, media_type, dataset, self.timeout, self._largest, run.gone)
        except BadQuery as error:
            raise diagnose_foreign(error, checked.text, text == checked.text) from None
        with whole.file:
            body = (
                graph_body(self._host, whole, wanted)
                if makes_triples
                else table_body(self._host, whole, wanted, checked.text)
            )
        if len(body) > self._largest:
            raise QueryFailed(
                f"The answer is larger than {self._largest / (1 << 20):g} MB. Add a LIMIT.", "too-large"
            )
        return wanted, body

    def _over(self, text: str, question: Question, union: str, names_graphs: bool) -> tuple[str, Dataset]:
        """Text and dataset that mean on every engine what the standard says."""
        if question.default_graphs or question.named_graphs:
            default, named = question.default_graphs or (NOWHERE,), question.named_graphs or (NOWHERE,)
            return without_from(text), Dataset(default, named)
        if names_graphs:
            return with_named(text, NOWHERE), Dataset()
        if not self._union:
            return text, Dataset()
        if has_graph(text):
            return over_graph(text, union, HIDDEN), Dataset()
        return text, Dataset((union,))

    @contextmanager
    def _turn(self, run: _Run) -> Iterator[None]:
        if run.client and (wait := self._budget.wait(run.client)):
            raise failures.used_up(self._budget.seconds_per_minute, wait)
        if self._is_closed:
            raise failures.closing()
        self._turns.take(run.client, run.gone, self.timeout)
        started = monotonic()
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1
            run.seconds = monotonic() - started
            self._turns.give_back()
            if run.client:
                self._budget.charge(run.client, run.seconds)


def _outcome(error: KgError) -> str:
    match error:
        case QueryFailed():
            return error.kind
        case NotOffered():
            return "not-offered"
    return "refused"
