"""What the service answers from: the current generation, swapped when the store's pointer moves."""

from dataclasses import dataclass
from datetime import date
from logging import getLogger
from threading import Lock
from time import monotonic
from typing import Any

from kg.answer.engine import Engine
from kg.answer.search import search
from kg.errors import KgError
from kg.index.encoder import Encoder
from kg.query.lanes import Lanes
from kg.query.question import Answering, Observe, ignore
from kg.store.generation import Generation
from kg.store.graph_reader import GraphReader
from kg.store.home import Home
from kg.store.space import space_problem
from kg.web.change.writing import Writing
from kg.web.ontology.reviewers import Reviewers
from kg.web.problems import NothingPublished
from kg.web.rights.audit import Audited, AuditLog
from kg.web.rights.principal import Gatekeeper, Principal

_BOUNDLESS = 1e9
"""Seconds of workers that nobody can use up."""
_LOOK_SECONDS = 1.0
"""How often the pointer file is looked at."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a stranger's query may use: seconds, megabytes of address space, and how many run at once."""

    timeout: float = 30.0
    memory_mb: int = 1536
    workers: int = 1
    union: bool = True
    """Whether the default graph of strangers' queries is the union of all graphs."""
    budget: float = 60.0
    """Seconds of workers that a client may use per minute, twice that at once; 0 sets no bound."""
    body_mb: int = 64
    """Megabytes that a graph in a request or an answer of the graph store may have."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What tokens open; without it the service only reads, and its writing addresses do not exist."""

    gatekeeper: Gatekeeper
    writing: Writing
    audit: AuditLog | None = None

    def writing_of(self, principal: Principal, request: str) -> Writing:
        """Write in somebody's name; `request` is the request's id, for the audit log."""
        return Audited(self.writing, self.audit, principal, request) if self.audit else self.writing


@dataclass(frozen=True, slots=True)
class Served:
    """One generation, opened: `engine` searches it, `reader` answers our own stored queries."""

    generation: Generation
    facts: dict[str, Any]
    engine: Engine
    reader: GraphReader


class State:
    """The one thing that changes while the service runs. Strangers' queries go to `pool` only."""

    def __init__(
        self,
        home: Home,
        limits: Limits,
        encoder: Encoder | None,
        no_encoder: str | None = None,
        rights: Rights | None = None,
        observe: Observe = ignore,
    ) -> None:
        """Open the current generation, if there is one; `no_encoder` says why there is no encoder."""
        self.limits = limits
        self.rights = rights
        self.observe = observe
        self.reviewers = Reviewers()
        """Who judges the ontologies that strangers post."""
        self.is_closing = False
        """Whether the service was told to end: it finishes what runs and is not ready for more."""
        self._home = home
        self._encoder = encoder
        self._no_encoder = no_encoder
        self._served: Served | None = None
        self._older: Served | None = None
        self._pool: Answering | None = None
        self._looked = -_LOOK_SECONDS
        self._lock = Lock()
        self._refresh()

    def now(self) -> Served:
        """The newest generation.

        Raises:
            NothingPublished: there is none yet.
        """
        self._refresh()
        if self._served is None:
            raise NothingPublished(
                "This store holds no published generation yet. Run `kg harvest` on it, or try `kg demo`."
            )
        return self._served

    def at(self, number: int) -> Served | None:
        """That generation, while it is kept; None when it is gone, or no version of the program reads it now.

        One older generation is held open at a time, and let go when a newer one is served.
        """
        if self.now().generation.number == number:
            return self._served
        with self._lock:
            if self._older is None or self._older.generation.number != number:
                self._older = self._opened_older(number)
            return self._older

    def _opened_older(self, number: int) -> Served | None:
        try:
            generation = self._home.generation(number)
            engine = Engine.open(generation, self._encoder, self._no_encoder)
            return Served(generation, generation.facts, engine, self._home.reader(generation))
        except (KgError, OSError):
            return None

    @property
    def facts(self) -> dict[str, Any] | None:
        """The counts and date of the generation served last; None when there was none."""
        return self._served.facts if self._served else None

    @property
    def pool(self) -> Answering:
        """The query workers on the newest generation."""
        self.now()
        assert self._pool is not None
        return self._pool

    def status(self) -> dict[str, Any]:
        """As `Answering.status`, of what is served now; never looks for a newer generation."""
        return self._pool.status() if self._pool else {"ready": False, "reason": "Nothing is published yet."}

    def reach(self, generation: int) -> None:
        """Return when this generation or a newer one is served: what was just written is there.

        Raises:
            KgError: it cannot be opened.
        """
        with self._lock:
            if self._served is None or self._served.generation.number < generation:
                self._open_newest()

    def writing_problem(self) -> str | None:
        """Why the store could not be written to now, by the service or by a harvest; None where it could."""
        if self.rights is not None:
            return self.rights.writing.problem()
        return space_problem(self._home.live_path)

    def close(self) -> None:
        """End the query workers and the reviewers."""
        self.reviewers.close()
        if self._pool is not None:
            self._pool.close()

    def _refresh(self) -> None:
        # While one request opens the new generation, the others are answered from the old one.
        if monotonic() - self._looked < _LOOK_SECONDS or not self._lock.acquire(
            blocking=self._served is None
        ):
            return
        try:
            self._looked = monotonic()
            self._open_newest()
        except KgError as error:
            if self._served is None:
                raise
            getLogger("uvicorn.error").error("Still serving the older generation: %s", error)
        finally:
            self._lock.release()

    def _open_newest(self) -> None:
        current = self._home.current()
        if current is None or (self._served and self._served.generation.number == current.number):
            return
        engine = Engine.open(current, self._encoder, self._no_encoder)
        served = Served(current, current.facts, engine, self._home.reader(current))
        # The first search loads the encoder and fills caches; nobody should have to wait for that.
        search(engine, "warm up", as_of=date.today())
        if self._pool is None:
            self._pool = self._answering(current)
        else:
            self._pool.swap(current)
        self._served, self._older = served, None

    def _answering(self, generation: Generation) -> Answering:
        """Our own workers on the generation, or the engine that holds its graphs."""
        limits = self.limits
        budget, burst = limits.budget or _BOUNDLESS, 2 * limits.budget or _BOUNDLESS
        if self._home.remote is None:
            return Lanes(
                generation,
                timeout=limits.timeout,
                memory_mb=limits.memory_mb,
                workers=limits.workers,
                union=limits.union,
                observe=self.observe,
                budget_seconds=budget,
                burst=burst,
            )
        from kg.query.remote import RemoteAnswers

        return RemoteAnswers(
            self._home.remote,
            generation,
            timeout=limits.timeout,
            workers=limits.workers + 1,  # as many as the lanes run at once
            union=limits.union,
            observe=self.observe,
            budget_seconds=budget,
            burst=burst,
        )
