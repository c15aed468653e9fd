"""A SciCat published data record, v3 or v4, as triples."""

from harvesters._author_list import describe_order
from harvesters._claims import speaker
from harvesters._describe import Description, prose
from harvesters._distribution import describe_amount
from harvesters._organisation import describe_publisher
from harvesters._people import describe_person, people
from harvesters._place import describe_facility, operator
from harvesters._read import first_text, identifier, items, texts
from harvesters._related import describe_related
from harvesters._rights import (
    describe_collection_access,
    describe_licence,
    describe_year,
    stated_opening,
    stated_rights,
)
from harvesters._scicat_dataset import describe_kind, describe_techniques
from harvesters._scicat_identity import collection_iri, dataset_iri
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.names import DCAT, DCT, PAN, RDF
from kg.resolve.address import resolve_address
from kg.resolve.facility import (
    facility_by_identifier,
    facility_by_location,
    facility_by_name,
    unknown_publisher,
)

_AS_IN_V3 = {
    "creators": "creator",
    "relatedIdentifiers": "relatedPublications",
    "landingPage": "url",
    "subjects": "keywords",
}


def published_triples(record: Record) -> Mapped:
    """All that is kept of one published data record."""
    body = _as_in_v3(record.body)
    doi = identifier(body, "doi", "_id", "id")
    if doi is None:
        raise BadRecord("A published data record without DOI.")
    description = Description(collection_iri(doi), speaker("scicat", record), "dataset")
    _describe_itself(description, body, doi)
    _describe_people(description, body, doi)
    _describe_origin(description, record, body, doi)
    for pid in texts(body, "pidArray"):
        description.say(DCT["hasPart"], dataset_iri(pid))
    describe_amount(description, body.get("numberOfFiles"), body.get("sizeOfArchive"))
    for related in _related(body):
        # A text names a publication; an object says itself what it names.
        describe_related(description, related, kind="publication" if isinstance(related, str) else None)
    describe_techniques(description, body)
    describe_licence(description, *stated_rights(body))
    status, registered = first_text(body, "status"), body.get("registeredTime")
    describe_collection_access(description, status, registered, stated_opening(body))
    return Mapped(description.about, description.triples)


def _as_in_v3(body: Json) -> dict[str, Json]:
    """The record with v4's names and nesting turned into those of v3."""
    metadata = body.get("metadata")
    flat = {**metadata, **body} if isinstance(metadata, dict) else dict(body)
    if "datasetPids" in flat:
        flat.setdefault("pidArray", flat["datasetPids"])
    for new, old in _AS_IN_V3.items():
        if new in flat and flat.get(old) in (None, "", []):
            flat[old] = flat[new]
    return flat


def _related(body: dict[str, Json]) -> list[Json]:
    """What is related, under the names of both versions, each once; one may stand without its list."""
    found: list[Json] = []
    for name in ("relatedPublications", "relatedIdentifiers"):
        value = body.get(name)
        listed = value if isinstance(value, list) else [value]
        found += [one for one in listed if isinstance(one, str | dict) and one not in found]
    return found


def _describe_itself(description: Description, body: dict[str, Json], doi: str) -> None:
    for kind in (PAN["DataCollection"], DCAT["DatasetSeries"], DCAT["Dataset"]):
        description.say(RDF["type"], kind)
    description.say(DCT["identifier"], prose(doi))
    description.say(DCT["title"], prose(body.get("title")))
    described = texts(body, "abstract", "dataDescription")
    for words in described or _described(body):
        description.say(DCT["description"], prose(words))
    for keyword in items(body, "keywords"):
        said = first_text(keyword, "subject") if isinstance(keyword, dict) else keyword
        description.say(DCAT["keyword"], prose(said))
    for page in texts(body, "url") or texts(body, "downloadLink"):
        address, broken = resolve_address(page, "url")
        description.say(DCAT["landingPage"], address)
        description.find(broken)
    describe_kind(description, first_text(body, "resourceType"))
    registered = body.get("registeredTime") or body.get("updatedAt")
    if not describe_year(description, body.get("publicationYear"), registered):
        description.say_day(DCT["issued"], body.get("registeredTime"), "registeredTime")
    description.say_moment(DCT["modified"], body.get("updatedAt"), "updatedAt")


def _described(body: dict[str, Json]) -> list[str]:
    entries = [entry for entry in items(body, "descriptions") if isinstance(entry, dict)]
    return [words for entry in entries if (words := first_text(entry, "description"))]


def _describe_people(description: Description, body: dict[str, Json], doi: str) -> None:
    creators = people(items(body, "creator") or items(body, "authors"), description)
    since = len(description.triples)
    for creator in creators:
        describe_person(description, DCT["creator"], creator, doi)
    describe_order(description, description.about, since)
    named = {creator.name for creator in creators}
    for other in people(items(body, "authors") + items(body, "contributors"), description, "contributors[]"):
        if other.name not in named:
            describe_person(description, DCT["contributor"], other, doi)


def _describe_origin(description: Description, record: Record, body: dict[str, Json], doi: str) -> None:
    """Publisher, and facility: where the datasets were measured, else who registered or published them."""
    said = body.get("publisher")
    name = first_text(said, "name") if isinstance(said, dict) else first_text(body, "publisher")
    places = [
        place for location in texts(body, "creationLocations") if (place := facility_by_location(location))
    ]
    for facility, _ in places:
        describe_facility(description, facility, "creation location")
    if not places:
        found = operator(record), facility_by_identifier(doi), facility_by_name(name) if name else None
        bases = "operator", "DOI prefix", "publisher"
        known = next(((one, basis) for one, basis in zip(found, bases, strict=True) if one), None)
        if known:
            describe_facility(description, *known)
        elif name:
            description.find(unknown_publisher(name, "publisher"))
    describe_publisher(description, said if isinstance(said, dict) else name, operator(record))
