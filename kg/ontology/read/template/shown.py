"""Text from a table in a message."""

_LENGTH = 80


def shown(text: str) -> str:
    """The text in quotation marks, control characters escaped, cut where it is long.

    >>> shown("x-ray probe")
    "'x-ray probe'"
    """
    return repr(text if len(text) <= _LENGTH else f"{text[: _LENGTH - 1]}…")
