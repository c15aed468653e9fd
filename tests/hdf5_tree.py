"""Write HDF5 files from plain trees, as recordings hold them.

A mapping is a group, unless its key "value" holds no mapping: then it is a dataset. Keys that begin with "@"
are attributes. `{"soft": "/entry/title"}` is a soft link, `{"external": ["other.h5", "/entry"]}` a link to
another file; anything else is the value of a dataset.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from kg.harvest.source import Record

Tree = dict[str, Any]


def write_tree(path: Path, tree: Tree) -> Path:
    """Write one file; folders on the way are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with h5py.File(path, "w") as file:
        _fill(file, tree)
    return path


def write_trees(trees: dict[str, Tree], folder: Path) -> None:
    """Write the files of a recording below a folder."""
    for name, tree in trees.items():
        write_tree(folder / name, tree)


def steady(record: Record) -> Record:
    """The record as if its bytes were known: another version of HDF5 lays the same content out otherwise."""
    if record.kind != "file":
        return record
    return replace(
        record, key=f"content-of-{record.origin}", body={**record.body, "bytes": 1000, "sha256": "00ff"}
    )


def _fill(group: h5py.Group, tree: Tree) -> None:
    for name, content in tree.items():
        if name.startswith("@"):
            group.attrs[name[1:]] = content
        elif not isinstance(content, dict):
            group[name] = _stored(content)
        elif not isinstance(content.get("value", {}), dict):
            group[name] = _stored(content["value"])
            for attribute, value in content.items():
                if attribute.startswith("@"):
                    group[name].attrs[attribute[1:]] = value
        elif "soft" in content:
            group[name] = h5py.SoftLink(content["soft"])
        elif "external" in content:
            group[name] = h5py.ExternalLink(*content["external"])
        else:
            _fill(group.create_group(name), content)


def _stored(value: object) -> object:
    if isinstance(value, list) and value and isinstance(value[0], str):
        return np.array(value, dtype=h5py.string_dtype())
    return value
