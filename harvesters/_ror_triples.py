"""One reading of a ROR record, schema 2.0 and 2.1 (https://ror.readme.io/docs/ror-data-structure)."""

import re

from pyoxigraph import NamedNode

from harvesters._datacite_words import entries, listed, said
from harvesters._describe import Description, prose
from harvesters._read import branch
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped
from kg.rdf.mint import digest_iri, doi_iri
from kg.rdf.names import DCT, FOAF, ORG, OWL, PAN, RDF, RDFS, SCHEMA, SKOS
from kg.rdf.terms import boolean, decimal, iri, text, year
from kg.resolve.facility import facility_by_iri
from kg.resolve.organisation import resolve_ror

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*$")
_ISNI = re.compile(r"\d{15}[\dX]$")
_NAMES = {"alias": SKOS["altLabel"], "label": SKOS["prefLabel"]}
_LINKS = {"website": FOAF["homepage"], "wikipedia": RDFS["seeAlso"]}
_RELATIONS = {
    "parent": ORG["subOrganizationOf"],
    "child": ORG["hasSubOrganization"],
    "related": ORG["linkedTo"],
    "predecessor": DCT["replaces"],
    "successor": DCT["isReplacedBy"],
}


def organisation_triples(body: dict[str, Json]) -> Mapped:
    """All that is kept of one organisation.

    Raises:
        BadRecord: its identifier cannot be a ROR.
    """
    words = said(body, "id") or ""
    about, _ = resolve_ror(words)
    if about is None:
        raise BadRecord(f"{words[:60]!r} is no ROR identifier.")
    description = Description(about)
    is_facility = facility_by_iri(about) is not None
    description.say(RDF["type"], PAN["Facility" if is_facility else "Organisation"])
    # dcterms:identifier of a facility is the short name in its address, which the table of facilities gives.
    description.say(SCHEMA["identifier"], text(about.value.rpartition("/")[2]))
    _describe_names(description, body, "altLabel" if is_facility else "notation")
    _describe_state(description, body)
    for link in entries(body, "links"):
        if predicate := _LINKS.get(said(link, "type") or ""):
            description.say(predicate, iri(said(link, "value")))
    for kind in listed(body, "types"):
        description.say(SCHEMA["additionalType"], prose(kind))
    for location in entries(body, "locations"):
        _describe_location(description, location)
    for external in entries(body, "external_ids"):
        _describe_external(description, external)
    for relation in entries(body, "relationships"):
        other, finding = resolve_ror(said(relation, "id") or "", "relationships[].id")
        description.find(finding)
        predicate = _RELATIONS.get(said(relation, "type") or "")
        if predicate is not None and other != about:
            description.say(predicate, other)
    return Mapped(about, description.triples)


def _describe_names(description: Description, body: dict[str, Json], acronym: str) -> None:
    """Every name by its type and language; the one that ROR shows is its name and label.

    Acronyms become terms of SKOS called `acronym`: a known facility has its notation from our table.
    """
    for name in entries(body, "names"):
        words, language = said(name, "value"), said(name, "lang")
        tag = language if language and _LANGUAGE.match(language) else None
        kinds = listed(name, "types")
        if "ror_display" in kinds:
            description.say(FOAF["name"], prose(words))
            description.say(RDFS["label"], prose(words))
        if "acronym" in kinds:
            description.say(SKOS[acronym], prose(words))
        for kind in kinds:
            if predicate := _NAMES.get(kind):
                description.say(predicate, text(words, tag))


def _describe_state(description: Description, body: dict[str, Json]) -> None:
    """Since when it is, and whether it still is: "inactive" is closed, "withdrawn" should not have been."""
    description.say(SCHEMA["foundingDate"], year(body.get("established")))
    status = said(body, "status")
    if status not in {None, "active"}:
        description.say(SCHEMA["status"], prose(status))
    if status == "withdrawn":
        description.say(OWL["deprecated"], boolean(True))
    description.say_day(DCT["modified"], said(branch(body, "admin", "last_modified"), "date"), "admin")


def _describe_location(description: Description, location: dict[str, Json]) -> None:
    details = branch(location, "geonames_details")
    city, code = said(details, "name"), said(details, "country_code")
    if city is None and code is None:
        return
    address = digest_iri("address", description.about.value, city or "", code or "")
    description.say(SCHEMA["address"], address)
    description.add(address, RDF["type"], SCHEMA["PostalAddress"])
    description.add(address, SCHEMA["addressLocality"], prose(city))
    description.add(address, SCHEMA["addressRegion"], prose(said(details, "country_subdivision_name")))
    description.add(address, SCHEMA["addressCountry"], prose(code))
    number = location.get("geonames_id")
    if not isinstance(number, int) or isinstance(number, bool) or number <= 0:
        return
    place = iri(f"https://sws.geonames.org/{number}/")
    description.say(SCHEMA["location"], place)
    if place is not None:
        description.add(place, RDF["type"], SCHEMA["Place"])
        description.add(place, SCHEMA["name"], prose(city))
        description.add(place, SCHEMA["latitude"], decimal(details.get("lat")))
        description.add(place, SCHEMA["longitude"], decimal(details.get("lng")))


def _describe_external(description: Description, external: dict[str, Json]) -> None:
    """The same organisation elsewhere; of several the preferred one is the same, the others are close.

    An old record of GRID has no address any more: it is a text.
    """
    kind = (said(external, "type") or "").casefold()
    found = listed(external, "all")
    preferred = said(external, "preferred") or (found[0] if len(found) == 1 else None)
    for number in dict.fromkeys([*([preferred] if preferred else []), *found]):
        node = _external_iri(kind, number)
        if node is None:
            description.say(SCHEMA["identifier"], prose(number))
        else:
            description.say(SKOS["exactMatch" if number == preferred else "closeMatch"], node)


def _external_iri(kind: str, number: str) -> NamedNode | None:
    if kind == "fundref":
        return doi_iri(f"10.13039/{number}")
    if kind == "wikidata" and number[:1] == "Q" and number[1:].isdecimal():
        return iri(f"http://www.wikidata.org/entity/{number}")
    digits = number.replace(" ", "")
    return iri(f"https://isni.org/isni/{digits}") if kind == "isni" and _ISNI.match(digits) else None
