"""A dataset of an ICAT as triples."""

from pyoxigraph import Literal, NamedNode

from harvesters._describe import Description, prose
from harvesters._distribution import MOST as MOST_FILES
from harvesters._distribution import Stored, describe_file
from harvesters._icat_investigation import investigation_data
from harvesters._icat_parts import (
    describe_icat_amount,
    describe_release,
    describe_sample,
    describe_used_instrument,
    investigation_node,
    place_of,
)
from harvesters._icat_quantity import describe_icat_parameters
from harvesters._place import describe_facility, describe_proposal, proposal_node
from harvesters._read import branch, first_text, identifier, items
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import doi_iri, thing_iri
from kg.rdf.names import DCAT, DCT, PAN, PROV, RDF, SCHEMA
from kg.resolve.technique import assign, resolve_technique

KINDS = {
    "raw": "Raw",
    "acquisition": "Raw",
    "experiment_raw": "Raw",
    "analyzed": "Processed",
    "analysed": "Processed",
    "processed": "Processed",
    "reprocessed": "Processed",
    "reduced": "Processed",
    "derived": "Processed",
    "simulated": "Simulated",
    "simulation": "Simulated",
}
"""Names of dataset types, each site's own, that say what kind of data it is."""


def dataset_triples(record: Record) -> Mapped:
    """All that is kept of one dataset."""
    body = record.body
    inside = branch(body, "investigation")
    place = place_of(record, branch(inside, "facility"))
    about = dataset_node(body, place.scope)
    if about is None:
        raise BadRecord("A dataset without name and id.")
    description = Description(about)
    _describe_itself(description, body)
    if place.facility is not None:
        describe_facility(description, place.facility, place.basis, place.field)
    describe_visit(description, inside, place.scope)
    for used in items(body, "datasetInstruments"):
        describe_used_instrument(description, branch(used, "instrument"), place)
    for used in items(body, "datasetTechniques"):
        technique = branch(used, "technique")
        pid, name = first_text(technique, "pid"), first_text(technique, "name")
        if pid or name:
            found = resolve_technique(pid, name, "datasetTechniques[].technique")
            description.triples += assign(about, found)
    describe_sample(description, body.get("sample"), inside, place)
    describe_icat_parameters(description, body)
    _describe_files(description, body)
    seen = body.get("modTime") or inside.get("modTime")
    describe_release(description, inside.get("releaseDate"), seen, "investigation.releaseDate")
    return Mapped(about, description.triples)


def dataset_node(stated: dict[str, Json], scope: str) -> NamedNode | None:
    """A dataset's DOI; else ours by its name within proposal and visit, as in dumps; else by its number."""
    if found := doi_iri(first_text(stated, "doi")):
        return found
    inside = branch(stated, "investigation")
    names = [first_text(inside, "name"), first_text(inside, "visitId"), first_text(stated, "name")]
    if names[0] and names[2]:
        return thing_iri("dataset", scope, *filter(None, names))
    number = identifier(stated, "id")
    return thing_iri("dataset", scope, number) if number else None


def describe_visit(description: Description, inside: dict[str, Json], scope: str) -> None:
    """State the investigation that a dataset belongs to, its proposal, and the collection with its DOI."""
    visit = investigation_node(inside, scope)
    if visit is None:
        return
    description.say(PAN["investigation"], visit)
    description.add(visit, RDF["type"], PAN["Investigation"])
    description.add(visit, DCT["title"], prose(inside.get("title")))
    number, doi = first_text(inside, "name"), investigation_data(inside)
    if number:
        proposal = proposal_node(number, scope)
        describe_proposal(description, proposal, number)
        description.add(visit, PAN["proposal"], proposal)
    if doi and (collection := doi_iri(doi)):
        description.add(visit, DCT["identifier"], prose(doi))
        description.say(DCT["isPartOf"], collection)


def describe_collected(description: Description, body: Json, kind: str | None) -> None:
    """The times of measurement; of processed data only when they were made."""
    if name := KINDS.get((kind or "").strip().lower()):
        description.say(PAN["dataKind"], PAN[name])
        if name == "Processed":
            made = body.get("endDate") or body.get("startDate")
            description.say_moment(PROV["generatedAtTime"], made, "endDate")
            return
    description.say_moment(PAN["collectionStart"], body.get("startDate"), "startDate")
    description.say_moment(PAN["collectionEnd"], body.get("endDate"), "endDate")


def _describe_itself(description: Description, body: Json) -> None:
    description.say(RDF["type"], PAN["Dataset"])
    description.say(RDF["type"], DCAT["Dataset"])
    name = first_text(body, "name") or identifier(body, "id")
    description.say(DCT["identifier"], prose(first_text(body, "doi") or name))
    description.say(DCT["title"], prose(name))
    description.say(DCT["description"], prose(body.get("description")))
    kind = first_text(branch(body, "type"), "name")
    description.say(SCHEMA["additionalType"], prose(kind))
    describe_collected(description, body, kind)
    complete = {True: "complete", "true": "complete", False: "incomplete", "false": "incomplete"}
    stated = body.get("complete")
    said = complete.get(stated) if isinstance(stated, bool | str) else None
    description.say(SCHEMA["creativeWorkStatus"], Literal(said) if said else None)
    description.say_moment(DCT["modified"], body.get("modTime"), "modTime")


def _describe_files(description: Description, body: Json) -> None:
    """How many, how large together, and the first by their own names.

    ICAT does not say how a checksum was made: without that it proves nothing.
    """
    describe_icat_amount(description, body)
    for file in items(body, "datafiles")[:MOST_FILES]:
        if isinstance(file, dict) and (name := first_text(file, "name")):
            describe_file(description, description.about, Stored(name, file.get("fileSize")))
