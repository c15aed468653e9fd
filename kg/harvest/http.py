"""Ask a catalogue on the web for JSON: politely, patiently, and never more than it should send."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import httpx2
import stamina

from kg import __version__
from kg.errors import BadInput, BadRecord, SourceUnavailable
from kg.harvest.contain import Containment
from kg.harvest.payload import Json, NotJson, opening, read_json
from kg.harvest.source import Answer
from kg.harvest.xml import Element, element_of, xml_tree

MOST_BYTES = 64 * 2**20
"""A longer answer is not read to its end."""

TRIES = 5
LONGEST_WAIT = timedelta(seconds=60)
"""What a Retry-After may ask for at most; longer waits are for the operator to plan."""

_PASSING = {408, 425, 429, 500, 502, 503, 504}


class HttpWorld:
    """An address whose sub-paths answer JSON; one connection pool, no redirects."""

    live = True
    since: str | None = None
    resume: str | None = None

    def __init__(self, place: str, facility: str | None = None, pause: float = 0.5) -> None:
        self.place = place.rstrip("/")
        self.facility = facility
        self._pause = pause
        self._secrets: list[str] = []
        self._containment: Containment | None = None
        parts = urlsplit(self.place)
        if not parts.hostname or parts.username or parts.query or parts.fragment:
            raise BadInput(f"{place!r} is no plain web address; give scheme, host and path only.")
        agent = f"pan-kg/{__version__} (metadata harvester)"
        # Redirects stay off: a record must come from the host that the operator named.
        self._client = httpx2.Client(
            follow_redirects=False,
            timeout=httpx2.Timeout(60, connect=10),
            headers={"User-Agent": agent},
        )

    def get_json(self, path: str, **params: str | int) -> Json:
        """The parsed answer of `place` + `path`, with `path` percent-encoded by the caller.

        Raises:
            SourceUnavailable: it does not answer, or answers a page instead of JSON, after some tries.
            BadInput: it answers that this address is wrong or closed (4xx).
        """
        return self._json(
            self._address(path, params), self.get_bytes(path, accept="application/json", **params)
        )

    def get_xml(self, path: str, *, also: Collection[int] = (), **params: str | int) -> Element:
        """The root of the XML answer; `also` are error statuses whose body is an answer all the same."""
        address = self._address(path, params)
        answer = self._fetch("GET", address, "application/xml, text/xml;q=0.9", also=also)
        try:
            return element_of(self.contained_bytes(xml_tree, answer))
        except BadRecord as error:
            raise SourceUnavailable(f"{address} did not answer XML. {error}") from None

    def get_bytes(self, path: str, *, accept: str, **params: str | int) -> bytes:
        """The answer as it came."""
        return self._fetch("GET", self._address(path, params), accept)

    def post_json(self, path: str, form: Mapping[str, str], *, accept: str = "application/json") -> Json:
        """The parsed answer to a form."""
        address = self._address(path, {})
        return self._json(address, self._fetch("POST", address, accept, form))

    def hide(self, secret: str) -> None:
        """Never show this text in a message."""
        self._secrets.append(secret)

    def files(self, *suffixes: str) -> Iterator[Path]:
        """None: this is an address on the web."""
        return iter(())

    def contained(self, task: Callable[[Path], Answer], path: Path) -> Answer:
        """Refused: there are no files here."""
        raise BadInput(f"{self.place!r} is an address on the web; it holds no file {str(path)!r}.")

    def contained_bytes(self, task: Callable[[bytes], Answer], data: bytes) -> Answer:
        """Run `task(data)` in the worker process, which is started once and kept."""
        if self._containment is None:
            self._containment = Containment()
        return self._containment.run_on_bytes(task, data)

    def _json(self, address: str, answer: bytes) -> Json:
        try:
            return read_json(answer)
        except BadRecord as error:
            raise NotJson(f"{address} did not answer JSON. {error}") from None

    def _address(self, path: str, params: Mapping[str, str | int]) -> str:
        query = "?" + urlencode(params, quote_via=quote) if params else ""
        return f"{self.place}{path}{query}"

    def close(self) -> None:
        """Close the connections, and end the worker if there is one."""
        self._client.close()
        if self._containment is not None:
            self._containment.close()

    def _fetch(
        self,
        method: str,
        address: str,
        accept: str,
        form: Mapping[str, str] | None = None,
        also: Collection[int] = (),
    ) -> bytes:
        def wait(error: Exception) -> bool | timedelta:
            if isinstance(error, _Passing):
                return True if error.wait is None else min(error.wait, LONGEST_WAIT)
            return isinstance(error, httpx2.TransportError)

        try:
            for attempt in stamina.retry_context(
                on=wait,
                attempts=TRIES,
                timeout=None,
                wait_initial=self._pause,
                wait_jitter=self._pause,
                wait_max=10.0,
            ):
                with attempt:
                    return self._fetch_once(method, address, accept, form, also)
        except _Passing as error:
            raise SourceUnavailable(f"{address} answered {error} {TRIES} times; try again later.") from None
        except httpx2.TransportError as error:
            reason = str(error) or type(error).__name__
            raise SourceUnavailable(f"{address} does not answer: {reason}. Try again later.") from None
        except httpx2.InvalidURL as error:
            raise BadInput(f"{address!r} is no address that can be asked: {error}") from None
        raise AssertionError("stamina returns or raises")

    def _fetch_once(
        self, method: str, address: str, accept: str, form: Mapping[str, str] | None, also: Collection[int]
    ) -> bytes:
        asked = self._client.stream(method, address, headers={"Accept": accept}, data=form)
        with asked as response:
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > MOST_BYTES:
                    raise SourceUnavailable(
                        f"{address} sends more than {MOST_BYTES >> 20} MB; it is not read."
                    )
        if response.status_code in also:
            return bytes(body)
        if response.status_code in _PASSING:
            raise _Passing(f"{response.status_code} {response.reason_phrase}", _retry_after(response))
        if response.is_redirect:
            target = response.headers.get("Location", "elsewhere")
            raise BadInput(f"{address} redirects to {target}; if that is right, harvest that instead.")
        if not response.is_success:
            said = opening(body[:400].decode("utf-8", "replace"))
            raise BadInput(f"{address} answered {response.status_code} {response.reason_phrase}: {said}")
        return bytes(body)


class _Passing(Exception):
    """An answer that may be better next time; `wait` is what the server asked for."""

    def __init__(self, message: str, wait: timedelta | None) -> None:
        super().__init__(message)
        self.wait = wait


def _retry_after(response: httpx2.Response) -> timedelta | None:
    stated = response.headers.get("Retry-After", "").strip()
    if stated.isdecimal():
        return timedelta(seconds=min(int(stated), LONGEST_WAIT.seconds))
    try:
        pause = parsedate_to_datetime(stated) - datetime.now(UTC)
    except (ValueError, TypeError):
        return None
    return max(pause, timedelta(0))
