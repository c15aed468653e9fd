"""A stranger's query, its complete answer, and who gives it: workers on a generation, or another engine."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Any, Protocol

from kg.store.generation import Generation


@dataclass(frozen=True, slots=True)
class Question:
    """A query as it was sent.

    `accept` is an Accept header; the dataset parameters of the protocol win over FROM in the text.
    """

    sparql: str
    accept: str = "*/*"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QueryResult:
    """A complete answer: `body` is `media_type`, and never a part of it.

    `generation` is the number of the one that was asked, None for a graph that is none; `seconds` is the time
    a worker spent.
    """

    media_type: str
    body: bytes
    generation: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Observed:
    """What became of one query, for logs and counters; never shown to strangers.

    `outcome` is ok, a kind of QueryFailed, refused (not allowed or not SPARQL) or not-offered; `lane` is
    fast, slow, remote or none; `bytes` the size of the answer.
    """

    sparql: str
    client: str
    outcome: str
    lane: str
    seconds: float
    bytes: int
    generation: int | None


Observe = Callable[[Observed], None]


def ignore(observed: Observed) -> None:
    """Observe nothing."""


class Answering(Protocol):
    """Who answers strangers' queries."""

    def run(self, question: Question, client: str = "", gone: Event | None = None) -> QueryResult:
        """The whole answer. `client` is whose budget pays; setting `gone` stops the query.

        Raises:
            BadQuery: the text is not SPARQL, or not allowed; with line and column where known.
            NotOffered: none of the wanted syntaxes fits this kind of query.
            QueryFailed: of kind timeout, memory, crash, too-large, busy, budget, gone, start or remote.
        """

    def swap(self, generation: Generation) -> None:
        """Answer from this generation: whatever begins after the return is answered from it."""

    def close(self) -> None:
        """Stop answering, and end what still runs."""

    def status(self) -> dict[str, Any]:
        """`{ready: bool, reason: str | None, …}` and counts for probes and metrics.

        Takes two seconds at most, where an engine has to be asked, and else no time.
        """
