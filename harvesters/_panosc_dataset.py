"""PaNOSC datasets and instruments as triples."""

from harvesters._describe import Description, prose
from harvesters._panosc_parts import (
    describe_files,
    describe_listed_parameters,
    describe_public,
    describe_samples,
    describe_used_instrument,
    facility_of,
    instrument_of,
    pid_iri,
)
from harvesters._place import describe_facility, describe_instrument, operator, site
from harvesters._read import branch, first_text, identifier, items
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.names import DCAT, DCT, PAN, RDF
from kg.resolve.facility import Facility, facility_by_identifier
from kg.resolve.technique import assign, resolve_technique


def dataset_triples(record: Record) -> Mapped:
    """All that is kept of one dataset.

    creationDate is when the dataset was made, which for some providers is when it was entered: it is no time
    of measurement.
    """
    body = record.body
    pid = identifier(body, "pid")
    if pid is None:
        raise BadRecord("A dataset without pid.")
    place = _facility(record, body, pid)
    scope = site(record, None, "panosc")
    description = Description(pid_iri(pid, "dataset", scope))
    description.say(RDF["type"], PAN["Dataset"])
    description.say(RDF["type"], DCAT["Dataset"])
    description.say(DCT["identifier"], prose(pid))
    description.say(DCT["title"], prose(body.get("title")))
    description.say_moment(DCT["created"], body.get("creationDate"), "creationDate")
    describe_public(description, body)
    if place:
        describe_facility(description, *place, "instrument.facility" if place[1] == "instrument" else None)
    describe_used_instrument(description, record, body, scope)
    describe_techniques(description, body)
    describe_samples(description, body, scope)
    describe_listed_parameters(description, items(body, "parameters"))
    describe_files(description, body)
    return Mapped(description.about, description.triples)


def instrument_triples(record: Record) -> Mapped:
    """An instrument: what it is called, and whose it is."""
    body = record.body
    pid, name = identifier(body, "pid"), first_text(body, "name")
    facility = facility_of(body) or operator(record)
    if not (name or pid):
        raise BadRecord("An instrument without name and pid.")
    description = Description(instrument_of(name, pid, facility, site(record, facility, "panosc")))
    describe_instrument(description, description.about, name, facility)
    description.say(DCT["identifier"], prose(pid))
    return Mapped(description.about, description.triples)


def describe_techniques(description: Description, body: Json) -> None:
    """Every technique, by its PaNET id where it has one beside the provider's own."""
    for technique in items(body, "techniques"):
        if isinstance(technique, dict):
            pid, name = first_text(technique, "panetId", "pid"), first_text(technique, "name")
            if pid or name:
                description.triples += assign(description.about, resolve_technique(pid, name))


def _facility(record: Record, body: Json, pid: str) -> tuple[Facility, str] | None:
    """Where it was measured: a stated place goes before the operator's word."""
    if stated := facility_of(branch(body, "instrument")):
        return stated, "instrument"
    if named := operator(record):
        return named, "operator"
    if registered := facility_by_identifier(pid):
        return registered, "DOI prefix" if pid.startswith("10.") else "handle prefix"
    return None
