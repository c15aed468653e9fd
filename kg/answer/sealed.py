"""Small documents as one word for an address: packed, and with a check sum that tells a mistyped one.

A seal is no signature: whoever makes one can say what anybody could ask for in words. So nothing in it is
trusted; whoever opens it checks each value.
"""

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import blake2b
from typing import Any

import orjson

from kg.errors import BadInput

LONGEST = 6000
"""Letters of a sealed document: a question of 2,000 characters fits."""

_LARGEST = 32_000
_SUM = 6


def seal(kind: str, content: dict[str, Any]) -> str:
    """The document as letters, digits, hyphens and underscores; equal documents give equal words."""
    packed = zlib.compress(orjson.dumps(content, option=orjson.OPT_SORT_KEYS), 9)
    return urlsafe_b64encode(_sum(kind, packed) + packed).decode("ascii").rstrip("=")


def unseal(kind: str, text: str) -> dict[str, Any]:
    """The document in a sealed word.

    Raises:
        BadInput: it is no document of this kind, or was changed on its way.
    """
    broken = BadInput(f"This is no {kind}, or it was cut or changed on its way: {text[:40]!r}.")
    if not text.isascii() or len(text) > LONGEST:
        raise broken
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        packed = raw[_SUM:]
        unpacking = zlib.decompressobj()
        content = orjson.loads(unpacking.decompress(packed, _LARGEST))
    except (ValueError, zlib.error):
        raise broken from None
    if raw[:_SUM] != _sum(kind, packed) or not isinstance(content, dict) or not unpacking.eof:
        raise broken
    return content


def _sum(kind: str, packed: bytes) -> bytes:
    return blake2b(packed, digest_size=_SUM, person=kind.encode()[:16]).digest()
