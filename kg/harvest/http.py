"""Ask a catalogue on the web: politely, patiently, and never for more than it should send."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import httpx2

from kg.errors import BadInput, BadRecord, SourceUnavailable
from kg.harvest.address import Reach, Resolve, resolved
from kg.harvest.contain import Containment
from kg.harvest.conversation import Conversation, Question
from kg.harvest.exchange import Exchange, agent
from kg.harvest.hidden import Hidden, check_token
from kg.harvest.key import Key
from kg.harvest.line import Deadline, Line
from kg.harvest.manners import SHARED, Manners
from kg.harvest.patience import Passing
from kg.harvest.payload import Json, NotJson, is_page, read_json
from kg.harvest.source import Answer, Walked
from kg.harvest.validators import Validators
from kg.harvest.xml import NOT_WELL_FORMED, Element, element_of, xml_tree

MOST_BYTES = 64 * 2**20
"""A longer answer is not read to its end."""

MOST_SECONDS = 300.0
"""Nor one that takes longer, from its first byte or before."""

_JSON = "application/json"
_XML = "application/xml, text/xml;q=0.9"


class HttpWorld:
    """An address whose sub-paths answer; one connection, no cookies, no redirects to other hosts."""

    live = True
    since: str | None = None
    resume: str | None = None
    licence: str | None = None
    expected: int | None = None
    walked: Walked | None = None

    def __init__(
        self,
        place: str,
        facility: str | None = None,
        pause: float = 1.0,
        *,
        token: str | None = None,
        key: Key | None = None,
        contact: str | None = None,
        per_second: float | None = None,
        is_private: bool = False,
        validators: Validators | None = None,
        manners: Manners = SHARED,
        resolve: Resolve = resolved,
    ) -> None:
        """Prepare to ask a place; nothing is asked yet.

        Args:
            place: scheme, host and path.
            facility: the facility the operator named, if any.
            pause: seconds that the first pause before another try takes at most.
            token: sent as bearer token with every request, never shown.
            key: sent with every request where it says, never shown.
            contact: e-mail address of the operator, named in the User-Agent.
            per_second: how often the host may be asked at most, where it says so.
            is_private: whether the host may be one of a private network.
            validators: remembers answers, for conditional requests.
            manners: pace and breaker, shared with the other worlds.
            resolve: gives the network addresses of a name.

        Raises:
            BadInput: the place is no plain web address, or a secret would travel to it in the clear.
        """
        self.place = place.rstrip("/")
        self.facility = facility
        self.options: Mapping[str, str] = {}
        self.identifiers: Sequence[str] = ()
        self._hidden = Hidden()
        self._containment: Containment | None = None
        self._scheme, host, port = _house(self.place)
        self._reach = Reach(host, resolve, is_private)
        self._conversation = self._begun(f"{host}:{port}", manners, validators, pause)
        self._conversation.headers["User-Agent"] = agent(contact)
        if per_second is not None:
            manners.pace.limit(self._conversation.host, per_second)
        self._authorise(token, key)

    def get_json(self, path: str, **params: str | int) -> Json:
        """The parsed answer of `place` + `path`, with `path` percent-encoded by the caller.

        Raises:
            SourceUnavailable: it does not answer, or answers a page instead of JSON, after some tries.
            BadInput: it answers that this address is wrong or closed (4xx), or leads elsewhere.
        """
        return self._conversation.ask(Question("GET", self._address(path, params), _JSON), _json)

    def get_xml(self, path: str, *, also: Collection[int] = (), **params: str | int) -> Element:
        """The root of the XML answer; `also` are error statuses whose body is an answer all the same."""
        question = Question("GET", self._address(path, params), _XML, also=frozenset(also))
        return self._conversation.ask(question, self._xml)

    def get_bytes(self, path: str, *, accept: str, **params: str | int) -> bytes:
        """The answer as it came."""
        return self._conversation.ask(Question("GET", self._address(path, params), accept), bytes)

    def post_json(self, path: str, form: Mapping[str, str], *, accept: str = _JSON) -> Json:
        """The parsed answer to a form."""
        return self._conversation.ask(Question("POST", self._address(path, {}), accept, dict(form)), _json)

    def hide(self, secret: str) -> None:
        """Never show this text in a message, nor remember an answer by an address with it."""
        self._hidden.add(secret)

    def scrubbed(self, text: str) -> str:
        """The text without secrets, for whoever shows or stores it."""
        return self._hidden.scrubbed(text)

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

    def close(self) -> None:
        """Close the connection, and end the worker if there is one."""
        self._line.close()
        if self._containment is not None:
            self._containment.close()

    def _begun(
        self, host: str, manners: Manners, validators: Validators | None, pause: float
    ) -> Conversation:
        deadline = Deadline(manners.clock)
        # The certificates are read from disk, which is spared where they are not needed.
        context = httpx2.create_ssl_context() if self._scheme == "https" else None
        self._line = Line(self._scheme, self._reach, deadline, context)
        return Conversation(
            host,
            Exchange(self.place, self._line, deadline, MOST_BYTES, MOST_SECONDS),
            self._hidden,
            manners,
            validators,
            pause=pause,
            # This machine itself needs no sparing.
            is_paced=not self._reach.is_loopback,
        )

    def _authorise(self, token: str | None, key: Key | None) -> None:
        if token is not None:
            self._entrust(token)
            self._conversation.headers["Authorization"] = f"Bearer {token}"
        if key is not None:
            self._entrust(key.secret)
            self._conversation.key = key
            if key.header is not None:
                self._conversation.headers[key.header] = key.secret

    def _entrust(self, secret: str) -> None:
        check_token(secret)
        if self._scheme != "https" and not self._reach.is_loopback:
            raise BadInput(f"A token is sent to https addresses only; {self.place!r} is none.")
        self._hidden.add(secret)

    def _xml(self, body: bytes) -> Element:
        try:
            return element_of(self.contained_bytes(xml_tree, body))
        except BadRecord as error:
            message = f"did not answer XML. {error}"
            # The worker answers in words, so the words tell: what was cut may be whole next time.
            is_cut = str(error).startswith(NOT_WELL_FORMED) or not body.strip()
            if is_cut and not is_page(body):
                raise Passing(message) from None
            raise SourceUnavailable(message) from None

    def _address(self, path: str, params: Mapping[str, str | int]) -> str:
        query = "?" + urlencode(params, quote_via=quote) if params else ""
        return f"{self.place}{path}{query}"


def _json(body: bytes) -> Json:
    try:
        return read_json(body)
    except BadRecord as error:
        raise NotJson(f"did not answer JSON. {error}") from None


def _house(place: str) -> tuple[str, str, int]:
    """Scheme, host (in ASCII) and port of a place.

    Raises:
        BadInput: it is no plain web address.
    """
    shown = Hidden().scrubbed(place)
    refusal = BadInput(f"{shown!r} is no plain web address; give scheme, host and path only.")
    try:
        parts, url = urlsplit(place), httpx2.URL(place)
        port = parts.port  # also refuses numbers that are none
        is_plain = not (parts.username or parts.password or parts.query or parts.fragment)
        usual = {"http": 80, "https": 443}.get(url.scheme)
        if not url.host or usual is None or not is_plain:
            raise refusal
        return url.scheme, url.raw_host.decode("ascii").strip("[]"), port or usual
    except (ValueError, httpx2.InvalidURL):
        raise refusal from None
