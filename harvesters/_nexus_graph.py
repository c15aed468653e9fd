"""One file's metadata as triples: a dataset, its file, and a measurement for each entry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from harvesters._describe import prose
from harvesters._nexus_parts import (
    citations,
    facility,
    instrument,
    parameters,
    people,
    probe,
    sample,
    techniques,
)
from kg.harvest.source import Record
from kg.rdf.mint import thing_iri
from kg.rdf.names import DCAT, DCT, IANA, PAN, PROV, RDF, RDFS, SPDX, XSD
from kg.rdf.terms import Literal, NamedNode, Term, Triple, moment, text

SHA256 = SPDX["checksumAlgorithm_sha256"]
_MEDIA_TYPE = IANA["application/x-hdf5"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the triples of one record are about."""

    key: str
    dataset: NamedNode
    file: NamedNode


def subject_of(record: Record) -> Subject:
    """The IRIs of a record's dataset and file: they come from the content, not from where it lies."""
    return Subject(
        record.key, thing_iri("dataset", "nexus", record.key), thing_iri("file", "nexus", record.key)
    )


def file_triples(record: Record) -> Iterator[Triple]:
    """All triples of one record."""
    about, body = subject_of(record), record.body
    name = record.origin.rpartition("/")[2]
    entries: list[dict[str, Any]] = body["entries"]
    yield about.dataset, RDF["type"], PAN["Dataset"]
    yield about.dataset, RDF["type"], DCAT["Dataset"]
    yield from _values(about.dataset, DCT["identifier"], [text(record.key)])
    yield from _values(about.dataset, DCT["title"], [_title(entries, name)])
    yield from _values(about.dataset, DCT["description"], _first(entries, "experiment_description"))
    yield from _span(about.dataset, entries)
    if any(entry["processed"] for entry in entries):
        yield about.dataset, PAN["dataKind"], PAN["Processed"]
    yield from _file(about, record, name)
    yield from facility(about.dataset, entries, record.facility)
    yield from instrument(about.dataset, entries, record.facility)
    yield from techniques(about.dataset, entries)
    yield from citations(about.dataset, entries)
    yield from people(about.dataset, record.key, entries, body["attributes"].get("author"))
    yield from sample(about.dataset, record.key, entries)
    yield from _proposal(about.dataset, entries)
    yield from _values(about.dataset, RDFS["comment"], [_note(issue) for issue in body["issues"]])
    for entry in entries:
        yield from _measurement(about, entry)


def _note(issue: dict[str, str]) -> Literal | None:
    """What whoever wrote the file could mend; that a template was not filled in is seen by the gap."""
    return None if issue["code"] == "placeholder" else prose(f"{issue['path']}: {issue['message']}")


def _title(entries: list[dict[str, Any]], name: str) -> Literal | None:
    titles = dict.fromkeys(entry["title"] for entry in entries if entry["title"])
    return prose(next(iter(titles), None)) or text(name)


def _first(entries: Iterable[dict[str, Any]], key: str) -> list[Term | None]:
    return [prose(next((entry[key] for entry in entries if entry[key]), None))]


def _span(dataset: NamedNode, entries: list[dict[str, Any]]) -> Iterator[Triple]:
    """First start and last end, where all of them can be compared: with zones, or all without."""
    for key, predicate, choose in (
        ("start_time", "collectionStart", min),
        ("end_time", "collectionEnd", max),
    ):
        times = [entry[key] for entry in entries if entry[key]]
        endings = {time[19:].lstrip(".0123456789") for time in times}
        if len(endings) == 1:
            yield from _values(dataset, PAN[predicate], [moment(choose(times))])
        elif times:
            yield from _values(dataset, PAN[predicate], [moment(times[0])])


def _file(about: Subject, record: Record, name: str) -> Iterator[Triple]:
    body = record.body
    yield about.dataset, DCAT["distribution"], about.file
    yield about.file, RDF["type"], PAN["File"]
    yield about.file, RDF["type"], DCAT["Distribution"]
    yield from _values(about.file, DCT["title"], [text(name)])
    yield about.file, DCAT["byteSize"], Literal(str(body["bytes"]), datatype=XSD["nonNegativeInteger"])
    yield about.file, DCAT["mediaType"], _MEDIA_TYPE
    yield from _values(about.file, DCT["format"], [text(body["format"])])
    definitions = sorted({definition for entry in body["entries"] for definition in entry["definitions"]})
    yield from _values(about.file, PAN["nexusDefinition"], [text(definition) for definition in definitions])
    if body["sha256"]:
        checksum = thing_iri("checksum", "nexus", about.key)
        yield about.file, SPDX["checksum"], checksum
        yield checksum, RDF["type"], SPDX["Checksum"]
        yield checksum, SPDX["algorithm"], SHA256
        yield checksum, SPDX["checksumValue"], Literal(body["sha256"], datatype=XSD["hexBinary"])


def _proposal(dataset: NamedNode, entries: list[dict[str, Any]]) -> Iterator[Triple]:
    number = next(
        (entry["experiment_identifier"] for entry in entries if entry["experiment_identifier"]), None
    )
    if (shown := text(number)) is None:
        return
    proposal = thing_iri("proposal", "nexus", shown.value)
    yield dataset, PAN["proposal"], proposal
    yield proposal, RDF["type"], PAN["Proposal"]
    yield proposal, DCT["identifier"], shown


def _measurement(about: Subject, entry: dict[str, Any]) -> Iterator[Triple]:
    measurement = thing_iri("measurement", "nexus", about.key, entry["path"])
    yield about.dataset, PROV["wasGeneratedBy"], measurement
    yield measurement, RDF["type"], PAN["Measurement"]
    yield from _values(measurement, PAN["hdf5Path"], [text(entry["path"])])
    yield from _values(measurement, DCT["title"], [prose(entry["title"])])
    yield from _values(measurement, PROV["startedAtTime"], [moment(entry["start_time"])])
    yield from _values(measurement, PROV["endedAtTime"], [moment(entry["end_time"])])
    yield from _values(measurement, PAN["nexusDefinition"], [text(name) for name in entry["definitions"]])
    yield from probe(about.dataset, measurement, about.key, entry)
    yield from parameters(about.dataset, measurement, about.key, entry)


def _values(subject: NamedNode, predicate: NamedNode, terms: Iterable[Term | None]) -> Iterator[Triple]:
    for term in terms:
        if term is not None:
            yield subject, predicate, term
