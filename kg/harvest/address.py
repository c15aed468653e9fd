"""Which network addresses a host on the web may be reached at: none that lie behind our own door.

A catalogue's answers, its redirects and its name server are not trusted: they must not make us ask this
machine, its neighbours, or the service that tells a machine in a cloud its keys. What was checked here is
what is connected to (`kg.harvest.line`), so a name that changes in between changes nothing.
"""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from kg.errors import BadInput

Resolve = Callable[[str, int], list[str]]
IpAddress = IPv4Address | IPv6Address

_METADATA = {
    ip_address(one)
    for one in ("169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254")
}
"""Where clouds tell a machine its secrets: AWS, Google and Azure; Alibaba; Azure; Oracle; AWS."""
_NAT64 = IPv6Network("64:ff9b::/96")
_THIS_NETWORK = ip_network("0.0.0.0/8")


def resolved(host: str, port: int) -> list[str]:
    """The addresses that this machine's resolver knows for a name, the preferred first.

    Raises:
        OSError: it knows none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class Reach:
    """The addresses of the one host that an operator named."""

    def __init__(self, host: str, resolve: Resolve = resolved, is_private: bool = False) -> None:
        """Say which host.

        Args:
            host: the name or the address as the operator gave it, in ASCII.
            resolve: gives a name's addresses.
            is_private: whether the operator says that this name belongs to a private network.
        """
        self.host = host.lower()
        self._resolve = resolve
        self._is_private = is_private
        self._literal = _parsed(self.host)
        self._is_localhost = self.host == "localhost" or self.host.endswith(".localhost")

    @property
    def is_loopback(self) -> bool:
        """Whether the operator named this machine itself."""
        return self._is_localhost or (self._literal is not None and self._literal.is_loopback)

    @property
    def is_named_private(self) -> bool:
        """Whether the operator named a place that is no public one."""
        return (
            self.is_loopback or self._is_private or (self._literal is not None and _is_inside(self._literal))
        )

    def check(self, port: int) -> list[str]:
        """The addresses to connect to.

        Raises:
            OSError: the name is not known.
            BadInput: an address is one that may not be asked.
        """
        if self._literal is not None:
            self._check_named(self._literal)
            return [str(self._literal)]
        found = self._resolve(self.host, port)
        for one in found:
            self._check_found(one)
        return found

    def _check_named(self, address: IpAddress) -> None:
        if _is_never(address):
            raise BadInput(f"{self.host} is an address at which no catalogue can be; it is not asked.")

    def _check_found(self, text: str) -> None:
        address = _parsed(text)
        if address is None or _is_never(address):
            raise BadInput(f"{self.host} leads to {text}, where no catalogue can be; it is not asked.")
        if not _is_inside(address) or self._is_private:
            return
        if self._is_localhost and address.is_loopback:
            return
        raise BadInput(
            f"{self.host} leads to {text}, an address of this machine or of a private network; it is not "
            "asked. If the catalogue is meant to be there, name its host in KG_PRIVATE_HOSTS."
        )


def _parsed(text: str) -> IpAddress | None:
    """The address, unpacked where one version of the protocol wraps the other; None for a name.

    Only the usual spelling counts as an address. Others ("127.1", "0x7f000001", "2130706433") go the way of
    names: the resolver reads them, and what they stand for is checked.
    """
    try:
        address = ip_address(text.strip("[]"))
    except ValueError:
        return None
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address


def _is_never(address: IpAddress) -> bool:
    """Whether no catalogue can be there, whoever says so."""
    return (
        address.is_link_local
        or address.is_multicast
        or address.is_unspecified
        or (address.is_reserved and not address.is_loopback)
        or address in _METADATA
        or (isinstance(address, IPv4Address) and address in _THIS_NETWORK)
        or (isinstance(address, IPv6Address) and address.is_site_local)
    )


def _is_inside(address: IpAddress) -> bool:
    """Whether it is no address of the open internet."""
    return not address.is_global
