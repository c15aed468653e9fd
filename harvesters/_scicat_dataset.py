"""A SciCat dataset, v3 or v4, as triples."""

from harvesters._claims import speaker
from harvesters._describe import Description, prose
from harvesters._distribution import describe_amount
from harvesters._parameters import describe_parameters
from harvesters._people import Named, describe_person, people
from harvesters._place import describe_facility, site
from harvesters._read import branch, first_text, identifier, items, texts
from harvesters._related import describe_related
from harvesters._rights import describe_dataset_access, describe_licence, stated_rights
from harvesters._scicat_block import describe_embedded_files
from harvesters._scicat_derivation import describe_derivation, describe_relationships
from harvesters._scicat_identity import dataset_iri
from harvesters._scicat_place import (
    dataset_facility,
    describe_instruments,
    describe_proposals,
)
from harvesters._scicat_sample import describe_samples
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.names import DCAT, DCT, PAN, PROV, RDF
from kg.rdf.terms import calendar_date, moment
from kg.resolve.facility import facility_by_name
from kg.resolve.technique import assign, resolve_technique

_KINDS = {
    "raw": "Raw",
    "derived": "Processed",
    "processed": "Processed",
    "simulated": "Simulated",
    "simulation": "Simulated",
}


_LEADERS = "principalInvestigator"


def dataset_triples(record: Record) -> Mapped:
    """All that is kept of one dataset."""
    body = record.body
    pid = identifier(body, "pid", "_id", "id")
    if pid is None:
        raise BadRecord("A dataset without pid.")
    description = Description(dataset_iri(pid), speaker("scicat", record), "dataset")
    _describe_itself(description, body, pid)
    _describe_times(description, body)
    _describe_creators(description, body, pid)
    place = dataset_facility(record, pid)
    facility = place[0] if place else None
    if place:
        field = "creationLocation" if place[1] == "creation location" else None
        describe_facility(description, *place, field)
    describe_instruments(description, record, facility)
    describe_proposals(description, record, facility)
    describe_samples(description, record, site(record, facility, "scicat"))
    describe_techniques(description, body)
    describe_derivation(description, body)
    describe_relationships(description, body)
    describe_embedded_files(description, body)
    metadata = branch(body, "scientificMetadata")
    describe_parameters(description, metadata)
    for related in items(metadata, "related_identifiers"):
        describe_related(description, related, "scientificMetadata.related_identifiers[]")
    describe_licence(description, *stated_rights(body))
    describe_dataset_access(description, body)
    return Mapped(description.about, description.triples)


def describe_kind(description: Description, kind: str | None) -> None:
    """Raw, processed or simulated, where the record says one of these."""
    if name := _KINDS.get((kind or "").lower()):
        description.say(PAN["dataKind"], PAN[name])


def describe_techniques(description: Description, body: Json) -> None:
    """Every technique named, resolved or not."""
    for technique in items(body, "techniques"):
        said = technique if isinstance(technique, dict) else {"name": technique}
        pid, name = first_text(said, "pid", "panetId"), first_text(said, "name")
        if pid or name:
            description.triples += assign(description.about, resolve_technique(pid, name))


def _describe_itself(description: Description, body: Json, pid: str) -> None:
    description.say(RDF["type"], PAN["Dataset"])
    description.say(RDF["type"], DCAT["Dataset"])
    description.say(DCT["identifier"], prose(pid))
    description.say(DCT["title"], prose(body.get("datasetName")))
    description.say(DCT["description"], prose(body.get("description")))
    for keyword in texts(body, "keywords"):
        description.say(DCAT["keyword"], prose(keyword))
    describe_kind(description, first_text(body, "type"))
    describe_amount(description, body.get("numberOfFiles"), body.get("size"))


def _describe_times(description: Description, body: Json) -> None:
    """The clock of the measurement, and the record's own.

    A dataset's creationTime is when its files were complete: near the measurement for raw data, when nothing
    better is stated, and no measurement at all for derived data.
    """
    beamtime = branch(body, "scientificMetadata", "beamtime")
    start, end = (_first_date(body, beamtime, field) for field in ("startTime", "endTime"))
    is_derived = (first_text(body, "type") or "raw").lower() in {"derived", "processed"}
    created = body.get("creationTime")
    if start:
        description.say_moment(PAN["collectionStart"], start, "startTime")
    elif not is_derived:
        description.say_moment(PAN["collectionStart"], created, "creationTime")
    if is_derived:
        description.say_moment(PROV["generatedAtTime"], created, "creationTime")
    description.say_moment(PAN["collectionEnd"], end, "endTime")
    description.say_moment(DCT["modified"], body.get("updatedAt"), "updatedAt")


def _first_date(body: Json, beamtime: dict[str, Json], field: str) -> Json:
    stated = [value for value in (body.get(field), beamtime.get(field)) if value]
    if len(stated) < 2:
        return stated[0] if stated else None
    return next((value for value in stated if moment(value) or calendar_date(value)), stated[0])


def _describe_creators(description: Description, body: Json, pid: str) -> None:
    """Principal investigators as creators, else the owner; others as contributors."""
    investigators = texts(body, "principalInvestigators", "principalInvestigator", "investigator")
    leaders: list[Json] = [name.strip() for names in investigators for name in names.split(";")]
    creators = people(leaders, description, _LEADERS)
    listed = items(branch(body, "scientificMetadata"), "contributors")
    known = {one.name: one for one in people(listed, description, "scientificMetadata.contributors[]")}
    owners = _owners(body, description)
    for owner in owners:
        known.setdefault(owner.name, owner)
    creators = creators or owners
    for creator in creators:
        describe_person(description, DCT["creator"], known.pop(creator.name, creator), pid, _LEADERS)
    for contributor in known.values():
        describe_person(description, DCT["contributor"], contributor, pid)


def _owners(body: Json, description: Description) -> list[Named]:
    """The owner, or the people in that field: some catalogues put the facility there, who is none."""
    name, orcid = first_text(body, "owner"), first_text(body, "orcidOfOwner")
    if name is None or facility_by_name(name):
        return []
    owners = people([{"name": name, "orcid": orcid}], description, "owner")
    return [owner._replace(orcid_field="orcidOfOwner") for owner in owners]
