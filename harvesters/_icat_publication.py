"""A data publication of an ICAT as triples: its fields are those of DataCite under other names."""

import re

from harvesters._claims import speaker
from harvesters._datacite_kinds import Kind
from harvesters._datacite_relations import as_stated
from harvesters._datacite_triples import Identity, datacite_triples
from harvesters._describe import Description
from harvesters._icat_dataset import dataset_node
from harvesters._icat_investigation import funding_references
from harvesters._icat_parts import describe_release, investigation_node, place_of
from harvesters._place import describe_facility
from harvesters._read import branch, first_text, items
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import doi_iri, thing_iri
from kg.rdf.names import DCT, PAN
from kg.rdf.terms import calendar_date

_SCHEMED = re.compile(
    r"(DOI|URL|URN|ARK|HANDLE|ISBN|ISSN|PMID|ARXIV|PURL|W3ID|IGSN):\s*(?=\S)", re.IGNORECASE
)
_SEVERAL = re.compile(r"\s*;\s*")


def publication_triples(record: Record) -> Mapped:
    """All that is kept of one data publication."""
    body = record.body
    pid = first_text(body, "pid")
    if pid is None:
        raise BadRecord("A data publication without pid.")
    place = place_of(record, branch(body, "facility"))
    ours = Identity(thing_iri("collection", place.scope, pid), pid)
    mapped = datacite_triples(record, publication_attributes(body), speaker("icat", record), ours, Kind.DATA)
    description = Description(mapped.about)
    description.triples += mapped.triples
    said = {predicate for _, predicate, _ in mapped.triples}
    if place.facility is not None:
        description.say(DCT["publisher"], place.facility.iri)
        if PAN["facility"] not in said:
            describe_facility(description, place.facility, place.basis, place.field)
    _describe_content(description, branch(body, "content"), place.scope)
    published, changed = calendar_date(body.get("publicationDate")), calendar_date(body.get("modTime"))
    if published and changed and published.value > changed.value and DCT["available"] not in said:
        describe_release(description, body["publicationDate"], body["modTime"], "publicationDate")
    return Mapped(mapped.about, description.triples)


def publication_attributes(body: dict[str, Json]) -> dict[str, Json]:
    """The publication in the words of DataCite's attributes."""
    users = sorted(
        (one for one in items(body, "users") if isinstance(one, dict)),
        key=lambda one: first_text(one, "orderKey") or "~",
    )
    published = first_text(body, "publicationDate")
    dates = [one for one in items(body, "dates") if isinstance(one, dict)]
    if published and not any(first_text(one, "dateType") == "Issued" for one in dates):
        dates = [*dates, {"dateType": "Issued", "date": published[:10]}]
    return {
        "doi": first_text(body, "pid") if doi_iri(first_text(body, "pid")) else None,
        "titles": [{"title": first_text(body, "title")}],
        "descriptions": [{"description": first_text(body, "description")}],
        "creators": [_agent(one) for one in users if _is_creator(one)],
        "contributors": [_agent(one) for one in users if not _is_creator(one)],
        "subjects": _subjects(body),
        "dates": dates,
        "types": {
            "resourceTypeGeneral": "Dataset",
            "resourceType": first_text(branch(body, "type"), "name"),
        },
        "fundingReferences": funding_references(body),
        "relatedIdentifiers": [_related(one) for one in _items(body) if first_text(one, "identifier")],
        "relatedItems": [_titled(one) for one in _items(body) if not first_text(one, "identifier")],
        "registered": first_text(body, "createTime"),
    }


def _is_creator(user: dict[str, Json]) -> bool:
    return (first_text(user, "contributorType") or "Creator").casefold() == "creator"


def _agent(user: dict[str, Json]) -> dict[str, Json]:
    """ICAT keeps the name as it was published beside the account it belongs to."""
    account = branch(user, "user")
    orcid = first_text(user, "orcidId") or first_text(account, "orcidId")
    full = first_text(user, "fullName") or first_text(account, "fullName")
    affiliations = [one for one in items(user, "affiliations") if isinstance(one, dict)]
    return {
        "name": full,
        "givenName": first_text(user, "givenName"),
        "familyName": first_text(user, "familyName"),
        "nameType": "Personal",
        "nameIdentifiers": [{"nameIdentifier": orcid, "nameIdentifierScheme": "ORCID"}] if orcid else [],
        "affiliation": [
            {
                "name": first_text(one, "fullReference") or first_text(one, "name"),
                "affiliationIdentifier": first_text(one, "pid"),
            }
            for one in affiliations
        ],
        "contributorType": first_text(user, "contributorType"),
    }


def _subjects(body: dict[str, Json]) -> list[Json]:
    """The list that ICAT has since version 6, else the words of the one field before it."""
    listed = [one for one in items(body, "subjects") if isinstance(one, dict)]
    if not listed:
        return [{"subject": words} for words in _SEVERAL.split(first_text(body, "subject") or "") if words]
    return [
        {
            "subject": first_text(one, "name"),
            "subjectScheme": first_text(one, "subjectScheme"),
            "valueUri": first_text(one, "valueURI"),
        }
        for one in listed
    ]


def _items(body: dict[str, Json]) -> list[dict[str, Json]]:
    return [one for one in items(body, "relatedItems") if isinstance(one, dict)]


def _related(item: dict[str, Json]) -> dict[str, Json]:
    words = first_text(item, "identifier") or ""
    scheme = _SCHEMED.match(words)
    return {
        "relatedIdentifier": words[scheme.end() :] if scheme else words,
        "relatedIdentifierType": scheme.group(1).upper() if scheme else None,
        "relationType": first_text(item, "relationType"),
        "resourceTypeGeneral": first_text(item, "relatedItemType"),
        **as_stated(item, None, "relatedItems[]"),
    }


def _titled(item: dict[str, Json]) -> dict[str, Json]:
    return {"titles": [{"title": first_text(item, "fullReference") or first_text(item, "title")}]}


def _describe_content(description: Description, content: dict[str, Json], scope: str) -> None:
    """What is published: datasets, and all of an investigation."""
    for member in items(content, "dataCollectionDatasets"):
        if dataset := branch(member, "dataset"):
            description.say(DCT["hasPart"], dataset_node(dataset, scope))
    for member in items(content, "dataCollectionInvestigations"):
        if inside := branch(member, "investigation"):
            description.say(PAN["investigation"], investigation_node(inside, scope))
            description.say(DCT["hasPart"], doi_iri(first_text(inside, "doi")))
