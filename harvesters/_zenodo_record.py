"""A record of Zenodo's interface, in the words of DataCite's attributes: one mapping for all.

Two shapes are read: the one Zenodo and Rodare have served for years, and InvenioRDM's own. Both are from
their documentation (unverified: no live service was reached), so everything in them may be missing.
"""

from harvesters._datacite_kinds import Kind
from harvesters._datacite_relations import as_stated
from harvesters._datacite_words import entries, listed, said
from harvesters._read import branch
from kg.harvest.payload import Json

# Zenodo's types and subtypes, and what they are to us.
_KINDS = {
    "dataset": Kind.DATA,
    "software": Kind.SOFTWARE,
    "lesson": Kind.TRAINING,
    "physicalobject": Kind.SAMPLE,
    "publication": Kind.PUBLICATION,
    "image": Kind.OTHER,
    "video": Kind.OTHER,
    "poster": Kind.OTHER,
    "presentation": Kind.OTHER,
    "other": Kind.OTHER,
}
_HANDED_IN = {
    "deliverable", "milestone", "projectdeliverable", "projectmilestone", "report", "proposal",
    "datamanagementplan", "outputmanagementplan", "technicalnote",
}  # fmt: skip
_GENERAL = {"publication": "Text", "dataset": "Dataset", "software": "Software"}
_ACCESS = {"open": "open access", "embargoed": "embargoed access", "restricted": "restricted access"}


def record_kind(body: dict[str, Json]) -> Kind:
    """What the record is.

    A deliverable or report, or anything without a class of its own that names a grant, is a project's output.
    """
    metadata = branch(body, "metadata")
    kind, subtype = _type(metadata)
    if subtype in _HANDED_IN:
        return Kind.OUTPUT
    found = _KINDS.get(kind, Kind.OTHER)
    return Kind.OUTPUT if found is Kind.OTHER and _grants(metadata) else found


def record_doi(body: Json) -> str | None:
    """The DOI of this version of the record."""
    pid = branch(body, "pids", "doi")
    return said(body, "doi") or said(branch(body, "metadata"), "doi") or said(pid, "identifier")


def attributes_of_zenodo(body: dict[str, Json]) -> dict[str, Json]:
    """The attributes of one record."""
    metadata = branch(body, "metadata")
    kind, subtype = _type(metadata)
    concept = said(body, "conceptdoi") or said(branch(body, "parent", "pids", "doi"), "identifier")
    related = [_related(one) for one in entries(metadata, "related_identifiers")]
    if concept and concept != record_doi(body):
        own = as_stated({"conceptdoi": concept}, None, "conceptdoi")
        related.append({"relatedIdentifier": concept, "relationType": "IsVersionOf", **own})
    return {
        "doi": record_doi(body),
        "titles": [{"title": said(metadata, "title") or said(body, "title")}],
        "creators": [_agent(one) for one in entries(metadata, "creators")],
        "contributors": [_agent(one) for one in entries(metadata, "contributors")],
        "publisher": said(metadata, "publisher"),
        "subjects": _subjects(metadata),
        "descriptions": [{"description": said(metadata, "description")}],
        "dates": _dates(body, metadata),
        "language": said(metadata, "language") or _first_id(metadata, "languages"),
        "version": said(metadata, "version"),
        "types": {"resourceTypeGeneral": kind, "resourceType": subtype or None},
        "rightsList": _rights(body, metadata),
        "relatedIdentifiers": related,
        "fundingReferences": [_grant(one) for one in _grants(metadata)],
        "url": said(branch(body, "links"), "self_html", "html", "latest_html"),
    }


def _type(metadata: dict[str, Json]) -> tuple[str, str]:
    """Type and subtype, squeezed: {"type", "subtype"}, or {"id": "publication-deliverable"}."""
    stated = branch(metadata, "resource_type")
    identifier = said(stated, "id") or ""
    kind, _, subtype = identifier.partition("-")
    kind, subtype = said(stated, "type") or kind, said(stated, "subtype") or subtype
    return kind.replace("-", "").casefold(), subtype.replace("-", "").casefold()


def _agent(stated: dict[str, Json]) -> dict[str, Json]:
    person = branch(stated, "person_or_org")
    if not person:
        identifiers = [{"nameIdentifier": said(stated, "orcid")}]
        role = said(stated, "type")
        name = said(stated, "name")
        family, comma, given = (name or "").partition(", ")  # the form that its documentation asks for
        agent = {"name": name, "affiliation": said(stated, "affiliation")}
        if comma and "," not in given:
            agent |= {"familyName": family, "givenName": given}
        return {**agent, "nameIdentifiers": identifiers, "contributorType": role}
    return {
        "name": said(person, "name"),
        "givenName": said(person, "given_name"),
        "familyName": said(person, "family_name"),
        "nameType": "Organizational" if said(person, "type") == "organizational" else None,
        "nameIdentifiers": [
            {"nameIdentifier": said(one, "identifier"), "nameIdentifierScheme": said(one, "scheme")}
            for one in entries(person, "identifiers")
        ],
        "affiliation": [
            {"name": said(one, "name"), "affiliationIdentifier": said(one, "id")}
            for one in entries(stated, "affiliations")
        ],
        "contributorType": said(branch(stated, "role"), "id"),
    }


def _subjects(metadata: dict[str, Json]) -> list[dict[str, Json]]:
    named = [
        {
            "subject": said(one, "term", "subject"),
            "subjectScheme": said(one, "scheme"),
            "valueUri": said(one, "identifier", "id"),
        }
        for one in entries(metadata, "subjects")
    ]
    return named + [{"subject": words} for words in listed(metadata, "keywords")]


def _dates(body: dict[str, Json], metadata: dict[str, Json]) -> list[dict[str, Json]]:
    """The day of publication, the end of an embargo, and the dates that the record lists itself."""
    access = branch(body, "access", "embargo")
    embargo = said(metadata, "embargo_date") or said(access, "until")
    found = [("Issued", said(metadata, "publication_date")), ("Available", embargo)]
    for one in entries(metadata, "dates"):
        kind = said(one, "type") or said(branch(one, "type"), "id") or "other"
        when = said(one, "date") or "/".join(said(one, edge) or "" for edge in ("start", "end"))
        found.append((kind.capitalize(), when if when != "/" else None))
    return [{"dateType": kind, "date": when} for kind, when in found if when]


def _rights(body: dict[str, Json], metadata: dict[str, Json]) -> list[dict[str, Json]]:
    licence = said(metadata, "license") or said(branch(metadata, "license"), "id")
    access = said(metadata, "access_right") or said(branch(body, "access"), "status", "files")
    access = {"public": "open"}.get(access or "", access)
    found = [licence, _ACCESS.get(access or ""), *(said(one, "id") for one in entries(metadata, "rights"))]
    return [{"rights": words} for words in found if words]


def _related(stated: dict[str, Json]) -> dict[str, Json]:
    relation = said(stated, "relation") or said(branch(stated, "relation_type"), "id") or ""
    scheme = (said(stated, "scheme") or "").upper()
    kind = said(stated, "resource_type") or said(branch(stated, "resource_type"), "id") or ""
    return {
        "relatedIdentifier": said(stated, "identifier"),
        "relatedIdentifierType": scheme or None,
        "resourceTypeGeneral": _GENERAL.get(kind.partition("-")[0]),
        "relationType": relation[:1].upper() + relation[1:] or None,
        **as_stated(stated, relation or None, "metadata.related_identifiers[]"),
    }


def _grants(metadata: dict[str, Json]) -> list[dict[str, Json]]:
    return entries(metadata, "grants") or entries(metadata, "funding")


def _grant(stated: dict[str, Json]) -> dict[str, Json]:
    """Zenodo's {code, acronym, title, funder{name, doi}}, or InvenioRDM's {funder{name, id}, award{…}}."""
    award = branch(stated, "award") or stated
    funder = branch(stated, "funder")
    title = award.get("title")
    return {
        "funderName": said(funder, "name"),
        "funderIdentifier": said(funder, "doi") or said(funder, "id"),
        "awardNumber": said(award, "code", "number"),
        "awardTitle": said(award, "title") or (said(title, "en") if isinstance(title, dict) else None),
        "awardAcronym": said(award, "acronym"),
        "awardUri": said(award, "url"),
    }


def _first_id(metadata: dict[str, Json], name: str) -> str | None:
    return next((found for one in entries(metadata, name) if (found := said(one, "id"))), None)
