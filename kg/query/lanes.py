"""Strangers' queries, run to the end or not at all: a fast lane for all, a slow lane for those who need it.

A query begins as soon as there is a fast token. When it has run `fast_seconds` it needs a slow token: if one
is free it simply goes on, otherwise its worker is stopped and it begins again, once, when it gets one. So
heavy queries, however many, never keep a light one waiting for longer than they take to show their weight.
"""

from dataclasses import dataclass
from threading import Condition, Event
from time import monotonic
from typing import Any

from kg.errors import BadQuery, KgError, QueryFailed
from kg.query import failures
from kg.query.admission import Turns, WaitingRoom
from kg.query.budget import Budget
from kg.query.crew import Crew, Start
from kg.query.formats import GRAPHS, TABLES, NotOffered, choose
from kg.query.heavy import Heavy
from kg.query.precheck import Prechecked, precheck
from kg.query.process import Answer, Process
from kg.query.question import Observe, Observed, QueryResult, Question, ignore
from kg.store.generation import Generation

LARGEST = 32 << 20
"""Bytes an answer may have."""
_HURRIED = 0.1
"""The part of its fast seconds that a query gets while others wait for a fast token."""
_LOOK_SECONDS = 0.05


@dataclass(slots=True)
class _Run:
    """One query on its way: what is asked, by whom, and what it has used."""

    request: dict[str, Any]
    text: str
    client: str
    gone: Event
    lane: str = "none"
    seconds: float = 0.0
    generation: int | None = None
    is_slow: bool = False
    """Whether it holds a slow token, rather than a fast one."""


class Lanes:
    """Workers on one generation's graph, each running one query at a time; see `Answering`."""

    def __init__(
        self,
        generation: Generation,
        *,
        timeout: float,
        memory_mb: int,
        workers: int = 1,
        largest: int = LARGEST,
        union: bool = True,
        fast_seconds: float = 1.0,
        queue: int = 32,
        budget_seconds: float = 60.0,
        burst: float = 120.0,
        patience: float = 10.0,
        observe: Observe = ignore,
    ) -> None:
        """Start the workers; they may fail to, which `status` and every `run` then say.

        Args:
            generation: what is asked at first.
            timeout: seconds a query may run, not counting what it waits.
            memory_mb: megabytes of address space a worker may use.
            workers: how many heavy queries run at once; the fast lane has one worker more.
            largest: bytes an answer may have.
            union: whether the default graph is the union of all graphs.
            fast_seconds: how long a query may run before it counts as heavy; from `timeout` up, none does,
                and there are no workers beside `workers`.
            queue: how many queries may wait.
            budget_seconds: worker seconds that each client gets a minute.
            burst: worker seconds that a client can save up.
            patience: seconds that a query waits for its turn at least; a crowd of heavy ones passes in less.
            observe: is told of every query.
        """
        self.timeout = timeout
        self.workers = workers
        self._memory_mb, self._largest, self._union = memory_mb, largest, union
        self._fast_seconds = min(fast_seconds, timeout)
        self._longest_wait = max(timeout, patience)
        self._observe = observe
        self._generation = generation.number
        self._budget = Budget(budget_seconds, burst)
        room = WaitingRoom(queue)
        slow = workers if fast_seconds < timeout else 0
        self._has_slow_lane = slow > 0
        fast = workers + 1 if slow else workers
        self._room, self._fast, self._slow = room, Turns(fast, room), Turns(slow, room)
        self._heavy = Heavy()
        self._running = 0
        self._is_closed = False
        self._ended = Condition()
        self._crew = Crew(fast + slow, self._starter(generation))
        self._crew.wait_started()

    def run(self, question: Question, client: str = "", gone: Event | None = None) -> QueryResult:
        """The whole answer in the syntax that the question wants most; see `Answering.run`."""
        run = _Run({}, question.sparql, client, gone or Event())
        size, outcome = 0, "crash"
        try:
            result = self._run(run, question)
            size, outcome = len(result.body), "ok"
            return result
        except KgError as error:
            outcome = _outcome(error)
            raise
        finally:
            observed = (outcome, run.lane, run.seconds, size, run.generation)
            self._observe(Observed(question.sparql, client, *observed))

    def swap(self, generation: Generation) -> None:
        """Answer from another generation: its workers are ready before they replace the idle ones.

        Raises:
            QueryFailed: they cannot be started; the old generation goes on answering.
        """
        self._crew.change(self._starter(generation))
        self._generation = generation.number
        self._heavy.clear()

    def close(self, wait: float = 0.0) -> None:
        """Take no more queries, give those that run `wait` seconds to end, then stop them."""
        self._is_closed = True
        self._fast.close()
        self._slow.close()
        with self._ended:
            self._ended.wait_for(lambda: not self._running, wait)
        self._crew.close()

    def status(self) -> dict[str, Any]:
        """Whether queries can run, and counts for probes and metrics."""
        self._budget.forget_idle()
        beside = {"waiting": self._room.waiting, "clients": len(self._budget)}
        return self._crew.status() | beside | {"generation": self._generation}

    def _run(self, run: _Run, question: Question) -> QueryResult:
        checked = precheck(question.sparql)
        run.text, run.request = checked.text, self._request(question, checked)
        if run.client and (wait := self._budget.wait(run.client)):
            raise failures.used_up(self._budget.seconds_per_minute, wait)
        with self._ended:
            self._running += 1
        try:
            head, body = self._answer(run)
        finally:
            if run.client:
                self._budget.charge(run.client, run.seconds)
            with self._ended:
                self._running -= 1
                self._ended.notify_all()
        if "error" in head:
            raise failures.of_answer(head, run.text, self._largest, self._memory_mb)
        return QueryResult(head["media_type"], body, run.generation, run.seconds)

    def _request(self, question: Question, checked: Prechecked) -> dict[str, Any]:
        table, graph = choose(question.accept, list(TABLES)), choose(question.accept, list(GRAPHS))
        if table is None and graph is None:
            raise failures.not_offered([*TABLES, *GRAPHS])
        return {
            "seconds": self.timeout,
            "limit": self._largest,
            "table": table,
            "graph": graph,
            "default_graphs": list(question.default_graphs),
            "named_graphs": list(question.named_graphs),
            "union": self._union and not checked.names_graphs,
        }

    def _answer(self, run: _Run) -> Answer:
        """Through the fast lane, and where that is not enough from the start again through the slow one."""
        if not self._heavy.holds(run.text):
            self._fast.take(run.client, run.gone, self._longest_wait)
            run.lane = "fast"
            if self._heavy.holds(run.text):  # the same query of somebody else has shown it meanwhile
                self._fast.give_back()
            elif (answer := self._with_process(run)) is not None:
                return answer
        self._slow.take(run.client, run.gone, self._longest_wait)
        run.lane, run.is_slow = "slow", True
        answer = self._with_process(run)
        assert answer is not None  # a query in the slow lane ends or fails
        return answer

    def _with_process(self, run: _Run) -> Answer | None:
        """Run on a worker of one's own, and give back the token whichever it is by then."""
        try:
            process = self._crew.take()
            started, answer = monotonic(), None
            try:
                run.generation = process.generation
                answer = self._ask(run, process)
            except QueryFailed as error:
                if self._is_closed and error.kind == "crash":  # it was stopped by us
                    raise failures.closing() from None
                raise
            finally:
                run.seconds += answer[0]["seconds"] if answer else monotonic() - started
                self._crew.give_back(process, is_reusable=self._is_reusable(run, answer))
            return answer
        finally:
            (self._slow if run.is_slow else self._fast).give_back()

    def _ask(self, run: _Run, process: Process) -> Answer | None:
        """The answer; None when the query has shown itself heavy and the slow lane is full."""
        started = monotonic()
        process.send(run.request, run.text.encode(), run.gone)
        if not run.is_slow:
            if (answer := self._ask_fast(run, process, started)) is not None:
                return answer
            if not self._has_slow_lane:
                raise failures.too_slow(self.timeout)
            self._heavy.add(run.text)
            if not self._slow.take_at_once():
                return None
            self._fast.give_back()
            run.lane, run.is_slow = "slow", True
        process.step_back()
        answer = process.receive(started + self.timeout, run.gone, self.timeout)
        if answer is None:
            raise failures.too_slow(self.timeout)
        if answer[0].get("seconds", self.timeout) < self._fast_seconds:
            self._heavy.remove(run.text)
        return answer

    def _ask_fast(self, run: _Run, process: Process, started: float) -> Answer | None:
        """The answer within the fast seconds, of which there are fewer while others wait."""
        while (left := started + self._fast_share() - monotonic()) > 0:
            until = monotonic() + min(left, _LOOK_SECONDS)
            if (answer := process.receive(until, run.gone, self.timeout)) is not None:
                return answer
        return None

    def _fast_share(self) -> float:
        is_hurried = self._has_slow_lane and self._fast.is_wanted
        return self._fast_seconds * (_HURRIED if is_hurried else 1.0)

    def _is_reusable(self, run: _Run, answer: Answer | None) -> bool:
        """Whether the worker answered completely, has not stepped back, and has room for another."""
        return answer is not None and not run.is_slow and answer[0]["rss"] < self._memory_mb << 19

    def _starter(self, generation: Generation) -> Start:
        graph, number = generation.served(self._union), generation.number
        return lambda: Process(graph, self._memory_mb, self._largest, number)


def _outcome(error: KgError) -> str:
    if isinstance(error, QueryFailed):
        return error.kind
    return (
        "not-offered"
        if isinstance(error, NotOffered)
        else "refused"
        if isinstance(error, BadQuery)
        else "crash"
    )
