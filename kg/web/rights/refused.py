"""Who was not let in: entered in the audit log, of a flood only some with the number of the others."""

from collections.abc import Callable
from logging import getLogger
from threading import Lock
from time import monotonic
from typing import Any

from kg.errors import KgError
from kg.web.rights.audit import AuditLog
from kg.web.rights.principal import NotAllowed, NotAuthenticated

MOST_A_MINUTE = 60


class Refusals:
    """Enters refused requests; strangers must not be able to fill the disk by asking."""

    def __init__(self, log: AuditLog, clock: Callable[[], float] = monotonic) -> None:
        """`clock` tells seconds."""
        self._log = log
        self._clock = clock
        self._lock = Lock()
        self._began, self._entered, self._left_out = clock(), 0, 0

    def enter(self, error: NotAuthenticated | NotAllowed, about: dict[str, Any]) -> None:
        """Append a line about a request; a log that cannot be written changes nothing for who was refused.

        `left_out` is how many were not entered since the line before. Tokens are never written.
        """
        with self._lock:
            if self._clock() - self._began >= 60:
                self._began, self._entered = self._clock(), 0
            self._entered += 1
            if self._entered > MOST_A_MINUTE:
                self._left_out += 1
                return
            left_out, self._left_out = self._left_out, 0
        known = error.principal if isinstance(error, NotAllowed) else None
        who = {"principal": known.name if known else None, "roles": sorted(known.roles) if known else []}
        line = who | about | {"outcome": error.reason, "left_out": left_out}
        try:
            self._log.enter(line)
        except KgError as failure:
            getLogger("uvicorn.error").error("%s Missing there: %s", failure, line)
