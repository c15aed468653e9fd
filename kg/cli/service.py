"""One service put together from settings: application, rights, logs, metrics and server."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from kg.cli.show import complain
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.query.question import Observe
    from kg.store.home import Home
    from kg.web.state import Limits, State
    from kg.web.watch.metrics import Metrics


def serve_on(
    listening: socket.socket,
    home: "Home",
    limits: "Limits",
    settings: Settings,
    on_ready: Callable[[], None],
) -> None:
    """Put the service together and serve until told to end.

    Raises:
        BadInput: a setting cannot be used.
        KgError: the store cannot be opened.
    """
    from kg.cli.propose import model_of
    from kg.cli.rights import rights_of
    from kg.index.encoder import encoder_problem, load_encoder
    from kg.web.app import create_app
    from kg.web.edge.server import Ending, Server
    from kg.web.watch.metering import Metered
    from kg.web.watch.metrics import Metrics

    no_encoder = encoder_problem(settings.encoder, settings.cache)
    if no_encoder:
        complain(no_encoder)
    encoder = load_encoder(settings.encoder, settings.cache)
    metrics = Metrics()
    with ExitStack() as open_things:
        rights = open_things.enter_context(rights_of(home, settings, metrics.denied))
        observe = open_things.enter_context(_observing(settings, metrics))
        app = create_app(
            home,
            limits,
            encoder,
            no_encoder,
            on_ready,
            rights,
            observe,
            settings.public_address,
            model_of(settings),
        )
        state: State = app.state.service
        open_things.callback(state.close)
        open_things.enter_context(_metrics_served(settings, metrics, state, home))
        ending = Ending(settings.grace, settings.drain)
        Server(Metered(app, metrics.request), state, ending, settings.proxies).serve_on(listening)


@contextmanager
def _observing(settings: Settings, metrics: "Metrics") -> "Iterator[Observe]":
    """What is told of every query: the counters, and the log where one is wanted."""
    from kg.query.question import Observed
    from kg.web.watch.query_log import QueryLog

    if not settings.query_log:
        yield metrics.observe
        return
    log = QueryLog(settings.query_log, texts=settings.query_log_texts)

    def both(observed: Observed) -> None:
        metrics.observe(observed)
        log(observed)

    try:
        yield both
    finally:
        log.close()


@contextmanager
def _metrics_served(settings: Settings, metrics: "Metrics", state: "State", home: "Home") -> Iterator[None]:
    from kg.web.watch.gauges import Gauges

    if settings.metrics_port is None:
        yield
        return
    metrics.read(Gauges(state, home))
    server = metrics.serve(settings.metrics_host, settings.metrics_port)
    complain(f"Metrics on http://{settings.metrics_host}:{server.port}/metrics")
    try:
        yield
    finally:
        server.close()
