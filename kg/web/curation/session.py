"""Who is signed in on the page: kept in memory, ended by time, by signing out and by ending the service.

A browser holds the number of its session in a cookie that no script reads and no other site sends. The token
stays here; it is judged anew at each request, so one that is taken away ends the session.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from hmac import compare_digest
from secrets import token_urlsafe
from time import monotonic

COOKIE = "kg-curation"
PATH = "/curation"
_SECONDS = 8 * 3600.0
_MOST = 200


@dataclass(frozen=True, slots=True)
class Session:
    """`proof` stands in every form of the session: what is posted without it is from somewhere else."""

    token: str = field(repr=False)
    began: float
    key: str = field(default_factory=token_urlsafe, repr=False)
    proof: str = field(default_factory=token_urlsafe, repr=False)

    def is_proof(self, said: str) -> bool:
        """Whether a form is one of this session."""
        return compare_digest(said.encode("utf-8", "surrogatepass"), self.proof.encode())


class Sessions:
    """At most some hundred; the oldest gives way."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """`clock` tells seconds."""
        self._clock = clock
        self._open: dict[str, Session] = {}

    def open(self, token: str) -> Session:
        """Sign in with a token that was judged to be good."""
        session = Session(token, self._clock())
        self._open[session.key] = session
        while len(self._open) > _MOST:
            del self._open[next(iter(self._open))]
        return session

    def find(self, key: str | None) -> Session | None:
        """The session of a cookie, if it is still open."""
        session = self._open.get(key or "")
        if session is None or self._clock() - session.began < _SECONDS:
            return session
        self.close(session)
        return None

    def close(self, session: Session) -> None:
        """Sign out."""
        self._open.pop(session.key, None)
