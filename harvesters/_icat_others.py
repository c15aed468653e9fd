"""Facilities, instruments and studies of an ICAT as triples."""

from harvesters._describe import Description, prose
from harvesters._icat_parts import investigation_node, named_users, place_of
from harvesters._people import describe_person
from harvesters._place import describe_instrument, instrument_node
from harvesters._read import branch, first_text, identifier, items
from kg.errors import BadRecord
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import doi_iri, handle_iri, thing_iri
from kg.rdf.names import DCT, FOAF, PAN, RDF, RDFS, SCHEMA
from kg.rdf.terms import calendar_date, iri
from kg.resolve.facility import facility_by_name


def facility_triples(record: Record) -> Mapped:
    """A facility: what it calls itself, and its page. A known one keeps the label it has here."""
    body = record.body
    name = first_text(body, "name", "fullName")
    place = place_of(record, body)
    if name is None or place.facility is None:
        raise BadRecord("A facility without name.")
    facility = place.facility
    description = Description(facility.iri)
    description.say(RDF["type"], PAN["Facility"])
    if facility_by_name(facility.label) is None:
        description.say(RDFS["label"], prose(facility.label))
    description.say(FOAF["name"], prose(first_text(body, "fullName") or name))
    description.say(DCT["description"], prose(body.get("description")))
    page = first_text(body, "url")
    description.say(FOAF["homepage"], iri(page) if page and "@" not in page else None)
    description.say_moment(DCT["modified"], body.get("modTime"), "modTime")
    return Mapped(facility.iri, description.triples)


def instrument_triples(record: Record) -> Mapped:
    """An instrument: its names, description and page; its scientists are contacts, and not published."""
    body = record.body
    place = place_of(record, branch(body, "facility"))
    name, pid = first_text(body, "name"), first_text(body, "pid")
    registered = doi_iri(pid) or handle_iri(pid)
    if name is None and registered is None:
        raise BadRecord("An instrument without name.")
    description = Description(registered or instrument_node(name or "", place.facility, place.scope))
    describe_instrument(description, description.about, name or pid, place.facility)
    description.say(DCT["identifier"], prose(pid))
    description.say(DCT["alternative"], prose(body.get("fullName")))
    description.say(DCT["description"], prose(body.get("description")))
    page = first_text(body, "url")
    description.say(FOAF["homepage"], iri(page) if page and "@" not in page else None)
    description.say_moment(DCT["modified"], body.get("modTime"), "modTime")
    return Mapped(description.about, description.triples)


def study_triples(record: Record) -> Mapped:
    """A study: investigations that belong together."""
    body = record.body
    name, pid = first_text(body, "name"), first_text(body, "pid")
    members = [branch(one, "investigation") for one in items(body, "studyInvestigations")]
    place = place_of(record, next((branch(one, "facility") for one in members if one), {}))
    key = pid or name or identifier(body, "id")
    if key is None:
        raise BadRecord("A study without name and pid.")
    about = doi_iri(pid) or handle_iri(pid) or thing_iri("study", place.scope, key)
    description = Description(about)
    description.say(RDF["type"], SCHEMA["ResearchProject"])
    description.say(DCT["identifier"], prose(key))
    description.say(DCT["title"], prose(name))
    description.say(DCT["description"], prose(body.get("description")))
    description.say(SCHEMA["startDate"], calendar_date(body.get("startDate")))
    description.say(SCHEMA["endDate"], calendar_date(body.get("endDate")))
    description.say_moment(DCT["modified"], body.get("modTime"), "modTime")
    for person in named_users([branch(body, "user")], description, "user"):
        describe_person(description, DCT["creator"], person, about.value, "user")
    for member in members:
        description.say(DCT["hasPart"], investigation_node(member, place.scope))
    return Mapped(about, description.triples)
