"""One reading of DataCite metadata, whether it came as REST JSON, as kernel XML or inside another protocol.

Terms: the guide's mapping table; DCAT 3 for data, schema.org for grants, PROV for roles. The attributes are
those of https://support.datacite.org/docs/api; schema 4.0 to 4.6.
"""

import re
from typing import NamedTuple

from pyoxigraph import NamedNode

from harvesters._datacite_agents import describe_contributors, describe_creators
from harvesters._datacite_dates import describe_dates
from harvesters._datacite_funding import describe_funding
from harvesters._datacite_geography import describe_geography
from harvesters._datacite_kinds import Kind, kind_of
from harvesters._datacite_relations import claim_relations, describe_relations
from harvesters._datacite_rights import describe_rights
from harvesters._datacite_subjects import describe_subjects
from harvesters._datacite_words import entries, listed, said
from harvesters._describe import Description, Speaker, prose
from harvesters._organisation import describe_publisher
from harvesters._place import describe_facility, operator
from harvesters._read import branch
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import doi_iri, thing_iri
from kg.rdf.names import DCAT, DCT, DOI, FOAF, PAN, RDF, RDFS, SCHEMA
from kg.resolve.address import broken_address, resolve_address
from kg.resolve.facility import (
    Facility,
    facility_by_identifier,
    facility_by_name,
    unknown_publisher,
)

_SESSION = re.compile(r"/esrf-es-(\d+)$", re.IGNORECASE)
_NAMED_BY = {
    Kind.INSTRUMENT: RDFS["label"],
    Kind.BEAMLINE: RDFS["label"],
    Kind.SAMPLE: SCHEMA["name"],
    Kind.GRANT: SCHEMA["name"],
    Kind.PROJECT: FOAF["name"],
}


class Identity(NamedTuple):
    """The IRI of a thing, and the identifier that its source gave it."""

    iri: NamedNode
    identifier: str


def datacite_triples(
    record: Record,
    attributes: dict[str, Json],
    speaker: Speaker,
    otherwise: Identity | None = None,
    kind: Kind | None = None,
) -> Mapped:
    """All that is kept of one record; `otherwise` is what it is called where it has no DOI.

    Claims about related works are made in the name of `speaker`. `kind` is what the source itself knows of
    it, where that is more than the attributes say.

    Raises:
        BadRecord: it has neither DOI nor another identifier.
    """
    doi = said(attributes, "doi")
    about = doi_iri(doi)
    if about is not None:
        otherwise = Identity(about, about.value.removeprefix(str(DOI)))
    if otherwise is None:
        raise BadRecord("A DataCite record without DOI." if doi is None else f"{doi[:60]!r} is no DOI.")
    about, key = otherwise
    kind = kind or kind_of(attributes, key)
    description = Description(about, speaker, kind.work)
    is_data = kind is Kind.DATA
    _describe_itself(description, attributes, kind, key)
    _describe_form(description, attributes, kind)
    creators = SCHEMA["manufacturer"] if kind in {Kind.INSTRUMENT, Kind.BEAMLINE} else DCT["creator"]
    describe_creators(description, attributes, creators, key)
    describe_contributors(description, attributes, key)
    describe_publisher(description, attributes.get("publisher"), operator(record))
    facility = _describe_facility(description, record, attributes, kind, key)
    scope = facility.slug if facility else key.partition("/")[0]
    describe_subjects(description, attributes, facility, scope, is_data)
    _describe_session(description, attributes, scope, key)
    opens = describe_dates(description, attributes, is_data)
    describe_rights(description, attributes, is_data, opens)
    describe_funding(description, attributes, kind is Kind.OUTPUT)
    describe_relations(description, attributes, kind in {Kind.INSTRUMENT, Kind.BEAMLINE})
    claim_relations(description, attributes)
    describe_geography(description, attributes)
    return Mapped(about, description.triples)


def _describe_itself(description: Description, attributes: dict[str, Json], kind: Kind, key: str) -> None:
    for term in kind.types:
        description.say(RDF["type"], term)
    description.say(DCT["identifier"], prose(key))
    name = _NAMED_BY.get(kind, DCT["title"])
    titles = entries(attributes, "titles") + [{"title": words} for words in listed(attributes, "titles")]
    main = next((one for one in titles if not said(one, "titleType")), titles[0] if titles else None)
    for title in titles:
        description.say(name if title is main else DCT["alternative"], prose(said(title, "title")))
    for one in entries(attributes, "descriptions"):
        description.say(DCT["description"], prose(said(one, "description")))
    for other in entries(attributes, "alternateIdentifiers") + entries(attributes, "identifiers"):
        words = said(other, "alternateIdentifier", "identifier")
        if broken := broken_address(words or "", "alternateIdentifiers[]"):
            description.find(broken)
        elif doi_iri(words) != description.about:
            description.say(SCHEMA["identifier"], prose(words))


def _describe_form(description: Description, attributes: dict[str, Json], kind: Kind) -> None:
    """Free type, version, language, sizes, formats, and the page that the DOI leads to."""
    description.say(SCHEMA["additionalType"], prose(said(branch(attributes, "types"), "resourceType")))
    version = SCHEMA["softwareVersion"] if kind is Kind.SOFTWARE else DCAT["version"]
    description.say(version, prose(said(attributes, "version")))
    description.say(DCT["language"], prose(said(attributes, "language")))
    for words in listed(attributes, "sizes"):
        description.say(DCT["extent"], prose(words))
    for words in listed(attributes, "formats"):
        description.say(DCT["format"], prose(words))
    page, broken = resolve_address(said(attributes, "url") or "", "url")
    description.find(broken)
    described_by = DCAT["landingPage"] if kind is Kind.DATA else SCHEMA["url"]
    description.say(described_by, page)


def _describe_facility(
    description: Description, record: Record, attributes: dict[str, Json], kind: Kind, key: str
) -> Facility | None:
    """The facility of data or of an instrument, by who registers or publishes; nobody else counts as one."""
    found = operator(record), facility_by_identifier(key), _known(attributes)
    bases = "operator", "DOI prefix", "publisher"
    known = next(((one, basis) for one, basis in zip(found, bases, strict=True) if one), None)
    if known is None:
        name = _publisher(attributes) if kind is Kind.DATA else None
        description.find(unknown_publisher(name, "publisher") if name else None)
        return None
    facility, basis = known
    if kind is Kind.DATA:
        describe_facility(description, facility, basis)
    elif kind in {Kind.INSTRUMENT, Kind.BEAMLINE}:
        description.say(PAN["operatedBy"], facility.iri)
    return facility


def _describe_session(description: Description, attributes: dict[str, Json], scope: str, key: str) -> None:
    """The session whose data have this DOI (10.15151/ESRF-ES-<number>): an investigation beside its data."""
    found = _SESSION.search(key)
    stated = said(branch(attributes, "types"), "resourceType")
    if found is None or (stated or "").casefold() not in {"", "experiment session"}:
        return
    node = thing_iri("investigation", scope, found[1])
    description.say(PAN["investigation"], node)
    description.add(node, RDF["type"], PAN["Investigation"])
    description.add(node, DCT["identifier"], prose(found[1]))


def _known(attributes: dict[str, Json]) -> Facility | None:
    name = _publisher(attributes)
    return facility_by_name(name) if name else None


def _publisher(attributes: dict[str, Json]) -> str | None:
    stated = attributes.get("publisher")
    return said(attributes, "publisher") if isinstance(stated, str) else said(stated, "name")
