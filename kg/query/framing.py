"""Messages between the service and a query worker: JSON head and raw body, each led by its length."""

import json
import struct
from typing import Any, BinaryIO

_LENGTHS = struct.Struct("!II")
LENGTHS_SIZE = _LENGTHS.size


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    """One message."""
    text = json.dumps(head).encode()
    return _LENGTHS.pack(len(text), len(body)) + text + body


def lengths(prefix: bytes) -> tuple[int, int]:
    """Bytes of head and of body that follow the prefix."""
    head, body = _LENGTHS.unpack(prefix)
    return head, body


def read(pipe: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next message of a blocking pipe; None at its end."""
    prefix = pipe.read(LENGTHS_SIZE)
    if len(prefix) < LENGTHS_SIZE:
        return None
    head, body = lengths(prefix)
    return json.loads(pipe.read(head)), pipe.read(body)
