"""`kg serve`: the pages, the SPARQL endpoint and the JSON interface of one store."""

import signal
import socket
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.show import StoreOption, complain, say
from kg.errors import BadInput
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.store.home import Home
    from kg.web.state import Limits


@dataclass(frozen=True, slots=True)
class Place:
    """Where the service listens; port 0 takes a free one."""

    host: str
    port: int


def register(app: typer.Typer) -> None:
    """Add `serve`."""

    @app.command()
    def serve(
        host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
        port: Annotated[
            int | None, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")
        ] = None,
        timeout: Annotated[
            float | None, typer.Option(min=0.1, help="Seconds a SPARQL query may run.")
        ] = None,
        memory: Annotated[int | None, typer.Option(min=256, help="Megabytes a SPARQL query may use.")] = None,
        workers: Annotated[int, typer.Option(min=1, help="SPARQL queries that run at once.")] = 1,
        store: StoreOption = None,
    ) -> None:
        """Serve a store: pages, SPARQL endpoint, JSON. Prints one line with its address when ready."""
        from kg.cli.stores import home_of
        from kg.web.state import Limits

        settings = Settings()
        place = Place(host or settings.host, settings.port if port is None else port)
        limits = Limits(timeout or settings.query_timeout, memory or settings.query_memory, workers)
        home = home_of(store)
        _warn_if_empty(home)
        run_service(home, place, limits, settings)


def _warn_if_empty(home: "Home") -> None:
    """A first generation may still come while the service runs, so this is no error."""
    if home.current() is None:
        complain(
            f"Nothing is published in {home.path} yet; pages answer 503 until `kg publish` or `kg harvest`."
        )


def run_service(home: "Home", place: Place, limits: "Limits", settings: Settings) -> None:
    """Serve until SIGTERM or an interrupt; the process ends with status 0 then.

    Raises:
        BadInput: the address cannot be listened on.
    """
    import uvicorn

    from kg.index.encoder import encoder_problem, load_encoder
    from kg.web.app import create_app

    listening = listen(place)
    no_encoder = encoder_problem(settings.encoder, settings.cache)
    encoder = load_encoder(settings.encoder, settings.cache)
    if no_encoder:
        complain(no_encoder)
    address = _address(listening)
    app = create_app(home, limits, encoder, no_encoder, on_ready=lambda: _announce(address))
    for number in (signal.SIGTERM, signal.SIGINT):  # uvicorn winds down first, then hands the signal back
        signal.signal(number, lambda *_: sys.exit(0))
    config = uvicorn.Config(
        app,
        log_level="info",
        log_config=_LOGGING,
        limit_concurrency=200,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=20,
        h11_max_incomplete_event_size=32768,
        server_header=False,
    )
    uvicorn.Server(config).run(sockets=[listening])


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


_LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"uvicorn": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}
