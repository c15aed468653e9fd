"""Whose budget a query spends: the network that a request comes from."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from starlette.requests import Request


def client_of(request: Request) -> str:
    """The client's IPv4 address or its IPv6 network of 64 bits, in which one client has all addresses.

    Only the server knows whether a proxy before it is to be believed; it puts the address where this reads.
    """
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or IPv6Network((int(address), 64), strict=False).network_address) + (
        "" if address.ipv4_mapped else "/64"
    )
