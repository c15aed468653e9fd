"""DataCite kernel XML, turned into the attributes that DataCite's REST interface would answer for it.

So that there is one mapping. Namespaces are not looked at: kernels 2 to 4 name their elements alike, and
providers put some of them into the wrong one.
"""

from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.xml import Element
from kg.rdf.mint import doi_iri

# List element, its member, and what the member's own text is called in JSON.
_LISTS = (
    ("titles", "title", "title"),
    ("subjects", "subject", "subject"),
    ("dates", "date", "date"),
    ("descriptions", "description", "description"),
    ("rightsList", "rights", "rights"),
    ("relatedIdentifiers", "relatedIdentifier", "relatedIdentifier"),
    ("alternateIdentifiers", "alternateIdentifier", "alternateIdentifier"),
)
_FUNDING = ("funderName", "funderIdentifier", "awardNumber", "awardTitle")
_CORNERS = {
    "geoLocationPoint": ("pointLatitude", "pointLongitude"),
    "geoLocationBox": (
        "westBoundLongitude",
        "eastBoundLongitude",
        "southBoundLatitude",
        "northBoundLatitude",
    ),
}


def is_resource(element: Element) -> bool:
    """Whether this is the root of a DataCite record."""
    return element.local == "resource"


def attributes_of(resource: Element) -> dict[str, Json]:
    """The attributes of a DataCite record in XML, in the words of the REST interface.

    Raises:
        BadRecord: this is another document.
    """
    if not is_resource(resource):
        raise BadRecord(f"A DataCite record begins with <resource>, not with <{resource.local[:40]}>.")
    found: dict[str, Json] = {
        name: [_member(one, text) for one in resource.all(name, member)] for name, member, text in _LISTS
    }
    for name, member in (("creators", "creator"), ("contributors", "contributor")):
        found[name] = [_agent(one, f"{member}Name") for one in resource.all(name, member)]
    for name in ("publicationYear", "language", "version"):
        found[name] = resource.said(name)
    found["publisher"] = _publisher(resource)
    found["types"] = _types(resource)
    found["sizes"] = resource.texts("sizes", "size")
    found["formats"] = resource.texts("formats", "format")
    found["fundingReferences"] = [
        _funding(one) for one in resource.all("fundingReferences", "fundingReference")
    ]
    found["geoLocations"] = [_place(one) for one in resource.all("geoLocations", "geoLocation")]
    found["relatedItems"] = [_related_item(one) for one in resource.all("relatedItems", "relatedItem")]
    return _identified(found, resource)


def _identified(found: dict[str, Json], resource: Element) -> dict[str, Json]:
    """With the identifier: as DOI where it is one, else among the others."""
    identifier = resource.first("identifier")
    if identifier is not None and (words := identifier.said()):
        if doi_iri(words):
            found["doi"] = words
        else:
            kind = identifier.attribute("identifierType")
            found["alternateIdentifiers"].append(
                {"alternateIdentifier": words, "alternateIdentifierType": kind}
            )
    return found


def _member(element: Element, text: str) -> dict[str, Json]:
    return {**_attributes(element), text: element.said()}


def _attributes(element: Element) -> dict[str, Json]:
    """The attributes under the names of JSON: "schemeURI" is "schemeUri" there."""
    return {
        name.rpartition("}")[2].replace("URI", "Uri"): value for name, value in element.attributes.items()
    }


def _agent(element: Element, name: str) -> dict[str, Json]:
    named = element.first(name)
    return {
        **_attributes(element),
        "name": element.said(name),
        "nameType": named.attribute("nameType") if named else None,
        "givenName": element.said("givenName"),
        "familyName": element.said("familyName"),
        "nameIdentifiers": [_member(one, "nameIdentifier") for one in element.all("nameIdentifier")],
        "affiliation": [_member(one, "name") for one in element.all("affiliation") if one.said()],
    }


def _publisher(resource: Element) -> Json:
    publisher = resource.first("publisher")
    return _member(publisher, "name") if publisher is not None and publisher.said() else None


def _types(resource: Element) -> dict[str, Json]:
    stated = resource.first("resourceType")
    if stated is None:
        return {}
    general = stated.attribute("resourceTypeGeneral")
    return {"resourceType": stated.said(), "resourceTypeGeneral": general}


def _funding(element: Element) -> dict[str, Json]:
    found: dict[str, Json] = {name: element.said(name) for name in _FUNDING}
    for name in ("funderIdentifier", "awardNumber"):
        if (stated := element.first(name)) is not None:
            found |= _attributes(stated)
    return found


def _place(element: Element) -> dict[str, Json]:
    found: dict[str, Json] = {"geoLocationPlace": element.said("geoLocationPlace")}
    for name, corners in _CORNERS.items():
        if (stated := element.first(name)) is not None:
            found[name] = {corner: stated.said(corner) for corner in corners}
    return found


def _related_item(element: Element) -> dict[str, Json]:
    identifier = element.first("relatedItemIdentifier")
    return {
        **_attributes(element),
        "relatedItemIdentifier": _member(identifier, "relatedItemIdentifier") if identifier else None,
        "titles": [_member(one, "title") for one in element.all("titles", "title")],
    }
