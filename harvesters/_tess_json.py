"""The JSON of a TeSS: its own (materials.json, events.json), JSON:API, and the JSON-LD in its pages.

From the source code of TeSS, github.com/ElixirTeSS/TeSS (serializers of materials and events, generators of
Bioschemas); no live service was reached.
"""

from urllib.parse import urlsplit

from harvesters._bioschemas_node import Node, node_of_json
from harvesters._bioschemas_rdf import MAIN_TYPES
from harvesters._datacite_words import entries, listed, said
from harvesters._read import branch
from kg.harvest.payload import Json

_EVENT_FIELDS = {"start", "end", "venue", "event_types", "organizer"}
_NAMES = {
    "title": "name",
    "description": "description",
    "short_description": "description",
    "subtitle": "alternateName",
    "keywords": "keywords",
    "authors": "author",
    "contributors": "contributor",
    "licence": "license",
    "difficulty_level": "educationalLevel",
    "resource_type": "learningResourceType",
    "event_types": "learningResourceType",
    "version": "version",
    "doi": "identifier",
    "remote_created_date": "dateCreated",
    "date_created": "dateCreated",
    "remote_updated_date": "dateModified",
    "date_modified": "dateModified",
    "date_published": "datePublished",
    "start": "startDate",
    "end": "endDate",
    "organizer": "organizer",
    "sponsors": "funder",
    "language": "inLanguage",
    "url": "url",
}
_UNSAID = {"notspecified", "not specified"}


def node_of_training(body: dict[str, Json]) -> Node:
    """The node in one object, whichever of the three shapes it has."""
    if "@type" in body:
        return node_of_json(body)
    attributes = {**body, **branch(body, "attributes")}
    is_event = not _EVENT_FIELDS.isdisjoint(attributes) or said(body, "type") == "events"
    return _node_of_tess(attributes, body, is_event)


def is_training(body: Json) -> bool:
    """Whether an object describes a training material, a course or an event."""
    if not isinstance(body, dict):
        return False
    if "@type" in body:
        return not set(MAIN_TYPES).isdisjoint(node_of_json(body).types)
    attributes = branch(body, "attributes") or body
    return said(attributes, "title") is not None and (said(attributes, "url") or said(body, "id")) is not None


def pieces(body: Json) -> list[Json]:
    """The objects in an answer: a list, JSON:API's `data`, JSON-LD's `@graph`, or the object itself."""
    if isinstance(body, list):
        return body
    if not isinstance(body, dict):
        return [body]
    inner = body.get("data", body.get("@graph"))
    return inner if isinstance(inner, list) else [inner] if isinstance(inner, dict) else [body]


def page_address(body: dict[str, Json], place: str) -> str | None:
    """The page of a resource on its TeSS: what JSON-LD and OAI-PMH call it by, so that all of them meet."""
    if identifier := said(body, "@id"):
        return identifier
    parts = urlsplit(place)
    link = said(branch(body, "links"), "self") or ""
    attributes = branch(body, "attributes") or body
    name = said(attributes, "slug") or said(body, "id")
    if parts.hostname is None or name is None:
        return None
    shelf = (
        "events"
        if not _EVENT_FIELDS.isdisjoint(attributes) or said(body, "type") == "events"
        else "materials"
    )
    path = link if link.startswith("/") else f"/{shelf}/{name}"
    return f"{parts.scheme}://{parts.netloc}{path}"


def _node_of_tess(attributes: dict[str, Json], body: dict[str, Json], is_event: bool) -> Node:
    node = Node(types=["Event" if is_event else "LearningResource"])
    for field, name in _NAMES.items():
        texts = [words for words in listed(attributes, field) if words.casefold() not in _UNSAID]
        if texts and name not in node.said:
            node.said[name] = list(texts)
    for agent in entries(attributes, "authors"):
        node.said.setdefault("author", []).append(node_of_json(agent))
    topics = entries(attributes, "scientific_topics") + entries(attributes, "operations")
    node.said["about"] = [
        Node(iri=said(one, "uri"), said={"name": [label]} if (label := said(one, "preferred_label")) else {})
        for one in topics
    ]
    node.said["audience"] = list(listed(attributes, "target_audience"))
    provider = branch(body, "content_provider") or branch(attributes, "content_provider")
    if provider:
        node.said["provider"] = [node_of_json({"name": said(provider, "title", "name")})]
    place = {
        "streetAddress": said(attributes, "venue"),
        "addressLocality": said(attributes, "city"),
        "addressCountry": said(attributes, "country"),
    }
    if any(place.values()):
        node.said["location"] = [node_of_json(place)]
    return node
