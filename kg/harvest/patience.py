"""Ask again when that may help: a few tries, each later than the one before, and when the server says so."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from random import SystemRandom
from typing import TypeVar

import stamina

TRIES = 5
LONGEST_PAUSE = 60.0
"""Seconds between two tries, where the server does not ask for more."""

LONGEST_WISH = timedelta(hours=1)
"""What a server may ask us to wait; a longer time is for the operator to plan."""

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
"""Answers that may be better next time; those from 520 on are what caches say of servers behind them."""

_MOST_DIGITS = 10
_chance = SystemRandom()

Answer = TypeVar("Answer")


class Passing(Exception):
    """What went wrong may be over soon.

    `wish` is how long the server asks us to wait, `is_silent` whether there was no answer at all. It is tried
    up to `tries` times. `brief` names the host instead of the address, for who looks on.
    """

    def __init__(
        self,
        message: str,
        wish: timedelta | None = None,
        is_silent: bool = False,
        *,
        tries: int = TRIES,
        brief: str = "",
    ) -> None:
        super().__init__(message)
        self.wish, self.is_silent, self.tries, self.brief = wish, is_silent, tries, brief or message


class Unreached(Passing):
    """The host was not reached, so it was asked nothing."""


def patiently(ask: Callable[[], Answer], first_pause: float) -> Answer:
    """What `ask` answers, tried up to `TRIES` times, or as `Passing` says, while it raises that.

    The pauses are drawn from 0 to a bound (`first_pause` seconds, doubled each time): many harvesters that
    failed together should not come back together.

    Raises:
        Passing: the last try's.
    """
    tried = 0

    def wait(error: Exception) -> bool | float:
        nonlocal tried
        if not isinstance(error, Passing) or tried + 1 >= error.tries:
            return False
        bound = min(LONGEST_PAUSE, first_pause * 2**tried)
        tried += 1
        pause = _chance.uniform(0, bound)
        return pause if error.wish is None else max(pause, error.wish.total_seconds())

    for attempt in stamina.retry_context(on=wait, attempts=TRIES, timeout=None):
        with attempt:
            return ask()
    raise AssertionError("stamina returns or raises")


def wish_of(retry_after: str, now: datetime) -> timedelta | None:
    """What a `Retry-After` asks for, in seconds or as a date; None where it says nothing that can be read."""
    stated = retry_after.strip()
    if stated.isascii() and stated.isdecimal():
        return timedelta(seconds=int(stated)) if len(stated) <= _MOST_DIGITS else timedelta.max
    try:
        until = parsedate_to_datetime(stated)
        # "-0000" is how RFC 5322 writes a zone that is not known; HTTP knows only Greenwich.
        return max(timedelta(0), (until if until.tzinfo else until.replace(tzinfo=UTC)) - now)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def moment_of(wish: timedelta, now: datetime) -> str:
    """When the wish will be fulfilled, for messages."""
    try:
        return f"after {now + wish:%Y-%m-%d %H:%M} UTC"
    except OverflowError:
        return "in some centuries"
