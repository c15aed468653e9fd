"""Everything known of one dataset or collection, as one answer."""

import datetime
from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import NamedNode, Triple

from kg.answer.author_order import creators_in_order
from kg.answer.links import Link, Values, about, linked, pointing
from kg.answer.remarks import Remark, remark_on_technique, remarks_on
from kg.answer.said import SourceRecord, Statement, who_said_what
from kg.rdf.names import CITO, DCAT, DCT, DOI, PAN, PROV, RDF, RDFS, SCHEMA
from kg.resolve.access import State, access_state, iso_date
from kg.store.graph_reader import GraphReader
from kg.store.techniques import techniques_of

PARTS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Assigned:
    """A technique as the source gave it: `iri` is None where the text was not resolved."""

    iri: str | None
    label: str | None
    source_text: str | None
    basis: str | None
    confidence: float | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One quantity; `value` is a number where the source gave one, `path` its place in the file."""

    name: str | None
    value: float | str | None
    unit: str | None
    path: str | None


@dataclass(frozen=True, slots=True)
class File:
    """One file; `bytes` is None where nobody said."""

    iri: str
    name: str | None
    bytes: int | None
    type: str | None
    definition: str | None


@dataclass(frozen=True, slots=True)
class DatasetPage:
    """A dataset or collection. Dates are as the source gave them; unknown is None or empty."""

    iri: str
    doi: str | None
    is_collection: bool
    title: str | None
    description: str | None
    identifiers: tuple[str, ...]
    keywords: tuple[str, ...]
    creators: tuple[Link, ...]
    publisher: Link | None
    facilities: tuple[Link, ...]
    facility_basis: str | None
    instruments: tuple[Link, ...]
    samples: tuple[Link, ...]
    proposals: tuple[Link, ...]
    techniques: tuple[Assigned, ...]
    part_techniques: tuple[Link, ...]
    start: str | None
    end: str | None
    issued: str | None
    available: str | None
    access: State
    opens: datetime.date | None
    as_of: datetime.date
    license: str | None
    rights: str | None
    data_kind: str | None
    landing_pages: tuple[str, ...]
    collections: tuple[Link, ...]
    parts: tuple[Link, ...]
    parts_total: int
    derived_from: tuple[Link, ...]
    related: tuple[str, ...]
    citations: tuple[str, ...]
    files: tuple[File, ...]
    parameters: tuple[Parameter, ...]
    remarks: tuple[Remark, ...]
    records: tuple[SourceRecord, ...]
    records_total: int
    statements: tuple[Statement, ...]
    """Who said what: `records` are those that a statement's values point to, by position."""

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        opens = self.opens.isoformat() if self.opens else None
        return asdict(self) | {"opens": opens, "as_of": self.as_of.isoformat()}


def describe_dataset(reader: GraphReader, iri: str, as_of: datetime.date) -> DatasetPage | None:
    """The dataset as of a day; None when the graph has no dataset of this IRI."""
    try:
        thing = NamedNode(iri)
    except ValueError:
        return None
    said = about(reader, thing)
    if DCAT["Dataset"].value not in said.texts(RDF["type"]):
        return None
    parts = linked(reader, thing, DCT["hasPart"])
    state, opens = _access(said, as_of)
    witnesses = who_said_what(reader, thing)
    remarks = remarks_on(reader, thing)
    return DatasetPage(
        iri=iri,
        doi=iri.removeprefix(str(DOI)) if iri.startswith(str(DOI)) else None,
        is_collection=PAN["DataCollection"].value in said.texts(RDF["type"]),
        access=state,
        opens=opens,
        as_of=as_of,
        collections=pointing(reader, DCT["hasPart"], thing),
        parts=parts[:PARTS_SHOWN],
        parts_total=len(parts),
        files=_files(reader, thing),
        parameters=_parameters(reader, thing),
        techniques=_techniques(reader, thing, remarks),
        part_techniques=_part_techniques(reader, thing),
        remarks=remarks,
        records=witnesses.records,
        records_total=witnesses.records_total,
        statements=witnesses.statements,
        **_words(said),
        **_links(reader, thing),
    )


def dataset_triples(reader: GraphReader, iri: str) -> list[Triple]:
    """All triples of the records about this dataset; empty when there is none."""
    return reader.construct("record_triples", about=NamedNode(iri))


def _words(said: Values) -> dict[str, Any]:
    one, many = said.text, said.texts
    return {
        "title": one(DCT["title"]),
        "description": one(DCT["description"]),
        "identifiers": many(DCT["identifier"]),
        "keywords": many(DCAT["keyword"]),
        "facility_basis": one(PAN["facilityBasis"]),
        "start": one(PAN["collectionStart"]),
        "end": one(PAN["collectionEnd"]),
        "issued": max(many(DCT["issued"]), key=len, default=None),
        "available": one(DCT["available"]),
        "license": one(DCT["license"]),
        "rights": one(DCT["rights"]),
        "data_kind": (one(PAN["dataKind"]) or "").rpartition("#")[2] or None,
        "landing_pages": many(DCAT["landingPage"]),
        "related": tuple(sorted({*many(DCT["relation"]), *many(CITO["isCitedAsDataSourceBy"])})),
        "citations": many(SCHEMA["citation"]),
    }


def _links(reader: GraphReader, thing: NamedNode) -> dict[str, Any]:
    return {
        "creators": creators_in_order(reader, thing)[0],
        "publisher": next(iter(linked(reader, thing, DCT["publisher"])), None),
        "facilities": linked(reader, thing, PAN["facility"]),
        "instruments": linked(reader, thing, PAN["instrument"]),
        "samples": linked(reader, thing, PAN["sample"]),
        "proposals": linked(reader, thing, PAN["proposal"]),
        "derived_from": linked(reader, thing, PROV["wasDerivedFrom"]),
    }


def _access(said: Values, as_of: datetime.date) -> tuple[State, datetime.date | None]:
    rights = (said.text(DCT["accessRights"]) or "").rpartition("/")[2] or None
    return access_state(rights, iso_date(said.text(DCT["available"])), as_of)


def _techniques(reader: GraphReader, thing: NamedNode, remarks: tuple[Remark, ...]) -> tuple[Assigned, ...]:
    """Every assignment; a technique without one is shown bare."""
    terms = techniques_of(reader).terms
    found = []
    for assignment in linked(reader, thing, PAN["qualifiedTechnique"]):
        said = about(reader, NamedNode(assignment.iri))
        iri, confidence = said.text(PAN["assignedTechnique"]), said.text(PAN["confidence"])
        found.append(
            Assigned(
                iri=iri,
                label=terms[iri].label if iri in terms else None,
                source_text=said.text(PAN["sourceText"]),
                basis=(said.text(PAN["basis"]) or "").rpartition("#")[2] or None,
                confidence=float(confidence) if confidence else None,
                remark=said.text(RDFS["comment"])
                or remark_on_technique(remarks, iri, said.text(PAN["sourceText"])),
            )
        )
    known = {of.iri for of in found}
    bare = [iri for iri in about(reader, thing).texts(PAN["technique"]) if iri not in known]
    found += [
        Assigned(iri, terms[iri].label if iri in terms else None, None, None, None, None) for iri in bare
    ]
    return tuple(sorted(found, key=lambda of: (of.label is None, of.label or "", of.source_text or "")))


def _part_techniques(reader: GraphReader, thing: NamedNode) -> tuple[Link, ...]:
    """What the parts of a collection state, which itself seldom states a technique."""
    terms = techniques_of(reader).terms
    iris = {row["technique"].value for row in reader.rows("techniques_of_parts", collection=thing)}
    links = (Link(iri, terms[iri].label if iri in terms else None) for iri in iris)
    return tuple(sorted(links, key=lambda of: (of.label or "", of.iri)))


def _files(reader: GraphReader, thing: NamedNode) -> tuple[File, ...]:
    found: dict[str, File] = {}
    for row in reader.rows("files_of_dataset", dataset=thing):
        value = {name: term.value for name, term in row.items()}
        size = int(value["bytes"]) if value.get("bytes", "").isdigit() else None
        one = File(value["file"], value.get("name"), size, value.get("type"), value.get("definition"))
        found.setdefault(one.iri, one)
    return tuple(found.values())


def _parameters(reader: GraphReader, thing: NamedNode) -> tuple[Parameter, ...]:
    found: dict[str, Parameter] = {}
    for row in reader.rows("parameters_of_dataset", dataset=thing):
        value = {name: term.value for name, term in row.items()}
        number = float(value["number"]) if "number" in value else value.get("text")
        one = Parameter(value.get("name"), number, value.get("unit"), value.get("path"))
        found.setdefault(value["parameter"], one)
    return tuple(found.values())
