"""Where what a DataCite record describes lies or was found: the find spot of a fossil, a sampled lake."""

from pyoxigraph import NamedNode

from harvesters._datacite_words import entries, said
from harvesters._describe import Description, prose
from harvesters._read import branch
from kg.harvest.payload import Json, write_json
from kg.rdf.mint import digest_iri
from kg.rdf.names import DCT, RDF, RDFS, SCHEMA
from kg.rdf.terms import Literal, decimal

_BOX = ("southBoundLatitude", "westBoundLongitude", "northBoundLatitude", "eastBoundLongitude")


def describe_geography(description: Description, attributes: dict[str, Json]) -> None:
    """State every place with its name, its point and its box; polygons are not read."""
    for place in entries(attributes, "geoLocations"):
        name = said(place, "geoLocationPlace")
        point, box = _point(place.get("geoLocationPoint")), _corners(branch(place, "geoLocationBox"))
        if not (name or point or box):
            continue
        node = _node(description, name, point, box)
        description.add(node, RDF["type"], DCT["Location"])
        description.add(node, RDFS["label"], prose(name))
        if point:
            description.add(node, SCHEMA["latitude"], point[0])
            description.add(node, SCHEMA["longitude"], point[1])
        if box:
            description.add(node, SCHEMA["box"], Literal(" ".join(corner.value for corner in box)))


def _node(
    description: Description,
    name: str | None,
    point: tuple[Literal, Literal] | None,
    box: list[Literal] | None,
) -> NamedNode:
    said = [name, [one.value for one in point or ()], [one.value for one in box or ()]]
    node = digest_iri("location", description.about.value, write_json(said).decode())
    description.say(DCT["spatial"], node)
    return node


def _point(stated: Json) -> tuple[Literal, Literal] | None:
    """Latitude and longitude in degrees; older records write "lat lon" as one text."""
    if isinstance(stated, str):
        parts: list[Json] = list(stated.split())
    else:
        body = stated if isinstance(stated, dict) else {}
        parts = [body.get("pointLatitude"), body.get("pointLongitude")]
    found = [term for part in parts if (term := decimal(part)) is not None]
    return (found[0], found[1]) if len(parts) == len(found) == 2 else None


def _corners(box: dict[str, Json]) -> list[Literal] | None:
    """South, west, north, east in degrees: the order of schema:box."""
    found = [term for corner in _BOX if (term := decimal(box.get(corner))) is not None]
    return found if len(found) == len(_BOX) else None
