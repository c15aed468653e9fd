"""A dataset of the ESRF's open catalogue as triples."""

from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from harvesters._composition import describe_formula
from harvesters._describe import Description, prose
from harvesters._icat_dataset import describe_collected, describe_visit
from harvesters._icat_parts import describe_release
from harvesters._icatplus_parameters import describe_typed_parameters, stated_parameters
from harvesters._place import describe_facility, operator, use_instrument
from harvesters._read import branch, first_text, identifier, items
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import digest_iri, doi_iri, thing_iri
from kg.rdf.names import DCAT, DCT, PAN, RDF, SCHEMA
from kg.resolve.facility import Facility, facility_by_identifier, facility_by_name, new_facility
from kg.resolve.technique import assign, resolve_technique

_STATES = {"ONLINE", "ARCHIVED", "RESTORING"}
_NO_TECHNIQUES = {"UNKNOWN", "NONE", "N/A"}


def dataset_triples(record: Record) -> Mapped:
    """All that is kept of one dataset; `location`, a path within the facility, is not."""
    body = record.body
    number, doi = identifier(body, "id", "datasetId"), first_text(body, "doi")
    if number is None and doi_iri(doi) is None:
        raise BadRecord("A dataset without id.")
    inside = branch(body, "investigation")
    facility, basis = icatplus_facility(record, first_text(inside, "doi") or doi)
    description = Description(doi_iri(doi) or thing_iri("dataset", facility.slug, number or ""))
    parameters = stated_parameters(body)
    _describe_itself(description, body, number or doi or "")
    describe_facility(description, facility, basis)
    describe_visit(description, inside, facility.slug)
    if name := _instrument(body):
        use_instrument(description, name, facility, facility.slug)
    _describe_techniques(description, body, parameters)
    formula = parameters.get("Sample_chemical_formula", ("", None))[0]
    _describe_sample(description, body, formula, facility)
    describe_typed_parameters(description, parameters)
    released, changed = inside.get("releaseDate"), body.get("modTime")
    describe_release(description, released, changed, "investigation.releaseDate")
    return Mapped(description.about, description.triples)


def part_triples(record: Record) -> Mapped:
    """A dataset as the route of a DOI lists it: the dataset, and that it is part of that DOI's data."""
    inner, collection = branch(record.body, "dataset"), doi_iri(first_text(record.body, "collection"))
    if collection is None:
        raise BadRecord("A part of no DOI.")
    mapped = dataset_triples(replace(record, body=inner))
    return Mapped(mapped.about, [*mapped.triples, (mapped.about, DCT["isPartOf"], collection)])


def icatplus_facility(record: Record, doi: str | None) -> tuple[Facility, str]:
    """The operator's, else who registers the DOI, else the ESRF, whose catalogue this is."""
    if named := operator(record):
        return named, "operator"
    if registered := facility_by_identifier(doi or ""):
        return registered, "DOI prefix"
    return facility_by_name("ESRF") or new_facility("ESRF"), "publisher"


def _describe_itself(description: Description, body: Json, key: str) -> None:
    description.say(RDF["type"], PAN["Dataset"])
    description.say(RDF["type"], DCAT["Dataset"])
    description.say(DCT["identifier"], prose(key))
    sample, name = _sample(body), first_text(body, "name")
    # Most are called "0001": as in the ESRF's own portal, the sample's name before it says what it is.
    title = f"{sample} {name}" if sample and name and sample != name else name or sample or key
    description.say(DCT["title"], prose(title))
    description.say(DCT["alternative"], prose(name) if name != title else None)
    description.say(DCT["description"], prose(body.get("description")))
    stated = body.get("type")
    kind = first_text(stated, "name") if isinstance(stated, dict) else first_text(body, "type", "datasetType")
    description.say(SCHEMA["additionalType"], prose(kind))
    describe_collected(description, body, kind)
    state = (first_text(body, "status", "archiveStatus") or "").upper()
    description.say(SCHEMA["creativeWorkStatus"], Literal(state) if state in _STATES else None)


def _instrument(body: Json) -> str | None:
    inner = branch(body, "instrument") or branch(body, "investigation", "instrument")
    return first_text(body, "instrumentName") or first_text(inner, "name")


def _sample(body: Json) -> str | None:
    return first_text(body, "sampleName") or first_text(branch(body, "sample"), "name")


def _describe_techniques(
    description: Description, body: Json, parameters: dict[str, tuple[str, str | None]]
) -> None:
    """The list; where it is empty, as it often is, the parameters that hold the same in words."""
    told = [
        (first_text(one, "pid"), first_text(one, "name"), "techniques[]")
        for one in items(body, "techniques")
        if isinstance(one, dict)
    ]
    pids = parameters.get("technique_pid", ("", None))[0].split()
    words = parameters.get("definition", ("", None))[0].split()
    names = [name for name in words if name.upper() not in _NO_TECHNIQUES]
    if not told:
        told = [(pid, None, "parameters[technique_pid]") for pid in pids]
    if not told:
        told = [(None, name, "parameters[definition]") for name in names]
    for pid, name, field in told:
        if pid or name:
            description.triples += assign(description.about, resolve_technique(pid, name, field))


def _describe_sample(description: Description, body: Json, formula: str, facility: Facility) -> None:
    name, number = _sample(body), identifier(body, "sampleId") or identifier(branch(body, "sample"), "id")
    if not (name or number or formula):
        return
    node: NamedNode = (
        thing_iri("sample", facility.slug, number)
        if number
        else digest_iri("sample", description.about.value, name or formula)
    )
    description.say(PAN["sample"], node)
    description.add(node, RDF["type"], PAN["Sample"])
    description.add(node, SCHEMA["name"], prose(name))
    describe_formula(description, node, formula or None, "parameters[Sample_chemical_formula]")
