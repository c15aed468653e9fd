"""Messages between the service and a query worker: JSON head and raw body, each led by its length."""

import json
import struct
from typing import Any, BinaryIO

_LENGTHS = struct.Struct("!II")
LENGTHS_SIZE = _LENGTHS.size


def pack(head: dict[str, Any], body_size: int) -> bytes:
    """The message up to its body of so many bytes, which the sender lets follow."""
    text = json.dumps(head).encode()
    return _LENGTHS.pack(len(text), body_size) + text


def unpack(received: bytearray) -> tuple[dict[str, Any], bytes] | None:
    """The message at the start of what was received; None until it is there whole."""
    if len(received) < LENGTHS_SIZE:
        return None
    head_size, body_size = _LENGTHS.unpack_from(received)
    body_start = LENGTHS_SIZE + head_size
    if len(received) < body_start + body_size:
        return None
    with memoryview(received) as view:
        head = json.loads(bytes(view[LENGTHS_SIZE:body_start]))
        return head, bytes(view[body_start : body_start + body_size])


def read(pipe: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next message of a blocking pipe; None at its end."""
    prefix = pipe.read(LENGTHS_SIZE)
    if len(prefix) < LENGTHS_SIZE:
        return None
    head, body = _LENGTHS.unpack(prefix)
    return json.loads(pipe.read(head)), pipe.read(body)
