"""Recordings in place of the world outside: a catalogue, replayed in process or by a local server."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from kg.errors import BadInput
from kg.harvest.source import Answer, Aside, Item, Record, Walked
from kg.harvest.xml import Element, read_xml

RECORDED = Path(__file__).parent / "recorded"


def recording(name: str) -> dict[str, Any]:
    """The recording `tests/recorded/<name>.json`."""
    content: dict[str, Any] = json.loads((RECORDED / f"{name}.json").read_text("utf-8"))
    return content


@dataclass
class StubWorld:
    """A world that refuses everything; recordings and invented places answer what they have."""

    place: str
    facility: str | None = None
    live: bool = False
    since: str | None = None
    resume: str | None = None
    licence: str | None = None
    expected: int | None = None
    walked: Walked | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    identifiers: Sequence[str] = ()
    hidden: list[str] = field(default_factory=list)

    def get_json(self, path: str, **params: str | int) -> Any:  # noqa: ANN401
        raise BadInput(f"{self.place} answers no requests")

    def get_xml(self, path: str, *, also: Collection[int] = (), **params: str | int) -> Element:
        raise BadInput(f"{self.place} answers no requests")

    def get_bytes(self, path: str, *, accept: str, **params: str | int) -> bytes:
        raise BadInput(f"{self.place} answers no requests")

    def post_json(self, path: str, form: Mapping[str, str], *, accept: str = "application/json") -> Any:  # noqa: ANN401
        raise BadInput(f"{self.place} answers no requests")

    def hide(self, secret: str) -> None:
        self.hidden.append(secret)

    def files(self, *suffixes: str) -> Iterator[Path]:
        return iter(())

    def contained(self, task: Callable[[Path], Answer], path: Path) -> Answer:
        return task(path)

    def contained_bytes(self, task: Callable[[bytes], Answer], data: bytes) -> Answer:
        return task(data)


@dataclass
class RecordedWorld(StubWorld):
    """Answers "GET /path?name=value" (path encoded, query as people read it) and refuses all else.

    A recorded text is an XML (or other) document, anything else JSON; a form is asked as "POST /path".
    """

    requests: dict[str, Any] = field(default_factory=dict)
    live: bool = True

    def get_json(self, path: str, **params: str | int) -> Any:  # noqa: ANN401
        return self._answer("GET", path, params)

    def get_xml(self, path: str, *, also: Collection[int] = (), **params: str | int) -> Element:
        return read_xml(self.get_bytes(path, accept="application/xml", **params))

    def get_bytes(self, path: str, *, accept: str, **params: str | int) -> bytes:
        answer = self._answer("GET", path, params)
        return (answer if isinstance(answer, str) else json.dumps(answer)).encode()

    def post_json(self, path: str, form: Mapping[str, str], *, accept: str = "application/json") -> Any:  # noqa: ANN401
        return self._answer("POST", path, {})

    def _answer(self, method: str, path: str, params: Mapping[str, str | int]) -> Any:  # noqa: ANN401
        query = "&".join(f"{name}={value}" for name, value in params.items())
        request = f"{method} {path}?{query}" if query else f"{method} {path}"
        if request not in self.requests:
            raise BadInput(f"{request} answered 404: it is not recorded.")
        return self.requests[request]


def things(found: Iterable[Item]) -> list[Record | Aside]:
    """What a source gave, without the marks of its pages."""
    return [item for item in found if isinstance(item, Record | Aside)]


@dataclass
class Reply:
    """One scripted HTTP answer."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Peer:
    """A running local server: its address, and the raw request targets it has seen."""

    address: str
    seen: list[str]


@contextmanager
def serving(answer: Callable[[str], Reply]) -> Iterator[Peer]:
    """A server on the loopback that answers each raw request target by `answer`."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            reply = answer(self.path)
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Peer(f"http://127.0.0.1:{server.server_port}", seen)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def replayed(requests: dict[str, Any]) -> Callable[[str], Reply]:
    """Answers from a recording, for `serving`; 404 for what is not in it."""

    def answer(target: str) -> Reply:
        parts = urlsplit(target)
        query = "&".join(f"{name}={value}" for name, value in parse_qsl(parts.query))
        request = f"GET {parts.path}?{query}" if query else f"GET {parts.path}"
        if request not in requests:
            return Reply(b'{"statusCode":404,"message":"Cannot GET it","error":"Not Found"}', 404)
        return Reply(json.dumps(requests[request]).encode())

    return answer


def write_files(files: dict[str, Any], folder: Path) -> None:
    """Lay out recorded files; a text is written as it is, anything else as JSON."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
