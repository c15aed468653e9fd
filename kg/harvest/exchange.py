"""One question and its answer: redirects within the house only, and no more than an answer may take."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2

from kg import __version__
from kg.errors import BadInput
from kg.harvest.line import Deadline, Line
from kg.harvest.unpack import ACCEPTED, Unpacking

MOST_REDIRECTS = 3
_REDIRECTS = {301, 302, 303, 307, 308}
_AGENT = f"pan-kg/{__version__} (metadata harvester; https://w3id.org/pan-kg)"


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

    def __init__(self, line: Line, deadline: Deadline, most_bytes: int, seconds: float) -> None:
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
        self._deadline.begin(self._seconds)
        for _ in range(MOST_REDIRECTS + 1):
            reply = self._once(method, address, headers, form)
            target = reply.headers.get("Location")
            if reply.status not in _REDIRECTS or target is None:
                return reply
            there = _joined(address, target)
            if method != "GET" or not _is_same_house(address, there):
                raise BadInput(f"{address} redirects to {there}; if that is right, harvest that instead.")
            address = there
        raise BadInput(f"{address} redirects again and again; it is not followed.")

    def _once(
        self, method: str, address: str, headers: Mapping[str, str], form: Mapping[str, str] | None
    ) -> Reply:
        ours = {"User-Agent": _AGENT, "Accept-Encoding": ACCEPTED, **headers}
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
        return urljoin(address, target.strip())
    except ValueError:
        return target


def _is_same_house(here: str, there: str) -> bool:
    """Whether an address has the same scheme, host and port as another, spelled the same way."""
    try:
        return _house(here) == _house(there) and "@" not in urlsplit(there).netloc
    except ValueError:  # a port that is none
        return False


def _house(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, parts.hostname, parts.port or usual


def _reason(response: httpcore2.Response) -> str:
    phrase: bytes = response.extensions.get("reason_phrase", b"")
    return phrase.decode("ascii", "replace")[:80]
