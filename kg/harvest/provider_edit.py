"""Change the user's file of providers: what would be wrong is refused, the former file is kept beside it."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import BadInput
from kg.harvest.provider_file import parse_providers
from kg.harvest.provider_rules import check_entry

_HEAD = "# Your providers of metadata; the keys are explained at the top of the shipped providers.toml.\n"


def add_endpoint(file: Path, name: str, entry: Mapping[str, Any], endpoint: Mapping[str, Any]) -> Path | None:
    """Write an endpoint, under an entry that is made if the file has none; returns the backup, if any.

    The text that is there stays as it is, comments included. None values are left out.

    Raises:
        BadInput: what would be in the file breaks a rule; the file has the entry, and keys for it are given.
    """
    text = _text(file)
    has_entry = name in parse_providers(text.encode(), str(file))
    keys = {key: value for key, value in entry.items() if value is not None}
    stated = {key: value for key, value in endpoint.items() if value is not None}
    check_entry(str(file), name, keys | {"endpoints": [stated]})
    if has_entry and keys:
        raise BadInput(
            f"{file} has the entry [{name}] already; change its {', '.join(keys)} with: kg sources edit"
        )
    lines = [] if has_entry else [f"[{_key(name)}]", *_lines(keys), ""]
    lines += [f"[[{_key(name)}.endpoints]]", *_lines(endpoint)]
    parted = text if not text or text.endswith("\n\n") else text.rstrip("\n") + "\n\n"
    return replace_file(file, (parted or _HEAD + "\n") + "\n".join(lines) + "\n")


def replace_file(file: Path, text: str) -> Path | None:
    """Check a text and put it in the file's place at once; returns the backup of what was there, if anything.

    Raises:
        BadInput: it breaks a rule, which the message names, or the file cannot be written.
    """
    parse_providers(text.encode(), str(file))
    backup = file.with_name(f"{file.name}.bak")
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        had = file.exists()
        if had:
            backup.write_bytes(file.read_bytes())
        with draft.open("w", encoding="utf-8", newline="\n") as target:
            target.write(text)
            target.flush()
            os.fsync(target.fileno())
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise BadInput(f"Cannot write {str(file)!r}: {error.strerror or error}.") from error
    return backup if had else None


def opened_text(file: Path) -> str:
    """What stands in the file, or what a new one begins with. Raises BadInput when it cannot be read."""
    return _text(file) or _HEAD


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"Cannot read {str(file)!r}: {error}.") from error


def _lines(values: Mapping[str, Any]) -> list[str]:
    return [f"{_key(name)} = {_value(value)}" for name, value in values.items() if value is not None]


def _key(name: str) -> str:
    is_bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if is_bare else _value(name)


def _value(value: Any) -> str:  # noqa: ANN401 - whatever TOML can hold
    """TOML of a text, number, flag, list or table. JSON's texts are texts of TOML, but for one letter."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {_value(of)}" for name, of in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
