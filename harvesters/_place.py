"""Where something was measured, as statements that all catalogues share: facility, instrument, proposal.

An instrument's IRI is made of its facility and its name, so that one instrument met through two sources has
one IRI; without a known facility, of the bounds within which its catalogue's identifiers are unique.
"""

from functools import lru_cache
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode

from harvesters._describe import Description, prose
from kg.harvest.source import Record
from kg.rdf.mint import doi_iri, handle_iri, thing_iri
from kg.rdf.names import DCT, PAN, RDF, RDFS
from kg.resolve.facility import Facility, facility_by_name, new_facility, unknown_facility
from kg.resolve.instrument import instrument_key


@lru_cache(maxsize=1024)
def facility_called(name: str) -> Facility:
    """The facility of this name: the known one, else one that has nothing but the name."""
    return facility_by_name(name) or new_facility(name)


def operator(record: Record) -> Facility | None:
    """The facility that the operator named for this harvest."""
    return facility_called(record.facility) if record.facility else None


def site(record: Record, facility: Facility | None, otherwise: str) -> str:
    """Where sample, proposal and instrument ids are unique: two catalogues may both have a "sample1".

    The operator's facility, else the host that the record came from, else the facility it names, else the
    dialect's own word.
    """
    if record.facility:
        return facility_called(record.facility).slug
    _, is_address, rest = record.origin.partition("://")
    host = _host(rest.partition("/")[0]) if is_address else None
    return host or (facility.slug if facility else otherwise)


@lru_cache(maxsize=256)
def _host(authority: str) -> str | None:
    """The host of an address's authority, without port; None where there is none."""
    try:
        return urlsplit(f"//{authority}").hostname
    except ValueError:
        return None


def describe_facility(
    description: Description, facility: Facility, basis: str, field: str | None = None
) -> None:
    """State the facility and how it is known; one that the shipped table lacks gets its label here.

    That is a finding, too, where the record's own `field` names it; None: it does not. `basis` is one of
    "creation location", "stated", "instrument", "operator", "DOI prefix", "handle prefix", "publisher".
    """
    description.say(PAN["facility"], facility.iri)
    description.say(PAN["facilityBasis"], _basis(basis))
    if facility_by_name(facility.label) is None:
        description.add(facility.iri, RDF["type"], PAN["Facility"])
        description.add(facility.iri, RDFS["label"], prose(facility.label))
        description.find(unknown_facility(facility.label, field) if field else None)


@lru_cache(maxsize=64)
def _basis(words: str) -> Literal:
    return Literal(words)


@lru_cache(maxsize=8192)
def instrument_node(name: str, facility: Facility | None, scope: str) -> NamedNode:
    """The instrument of this name at its facility, else within `scope` (see `site`).

    Case, the blank before a number and the facility's own name do not count. A DOI or handle (PIDINST) in
    place of a name is the IRI.
    """
    owner = facility.slug if facility else scope
    key = instrument_key(name) or name.lower()
    return doi_iri(name) or handle_iri(name) or thing_iri("instrument", owner, key)


def instrument_by_id(identifier: str, facility: Facility | None, scope: str) -> NamedNode:
    """The instrument of this catalogue id, a mere number: only its case does not count."""
    owner = facility.slug if facility else scope
    known = doi_iri(identifier) or handle_iri(identifier)
    return known or thing_iri("instrument", owner, identifier.lower())


def describe_instrument(
    description: Description, node: NamedNode, label: str | None, facility: Facility | None
) -> None:
    """State what an instrument is called and who operates it; that it was used is for the caller to say."""
    description.add(node, RDF["type"], PAN["Instrument"])
    description.add(node, RDFS["label"], prose(label))
    description.add(node, PAN["operatedBy"], facility.iri if facility else None)


def use_instrument(description: Description, name: str, facility: Facility | None, scope: str) -> NamedNode:
    """State that the thing was measured with the instrument of this name; the instrument."""
    node = instrument_node(name, facility, scope)
    describe_instrument(description, node, name, facility)
    description.say(PAN["instrument"], node)
    return node


def proposal_node(proposal: str, scope: str) -> NamedNode:
    """The proposal of this number within `scope` (see `site`); case counts. A DOI is the IRI."""
    return doi_iri(proposal) or thing_iri("proposal", scope, proposal)


def describe_proposal(
    description: Description, node: NamedNode, proposal: str, title: str | None = None
) -> None:
    """State that the thing came about by this proposal."""
    description.say(PAN["proposal"], node)
    description.add(node, RDF["type"], PAN["Proposal"])
    description.add(node, DCT["identifier"], prose(proposal))
    description.add(node, DCT["title"], prose(title))
