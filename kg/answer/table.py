"""Every dataset that a search found, one row each: as CSV with its CSVW description, or as JSON.

The rows are records, not hits: of records alike each has its row. At most `MOST` are written, the best first;
`Table.cut` says how many were left out, and every form tells it to its reader.
"""

import datetime
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from kg.answer.engine import Engine
from kg.rdf.names import CSVW, DCAT, DCT, PAN, SCHEMA
from kg.rdf.spreadsheet import write_csv
from kg.resolve.access import State, access_state, iso_date

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 10_000
"""Rows of one export."""


@dataclass(frozen=True, slots=True)
class Exported:
    """One dataset; unknown is None or empty. Several values are joined by "; " in CSV."""

    iri: str
    doi: str | None
    title: str
    access: State
    opens: datetime.date | None
    facilities: tuple[str, ...]
    instruments: tuple[str, ...]
    techniques: tuple[str, ...]
    technique_iris: tuple[str, ...]
    samples: tuple[str, ...]
    people: tuple[str, ...]
    collected: str | None
    issued: str | None
    available: str | None
    collection: str | None
    citations: int | None

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self) | {"opens": self.opens.isoformat() if self.opens else None}


@dataclass(frozen=True, slots=True)
class Table:
    """The rows, how many datasets there are in all, and the generation and day they hold for."""

    rows: tuple[Exported, ...]
    total: int
    generation: int
    as_of: datetime.date

    @property
    def cut(self) -> int:
        """Datasets left out."""
        return self.total - len(self.rows)

    @property
    def told(self) -> str | None:
        """What is missing, as a sentence; None where nothing is."""
        if not self.cut:
            return None
        return (
            f"Only the best {len(self.rows):,} of {self.total:,} datasets are in this file; "
            "narrow the search, or page through all of it with cursors."
        )

    @property
    def name(self) -> str:
        """A file name without its ending, which tells that rows are missing where some are."""
        cut = f"-first-{len(self.rows)}-of-{self.total}" if self.cut else ""
        return f"datasets{cut}-generation-{self.generation}"

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "total": self.total, "cut": self.cut, "note": self.told, "generation": self.generation,
            "as_of": self.as_of.isoformat(), "datasets": [row.as_json() for row in self.rows],
        }  # fmt: skip


def table(engine: Engine, ranked: "NDArray[np.int64]", as_of: datetime.date) -> Table:
    """The table of these documents, the best first."""
    rows = tuple(_exported(engine, number, as_of) for number in ranked[:MOST].tolist())
    return Table(rows, len(ranked), engine.generation, as_of)


def csv(found: Table) -> str:
    """RFC 4180; no cell is a formula to a spreadsheet."""
    return write_csv(_HEADER, (list(_cells(row)) for row in found.rows))


def csv_metadata(found: Table, address: str) -> dict[str, Any]:
    """The table at this address described in W3C's CSV on the Web."""
    described: dict[str, Any] = {
        "@context": str(CSVW).removesuffix("#"),
        "url": address,
        "dialect": {"header": True, "encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "rdfs:comment": [found.told] if found.told else [],
        "tableSchema": {"columns": [_column(name) for name in _HEADER], "primaryKey": "iri"},
    }
    return described


_HEADER = tuple(of.name for of in fields(Exported))
_LISTS = ("facilities", "instruments", "techniques", "technique_iris", "samples", "people")
_PROPERTIES = {
    "doi": DCT["identifier"], "title": DCT["title"], "technique_iris": PAN["technique"],
    "people": DCT["creator"], "collected": PAN["collectionStart"], "issued": DCT["issued"],
    "available": DCT["available"], "facilities": PAN["facility"], "instruments": PAN["instrument"],
    "samples": SCHEMA["name"], "iri": DCAT["Dataset"],
}  # fmt: skip


def _column(name: str) -> dict[str, Any]:
    column: dict[str, Any] = {"name": name, "titles": name, "required": name == "iri"}
    if name in _LISTS:
        column["separator"] = "; "
    if name == "iri":
        return column | {"datatype": "anyURI"}
    if name == "opens":
        column["datatype"] = "date"
    if name == "citations":
        column["datatype"] = "nonNegativeInteger"
    return column | ({"propertyUrl": _PROPERTIES[name].value} if name in _PROPERTIES else {})


def _cells(row: Exported) -> Iterator[object]:
    for name in _HEADER:
        value = getattr(row, name)
        yield "; ".join(_one(of) for of in value) if isinstance(value, tuple) else _plain(value)


def _one(text: str) -> str:
    """One of several values: the sign between them cannot stand within one."""
    return text.replace("; ", ", ")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _exported(engine: Engine, number: int, as_of: datetime.date) -> Exported:
    card = engine.cards[number]
    state, opens = access_state(card.rights, iso_date(card.available), as_of)
    label = engine.lexicon.label
    return Exported(
        iri=card.iri,
        doi=card.doi,
        title=card.title,
        access=state,
        opens=opens,
        facilities=tuple(map(label, card.facilities)),
        instruments=tuple(map(label, card.instruments)),
        techniques=tuple(map(label, card.techniques)),
        technique_iris=card.techniques,
        samples=card.samples,
        people=tuple(of.name for of in card.people if of.name),
        collected=card.start,
        issued=card.issued,
        available=card.available,
        collection=card.collection,
        citations=card.citations,
    )
