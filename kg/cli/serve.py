"""`kg serve`: the pages, the SPARQL endpoint and the JSON interface of one store."""

import ipaddress
import math
import socket
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.show import StoreOption, complain, say
from kg.errors import BadInput
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.store.home import Home
    from kg.web.state import Limits

LONGEST_TIMEOUT = 3600.0
"""Seconds that the option --timeout may name at most."""


class DefaultGraph(StrEnum):
    """What strangers' queries see where they name no graph."""

    UNION = "union"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the service listens; port 0 takes a free one."""

    host: str
    port: int


def register(app: typer.Typer) -> None:
    """Add `serve`."""
    app.command("serve")(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(min=0.1, max=LONGEST_TIMEOUT, help="Seconds a SPARQL query may run."),
    ] = None,
    memory: Annotated[
        int | None, typer.Option(min=256, max=1 << 20, help="Megabytes a SPARQL query may use.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="SPARQL queries that run at once.")
    ] = None,
    default_graph: Annotated[
        DefaultGraph,
        typer.Option(help="What a query that names no graph sees: all graphs, or what is in none."),
    ] = DefaultGraph.UNION,
    budget: Annotated[
        float | None,
        typer.Option(min=0, max=86400, help="Seconds of workers a client may use per minute; 0: no bound."),
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Tokens that may write; see `kg token new`.")
    ] = None,
    public: Annotated[
        bool,
        typer.Option("--public", help="Strangers reach this address, as through a proxy: check containment."),
    ] = False,
    proxies: Annotated[
        str | None,
        typer.Option(metavar="LIST", help="Addresses of reverse proxies whose X-Forwarded-For counts."),
    ] = None,
    metrics_port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Also serve /metrics there, to this machine only.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Serve a store: pages, SPARQL endpoint, JSON. Prints one line with its address when ready.

    Run one service per store: budgets, queue and tokens are kept in its one process; more processors
    are used by --workers.
    """
    from kg.cli.stores import home_of
    from kg.web.state import Limits

    chosen = {
        "host": host, "port": port, "query_timeout": timeout, "query_memory": memory,
        "query_workers": workers, "query_budget": budget, "token_file": token_file, "proxies": proxies,
        "metrics_port": metrics_port,
    }  # fmt: skip
    settings = Settings().model_copy(update={name: it for name, it in chosen.items() if it is not None})
    if not all(math.isfinite(number) for number in (settings.query_timeout, settings.query_budget)):
        raise BadInput("Say --timeout and --budget in seconds, as numbers.")
    limits = Limits(
        settings.query_timeout,
        settings.query_memory,
        settings.query_workers,
        union=default_graph is DefaultGraph.UNION,
        budget=settings.query_budget,
    )
    home = home_of(store)
    _warn_if_empty(home)
    run_service(home, Place(settings.host, settings.port), limits, settings, is_public=public)


def _warn_if_empty(home: "Home") -> None:
    """A first generation may still come while the service runs, so this is no error."""
    if home.current() is None:
        if home.remote is not None:
            from kg.cli.stores import nothing_published

            complain(nothing_published(home))
        complain(
            f"Nothing is published in {home.path} yet; pages answer 503 until `kg publish` or `kg harvest`."
        )


def run_service(
    home: "Home", place: Place, limits: "Limits", settings: Settings, *, is_public: bool = False
) -> None:
    """Serve until SIGTERM or an interrupt; the process ends with status 0 then.

    Raises:
        BadInput: the address cannot be listened on, or a setting cannot be used.
    """
    from kg.cli.service import serve_on
    from kg.web.edge.server import end_before_serving

    end_before_serving()
    if is_public or not is_loopback(place.host):
        _require_containment()
    listening = listen(place)
    address = _address(listening)
    serve_on(listening, home, limits, settings, lambda: _announce(address))


def _require_containment() -> None:
    """Refuse to face strangers where their queries cannot be held.

    Raises:
        KgError: what is missing, and how to get it.
    """
    from kg.query.sandbox import require_containment

    require_containment()


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listen(place: Place) -> socket.socket:
    """A socket that listens at the place.

    Raises:
        BadInput: the port is taken or not ours to take.
    """
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((place.host, place.port))
        # Listening now means that no client is refused between the ready line and the first accept.
        listening.listen(2048)
    except OSError as error:
        listening.close()
        raise BadInput(
            f"Cannot listen on {place.host} port {place.port}: {error.strerror}. Choose another with --port."
        ) from error
    return listening


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _announce(address: str) -> None:
    say(f"Serving on {address}")
    sys.stdout.flush()
