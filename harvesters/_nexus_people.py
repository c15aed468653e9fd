"""The people that a file names; addresses and telephone numbers are never read."""

import re
from typing import Any

from harvesters._hdf5_node import Issue, Node
from harvesters._nexus_reading import text_of
from kg.rdf.mint import orcid_iri

_READ = ("name", "role", "affiliation")
_ADDRESS = re.compile(r"[<(\[]?[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,}[>)\]]?")


def users_of(nodes: list[Node], issues: list[Issue]) -> list[dict[str, Any]]:
    """Name, role, affiliation and checked ORCID of each user that has a name or an ORCID."""
    users = []
    for node in nodes:
        user = {name: without_address(text_of(node, [name], issues)) for name in _READ}
        user["orcid"] = _orcid(node, issues)
        if user["name"] or user["orcid"]:
            users.append(user)
    return users


def without_address(text: str | None) -> str | None:
    """The text without the e-mail addresses in it; None where nothing is left."""
    return _ADDRESS.sub("", text).strip() or None if text else None


def _orcid(node: Node, issues: list[Issue]) -> str | None:
    text = text_of(node, ["ORCID", "orcid"], issues)
    if text is None:
        return None
    checked = orcid_iri(text)
    if checked is None:
        issues.append(
            Issue("orcid-invalid", node.path, f"{text[:60]!r} is no ORCID: its check digit does not hold.")
        )
    return checked.value if checked else None
