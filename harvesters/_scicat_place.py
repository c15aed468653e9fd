"""Where a dataset was measured: the facility and how that is known, and the instrument."""

from collections.abc import Iterator

from pyoxigraph import NamedNode

from harvesters._describe import Description, prose
from harvesters._read import branch, first_text, texts
from harvesters._scicat_identity import operator, site
from kg.harvest.payload import Json
from kg.harvest.source import Record
from kg.rdf.mint import thing_iri
from kg.rdf.names import DCT, PAN, RDF, RDFS
from kg.rdf.terms import Literal
from kg.resolve.facility import (
    Facility,
    facility_by_identifier,
    facility_by_location,
    facility_by_name,
    new_facility,
)

LONGEST_NAME = 80
"""A longer creation location is prose, not the name of an instrument."""


def describe_facility(description: Description, facility: Facility, basis: str) -> None:
    """State the facility and how it is known; one that the shipped table lacks gets its label here."""
    description.say(PAN["facility"], facility.iri)
    description.say(PAN["facilityBasis"], Literal(basis))
    if facility_by_name(facility.label) is None:
        description.add(facility.iri, RDF["type"], PAN["Facility"])
        description.add(facility.iri, RDFS["label"], prose(facility.label))


def dataset_facility(record: Record, pid: str) -> tuple[Facility, str] | None:
    """The facility where a dataset was measured, by the best evidence there is.

    A stated place goes before the operator's word: catalogues also hold data that were measured elsewhere.
    """
    return next(_evidence(record, pid), None)


def _evidence(record: Record, pid: str) -> Iterator[tuple[Facility, str]]:
    body = record.body
    for location in texts(body, "creationLocation"):
        if found := facility_by_location(location):
            yield found[0], "creation location"
    metadata = branch(body, "scientificMetadata")
    stated = first_text(branch(metadata, "facility"), "name") or first_text(
        branch(metadata, "experiment"), "facility"
    )
    if stated and (facility := facility_by_name(stated)):
        yield facility, "stated"
    for instrument in texts(body, "instrumentIds", "instrumentId"):
        if found := facility_by_location(instrument):
            yield found[0], "instrument"
    if named := operator(record):
        yield named, "operator"
    if registered := facility_by_identifier(pid):
        yield registered, "DOI prefix" if pid.startswith("10.") else "handle prefix"
    for location in texts(body, "creationLocation"):
        # SciCat's own advice for this field is /site/facility/instrument.
        site_name, _, rest = location.removeprefix("/").partition("/")
        if location.startswith("/") and site_name.strip() and rest:
            yield new_facility(site_name.strip()), "creation location"


def describe_instruments(description: Description, record: Record, facility: Facility | None) -> None:
    """State the instruments by their ids, else by the creation location."""
    body = record.body
    named = _named_instrument(body)
    ids = texts(body, "instrumentIds", "instrumentId")
    if not ids and named:
        scope = facility.slug if facility else site(record, None)
        node = thing_iri("instrument", scope, named.lower())
        describe_instrument(description, node, named, facility)
        description.say(PAN["instrument"], node)
    for instrument in dict.fromkeys(instrument.casefold() for instrument in ids):
        node, label, owner = instrument_identity(instrument, record)
        # An id that is no place says nothing to a reader; its name stands in the instrument's own record.
        label = label or (named if len(ids) == 1 else None)
        describe_instrument(description, node, label, owner or facility)
        description.say(PAN["instrument"], node)


def instrument_identity(identifier: str, record: Record) -> tuple[NamedNode, str | None, Facility | None]:
    """An instrument by its catalogue id: its IRI, and the name and the facility that the id itself states.

    Ids differ in case alone ("/DESY/petra3/p08", "/desy/petra3/p08"), and may be places.
    """
    if (place := facility_by_location(identifier)) and place[1]:
        label = place[1].upper() if place[1].islower() and not place[1].isalpha() else place[1]
        return thing_iri("instrument", place[0].slug, place[1].lower()), label, place[0]
    owner = facility_by_identifier(identifier) or operator(record)
    scope = owner.slug if owner else site(record, None)
    return thing_iri("instrument", scope, identifier.lower()), None, owner


def describe_instrument(
    description: Description, node: NamedNode, label: str | None, facility: Facility | None
) -> None:
    """State what an instrument is called and who operates it."""
    description.add(node, RDF["type"], PAN["Instrument"])
    description.add(node, RDFS["label"], prose(label))
    description.add(node, PAN["operatedBy"], facility.iri if facility else None)


def describe_proposals(description: Description, record: Record, facility: Facility | None) -> None:
    """State the proposals by their ids; a title that stands in the metadata belongs to the one it names."""
    titled = branch(record.body, "scientificMetadata", "proposal")
    for proposal in texts(record.body, "proposalIds", "proposalId"):
        node = thing_iri("proposal", site(record, facility), proposal)
        description.say(PAN["proposal"], node)
        description.add(node, RDF["type"], PAN["Proposal"])
        description.add(node, DCT["identifier"], prose(proposal))
        if proposal in texts(titled, "proposalId"):
            description.add(node, DCT["title"], prose(titled.get("title")))


def _named_instrument(body: Json) -> str | None:
    location = first_text(body, "creationLocation")
    if location is None:
        return first_text(branch(body, "scientificMetadata", "instrument"), "name")
    found = facility_by_location(location)
    name = found[1] if found else location.rstrip("/").rpartition("/")[2].strip()
    return name if name and len(name) <= LONGEST_NAME and "@" not in name else None
