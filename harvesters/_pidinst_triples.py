"""One reading of PIDINST 1.0, in the fields of its JSON schema (Research Data Alliance, CC BY 4.0)."""

from pyoxigraph import NamedNode

from harvesters._datacite_relations import describe_relations
from harvesters._datacite_words import entries, listed, said
from harvesters._describe import Description, prose
from harvesters._handle import pid_finding, pid_iri
from harvesters._organisation import describe_organisation, stated_ror
from harvesters._place import instrument_node, operator
from harvesters._read import branch
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import thing_iri
from kg.rdf.names import DCT, FOAF, PAN, PROV, RDF, RDFS, SCHEMA, SKOS
from kg.rdf.terms import iri
from kg.resolve.facility import Facility, facility_by_iri, facility_by_name
from kg.resolve.technique import panet_number, resolve_technique

_WIKIDATA = "http://www.wikidata.org/entity/"


def instrument_triples(record: Record, fields: dict[str, Json]) -> Mapped:
    """All that is kept of one instrument.

    Raises:
        BadRecord: it has no identifier.
    """
    identifier = branch(fields, "identifier")
    words, kind = said(identifier, "identifier"), said(identifier, "identifierType")
    if words is None:
        raise BadRecord("A PIDINST record without identifier.")
    description = Description(_node(words, kind))
    description.find(pid_finding(words, kind, "identifier"))
    description.say(DCT["identifier"], prose(words))
    _describe_itself(description, fields)
    facility = _describe_owners(description, record, fields)
    _describe_making(description, fields)
    _describe_dates(description, fields)
    _describe_relations(description, fields)
    _link_by_name(description, fields, facility)
    return Mapped(description.about, description.triples)


def _node(words: str, kind: str | None) -> NamedNode:
    """The registered identifier; one that cannot be resolved gets an IRI of ours that is made of it."""
    return pid_iri(words, kind) or thing_iri("instrument", "pidinst", words)


def _describe_itself(description: Description, fields: dict[str, Json]) -> None:
    types = entries(fields, "instrumentTypes")
    if any("beamline" in (said(one, "instrumentTypeName") or "").casefold() for one in types):
        description.say(RDF["type"], PAN["Beamline"])
    description.say(RDF["type"], PAN["Instrument"])
    description.say(RDFS["label"], prose(said(fields, "name")))
    description.say(DCT["description"], prose(said(fields, "description")))
    page = said(fields, "landingPage")
    description.say(SCHEMA["url"], iri(page) if page and "@" not in page else None)
    for words in listed(fields, "measuredVariables"):
        description.say(SCHEMA["variableMeasured"], prose(words))
    for other in entries(fields, "alternateIdentifiers"):
        description.say(SCHEMA["identifier"], prose(said(other, "alternateIdentifier")))
    for one in types:
        _describe_type(description, one)


def _describe_type(description: Description, stated: dict[str, Json]) -> None:
    """The type in words and as the concept of a vocabulary; a technique among them is one it offers."""
    words = said(stated, "instrumentTypeName")
    concept = said(branch(stated, "instrumentTypeIdentifier"), "instrumentTypeIdentifier")
    description.say(SCHEMA["additionalType"], prose(words))
    if concept and panet_number(concept):
        technique = resolve_technique(concept, words, "instrumentTypes[]")
        description.say(PAN["offersTechnique"], technique.iri)
        for finding in technique.findings:
            description.find(finding)
    else:
        description.say(DCT["type"], iri(concept))


def _describe_owners(
    description: Description, record: Record, fields: dict[str, Json]
) -> tuple[Facility, bool] | None:
    """State every owner; the one facility among them, and whether its ROR says so (else its name only)."""
    facilities: dict[Facility, bool] = {}
    for owner in entries(fields, "owners"):
        name, ror = said(owner, "ownerName"), _ror(description, owner, "owner")
        facility = facility_by_iri(ror) if ror else facility_by_name(name or "")
        if facility is None:
            description.say(PROV["wasAttributedTo"], _organisation(description, name, ror))
        else:
            facilities[facility] = facilities.get(facility, False) or ror is not None
            description.say(PROV["wasAttributedTo"], facility.iri)
    for facility in facilities:
        description.say(PAN["operatedBy"], facility.iri)
    if not facilities and (named := operator(record)):
        description.say(PAN["operatedBy"], named.iri)
        return None
    return next(iter(facilities.items())) if len(facilities) == 1 else None


def _ror(description: Description, agent: dict[str, Json], member: str) -> NamedNode | None:
    """The ROR of an owner or manufacturer, with or without its address; another kind is none."""
    name = f"{member}Identifier"
    identifier = branch(agent, name)
    words, kind = said(identifier, name), said(identifier, f"{name}Type")
    if words is None or (kind or "ROR").upper() != "ROR":
        return None
    return stated_ror(description, words if "ror" in words.casefold() else f"ror:{words}", f"{member}s[]")


def _organisation(description: Description, name: str | None, ror: NamedNode | None) -> NamedNode | None:
    """The organisation; one with a ROR is what that says, even if its name is that of a known facility."""
    if ror is None or name is None or facility_by_name(name) is None:
        return describe_organisation(description, name, ror)
    description.add(ror, RDF["type"], PAN["Organisation"])
    description.add(ror, FOAF["name"], prose(name))
    return ror


def _describe_making(description: Description, fields: dict[str, Json]) -> None:
    for maker in entries(fields, "manufacturers"):
        identifier = branch(maker, "manufacturerIdentifier")
        ror = _ror(description, maker, "manufacturer")
        known = facility_by_iri(ror) if ror else None
        node = known.iri if known else _organisation(description, said(maker, "manufacturerName"), ror)
        description.say(SCHEMA["manufacturer"], node)
        item = said(identifier, "manufacturerIdentifier")
        is_wikidata = said(identifier, "manufacturerIdentifierType") == "Wikidata"
        if node is not None and is_wikidata and item and item[:1] == "Q" and item[1:].isdecimal():
            description.add(node, SCHEMA["sameAs"], iri(_WIKIDATA + item))
    model = branch(fields, "model")
    description.say(SCHEMA["model"], prose(said(model, "modelName")))
    of_model = branch(model, "modelIdentifier")
    description.say(
        SCHEMA["model"], pid_iri(said(of_model, "modelIdentifier"), said(of_model, "modelIdentifierType"))
    )


def _describe_dates(description: Description, fields: dict[str, Json]) -> None:
    for entry in entries(fields, "dates"):
        kind, words = said(entry, "dateType"), said(entry, "date")
        if kind == "Commissioned":
            description.say_day(DCT["available"], words, "dates[Commissioned]")
        elif kind == "DeCommissioned":
            description.say_moment(PROV["invalidatedAtTime"], words, "dates[DeCommissioned]")


def _describe_relations(description: Description, fields: dict[str, Json]) -> None:
    others = []
    for related in entries(fields, "relatedIdentifiers"):
        words, kind = said(related, "relatedIdentifier"), said(related, "relatedIdentifierType")
        relation = said(related, "relationType")
        if words is None:
            continue
        if relation in {"HasComponent", "IsComponentOf"}:
            description.find(pid_finding(words, kind, "relatedIdentifiers[]"))
            _describe_part(description, _node(words, kind), relation == "HasComponent")
        elif (target := pid_iri(words, kind)) is None:
            others.append({"relatedIdentifier": words, "relatedIdentifierType": kind})
        elif relation == "IsIdenticalTo":
            description.say(SKOS["exactMatch"], target)
        else:
            others.append(
                {"relatedIdentifier": target.value, "relatedIdentifierType": "URL", "relationType": relation}
            )
    describe_relations(description, {"relatedIdentifiers": others}, is_instrument=True)


def _describe_part(description: Description, other: NamedNode, is_component: bool) -> None:
    whole, part = (description.about, other) if is_component else (other, description.about)
    if whole != part:
        description.add(part, PAN["partOfInstrument"], whole)
        description.add(other, RDF["type"], PAN["Instrument"])


def _link_by_name(
    description: Description, fields: dict[str, Json], owner: tuple[Facility, bool] | None
) -> None:
    """Link the IRI that the instrument gets where only its name is known.

    The same where the owner's ROR is that of a facility, close where only the owner's name is. A component
    gets no link: a facility has many a "Pilatus detector".
    """
    relations = {said(related, "relationType") for related in entries(fields, "relatedIdentifiers")}
    name = said(fields, "name")
    if owner is None or name is None or "IsComponentOf" in relations:
        return
    facility, is_certain = owner
    by_name = instrument_node(name, facility, facility.slug)
    if by_name != description.about:
        description.say(SKOS["exactMatch" if is_certain else "closeMatch"], by_name)
