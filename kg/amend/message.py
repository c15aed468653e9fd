"""Messages between whoever wants changes and the process that makes them: a JSON head and a raw body."""

import json
import struct
from typing import IO, Any

_LENGTHS = struct.Struct("!IQ")

Message = tuple[dict[str, Any], bytes]


def send(pipe: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    """Write one message. Raises OSError when nobody reads any more."""
    text = json.dumps(head).encode()
    for part in (_LENGTHS.pack(len(text), len(body)), text, body):
        pipe.write(part)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Message | None:
    """The next message of a blocking pipe; None when it ends, be it within one."""
    prefix = pipe.read(_LENGTHS.size)
    if len(prefix) < _LENGTHS.size:
        return None
    head_size, body_size = _LENGTHS.unpack(prefix)
    head, body = pipe.read(head_size), pipe.read(body_size)
    if len(head) < head_size or len(body) < body_size:
        return None
    return json.loads(head), body
