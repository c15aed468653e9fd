"""The audit log: who changed what, when, with which outcome; one JSON line each, only ever appended."""

import errno
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from logging import getLogger
from pathlib import Path
from typing import Any, TypeVar

from kg.amend.labels import word_body
from kg.citation.label import Word, label_graph
from kg.errors import KgError, StoreFull
from kg.query.update_targets import target_graphs
from kg.web.change.writing import Writing, Written
from kg.web.problems import kind_of
from kg.web.rights.principal import Principal

LONGEST_TEXT = 2000
"""Characters of an update that are kept; its hash and its length are those of the whole."""
_LONGEST_NAME = 300
_MOST_NAMES = 50
_FULL = "The audit log has no room left; nothing is changed without an entry in it."
_Done = TypeVar("_Done", Written, Written | None)


class AuditLog:
    """A file of JSON lines that survives rotation from outside: it is opened for every line."""

    def __init__(self, path: Path) -> None:
        """The folder is made; the file is made by its first line, readable by its owner only."""
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)

    def enter(self, line: dict[str, Any]) -> None:
        """Append a line and return when it is on disk.

        Raises:
            StoreFull: there is no room, so what the line is about must not happen.
            KgError: the file cannot be written for another reason.
        """
        dated = {"time": datetime.now(UTC).isoformat(timespec="milliseconds")} | line
        # All control characters are escaped so; JSON itself lets one of them stand.
        data = json.dumps(dated).encode("ascii").replace(b"\x7f", b"\\u007f") + b"\n"
        try:
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                written = os.write(file, data)  # one call: lines of several processes do not mix
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise StoreFull(_FULL) from error
            raise KgError(f"The audit log {self.path} cannot be written: {error.strerror}.") from error
        if written < len(data):
            raise StoreFull(_FULL)


@dataclass(frozen=True, slots=True)
class Audited:
    """One request's `Writing`: every change has a line `begun` before it and a line with its outcome after.

    A `begun` without an outcome of the same request is a change during which the service was killed.
    """

    writing: Writing
    log: AuditLog
    principal: Principal
    request: str
    """The request's id."""
    account: str | None = None
    """Who changes the store from a shell of this machine, without a token; None for what comes over HTTP."""

    def update(self, sparql: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> Written:
        """See `Writing.update`."""
        about = self._about("update", None, sparql.encode(errors="surrogatepass"))
        graphs = target_graphs(sparql)
        about["graphs"] = (
            graphs if graphs is None else [name[:_LONGEST_NAME] for name in graphs[:_MOST_NAMES]]
        )
        about["graph_count"] = graphs if graphs is None else len(graphs)
        text = {"text": sparql[:LONGEST_TEXT], "characters": len(sparql)}
        return self._entered(about, lambda: self.writing.update(sparql, using, using_named), text)

    def put(self, graph: str | None, body: bytes, media_type: str) -> Written:
        """See `Writing.put`."""
        about = self._about("put", graph or "default", body)
        return self._entered(about, lambda: self.writing.put(graph, body, media_type))

    def post(self, graph: str | None, body: bytes, media_type: str) -> Written:
        """See `Writing.post`."""
        about = self._about("post", graph or "default", body)
        return self._entered(about, lambda: self.writing.post(graph, body, media_type))

    def delete(self, graph: str | None) -> Written | None:
        """See `Writing.delete`."""
        about = self._about("delete", graph or "default", b"")
        return self._entered(about, lambda: self.writing.delete(graph))

    def label(self, word: Word) -> Written:
        """See `Writing.label`; the line before the change has the whole word."""
        graph = label_graph(word.citing, word.cited, word.curator).value
        about = self._about("label", graph, word_body(word))
        return self._entered(about, lambda: self.writing.label(word), {"label": asdict(word)})

    def problem(self) -> str | None:
        """See `Writing.problem`; asking changes nothing, so it is not entered."""
        return self.writing.problem()

    def _about(self, action: str, graph: str | None, body: bytes) -> dict[str, Any]:
        return {
            "principal": self.principal.name,
            "roles": sorted(self.principal.roles),
            **({"account": self.account} if self.account else {}),
            "action": action,
            "graph": graph,
            "request": self.request,
            "bytes": len(body),
            "sha256": sha256(body).hexdigest() if body else None,
        }

    def _entered(
        self, about: dict[str, Any], change: Callable[[], _Done], at_first: dict[str, Any] | None = None
    ) -> _Done:
        """`at_first` is written before the change only."""
        self.log.enter(about | {"outcome": "begun", "generation": None} | (at_first or {}))
        try:
            done = change()
        except BaseException as error:
            # The same word that the client is told.
            outcome = kind_of(error) if isinstance(error, Exception) else "stopped"
            self._enter_outcome(about | {"outcome": outcome, "generation": None})
            raise
        outcome, generation = ("ok", done.generation) if done else ("not-found", None)
        self._enter_outcome(about | {"outcome": outcome, "generation": generation})
        return done

    def _enter_outcome(self, line: dict[str, Any]) -> None:
        # What happened has happened: the client must hear of it even where the log cannot.
        try:
            self.log.enter(line)
        except KgError as error:
            getLogger("uvicorn.error").error("%s Missing there: %s", error, line)
