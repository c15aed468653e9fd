"""Fetch one file from the web, following a permanent address to wherever its publisher keeps the file."""

from collections.abc import Collection
from urllib.parse import urlsplit

from kg.errors import BadInput
from kg.harvest.address import Reach
from kg.harvest.exchange import LeadsElsewhere
from kg.harvest.http import HttpWorld
from kg.harvest.manners import SHARED, Manners

MOST_HOUSES = 4
"""Hosts that one address may lead through: a PURL service, the project's page, where releases are stored."""


def fetch(
    address: str, accept: str, private_hosts: Collection[str] = (), manners: Manners = SHARED
) -> tuple[bytes, str]:
    """The answer, and the address without query that gave it.

    A permanent address (PURL, w3id.org) redirects to other hosts on purpose, so these are asked, each as
    politely as any catalogue. Never from https to http, nor from a public host to one inside.

    Raises:
        SourceUnavailable: a host does not answer.
        BadInput: it leads in circles, or to an address that may not be asked, or there is nothing.
    """
    here = address
    for _ in range(MOST_HOUSES):
        try:
            return _ask(here, accept, private_hosts, manners), here.partition("?")[0]
        except LeadsElsewhere as error:
            _check_step(here, error.target)
            here = error.target
    raise BadInput(f"{address} leads through more than {MOST_HOUSES} hosts; give the file's own address.")


def _ask(address: str, accept: str, private_hosts: Collection[str], manners: Manners) -> bytes:
    parts = urlsplit(address)
    is_private = (parts.hostname or "") in {host.strip().lower() for host in private_hosts}
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    world = HttpWorld(f"{parts.scheme}://{parts.netloc}", is_private=is_private, manners=manners)
    try:
        return world.get_bytes(path, accept=accept)
    finally:
        world.close()


def _check_step(here: str, there: str) -> None:
    old, new = urlsplit(here), urlsplit(there)
    if old.scheme == "https" and new.scheme != "https":
        raise BadInput(
            f"{here} redirects to {there[:300]}, which anybody on the way can change; it is not asked."
        )
    if Reach(new.hostname or "").is_named_private and not Reach(old.hostname or "").is_named_private:
        raise BadInput(f"{here} redirects to {there[:300]}, which is no public address; it is not asked.")
