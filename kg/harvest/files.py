"""Look into HDF5 files without harvesting them."""

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from kg.errors import BadInput, BadRecord
from kg.harvest.contain import Containment


def inspect_files(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """What each file is and holds, in the order given; a file that breaks the reader is told as damaged.

    Raises:
        BadInput: a file is not there; the message names it.
    """
    for path in paths:
        if path.is_dir():
            raise BadInput(f"{str(path)!r} is a folder; name the files in it.")
        if not path.is_file():
            raise BadInput(f"There is no file {str(path)!r}.")
    task = import_module("harvesters.nexus").read
    with Containment() as containment:
        return [{"file": _shown(path), **_facts(containment, task, path)} for path in paths]


def _shown(path: Path) -> str:
    """The whole path; a name in another encoding cannot be written down as it is."""
    return os.fsencode(path.absolute()).decode("utf-8", "replace")


def _facts(containment: Containment, task: Callable[[Path], dict[str, Any]], path: Path) -> dict[str, Any]:
    try:
        facts: dict[str, Any] = containment.run(task, path)
    except BadRecord as error:
        issue = {"code": "reader-failed", "path": "/", "message": str(error)}
        return {"outcome": "damaged", "format": "unknown", "entries": [], "issues": [issue], "attributes": {}}
    return facts
