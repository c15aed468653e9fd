"""What `kg doctor` finds about a store whose graphs are in another engine."""

from typing import TYPE_CHECKING

from kg.cli.fitness import Finding
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.store.endpoint_http import EndpointHttp
    from kg.store.home import Home
    from kg.store.remote import Remote

_ADDRESS = "Give the address where the engine takes queries, as https://host/sparql: --store or KG_STORE."
_LOGIN = "Set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN, to a login that the engine knows."
_UNREACHED = "Start the engine, or see whether address, proxies and firewalls in between are right."
_EMPTY = (
    "kg harvest SOURCE LOCATION, or kg publish; if it was published from another folder, name that one "
    "with KG_STORE_FOLDER."
)
_LOST = (
    "kg publish, if nothing else is gone there. Else restore the engine's own backup; without one, name a "
    "new folder with KG_STORE_FOLDER and harvest anew: the ledger in this one takes all records for written."
)
_LOCAL = "Restore the folder of ledger and indexes (KG_STORE_FOLDER) from a backup."


def engine(home: "Home", remote: "Remote") -> Finding:
    """The engine answers, knows our login, and holds what was published to it last."""
    from kg.store.endpoint_http import EndpointHttp

    http = EndpointHttp(remote)
    try:
        return _unasked(http) or _published(http, home)
    finally:
        http.close()


def _unasked(http: "EndpointHttp") -> Finding | None:
    """Why the engine cannot be asked at all; None where it can."""
    from kg.store.endpoint_errors import LoginRefused, Misplaced
    from kg.store.endpoint_probe import probe

    try:
        probe(http)
    except LoginRefused as error:
        return _failed(http, error, _LOGIN)
    except Misplaced as error:
        return _failed(http, error, _ADDRESS)
    except KgError as error:
        return _failed(http, error, _UNREACHED)
    return None


def _published(http: "EndpointHttp", home: "Home") -> Finding:
    from kg.store.counts import told
    from kg.store.endpoint_probe import lost, probe

    address = http.remote.query
    try:
        current = home.current()
    except (KgError, OSError, ValueError) as error:
        return Finding("store", "fail", f"{home.path}: {error}", _LOCAL)
    if current is None:
        detail = f"{address} answers; nothing was published to it from {home.path}"
        return Finding("store", "warn", detail, _EMPTY)
    try:
        if not probe(http, current.number):
            return Finding("store", "fail", lost(address, current.number), _LOST)
    except KgError as error:
        return _failed(http, error, _UNREACHED)
    return Finding("store", "ok", f"{address}: generation {current.number}, {told(current.facts)}")


def _failed(http: "EndpointHttp", error: KgError, remedy: str) -> Finding:
    return Finding("store", "fail", f"{http.remote.query}: {error}", remedy)
