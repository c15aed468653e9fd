"""Hostile clients: slow ones, silent ones, many at once, and those that leave."""

import socket
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from threading import Event, Thread

from hostile.wire import Place, Reply, request

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""Nothing but a limit stops it."""

CROWD = [ENDLESS.replace("?i", f"?i{number}") for number in range(12)]
"""A dozen such queries, no two alike."""

LARGE = 'SELECT ?s ?p ?o ?t { ?s ?p ?o BIND("' + "x" * 500 + '" AS ?t) }'
"""Its answer has about ten megabytes."""

_DIRECT = {"Content-Type": "application/sparql-query", "Connection": "keep-alive"}


def posted(sparql: str) -> bytes:
    """The bytes of a posted query whose connection stays open."""
    return request("POST", "/sparql", _DIRECT, sparql.encode())


@contextmanager
def connections(place: Place, count: int, first: bytes = b"") -> Iterator[list[socket.socket]]:
    """Many connections on which only the first bytes were sent; those that are refused are left out."""
    with ExitStack() as stack:
        opened = []
        for _ in range(count):
            with suppress(ConnectionError, TimeoutError):
                connection = stack.enter_context(socket.create_connection((place.host, place.port), 5))
                connection.sendall(first)
                opened.append(connection)
        yield opened


@contextmanager
def dripping(opened: Sequence[socket.socket], text: bytes, pause: float) -> Iterator[None]:
    """Send the text over and over, one byte at a time on each connection."""
    is_over = Event()

    def drip() -> None:
        place = 0
        while not is_over.wait(pause):
            for connection in opened:
                with suppress(OSError):
                    connection.send(text[place % len(text) :][:1])
            place += 1

    thread = Thread(target=drip, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def hangs_up(connection: socket.socket, seconds: float) -> bool:
    """Whether the service closes the connection within the time, whatever it says before."""
    connection.settimeout(seconds)
    try:
        while connection.recv(65536):
            pass
    except TimeoutError:
        return False
    except ConnectionError:
        return True
    return True


def at_once(asks: Sequence[Callable[[], Reply | None]]) -> list[Reply | None]:
    """What all of them are answered when they ask at the same time; None for no answer at all."""

    def one(ask: Callable[[], Reply | None]) -> Reply | None:
        with suppress(ConnectionError, TimeoutError):
            return ask()
        return None

    with ThreadPoolExecutor(len(asks)) as pool:
        return list(pool.map(one, asks))
