"""Errors on their way between processes."""

from typing import Any

from kg.errors import (
    BadInput,
    BadQuery,
    KgError,
    MissingExtra,
    QueryFailed,
    StoreBroken,
    StoreBusy,
    StoreFull,
)

_PLAIN = {kind.__name__: kind for kind in (BadInput, StoreBusy, StoreFull, StoreBroken)}


def as_json(error: KgError, before: str = "") -> dict[str, Any]:
    """An error as a message; `before` is put before what it says."""
    told: dict[str, Any] = {"error": "BadInput", "detail": f"{before}{error}"}
    match error:
        case QueryFailed():
            return told | {"error": "QueryFailed", "kind": error.kind}
        case BadQuery():
            place = {"line": error.line, "column": error.column}
            more = {"excerpt": error.excerpt, "engine_message": error.engine_message}
            return told | {"error": "BadQuery"} | place | more
        case StoreBusy() | StoreFull() | StoreBroken():
            return told | {"error": type(error).__name__}
        case MissingExtra():  # the operator's affair, not that of whoever asks
            return told | {"error": "StoreBroken"}
    return told


def from_json(told: dict[str, Any]) -> KgError:
    """The error that a message tells of."""
    detail = told["detail"]
    match told["error"]:
        case "QueryFailed":
            return QueryFailed(detail, told["kind"])
        case "BadQuery":
            more = {name: told.get(name) for name in ("excerpt", "engine_message")}
            return BadQuery(detail, told["line"], told["column"], **more)
    return _PLAIN[told["error"]](detail)
