"""Tokens and a writer for tests of the addresses that change the store."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from kg.citation.label import Word
from kg.errors import KgError
from kg.store.home import Home
from kg.web.app import create_app
from kg.web.change.changes import Changes
from kg.web.change.writing import Writing, Written
from kg.web.rights.principal import NotAllowed, NotAuthenticated, Principal, Role
from kg.web.state import Limits, Rights

OPERATOR = {"authorization": "Bearer operator"}
READER = {"authorization": "Bearer reader"}


class Doors:
    """Knows two tokens: `operator` and `reader`."""

    def require(self, authorization: str | None, role: Role) -> Principal:
        name = (authorization or "").removeprefix("Bearer ")
        if name not in ("operator", "reader"):
            raise NotAuthenticated("no token")
        principal = Principal(name, frozenset([Role(name)]))
        if not principal.may(role):
            raise NotAllowed(f"needs {role}")
        return principal


class Noted:
    """A writer that writes nothing: it notes what it was asked, in `calls`, and answers as told."""

    def __init__(self, answer: Written | None, error: KgError | None = None) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.answer = answer
        self.error = error
        self.trouble: str | None = None

    def update(self, sparql: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> Written:
        return self._note("update", sparql, tuple(using), tuple(using_named))

    def put(self, graph: str | None, body: bytes, media_type: str) -> Written:
        return self._note("put", graph, body, media_type)

    def post(self, graph: str | None, body: bytes, media_type: str) -> Written:
        return self._note("post", graph, body, media_type)

    def delete(self, graph: str | None) -> Written | None:
        self.calls.append(("delete", graph))
        return self.answer

    def label(self, word: Word) -> Written:
        return self._note("label", word)

    def problem(self) -> str | None:
        return self.trouble

    def _note(self, *call: Any) -> Written:  # noqa: ANN401
        self.calls.append(call)
        if self.error:
            raise self.error
        assert self.answer is not None
        return self.answer


@contextmanager
def writable(home: Path, writing: Writing, limits: Limits | None = None) -> Iterator[TestClient]:
    """A client of the service with its writing addresses."""
    rights = Rights(Doors(), writing)
    app = create_app(Home(home), limits or Limits(timeout=3, memory_mb=1000), rights=rights)
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


@contextmanager
def really_writable(home: Home, limits: Limits | None = None) -> Iterator[TestClient]:
    """A client of the service with its own writer, a child process."""
    with closing(Changes(home)) as changes, writable(home.path, changes, limits) as opened:
        yield opened
