"""A session with an ICAT server: log in, ask in JPQL, log in once more where the session has run out.

The session's id is a secret although anybody gets one: it is hidden from the world, and cut out of every
message before that leaves here.
"""

import json
import re
from urllib.parse import urlsplit

from harvesters._read import first_text
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.payload import Json
from kg.harvest.source import World

_PLUGIN = re.compile(r"[\w.-]{1,60}$")
_NO_SESSION = re.compile(r"\"code\":\s*\"SESSION\"")
_EXPIRED = re.compile(r"answered 40[13]\b(?!.*INSUFFICIENT_PRIVILEGES)", re.DOTALL)
_STATED = re.compile(r"(session ?id\s*[=:]\s*)[^&\s'\"]+", re.IGNORECASE)


class Session:
    """Begun with the first question; `plugin` is the server's word for anonymous login, "anon" mostly."""

    def __init__(self, world: World) -> None:
        """Raises BadInput when the option `plugin` is no name."""
        self._world = world
        self._plugin = world.options.get("plugin", "anon")
        self._start = "" if urlsplit(world.place).path.rstrip("/").endswith("/icat") else "/icat"
        self._id: str | None = None
        if not _PLUGIN.match(self._plugin):
            raise BadInput(f"{self._plugin!r} is no name of a plug-in for logging in; write plugin=anon.")

    @property
    def address(self) -> str:
        """Where entities are asked for, without the session."""
        return f"{self._world.place}{self._start}/entityManager"

    def ask(self, query: str) -> list[Json]:
        """The entities in the answer, each as `{"Dataset": {…}}`.

        Raises:
            BadInput: the server refuses the question, also with a new session.
            SourceUnavailable: it does not answer, or no list.
        """
        is_new = self._id is None
        try:
            answer = self._asked(query)
        except BadInput as error:
            if is_new or not (_EXPIRED.search(str(error)) or _NO_SESSION.search(str(error))):
                raise
            self._id = None
            answer = self._asked_anew(query)
        if not isinstance(answer, list):
            raise SourceUnavailable(f"{self.address} answered JSON that is no list.")
        return answer

    def _asked_anew(self, query: str) -> Json:
        """The answer within a new session; a server that ends that at once, too, has none to give."""
        try:
            return self._asked(query)
        except BadInput as error:
            if _NO_SESSION.search(str(error)):
                raise SourceUnavailable(f"{self.address} ends every session at once: {error}") from None
            raise

    def _asked(self, query: str) -> Json:
        session = self._id or self._begin()
        try:
            return self._world.get_json(f"{self._start}/entityManager", sessionId=session, query=query)
        except (BadInput, SourceUnavailable) as error:
            told = _STATED.sub(r"\1…", str(error)).replace(session, "…")
            raise type(error)(told) from None

    def _begin(self) -> str:
        path = f"{self._start}/session"
        login = json.dumps({"plugin": self._plugin, "credentials": []}, separators=(",", ":"))
        answer = self._world.post_json(path, {"json": login})
        session = first_text(answer, "sessionId") if isinstance(answer, dict) else None
        if session is None:
            raise SourceUnavailable(f"{self._world.place}{path} gave no session to {self._plugin!r}.")
        self._world.hide(session)
        self._id = session
        return session
