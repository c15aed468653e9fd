"""The questions to one host: paced, tried again, given up, and spared where a former answer still holds."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar
from urllib.parse import quote, urlsplit

import httpcore2

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.allowance import allowance_of
from kg.harvest.breaker import HostDown
from kg.harvest.exchange import Exchange, LeadsElsewhere, Reply
from kg.harvest.hidden import SHOWN_AS, Hidden
from kg.harvest.key import Key
from kg.harvest.line import NameUnknown
from kg.harvest.manners import Manners
from kg.harvest.patience import (
    LONGEST_WISH,
    PASSING,
    TRIES,
    Passing,
    Unreached,
    moment_of,
    patiently,
    wish_of,
)
from kg.harvest.payload import opening
from kg.harvest.unpack import BrokenPacking
from kg.harvest.validators import Kept, Validators

_FAILURES = (
    httpcore2.NetworkError,
    httpcore2.TimeoutException,
    httpcore2.ProtocolError,
    httpcore2.ProxyError,
    BrokenPacking,
)

_NOT_REACHED = (httpcore2.ConnectError, httpcore2.ConnectTimeout, httpcore2.ProxyError)
"""Those before anything was asked."""

_TRIES_OF_NAMES = 3
"""A name that the resolver does not know now will hardly be known a minute later."""

_LONGEST_VALIDATOR = 1000

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Question:
    """A request; `also` are error statuses whose body is an answer all the same."""

    method: str
    address: str
    accept: str
    form: dict[str, str] | None = None
    also: frozenset[int] = frozenset()


@dataclass(slots=True)
class Conversation:
    """Talks to one host; nothing that it raises tells a secret."""

    host: str
    exchange: Exchange
    hidden: Hidden
    manners: Manners
    validators: Validators | None = None
    pause: float = 1.0
    is_paced: bool = True
    headers: dict[str, str] = field(default_factory=dict)
    """Sent with every request."""
    key: Key | None = None
    """Put into the address when it is sent, and not before."""

    def ask(self, question: Question, read: Callable[[bytes], Read]) -> Read:
        """The answer as `read` reads it, tried again as long as that may help.

        `read` may raise Passing and SourceUnavailable with what is wrong, without the address.

        Raises:
            SourceUnavailable: there is no answer, or none that can be read.
            BadInput: the answer is that this address is wrong or closed (4xx), or leads elsewhere.
        """
        with self._scrubbing(), self._with_leave():
            try:
                return patiently(lambda: self._paced(question, read), self.pause)
            except Unreached as error:
                raise _NotReached(f"{error.brief}, tried {error.tries} times; try again later.") from None
            except Passing as error:
                tried = ", tried" if error.is_silent else ""
                raise _GivenUp(f"{error}{tried} {TRIES} times; try again later.") from None

    @contextmanager
    def _with_leave(self) -> Iterator[None]:
        """Only when the breaker lets us, and told how it went."""
        breaker = self.manners.breaker
        breaker.enter(self.host)
        try:
            yield
        except (_GivenUp, _NotReached):
            breaker.failed(self.host)
            raise
        except BadInput:
            breaker.succeeded(self.host)
            raise
        except BaseException:
            breaker.neither(self.host)
            raise
        breaker.succeeded(self.host)

    @contextmanager
    def _scrubbing(self) -> Iterator[None]:
        try:
            yield
        except _GivenUp as error:
            raise SourceUnavailable(self.hidden.scrubbed(str(error))) from None
        except LeadsElsewhere as error:
            raise LeadsElsewhere(self.hidden.scrubbed(str(error)), error.target) from None
        except _NotReached as error:
            raise HostDown(self.hidden.scrubbed(str(error))) from None
        except (BadInput, SourceUnavailable) as error:
            raise type(error)(self.hidden.scrubbed(str(error))) from None

    def _paced(self, question: Question, read: Callable[[bytes], Read]) -> Read:
        if not self.is_paced:
            return self._once(question, read)
        at = self.manners.pace.turn(self.host)
        try:
            return self._once(question, read)
        except Unreached:
            self.manners.pace.unused(self.host, at)
            raise

    def _once(self, question: Question, read: Callable[[bytes], Read]) -> Read:
        memory = self._memory(question)
        kept = memory.find(question.address, question.accept) if memory else None
        try:
            reply = self._reply(question, kept)
            if kept and reply.status == 304:
                return read(kept.body)
            if reply.status not in question.also:
                self._check(question.address, reply)
            found = read(reply.body)
        except Passing as error:  # its message is also shown when it is tried again
            message = self.hidden.scrubbed(f"{question.address} {error}")
            brief = self.hidden.scrubbed(f"{_host_of(question.address)} {error}")
            raise type(error)(message, error.wish, error.is_silent, tries=error.tries, brief=brief) from None
        except SourceUnavailable as error:
            raise type(error)(f"{question.address} {error}") from None
        if memory and reply.status == 200:
            _remember(memory, question, reply)
        return found

    def _reply(self, question: Question, kept: Kept | None) -> Reply:
        headers = {"Accept": question.accept, **self.headers, **(kept.conditions() if kept else {})}
        address = question.address
        try:
            reply = self.exchange.ask(question.method, self._with_key(address), headers, question.form)
        except _FAILURES as error:
            if untrusted := _untrusted(error):
                raise SourceUnavailable(f"cannot be asked: {untrusted}") from None
            reason = str(error) or type(error).__name__
            if isinstance(error, _NOT_REACHED):
                tries = _TRIES_OF_NAMES if isinstance(error, NameUnknown) else TRIES
                raise Unreached(f"does not answer ({reason})", is_silent=True, tries=tries) from None
            raise Passing(f"does not answer ({reason})", is_silent=True) from None
        if self.is_paced and (allowed := allowance_of(reply.headers)):
            self.manners.pace.limit(self.host, allowed)
        return self._without_key(reply, address)

    def _with_key(self, address: str) -> str:
        if self.key is None or self.key.param is None:
            return address
        joint = "&" if "?" in address else "?"
        return f"{address}{joint}{self.key.param}={quote(self.key.secret, safe='')}"

    def _without_key(self, reply: Reply, address: str) -> Reply:
        """The reply as without the key: payloads are kept, and some servers repeat what they were asked."""
        if self.key is None:
            return reply
        body = reply.body
        for spelling in {self.key.secret, quote(self.key.secret, safe="")}:
            body = body.replace(spelling.encode(), SHOWN_AS.encode())
        asked = address if reply.address == self._with_key(address) else self.hidden.scrubbed(reply.address)
        return replace(reply, address=asked, body=body)

    def _check(self, address: str, reply: Reply) -> None:
        """Let pass what is an answer."""
        said = f"answered {reply.status} {reply.reason}".rstrip()
        if reply.status in PASSING:
            now = self.manners.clock.now()
            wish = wish_of(reply.headers.get("Retry-After", ""), now)
            if wish is not None and wish > LONGEST_WISH:
                raise HostDown(
                    f"{said} and asks to be left alone for {wish.total_seconds():,.0f} seconds; "
                    f"try again {moment_of(wish, now)}."
                )
            raise Passing(said, wish)
        if not 200 <= reply.status < 300:
            shown = opening(reply.body[:400].decode("utf-8", "replace"))
            raise BadInput(f"{address} {said}: {shown}")

    def _memory(self, question: Question) -> Validators | None:
        """Where answers to this question may be remembered, if anywhere."""
        is_open = question.method == "GET" and not self.hidden.is_in(question.address)
        return self.validators if is_open else None


class _GivenUp(SourceUnavailable):
    """All tries failed: this counts against the host."""


class _NotReached(SourceUnavailable):
    """The host was not reached at any try: the next question would fare no better."""


def _host_of(address: str) -> str:
    return urlsplit(address).netloc.rpartition("@")[2]


def _remember(memory: Validators, question: Question, reply: Reply) -> None:
    etag, modified = (_sendable(reply.headers.get(name)) for name in ("ETag", "Last-Modified"))
    is_storable = "no-store" not in reply.headers.get("Cache-Control", "").lower()
    if (etag or modified) and is_storable and reply.address == question.address:
        memory.keep(question.address, question.accept, Kept(etag, modified, reply.body))


def _sendable(value: str | None) -> str | None:
    """A validator that can be sent back: not every header that is taken is one that may be sent."""
    return value if value and value.isascii() and len(value) <= _LONGEST_VALIDATOR else None


def _untrusted(error: BaseException | None) -> str | None:
    """What is wrong with the certificate, if that was it: trying again would not help."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return (
                f"its certificate is not trusted ({error.verify_message}). "
                "If an authority of your own signed it, name that in SSL_CERT_FILE."
            )
        error = error.__cause__ or error.__context__
    return None
