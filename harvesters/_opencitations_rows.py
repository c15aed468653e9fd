"""Rows of OpenCitations, of whichever file or answer: what they are, and the records that hold them."""

import re
from typing import Literal

from pyoxigraph import NamedNode

from harvesters._datacite_words import said
from harvesters._same_record import main_iri
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Record
from kg.rdf.names import OC_META
from kg.resolve.work_id import work_iri, work_iris

ListName = Literal["citations", "references"]
Identifiers = list[tuple[str, NamedNode]]

_INDEX = re.compile(r"\s*([a-z]+) => ", re.IGNORECASE)
_LONGEST = 2048
"""Characters of the longest identifier."""


def is_citation(row: Json) -> bool:
    """Whether a row says that one work cites another."""
    return isinstance(row, dict) and "citing" in row and "cited" in row


def is_work(row: Json) -> bool:
    """Whether a row of Meta describes a work."""
    return isinstance(row, dict) and "id" in row and ("title" in row or "pub_date" in row)


def identifiers(row: dict[str, Json], end: str) -> Identifiers:
    """The identifiers under `end` ("citing", "cited", "id"); version 1 of the Index gave bare DOIs."""
    words = said(row, end) or ""
    # A word without end would be searched for an identifier from each of its letters on.
    found = list(work_iris(" ".join(word for word in words.split() if len(word) <= _LONGEST)))
    index = _INDEX.match(words)
    bare = None if found else work_iri("doi", words[index.end() :] if index else words)
    return [("doi", bare)] if bare else found


def told(row: dict[str, Json], name: str) -> tuple[str | None, str | None]:
    """A value, and the index that it is from where that stands before it ("coci => 2013-01; …")."""
    words = said(row, name)
    found = _INDEX.match(words) if words else None
    if words is None or found is None:
        return words, None
    return words[found.end() :].partition(";")[0].strip() or None, found[1].lower()


def omids_of(rows: list[Json], end: str) -> list[str]:
    """The numbers of OpenCitations' own identifiers on this side of the rows, each once, sorted."""
    found = [identifiers(row, end) for row in rows if is_citation(row)]
    nodes = {node.value for one in found for scheme, node in one if scheme == "omid"}
    return sorted(iri.removeprefix(str(OC_META)) for iri in nodes)


def list_record(doi: str, name: ListName, rows: list[Json], origin: str) -> Record:
    """The whole list of those that cite a DOI, or that it cites; it may be empty."""
    body = {"asked": f"doi:{doi}", "list": name, "rows": rows}
    return Record(name, f"{doi} {name}", body, write_json(body), origin)


def metadata_record(doi: str, rows: list[Json], origin: str) -> Record:
    """What Meta knows of those that cite a DOI."""
    body = {"asked": f"doi:{doi}", "rows": rows}
    return Record("metadata", f"{doi} citing works", body, write_json(body), origin)


def count_record(doi: str, metric: str, row: Json, origin: str) -> Record:
    """A count, whose answer does not say of what."""
    body = {"asked": f"doi:{doi}", "count": metric, "rows": [row]}
    return Record("count", f"{doi} {metric}", body, write_json(body), origin)


def row_item(row: dict[str, Json], origin: str) -> Record | Aside:
    """One citation or one work on its own."""
    raw = write_json(row)
    if is_work(row):
        node = main_iri(identifiers(row, "id"))
        if node is not None:
            return Record("work", node.value, row, raw, origin)
        return Aside(
            "work", origin, raw, origin, "A work without an identifier that is known.", "quarantined"
        )
    citing, cited = (main_iri(identifiers(row, end)) for end in ("citing", "cited"))
    if citing is None or cited is None:
        reason = "A citation without identifiers that are known on both sides."
        return Aside("citation", origin, raw, origin, reason, "quarantined")
    key = said(row, "oci") or f"{citing.value} {cited.value}"
    return Record("citation", key, row, raw, origin)
