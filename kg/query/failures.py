"""Why a query was not answered, in words that name the limit and the way out."""

import re
from typing import Any

from kg.errors import BadQuery, KgError, QueryFailed
from kg.query.diagnosis.diagnose import diagnose
from kg.query.formats import NotOffered

_UNKNOWN_FUNCTION = re.compile(r"custom function (\S+) is not supported")
_LONGEST_DETAIL = 300


def of_answer(head: dict[str, Any], sparql: str, largest: int, memory_mb: int) -> KgError:
    """The error that a worker's answer reports; `largest` in bytes."""
    detail = str(head.get("detail", ""))
    match head["error"]:
        case "not-offered":
            return not_offered(head["offered"])
        case "syntax":
            return diagnose(sparql, detail)
        case "too-large":
            return QueryFailed(
                f"The answer is larger than {largest / (1 << 20):g} MB. Add a LIMIT.", "too-large"
            )
        case "memory":
            return out_of_memory(memory_mb)
    if found := _UNKNOWN_FUNCTION.search(detail):
        return BadQuery(f"No function is called {_short(found.group(1))} here; those of SPARQL 1.1 are.")
    return QueryFailed(f"The engine gave up: {_short(detail)}", "crash")


def not_offered(offered: list[str]) -> NotOffered:
    """No wanted syntax fits."""
    return NotOffered(f"None of the wanted media types is offered here. Offered: {', '.join(offered)}.")


def out_of_memory(memory_mb: int) -> QueryFailed:
    """The query outgrew its megabytes."""
    return QueryFailed(
        f"The query needs more than the {memory_mb} MB of memory it may use and was stopped. "
        "Narrow it, or ask for less at a time with LIMIT.",
        "memory",
        for_operator="More is allowed by the setting KG_QUERY_MEMORY, in megabytes.",
    )


def too_slow(seconds: float) -> QueryFailed:
    """The query outran its seconds."""
    return QueryFailed(
        f"The query took longer than {seconds:g} s and was stopped. Narrow it, or ask for less at a time.",
        "timeout",
    )


def crashed() -> QueryFailed:
    """The engine died of the query."""
    return QueryFailed("The query crashed the engine: it is too deep or too long. Write it flatter.", "crash")


def left() -> QueryFailed:
    """Nobody waits for the answer any more."""
    return QueryFailed("The client left; the query was stopped.", "gone")


def no_worker(reason: str) -> QueryFailed:
    """No process can be started."""
    return QueryFailed(f"No query worker can start: {reason}", "start", wait=5.0)


def queue_full(waiting: int) -> QueryFailed:
    """There is no room to wait in."""
    return QueryFailed(f"{waiting} queries are waiting already. Try again in a moment.", "busy", wait=5.0)


def waited_too_long(seconds: float) -> QueryFailed:
    """No worker got free in time."""
    return QueryFailed(
        f"All query workers were busy for {seconds:g} s. Try again in a moment.", "busy", wait=5.0
    )


def closing() -> QueryFailed:
    """The service ends."""
    return QueryFailed("The service is shutting down. Try again in a moment.", "busy", wait=5.0)


def used_up(seconds_per_minute: float, wait: float) -> QueryFailed:
    """The client has had its share."""
    return QueryFailed(
        f"Your queries have used more than {seconds_per_minute:g} s of computing a minute. "
        f"Try again in {wait:.0f} s, or ask for less at a time.",
        "budget",
        wait=wait,
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_DETAIL else line[: _LONGEST_DETAIL - 1] + "…"
