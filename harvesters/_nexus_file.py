"""Read the metadata of one file: what it is, its entries, and everything a reader should be warned of."""

import os
from functools import cache
from pathlib import Path
from typing import Any

from h5py import h5f, h5g, h5p

from harvesters._hdf5_node import Issue, Node
from harvesters._hdf5_signature import Kind, signature
from harvesters._hdf5_values import READ_ERRORS
from harvesters._hdf5_walk import Classify, Memory, Walk
from harvesters._nexus_cxi import cxi_facts
from harvesters._nexus_entry import entries_of
from harvesters._nexus_plan import PLAN, class_by_name, class_stated

_IS_WRITTEN = ("already open", "unable to lock file")

_OTHER: dict[Kind, tuple[str, str, str, str]] = {
    "hdf4": ("hdf4", "HDF4", "hdf4", "This is HDF4, which is not read; convert it with h4toh5."),
    "html": ("other", "HTML", "html", "This is a web page, often an error page saved in place of a file."),
    "xml": ("other", "XML", "xml", "This is XML, not HDF5."),
    "lfs-pointer": (
        "other",
        "Git LFS pointer",
        "lfs-pointer",
        "This only points to a file; fetch it with git lfs pull.",
    ),
    "empty": ("other", "empty", "empty-file", "This file is empty."),
    "not-a-file": ("other", "not a file", "not-a-file", "This is no regular file."),
    "unknown": ("other", "unknown", "not-hdf5", "This is not HDF5: its signature is nowhere in the file."),
}


def read_metadata(path: Path) -> dict[str, Any]:
    """The answer of `kg inspect` for one file, but for its name; plain JSON values.

    Raises:
        OSError: the file is not there or not readable.
    """
    kind = signature(path).kind
    if kind != "hdf5":
        outcome, name, code, message = _OTHER[kind]
        return _answer(outcome, name, [], [Issue(code, "/", message)])
    try:
        file = h5f.open(os.fsencode(path), h5f.ACC_RDONLY, fapl=_access())
    except (OSError, RuntimeError) as error:
        return _unopened(str(error))
    try:
        return _read(h5g.open(file, b"/"))
    except READ_ERRORS as error:
        return _answer("damaged", "HDF5", [], [Issue("unreadable", "/", f"Cannot be read: {error}")])
    finally:
        file.close()


def _read(group: h5g.GroupID) -> dict[str, Any]:
    issues: list[Issue] = []
    root = _walk(group, class_stated, issues)
    is_cxi = "cxi_version" in root.fields and not root.children
    if not root.children:
        root = _by_name(group, root, issues, is_cxi)
    if is_cxi:
        outcome, name, entries = "cxi", f"CXI {_version(root)}", cxi_facts(root, issues)
    elif openpmd := root.attributes.get("openPMD"):
        outcome, name, entries = "openpmd", f"openPMD {openpmd}", []
    elif root.children:
        outcome, name, entries = "nexus", "NeXus", entries_of(root, issues)
    else:
        outcome, name, entries = "hdf5", "HDF5", []
    if any(issue.code == "unreadable" for issue in issues):
        outcome = "damaged"
    return _answer(outcome, name, entries, issues) | {"attributes": root.attributes}


def _walk(group: h5g.GroupID, classify: Classify, issues: list[Issue]) -> Node:
    return Walk(PLAN, classify, _memory(), issues).root(group, "NXroot")


def _by_name(group: h5g.GroupID, root: Node, issues: list[Issue], is_cxi: bool) -> Node:
    """The file read by the names of its groups; kept only where that finds something."""
    found: list[Issue] = []
    named = _walk(group, class_by_name, found)
    named.children = [entry for entry in named.children if entry.children or "definition" in entry.fields]
    if not named.children:
        return root
    issues[:] = found
    for entry in named.children:
        entry.inferred = True
        if not is_cxi:
            message = "No NX_class: the structure is taken from the names of the groups."
            issues.append(Issue("inferred-structure", entry.path, message))
    return named


def _version(root: Node) -> str:
    numbers = root.fields["cxi_version"].numbers
    return f"{numbers[0] / 100:.2f}" if numbers else "unknown"


def _unopened(error: str) -> dict[str, Any]:
    if any(sign in error for sign in _IS_WRITTEN):
        message = "A program is still writing this file, or ended without closing it."
        return _answer("open-for-write", "HDF5", [], [Issue("open-for-write", "/", message)])
    return _answer("damaged", "HDF5", [], [Issue("damaged", "/", f"HDF5 cannot open it: {error}")])


def _answer(outcome: str, name: str, entries: list[dict[str, Any]], issues: list[Issue]) -> dict[str, Any]:
    told = [issue._asdict() for issue in dict.fromkeys(issues)]
    return {"outcome": outcome, "format": name, "entries": entries, "issues": told, "attributes": {}}


@cache
def _access() -> h5p.PropFAID:
    access = h5p.create(h5p.FILE_ACCESS)
    access.set_fclose_degree(h5f.CLOSE_STRONG)
    return access


@cache
def _memory() -> Memory:
    return {}
