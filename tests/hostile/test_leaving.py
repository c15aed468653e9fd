"""Nothing goes on for somebody who has left, and nothing is left of a service that has ended."""

import signal
import socket
import struct
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import sleep

import pytest

from hostile.clients import ENDLESS, LARGE, connections, posted
from hostile.judge import World, datasets, judge
from hostile.service import DATASETS, Service, besieged
from hostile.watch import children_rest, eventually, family, is_running, processor_seconds

LONG = 25
"""Seconds a query may take here, so that it is the client who ends it and not its limit."""
SOON = 10.0
"""Seconds in which work for nobody has stopped."""


@pytest.fixture(scope="module")
def patient(sample_home: Path, world: World) -> Iterator[Service]:
    with besieged(sample_home, world, "--timeout", str(LONG)) as service:
        yield service


def is_busy(service: Service) -> bool:
    """Whether the workers use a processor for a moment."""
    children = family(service.process.pid) - {service.process.pid}
    before = processor_seconds(children)
    sleep(0.3)
    return processor_seconds(children) > before + 0.1


@contextmanager
def working(service: Service, count: int = 1) -> Iterator[None]:
    """Clients that wait for endless queries, which run."""
    with connections(service.place, count, posted(ENDLESS)):
        assert eventually(lambda: is_busy(service), SOON)
        yield


@pytest.mark.parametrize("count", [1, 20])
def test_clients_that_leave_stop_their_queries(patient: Service, count: int) -> None:
    with working(patient, count):
        sleep(1.5)  # long enough for a second try, where there is one

    assert children_rest(patient.process.pid, SOON), "the queries still run"
    patient.check_alive()


def test_clients_that_reset_their_connections_stop_their_queries(patient: Service) -> None:
    with connections(patient.place, 5, posted(ENDLESS)) as opened:
        assert eventually(lambda: is_busy(patient), SOON)
        for connection in opened:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    assert children_rest(patient.process.pid, SOON), "the queries still run"
    patient.check_alive()


def test_a_client_that_leaves_makes_room_for_the_next(patient: Service) -> None:
    with working(patient, 12):
        pass

    judge(patient.ask(DATASETS, seconds=SOON), patient.world, datasets, frozenset())


def test_large_answers_that_nobody_reads_are_forgotten(patient: Service) -> None:
    for _ in range(3):
        with connections(patient.place, 5, posted(LARGE)) as opened:
            opened[0].settimeout(2 * LONG)  # of the five, it may be the last one's turn
            opened[0].recv(1)

    assert children_rest(patient.process.pid, SOON)
    patient.check_alive()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_of_a_service_that_ends(
    sample_home: Path, world: World, number: signal.Signals
) -> None:
    """Although queries run that would go on for long, whether it is asked to end or killed."""
    with ExitStack() as stack:
        service = stack.enter_context(besieged(sample_home, world, "--timeout", str(LONG), grace=2))
        stack.enter_context(working(service, 4))
        born = service.highest.seen | family(service.process.pid)
        assert len(born) > 1
        service.process.send_signal(number)

        assert eventually(lambda: service.process.poll() is not None, 30)
        assert eventually(lambda: not any(map(is_running, born)), SOON), "workers outlive the service"
