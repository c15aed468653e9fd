"""Whatever is asked, in whatever spelling, the service connects to nowhere."""

from dataclasses import replace

import pytest

from hostile.case import Case
from hostile.judge import judge, reason
from hostile.listener import Listener
from hostile.service import Service
from hostile.ssrf import PROBES, QUERIES, SERVICE, Probe
from hostile.wire import Place, request


@pytest.mark.parametrize("case", QUERIES, ids=str)
def test_a_query_makes_no_connection(service: Service, listener: Listener, case: Case) -> None:
    reply = service.ask(case.sparql.replace("@/", f"127.0.0.1:{listener.port}/"))

    judge(reply, service.world, case.right, case.reasons)


@pytest.mark.parametrize("host", ["localhost", "[::1]", "0.0.0.0", "127.1", "2130706433"])
def test_no_name_of_this_machine_is_connected_to(service: Service, listener: Listener, host: str) -> None:
    for case in SERVICE[:2]:
        reply = service.ask(case.sparql.replace("@", f"{host}:{listener.port}"))

        judge(reply, service.world, None, case.reasons)


@pytest.mark.parametrize("probe", PROBES, ids=str)
def test_an_address_in_a_request_makes_no_connection(
    service: Service, listener: Listener, probe: Probe
) -> None:
    here = f"127.0.0.1:{listener.port}"
    headers = {name: value.replace("@", here) for name, value in probe.headers}
    reply = service.get(probe.target.replace("@", here), headers)

    assert reply.status < 500, reply
    if reply.status >= 400:
        reason(reply)


def test_a_page_that_shows_a_query_does_not_run_it(service: Service, listener: Listener) -> None:
    case = replace(SERVICE[0], sparql=SERVICE[0].sparql.replace("@", f"127.0.0.1:{listener.port}"))
    body = case.sparql.encode()
    headers = {"Content-Type": "application/sparql-query", "Accept": "text/html"}
    reply = service.place.exchange(request("POST", "/sparql", headers, body), 20)

    assert reply is not None
    assert b"SERVICE is refused" in reply.body or reply.status >= 400


def test_the_listener_counts_whoever_connects() -> None:
    with Listener() as listening:
        Place("127.0.0.1", listening.port).exchange(request("GET", "/"), 5)

        assert len(listening.visits) == 1
