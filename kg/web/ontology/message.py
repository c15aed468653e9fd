"""What goes to the contained process: some values and the posted files, in one piece of bytes."""

from collections.abc import Mapping
from typing import Any

import orjson

FILES = ("before", "after", "usage", "config")
PAGE = "page"
"""Asked for instead of a form: what a page shows, and the forms to be downloaded from it."""
_HEAD_BYTES = 8

Files = Mapping[str, tuple[str, bytes]]
"""Name and bytes by one of FILES."""


def packed(head: Mapping[str, Any], files: Files) -> bytes:
    """One message: `head` holds `form` and, if known, `in_use`."""
    listed = [(field, *files[field]) for field in FILES if field in files]
    told = [{"field": field, "name": name, "size": len(data)} for field, name, data in listed]
    text = orjson.dumps({**head, "files": told})
    return b"".join([len(text).to_bytes(_HEAD_BYTES, "big"), text, *(data for _, _, data in listed)])


def unpacked(message: bytes) -> tuple[dict[str, Any], Files]:
    """The head and the files of a message."""
    at = _HEAD_BYTES + int.from_bytes(message[:_HEAD_BYTES], "big")
    head: dict[str, Any] = orjson.loads(message[_HEAD_BYTES:at])
    files = {}
    for file in head["files"]:
        files[file["field"]] = (file["name"], message[at : at + file["size"]])
        at += file["size"]
    return head, files
