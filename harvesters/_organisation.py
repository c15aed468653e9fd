"""Organisations, publishers among them: one IRI for one name, whichever dialect says it.

A facility is what is known as one: by the shipped table, by the operator's word, or because a record states
it where only facilities stand. Who publishes need not be one: an unknown publisher is an organisation.
"""

from pyoxigraph import NamedNode

from harvesters._datacite_words import said
from harvesters._describe import Description, prose
from kg.harvest.payload import Json
from kg.rdf.mint import thing_iri
from kg.rdf.names import DCT, FOAF, PAN, RDF
from kg.resolve.facility import Facility, facility_by_name, slug_of
from kg.resolve.organisation import resolve_ror


def describe_organisation(
    description: Description,
    name: str | None,
    ror: NamedNode | None = None,
    named: Facility | None = None,
) -> NamedNode | None:
    """The organisation of this name or identifier, described; a known facility is itself.

    `named` is the facility that the record or its operator names: of this very name, it is meant.
    """
    if name is None and ror is None:
        return None
    if name and (facility := facility_by_name(name)):
        return facility.iri
    if name and named is not None and ror is None and slug_of(name) == named.slug:
        return named.iri
    node = ror or thing_iri("organisation", slug_of(name or ""))
    description.add(node, RDF["type"], PAN["Organisation"])
    description.add(node, FOAF["name"], prose(name))
    return node


def describe_publisher(description: Description, stated: Json, named: Facility | None = None) -> None:
    """State the publisher, a name or an object; `named` as in `describe_organisation`."""
    if isinstance(stated, str):
        stated = {"name": stated}
    name = said(stated, "name")
    ror = stated_ror(description, said(stated, "publisherIdentifier"), "publisher")
    description.say(DCT["publisher"], describe_organisation(description, name, ror, named))


def stated_ror(description: Description, value: str | None, field: str) -> NamedNode | None:
    """The ROR IRI of an identifier; one that is meant as a ROR and is none becomes a finding."""
    ror, finding = resolve_ror(value, field) if value else (None, None)
    description.find(finding)
    return ror
