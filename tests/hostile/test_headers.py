"""No line of a request is too long, too many or too false."""

from functools import partial
from pathlib import Path
from time import sleep

import pytest

from hostile.clients import ENDLESS, at_once
from hostile.headers import ASK, HEADS, SMUGGLED, TWICE_MEASURED, Head
from hostile.judge import World, datasets, judge, number, reason
from hostile.service import DATASETS, JSON, PATIENCE, Service, besieged
from hostile.wire import Reply, read_reply, request

TARGETS = ["/", "/search?q=x", "/sparql", "/techniques", "/datasets", "/sources", "/.well-known/void"]


def _is_42(reply: Reply, world: World) -> bool:
    return reply.body == b"n\r\n42\r\n" if reply.media_type == "text/csv" else number(42)(reply, world)


@pytest.mark.parametrize("case", HEADS, ids=str)
def test_a_hostile_head_is_answered_in_time_and_honestly(service: Service, case: Head) -> None:
    reply = service.place.exchange(case.raw, PATIENCE)

    assert (0 if reply is None else reply.status) in case.statuses, reply
    if reply is not None and reply.status == 200:
        judge(reply, service.world, _is_42, frozenset())
    if reply is not None:
        assert b"<script>" not in reply.body
        assert reply.header("set-cookie") is None


@pytest.mark.parametrize("name", SMUGGLED)
def test_two_requests_in_one_are_never_taken_for_two(service: Service, name: str) -> None:
    with service.place.connection(PATIENCE) as (opened, stream):
        opened.sendall(SMUGGLED[name])
        first = read_reply(stream)
        second = read_reply(stream)

    assert first is not None
    assert second is None or second.status == 400, "the hidden request was answered"


@pytest.mark.parametrize("name", TWICE_MEASURED)
def test_a_request_of_two_lengths_is_refused_and_the_connection_ends(service: Service, name: str) -> None:
    with service.place.connection(PATIENCE) as (opened, stream):
        opened.sendall(SMUGGLED[name])
        first = read_reply(stream)

        assert first is not None
        assert reason(first) == "bad-request"
        assert first.header("connection") == "close"
        assert read_reply(stream) is None


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Forwarded-Proto", "X-Host", "Forwarded"])
def test_no_header_puts_a_strange_host_into_an_answer(service: Service, target: str, name: str) -> None:
    for accept in ("text/html", "text/turtle, */*;q=0.1"):
        reply = service.get(target, {name: "evil.example", "Accept": accept})

        assert b"evil.example" not in reply.body
        assert "evil.example" not in str(reply.headers)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    "host",
    [
        "x> <urn:a> <urn:injected> . <http://y",
        'x"><b>injected</b>',
        "x/injected?",
        "injected@x",
        "x#injected",
    ],
)
def test_the_host_breaks_out_of_no_answer(service: Service, target: str, host: str) -> None:
    """What names the service by the address it was asked at repeats only what is a host."""
    for accept in ("text/html", "text/turtle, */*;q=0.1"):
        reply = service.get(target, {"Host": host, "Accept": accept})

        assert b"injected" not in reply.body
        assert "injected" not in str(reply.headers)


def test_the_address_of_a_client_cannot_be_invented(sample_home: Path, world: World) -> None:
    """Whoever says to be somebody else for each query still spends one budget."""
    with besieged(sample_home, world, "--budget", "1") as service:
        kinds = [
            reason(
                service.ask(
                    ENDLESS, {"X-Forwarded-For": f"192.0.2.{number}", "X-Real-IP": f"198.51.100.{number}"}
                )
            )
            for number in range(4)
        ]

        # The first query overdraws the budget by milliseconds. On a busy machine those are paid back before
        # one of the next asks; that one is answered, and overdraws by two seconds, which two minutes pay.
        assert kinds[0] == "timeout"
        assert "budget" in kinds[1:]
        assert kinds.count("timeout") <= 2
        # Looking at pages costs nothing, and others have a budget of their own.
        assert service.get("/search?q=x").status == 200
        judge(service.seen_from("127.0.0.2").ask(DATASETS), world, datasets, frozenset())


@pytest.mark.slow
def test_a_budget_comes_back(sample_home: Path, world: World) -> None:
    """Twenty seconds were saved up; with short queries it is soon overdrawn, and by little."""
    with besieged(sample_home, world, "--budget", "10", "--timeout", "1") as service:
        kinds: list[str] = []
        while "budget" not in kinds and len(kinds) < 40:
            replies = at_once([partial(service.ask, ENDLESS)] * 2)
            kinds += [reason(reply) for reply in replies if reply is not None]
        refused = service.ask(DATASETS)

        assert "timeout" in kinds
        assert reason(refused) == "budget"
        wait = int(refused.header("retry-after") or "0")
        assert 1 <= wait <= 60
        sleep(wait)
        judge(service.ask(DATASETS), world, datasets, frozenset())


def test_answers_on_one_connection_keep_their_order(service: Service) -> None:
    """Sixty requests are sent at once, with HEAD and errors among them; each gets the answer to itself."""
    kinds = [
        (request("GET", ASK, {"Connection": "keep-alive", "Accept": JSON}), False, 200),
        (request("HEAD", ASK, {"Connection": "keep-alive", "Accept": JSON}), True, 200),
        (request("GET", "/nowhere", {"Connection": "keep-alive"}), False, 404),
        (request("HEAD", "/nowhere", {"Connection": "keep-alive"}), True, 404),
    ]
    sent = [kinds[number % 4] for number in range(60)]
    with service.place.connection(PATIENCE) as (opened, stream):
        opened.sendall(b"".join(raw for raw, _, _ in sent))
        replies: list[Reply | None] = [read_reply(stream, is_head) for _, is_head, _ in sent]

    assert [reply and reply.status for reply in replies] == [status for _, _, status in sent]
    for place, reply in enumerate(replies):
        if reply is not None and place % 4 == 0:
            judge(reply, service.world, number(42), frozenset())
