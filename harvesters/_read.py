"""Read fields that SciCat spells in several ways: v3 and v4 names, one value or a list, MongoDB wrappings."""

from kg.harvest.payload import Json


def texts(body: Json, *names: str) -> list[str]:
    """The distinct non-empty texts under these names, in order; a number counts as text."""
    found: list[str] = []
    for name in names:
        value = body.get(name)
        if value is None:
            continue
        for item in value if isinstance(value, list) else (value,):
            said = item.strip() if isinstance(item, str) else _text(item)
            if said and said not in found:
                found.append(said)
    return found


def first_text(body: Json, *names: str) -> str | None:
    """The first non-empty text under these names."""
    for name in names:
        value = body.get(name)
        if value and isinstance(value, str):
            if said := value.strip():
                return said
        elif value is not None and value != "" and (several := texts(body, name)):
            return several[0]
    return None


def _text(value: Json) -> str | None:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def branch(body: Json, *names: str) -> dict[str, Json]:
    """The object under this path of names, or an empty one."""
    for name in names:
        body = body.get(name) if isinstance(body, dict) else None
    return body if isinstance(body, dict) else {}


def items(body: Json, name: str) -> list[Json]:
    """The list under this name, or an empty one."""
    value = body.get(name)
    return value if isinstance(value, list) else []


def identifier(body: Json, *names: str) -> str | None:
    """The record's identifier, MongoDB's `{"$oid": …}` unwrapped; None also for what is no object."""
    if not isinstance(body, dict):
        return None
    for name in names:
        value = body.get(name)
        if isinstance(value, dict):
            value = value.get("$oid")
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def day(value: Json) -> str | None:
    """The first ten characters of a date, for comparing."""
    if isinstance(value, dict):
        value = value.get("$date")
    return value[:10] if isinstance(value, str) and len(value) >= 10 else None
