"""What an honest answer is: whole and right, or an error that names its reason."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hostile.wire import Reply

STATUS = {
    "bad-query": 400,
    "bad-request": 400,
    "no-token": 401,
    "not-allowed": 403,
    "not-found": 404,
    "no-graph": 404,
    "deleted": 410,
    "wrong-method": 405,
    "not-offered": 406,
    "too-large": 413,
    "wrong-type": 415,
    "budget": 429,
    "timeout": 503,
    "memory": 503,
    "crash": 503,
    "busy": 503,
    "store-busy": 503,
}
"""The reasons that a stranger may be told, and the status of each. A bug (500) is never one."""

COMES_BACK = ("timeout", "memory", "crash", "busy", "budget")
"""Reasons that pass with time, so that the answer says when to try again."""


@dataclass(frozen=True)
class World:
    """What the served graph holds, counted without its query engine."""

    triples: int
    datasets: int


Right = Callable[[Reply, World], bool]
"""Whether an answer of status 200 is the right one."""


def reason(reply: Reply) -> str:
    """The kind of a problem document, once it is found to be whole and consistent."""
    assert reply.media_type == "application/problem+json", reply
    told: dict[str, Any] = reply.json()
    kind = str(told["type"]).rpartition("/")[2]
    assert kind in STATUS, reply
    assert reply.status == told["status"] == STATUS[kind], reply
    assert told["title"], reply
    assert told["detail"], reply
    if kind in COMES_BACK:
        assert int(reply.header("retry-after") or "0") > 0, reply
    return kind


def judge(reply: Reply | None, world: World, right: Right | None, reasons: frozenset[str]) -> None:
    """Fail unless the answer is right, or one of the reasons that this case may have."""
    assert reply is not None, "hung up without an answer"
    if reply.status == 200:
        assert right is not None, f"no answer can be right, yet: {reply}"
        assert right(reply, world), reply
    else:
        assert reason(reply) in reasons, reply


def number(expected: int) -> Right:
    """One row, one value, this number."""
    return lambda reply, world: _only(reply) == expected


def datasets(reply: Reply, world: World) -> bool:
    """The number of datasets."""
    return _only(reply) == world.datasets


def power(exponent: int) -> Right:
    """The number of triples, to this power."""
    return lambda reply, world: _only(reply) == world.triples**exponent


def rows(expected: int) -> Right:
    """This many rows."""
    return lambda reply, world: len(_rows(reply)) == expected


def truth(expected: bool) -> Right:
    """This answer to an ASK."""
    return lambda reply, world: reply.json()["boolean"] is expected


def number_or_unbound(expected: int) -> Right:
    """This number, or no value because the expression overflows; never another number."""
    return lambda reply, world: _rows(reply) == [{}] or _only(reply) == expected


def lines(expected: int) -> Right:
    """This many different triples, one a line."""
    return lambda reply, world: _lines(reply) == expected


def triples(reply: Reply, world: World) -> bool:
    """All triples of the world, one a line."""
    return _lines(reply) == world.triples


def _lines(reply: Reply) -> int:
    assert reply.media_type == "application/n-triples", reply
    return len(set(reply.body.split(b"\n")) - {b""})


def _rows(reply: Reply) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = reply.json()["results"]["bindings"]
    return found


def _only(reply: Reply) -> int:
    values = [value["value"] for row in _rows(reply) for value in row.values()]
    assert len(values) == 1, reply
    return int(Decimal(values[0]))
