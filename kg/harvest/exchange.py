"""One question and its answer: redirects within the house only, and no more than an answer may take."""

from collections.abc import Mapping
from dataclasses import dataclass

import httpcore2
import httpx2

from kg import __version__
from kg.errors import BadInput
from kg.harvest.line import Deadline, Line
from kg.harvest.unpack import ACCEPTED, Unpacking

MOST_REDIRECTS = 3
_REDIRECTS = {301, 302, 303, 307, 308}


def agent(contact: str | None = None) -> str:
    """What the User-Agent says; with the operator's e-mail address, some services give more room."""
    mail = f"; mailto:{contact}" if contact else ""
    return f"pan-kg/{__version__} (metadata harvester; https://w3id.org/pan-kg{mail})"


class LeadsElsewhere(BadInput):
    """The answer is at another host; `target` is its address, for who is willing to ask there."""

    def __init__(self, message: str, target: str) -> None:
        super().__init__(message)
        self.target = target


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, unpacked; `address` is the one that gave it."""

    address: str
    status: int
    reason: str
    headers: httpx2.Headers
    body: bytes


class Exchange:
    """Asks one host, within its limits; keeps no cookies."""

    def __init__(self, place: str, line: Line, deadline: Deadline, most_bytes: int, seconds: float) -> None:
        self._house = _house(place)
        self._line, self._deadline = line, deadline
        self._most_bytes, self._seconds = most_bytes, seconds

    def ask(
        self, method: str, address: str, headers: Mapping[str, str], form: Mapping[str, str] | None = None
    ) -> Reply:
        """The answer, after redirects.

        Raises:
            BadInput: it leads elsewhere, or to an address that may not be asked.
            SourceUnavailable: it is too large, or packed as nobody asked for.
            BrokenPacking, httpcore2's errors: asking again may help.
        """
        if self._leads_out(address):
            raise BadInput(f"{address[:300]!r} is no address on the host that is harvested; it is not asked.")
        self._deadline.begin(self._seconds)
        for _ in range(MOST_REDIRECTS + 1):
            reply = self._once(method, address, headers, form)
            target = reply.headers.get("Location")
            if reply.status not in _REDIRECTS or target is None:
                return reply
            there = _joined(address, target)
            if method != "GET" or self._leads_out(there):
                raise LeadsElsewhere(
                    f"{address} redirects to {there[:300]}; if that is right, harvest that instead.", there
                )
            address = there
        raise BadInput(f"{address} redirects again and again; it is not followed.")

    def _leads_out(self, address: str) -> bool:
        house = _house(address)
        return house is None or house != self._house

    def _once(
        self, method: str, address: str, headers: Mapping[str, str], form: Mapping[str, str] | None
    ) -> Reply:
        ours = {"User-Agent": agent(), "Accept-Encoding": ACCEPTED, **headers}
        response = self._line.send(httpx2.Request(method, address, headers=ours, data=form))
        try:
            said = httpx2.Headers(response.headers)
            body = self._read(response, said.get("Content-Encoding", ""))
        finally:
            response.close()
        return Reply(address, response.status, _reason(response), said, body)

    def _read(self, response: httpcore2.Response, coding: str) -> bytes:
        unpacking, body = Unpacking(coding, self._most_bytes), bytearray()
        for data in response.iter_stream():
            for piece in unpacking.feed(data):
                body += piece
        unpacking.end()
        return bytes(body)


def _joined(address: str, target: str) -> str:
    """Where a redirect leads; what cannot be read leads nowhere."""
    try:
        return str(httpx2.URL(address).join(target.strip()))
    except (httpx2.InvalidURL, ValueError):
        return target


def _house(address: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port, read by what sends the request; None with a user in it, or where unreadable."""
    try:
        url = httpx2.URL(address)
    except (httpx2.InvalidURL, ValueError):
        return None
    usual = {"http": 80, "https": 443}.get(url.scheme)
    return None if url.userinfo else (url.scheme, url.host, url.port or usual)


def _reason(response: httpcore2.Response) -> str:
    phrase: bytes = response.extensions.get("reason_phrase", b"")
    return phrase.decode("ascii", "replace")[:80]
