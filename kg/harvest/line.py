"""The connections to one host: only to addresses that were checked, and only until the time is up."""

import ssl
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

from kg.errors import BadInput
from kg.harvest.address import Reach
from kg.harvest.clock import Clock

CONNECT_SECONDS = 10.0
READ_SECONDS = 60.0
"""Between two pieces of an answer; the whole of it has its own limit."""

_Options = Iterable[Any] | None


class NameUnknown(httpcore2.ConnectError):
    """The resolver gives no address for the host's name."""


class Deadline:
    """Until when the request under way may take."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until = float("inf")

    def begin(self, seconds: float) -> None:
        """A request begins."""
        self._until = self._clock.monotonic() + seconds

    def at_most(self, seconds: float | None) -> float:
        """That many seconds, or what is left.

        Raises:
            httpcore2.ReadTimeout: nothing is left.
        """
        left = self._until - self._clock.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time for one answer is over")
        return min(left, READ_SECONDS if seconds is None else seconds)


class Line:
    """One connection to one host, kept from request to request; by the proxy that the environment names."""

    def __init__(self, scheme: str, reach: Reach, deadline: Deadline, context: ssl.SSLContext | None) -> None:
        self._deadline = deadline
        proxy = None if reach.is_named_private else _proxy_for(scheme, reach.host)
        wires = _Wires(reach if proxy is None else None, deadline)
        # A proxy resolves names itself, out of our sight; whoever runs it answers for where it leads.
        self._pool = (
            httpcore2.ConnectionPool(context, max_connections=1, keepalive_expiry=30.0, network_backend=wires)
            if proxy is None
            else httpcore2.HTTPProxy(
                _plain(proxy), _login(proxy), ssl_context=context, max_connections=1, network_backend=wires
            )
        )

    def send(self, request: httpx2.Request) -> httpcore2.Response:
        """The beginning of the answer; its stream must be closed.

        Raises:
            httpcore2.NetworkError, TimeoutException, ProtocolError, ProxyError: the other side fails.
            BadInput: the host is one that may not be asked.
        """
        url = request.url
        return self._pool.handle_request(
            httpcore2.Request(
                request.method,
                httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.read(),
                extensions={
                    "timeout": {"connect": CONNECT_SECONDS, "read": None, "write": None, "pool": 1.0}
                },
            )
        )

    def close(self) -> None:
        """Hang up."""
        self._pool.close()


class _Wires(httpcore2.NetworkBackend):
    """Opens connections, to checked addresses where there is a `reach`."""

    def __init__(self, reach: Reach | None, deadline: Deadline) -> None:
        self._reach, self._deadline = reach, deadline
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _Options = None,
    ) -> httpcore2.NetworkStream:
        failure: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            seconds = self._deadline.at_most(timeout)
            try:
                stream = self._sockets.connect_tcp(address, port, seconds, local_address, socket_options)
                return _Wire(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure

    def _addresses(self, host: str, port: int) -> list[str]:
        if self._reach is None:
            return [host]
        if host.strip("[]").lower() != self._reach.host:
            raise BadInput(f"{host} is not the host that is harvested; it is not asked.")
        try:
            return self._reach.check(port)
        except OSError as error:
            raise NameUnknown(error.strerror or str(error)) from error
        except UnicodeError:  # what the resolver says to labels that are too long, or none
            raise BadInput(f"{host[:300]!r} is no name that a host can have.") from None


class _Wire(httpcore2.NetworkStream):
    """A connection that never waits beyond the deadline, drip by drip as it may come."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.at_most(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.at_most(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        seconds = self._deadline.at_most(timeout)
        return _Wire(self._inner.start_tls(ssl_context, server_hostname, seconds), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the library's
        return self._inner.get_extra_info(info)


def _proxy_for(scheme: str, host: str) -> str | None:
    proxies = getproxies()
    proxy = proxies.get(scheme) or proxies.get("all")
    return None if proxy is None or proxy_bypass(host) else proxy


def _plain(proxy: str) -> str:
    parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _login(proxy: str) -> tuple[str, str] | None:
    parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    return (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
