"""An invented ICAT server, as far as its source and documentation tell how one behaves."""

import json
import re
from collections.abc import Mapping
from typing import Any

from replay import RecordedWorld, StubWorld, recording

from kg.errors import BadInput
from kg.harvest.payload import Json
from kg.harvest.source import Item, Record

SECRET = "3f0c9a52-invented-session-7b1d"
_QUERY = re.compile(r"SELECT o FROM (\w+) o WHERE (.+?) ORDER BY (.+?)(?: INCLUDE (.+))? LIMIT 0, (\d+)$")


class Server:
    """An ICAT that speaks as much JPQL as is asked of it; sessions end after `lasting` questions."""

    def __init__(
        self,
        entities: dict[str, list[dict[str, Any]]],
        lasting: int = 1000,
        unknown: tuple[str, ...] = (),
        most: int = 10_000,
    ) -> None:
        self.entities, self.lasting, self.unknown, self.most = entities, lasting, unknown, most
        self.queries: list[str] = []
        self.sessions = 0
        self.left = 0

    def begin(self) -> dict[str, str]:
        self.sessions += 1
        self.left = self.lasting
        return {"sessionId": f"{SECRET}-{self.sessions}"}

    def ask(self, session: str, query: str) -> tuple[int, Any]:
        if session != f"{SECRET}-{self.sessions}" or self.left == 0:
            message = f"Unable to find user by sessionid: {session}"
            return 403, {"code": "SESSION", "message": message}
        self.left -= 1
        self.queries.append(query)
        read = _QUERY.match(query)
        assert read, query
        kind, where, _, include, limit = read.groups()
        if kind in self.unknown or any(name in (include or "") for name in self.unknown):
            return 400, {"code": "BAD_PARAMETER", "message": "no such thing"}
        if int(limit) > self.most:
            return 400, {"code": "VALIDATION", "message": f"more than {self.most} entities"}
        if kind == "Datafile":
            return 200, self.files(where, int(limit))
        after = int(where.split(" ")[2])
        since = where.partition("o.modTime >= ")[2].strip("'")
        found = [
            one
            for one in self.entities.get(kind, [])
            if one["id"] > after and one.get("modTime", "9").replace("T", " ") >= since
        ]
        return 200, [{kind: one} for one in found[: int(limit)]]

    def files(self, where: str, limit: int) -> list[Any]:
        wanted = {int(number) for number in re.findall(r"\d+", where)}
        found = [one for one in self.entities.get("Datafile", []) if one["dataset"]["id"] in wanted]
        found.sort(key=lambda one: (one["dataset"]["id"], one["id"]))
        return [{"Datafile": one} for one in found[:limit]]


class IcatWorld(StubWorld):
    """The server, in process."""

    def __init__(self, server: Server, **told: Json) -> None:
        super().__init__("https://icat.example", live=True, **told)
        self.server = server

    def get_json(self, path: str, **params: str | int) -> Json:
        assert path == "/icat/entityManager"
        status, answer = self.server.ask(str(params["sessionId"]), str(params["query"]))
        if status != 200:
            address = f"{self.place}{path}?sessionId={params['sessionId']}"
            raise BadInput(f"{address} answered {status}: {json.dumps(answer)}")
        return answer

    def post_json(self, path: str, form: Mapping[str, str], *, accept: str = "application/json") -> Json:
        assert path == "/icat/session"
        assert json.loads(form["json"]) == {"plugin": "anon", "credentials": []}
        return self.server.begin()


def datasets(count: int, **more: Json) -> list[dict[str, Any]]:
    return [{"id": number, "name": f"run{number}", "fileCount": 0, **more} for number in range(1, count + 1)]


def recorded_world() -> RecordedWorld:
    told = recording("icat-rest")
    return RecordedWorld(told["place"], requests=told["requests"])


def keys(found: list[Item], kind: str = "Dataset") -> list[str]:
    return [one.key for one in found if isinstance(one, Record) and one.kind == kind]
