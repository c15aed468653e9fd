"""Requests to a SPARQL 1.1 engine: answered whole and in time, or not at all.

Engines say in many ways that an answer is a part of one: Oxigraph cuts a 200 off in the middle, Virtuoso
sends what it has and a header. All of these are errors here.

What was not answered in the seconds it was given fails right then. Only Virtuoso, which is told the time and
says itself that it is over, is listened to for a moment longer: its own word tells more than ours.
"""

import asyncio
import weakref
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from contextlib import asynccontextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from threading import Event, Thread
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import httpx2

from kg import __version__
from kg.errors import QueryFailed
from kg.store.endpoint_errors import misplaced, remote_failure, status_error, too_large, too_slow
from kg.store.endpoint_login import login_of
from kg.store.remote import Remote

T = TypeVar("T")

JSON = "application/sparql-results+json"
N_TRIPLES = "application/n-triples"

_IN_MEMORY = 8 << 20
_MOST_SAID = 64 << 10
_TRIES = 3
_PAUSE_SECONDS = 0.2
_CONNECT_SECONDS = 10.0
_LOOK_UP_SECONDS = 0.25
_ENDING_SECONDS = 5.0
_GRACE_SECONDS = 1.0
"""How much longer an engine is listened to that announces itself that its time is over."""
_PROBE_BYTES = 64 << 10


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs a query is about, by the protocol's parameters; empty leaves it to query and engine."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """An answer that was received to its end; `most_rows` is where the engine cuts tables, if it said so."""

    file: "SpooledTemporaryFile[bytes]"
    size: int
    most_rows: int | None


class EndpointHttp:
    """Connections to one engine, shared by any number of threads.

    Raises, by every method:
        QueryFailed: of kind timeout, too-large, gone, or remote for all that is the engine's fault.
        BadQuery: the engine does not take the text for a query or an update.
    """

    def __init__(self, remote: Remote) -> None:
        self.remote = remote
        # A loop of its own, because only a cancelled task leaves a socket that is being waited on.
        self._loop = asyncio.new_event_loop()
        thread = Thread(target=_serve, args=(self._loop,), name="sparql-client", daemon=True)
        self._client = httpx2.AsyncClient(
            follow_redirects=False,
            trust_env=False,  # a proxy of the environment must not see what is asked, nor the login
            auth=login_of(remote.access),
            timeout=httpx2.Timeout(None, connect=_CONNECT_SECONDS),
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=4, keepalive_expiry=5),
            headers={"User-Agent": f"pan-kg/{__version__}"},
        )
        self._is_virtuoso: bool | None = None
        thread.start()
        self._end = weakref.finalize(self, _stop, self._loop, self._client, thread)

    def query(
        self,
        sparql: str,
        media_type: str,
        dataset: Dataset,
        seconds: float,
        most_bytes: int,
        gone: Event | None = None,
    ) -> Whole:
        """The answer to a query, in this media type; setting `gone` stops it."""
        fields = [("query", sparql)]
        fields += [("default-graph-uri", iri) for iri in dataset.default]
        fields += [("named-graph-uri", iri) for iri in dataset.named]
        return self._run(self._ask(fields, media_type, seconds, most_bytes), seconds, gone)

    def probe(self, sparql: str, seconds: float) -> Whole:
        """The answer to an ASK, by one request that is not tried again.

        Raises:
            QueryFailed: of kind remote too where nothing came in so many seconds.
        """
        try:
            return self._run(self._ask_briefly(sparql, seconds), seconds)
        except httpx2.TransportError as error:
            raise self._unreachable(error) from error
        except QueryFailed as error:
            if error.kind != "timeout":
                raise
            raise remote_failure(
                self.remote.host, f"does not answer a short question within {seconds:g} s."
            ) from error

    def update(self, sparql: str, seconds: float) -> None:
        """Run an update."""
        request = self._client.build_request(
            "POST",
            self.remote.update,
            content=sparql.encode(),
            headers={"Content-Type": "application/sparql-update"},
        )
        self._run(self._write(request, seconds), seconds)

    def put(self, graph: str, triples: bytes, seconds: float) -> None:
        """Make a graph hold these N-Triples, by the Graph Store Protocol."""
        # Virtuoso 7 knows the parameter by its older name.
        name = "graph-uri" if "graph-crud" in self.remote.graphs else "graph"
        request = self._client.build_request(
            "PUT",
            f"{self.remote.graphs}?{name}={quote(graph, safe='')}",
            content=triples,
            headers={"Content-Type": N_TRIPLES},
        )
        self._run(self._write(request, seconds), seconds)

    def close(self) -> None:
        """Close all connections."""
        self._end()

    def _run(self, work: Coroutine[Any, Any, T], seconds: float, gone: Event | None = None) -> T:
        """Wait for a task of the loop, and end it when the asker leaves."""
        task: Future[T] = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            while True:
                try:
                    return task.result(_LOOK_UP_SECONDS if gone else None)
                except NotYet:
                    if task.done():
                        raise too_slow(seconds) from None
                    if gone and gone.is_set():
                        raise QueryFailed("The client left; the query was stopped.", "gone") from None
        finally:
            task.cancel()

    async def _ask(
        self, fields: list[tuple[str, str]], media_type: str, seconds: float, most_bytes: int
    ) -> Whole:
        async with _in_time(seconds) as clock:
            if self._is_virtuoso is None:
                await self._greet()
            if self._is_virtuoso:
                # Milliseconds after which it stops and says so; else it would work on for nobody.
                fields = [*fields, ("timeout", str(int(seconds * 1000)))]
                clock.reschedule(self._loop.time() + seconds + min(seconds / 4, _GRACE_SECONDS))
            return await self._ask_again(fields, media_type, seconds, most_bytes)

    async def _ask_briefly(self, sparql: str, seconds: float) -> Whole:
        async with _in_time(seconds):
            return await self._ask_once([("query", sparql)], JSON, seconds, _PROBE_BYTES)

    async def _ask_again(
        self, fields: list[tuple[str, str]], media_type: str, seconds: float, most_bytes: int
    ) -> Whole:
        """Ask until a connection lasts, a few times at most."""
        for attempt in range(1, _TRIES + 1):
            try:
                return await self._ask_once(fields, media_type, seconds, most_bytes)
            except httpx2.TransportError as error:
                if attempt == _TRIES:
                    raise self._unreachable(error) from error
                await asyncio.sleep(_PAUSE_SECONDS * 2**attempt)
        raise AssertionError("the last attempt returns or raises")

    async def _greet(self) -> None:
        """Learn from its header which engine this is."""
        fields = [("query", "ASK {}")]
        try:
            async with self._client.stream("POST", self.remote.query, data=dict(fields)) as response:
                self._is_virtuoso = response.headers.get("Server", "").startswith("Virtuoso")
        except httpx2.TransportError:  # the query itself will tell why
            return

    async def _ask_once(
        self, fields: list[tuple[str, str]], media_type: str, seconds: float, most_bytes: int
    ) -> Whole:
        body, kind = urlencode(fields).encode(), "application/x-www-form-urlencoded"
        headers = {"Accept": media_type, "Content-Type": kind}
        async with self._client.stream("POST", self.remote.query, content=body, headers=headers) as response:
            if response.status_code != 200 or response.headers.get("X-SQL-State"):
                raise status_error(response, await _said(response), seconds) or self._odd(response)
            given = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            if given not in (media_type, "application/json" if media_type == JSON else "text/plain"):
                raise misplaced(self.remote.query, f"{given or 'something'}, not {media_type},")
            file: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
            try:
                size = 0
                async for part in response.aiter_bytes():
                    size += len(part)
                    if size > most_bytes:
                        raise too_large(most_bytes)
                    file.write(part)
            except BaseException:
                file.close()
                raise
            file.seek(0)
            most_rows = response.headers.get("X-SPARQL-MaxRows", "")
            return Whole(file, size, int(most_rows) if most_rows.isdigit() else None)

    async def _write(self, request: httpx2.Request, seconds: float) -> None:
        try:
            async with _in_time(seconds):
                response = await self._client.send(request, stream=True)
                try:
                    if error := status_error(response, await _said(response), seconds):
                        raise error
                finally:
                    await response.aclose()
        except httpx2.TransportError as error:  # not tried again: it may have been done
            raise self._unreachable(error) from error

    def _unreachable(self, error: Exception) -> QueryFailed:
        return remote_failure(self.remote.host, f"does not answer: {error or type(error).__name__}.")

    def _odd(self, response: httpx2.Response) -> QueryFailed:
        return remote_failure(self.remote.host, f"answered {response.status_code} to a query.")


@asynccontextmanager
async def _in_time(seconds: float) -> AsyncIterator[asyncio.Timeout]:
    """End what runs within, at its time."""
    try:
        async with asyncio.timeout(seconds) as clock:
            yield clock
    except TimeoutError:
        raise too_slow(seconds) from None


async def _said(response: httpx2.Response) -> str:
    """The beginning of a body that is no answer."""
    said = b""
    async for part in response.aiter_bytes():
        said += part
        if len(said) > _MOST_SAID:
            break
    return said.decode("utf-8", "replace")


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    loop.run_forever()


def _stop(loop: asyncio.AbstractEventLoop, client: httpx2.AsyncClient, thread: Thread) -> None:
    asyncio.run_coroutine_threadsafe(client.aclose(), loop).result(_ENDING_SECONDS)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(_ENDING_SECONDS)
    loop.close()
