"""DataCite's REST answers: what one of their members is, and its attributes completed from its own XML."""

import base64
import binascii

from harvesters._datacite_agents import agents
from harvesters._datacite_words import said
from harvesters._datacite_xml import attributes_of
from harvesters._read import branch
from kg.errors import BadRecord
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Gone, Record
from kg.harvest.xml import read_xml
from kg.rdf.mint import doi_iri

LARGEST_XML = 2**20
"""Bytes of the XML inside a JSON record; kernel 4 takes some kilobytes."""

_PEOPLE = ("creators", "contributors")


def sort_item(item: Json, origin: str, pointer: str, facility: str | None) -> Record | Aside | Gone:
    """The record in one member of a REST answer.

    A DOI that is registered but no longer findable is gone; a draft is none yet.
    """
    attributes = attributes_in(item)
    doi = said(attributes, "doi") or said(item, "id")
    if doi_iri(doi) is None:
        return _no_record(item, origin, pointer)
    key = (doi or "").lower()
    state = said(attributes, "state")
    if state == "registered":
        changed = said(attributes, "updated")
        return Gone("doi", key, origin, changed, "hidden at DataCite: registered, but no longer findable")
    try:
        raw = write_json(item)
    except BadRecord as error:
        return Aside("doi", key, b"", origin, f"{error} It was not kept.", "quarantined")
    if state == "draft":
        return Aside("doi", key, raw, origin, "A draft, not yet published.", "skipped")
    return Record("doi", key, item, raw, origin, facility, said(attributes, "updated"))


def attributes_in(item: Json) -> dict[str, Json]:
    """The attributes of a member `{"id", "type", "attributes"}`, or of one that is nothing but attributes."""
    inner = branch(item, "attributes")
    return inner or (item if isinstance(item, dict) else {})


def completed(attributes: dict[str, Json]) -> dict[str, Json]:
    """The attributes, with what only the record's own XML has.

    The answer leaves out RORs of affiliations and publishers unless it is asked for them. The XML is read
    by the same reader that the contained worker runs, which takes no document type, and only to a megabyte.
    """
    if not isinstance(attributes.get("xml"), str) or not _is_poor(attributes):
        return attributes
    try:
        stated = attributes_of(read_xml(_decoded(attributes["xml"])))
    except BadRecord:
        return attributes  # what the JSON says holds all the same
    whole = {
        **stated,
        **{name: value for name, value in attributes.items() if value not in (None, "", [], {})},
    }
    if said(stated.get("publisher"), "name") == _name(attributes.get("publisher")):
        whole["publisher"] = stated["publisher"] or whole.get("publisher")
    for name in _PEOPLE:
        whole[name] = _affiliated(agents(whole, name), agents(stated, name))
    return whole


def _decoded(text: str) -> bytes:
    if len(text) > LARGEST_XML * 4 // 3:
        raise BadRecord("The XML in the record is too large.")
    try:
        return base64.b64decode(text, validate=False)
    except (binascii.Error, ValueError):
        raise BadRecord("The XML in the record is no base64.") from None


def _is_poor(attributes: dict[str, Json]) -> bool:
    """Whether the XML may have more: something is missing, or a name stands where an object could."""
    if any(not attributes.get(name) for name in ("titles", "creators", "publisher", "types")):
        return True
    if isinstance(attributes.get("publisher"), str):
        return True
    return any(
        isinstance(affiliation, str)
        for name in _PEOPLE
        for agent in agents(attributes, name)
        for affiliation in agent.get("affiliation") or ()
    )


def _name(stated: Json) -> str | None:
    return stated.strip() if isinstance(stated, str) else said(stated, "name")


def _affiliated(told: list[dict[str, Json]], stated: list[dict[str, Json]]) -> list[dict[str, Json]]:
    """The agents of the JSON with the affiliations of the XML, where both list the same names."""
    if [said(one, "name") for one in told] != [said(one, "name") for one in stated]:
        return told
    pairs = zip(told, stated, strict=True)
    return [
        {**one, "affiliation": other.get("affiliation") or one.get("affiliation")} for one, other in pairs
    ]


def _no_record(item: Json, origin: str, pointer: str) -> Aside:
    key = f"{origin}#{pointer}"
    try:
        raw = write_json(item)
    except BadRecord as error:
        return Aside("unknown", key, b"", origin, f"{error} It was not kept.", "quarantined")
    return Aside("unknown", key, raw, origin, "Holds no DataCite record: no DOI.", "skipped")
