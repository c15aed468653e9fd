"""E-mail addresses in texts: they are recognised, and not published again."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# "Au@SiO2" is a core-shell particle: an address has a dot after the sign.
_EMAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,}")

SHOWN_INSTEAD = "[e-mail address]"


def has_address(text: str) -> bool:
    """Whether an e-mail address stands in the text."""
    return "@" in text and _EMAIL.search(text) is not None


def without_addresses(text: str) -> str:
    """The text with a note in place of each e-mail address."""
    return _EMAIL.sub(SHOWN_INSTEAD, text) if "@" in text else text


_are_kept: ContextVar[bool] = ContextVar("are_kept", default=False)


@contextmanager
def keeping_addresses() -> Iterator[None]:
    """Within, free texts keep the addresses in them; messages and findings never do."""
    token = _are_kept.set(True)
    try:
        yield
    finally:
        _are_kept.reset(token)


def publishable(text: str) -> str:
    """A free text as it may be published: without addresses, unless they are being kept."""
    return text if _are_kept.get() else without_addresses(text)
