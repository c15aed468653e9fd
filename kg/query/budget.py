"""What each client has left: seconds of worker time that come back at a steady rate."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from threading import Lock
from time import monotonic

_MOST_CLIENTS = 10_000
"""Clients remembered at once; those who have nearly all of their share are forgotten first."""
_NETWORK_BITS = 64


def client_key(host: str | None) -> str:
    """Whose budget an address draws on: itself, or for IPv6 its network, of which one customer has it all.

    >>> client_key("2001:db8:1:2:aaaa::1"), client_key("::ffff:192.0.2.1"), client_key("192.0.2.1")
    ('2001:db8:1:2::/64', '192.0.2.1', '192.0.2.1')
    """
    try:
        address = ip_address((host or "").partition("%")[0])
    except ValueError:
        return (host or "unknown")[:64]
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    network = int(address) >> (128 - _NETWORK_BITS) << (128 - _NETWORK_BITS)
    return f"{IPv6Address(network)}/{_NETWORK_BITS}"


@dataclass(slots=True)
class _Account:
    left: float
    at: float


class Budget:
    """Worker seconds by client. A running query may overdraw; the next waits until that is paid."""

    def __init__(self, seconds_per_minute: float, burst: float) -> None:
        """`burst` is what a client has at first, and the most that gathers."""
        self.seconds_per_minute = seconds_per_minute
        self._rate = seconds_per_minute / 60
        self._burst = burst
        self._accounts: dict[str, _Account] = {}
        self._lock = Lock()

    def wait(self, client: str) -> float:
        """Seconds until the client may ask again; 0 when it may now."""
        with self._lock:
            left = self._left(client, monotonic())
        if left > 0:
            return 0.0
        return max(1.0, -left / self._rate) if self._rate else 60.0

    def charge(self, client: str, seconds: float) -> None:
        """Let the client pay."""
        now = monotonic()
        with self._lock:
            self._accounts[client] = _Account(self._left(client, now) - seconds, now)
            if len(self._accounts) > _MOST_CLIENTS:
                self._forget(now)

    def __len__(self) -> int:
        """Clients remembered."""
        return len(self._accounts)

    def forget_idle(self) -> None:
        """Forget who has all of it again: an account that is not there says the same."""
        now = monotonic()
        with self._lock:
            for client in [name for name in self._accounts if self._left(name, now) >= self._burst]:
                del self._accounts[client]

    def _left(self, client: str, now: float) -> float:
        account = self._accounts.get(client)
        if account is None:
            return self._burst
        return min(self._burst, account.left + (now - account.at) * self._rate)

    def _forget(self, now: float) -> None:
        by_left = sorted(self._accounts, key=lambda client: self._left(client, now))
        self._accounts = {client: self._accounts[client] for client in by_left[: _MOST_CLIENTS // 2]}
