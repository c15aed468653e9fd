"""Small NeXus files for tests: written from a tree, read back as their first entry."""

from pathlib import Path
from typing import Any

from hdf5_tree import Tree, write_tree

from harvesters.nexus import read

SOURCE: Tree = {"@NX_class": "NXsource"}


def entry_of(tmp_path: Path, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - trees are JSON
    """The first entry read from a file with these fields and the issues of the file."""
    answer = read(write_tree(tmp_path / "one.nxs", {"entry": {"@NX_class": "NXentry", **fields}}))
    assert answer["outcome"] == "nexus"
    entry: dict[str, Any] = answer["entries"][0]
    return entry | {"codes": {issue["code"] for issue in answer["issues"]}}
