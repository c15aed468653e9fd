"""MongoDB's extended JSON, as exports of its collections hold it, to plain JSON."""

import math
from datetime import UTC, datetime, timedelta

from kg.harvest.payload import Json

SIGN = b'"$'
"""In the bytes of every record that needs `plain`."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def plain(value: Json) -> Json:
    """The value with `{"$date": …}`, `{"$oid": …}` and MongoDB's numbers as text or numbers.

    What only looks like one of these stays as it is.
    """
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        (name, inner) = next(iter(value.items()))
        if name == "$date":
            return _date(plain(inner))
        if name == "$oid":
            return inner
        if name in {"$numberInt", "$numberLong", "$numberDouble", "$numberDecimal"}:
            return _number(inner)
    return {name: plain(inner) for name, inner in value.items()}


def _date(value: Json) -> Json:
    """Text as it stands; a number is milliseconds since 1970."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    try:
        then = _EPOCH + timedelta(milliseconds=value)
    except (OverflowError, ValueError):
        return value
    return then.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _number(said: Json) -> Json:
    try:
        return int(said) if str(said).lstrip("+-").isdecimal() else _finite(float(said))
    except (TypeError, ValueError):
        return said


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None
