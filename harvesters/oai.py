"""Source of repositories that speak OAI-PMH 2.0: DataCite metadata, Bioschemas RDF, else Dublin Core.

    kg harvest oai https://data.example.org/oai --option set=openaire_data

For SciCat the last resort: its provider loses authors and dates that its REST interface has. The formats of
DataCite's and Invenio's servers and their status codes are unverified: no live service was reached.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from harvesters._bioschemas import training_triples
from harvesters._bioschemas_rdf import is_rdf, main_node
from harvesters._claims import speaker
from harvesters._datacite_triples import Identity, datacite_triples
from harvesters._datacite_xml import attributes_of, is_resource
from harvesters._oai_dublin import attributes_of_dublin_core, attributes_of_panosc, findings_of_dublin_core
from harvesters._oai_files import records_in_files
from harvesters._oai_live import records_on_the_web
from harvesters._oai_record import payload
from harvesters._payload import read_payload
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Item, Mapped, Record, Source, World
from kg.harvest.xml import Element
from kg.rdf.mint import doi_iri, thing_iri
from kg.resolve.finding import finding_triples


def records(world: World) -> Iterator[Item]:
    """Every record of the repository, or in the files."""
    return records_on_the_web(world) if world.live else records_in_files(world)


def triples(record: Record) -> Mapped:
    """What a record's metadata say, as triples.

    Raises:
        BadRecord: it has no metadata, or in a format that is not mapped.
    """
    carried = payload(record.body) if isinstance(record.body, Element) else None
    if carried is None:
        raise BadRecord("A record without metadata.")
    try:
        if is_rdf(carried):
            return training_triples(record, main_node(carried))
        attributes = _attributes(carried)
        if not attributes.get("doi"):  # SciCat's identifiers are the DOIs themselves
            attributes["doi"] = _header_doi(record)
        mapped = datacite_triples(record, attributes, speaker("oai", record), _own_identity(record))
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None
    for finding in findings_of_dublin_core(carried) if carried.local == "dc" else ():
        mapped.triples.extend(finding_triples(mapped.about, finding))
    return mapped


def _attributes(carried: Element) -> dict[str, Json]:
    if carried.local == "oai_datacite":  # the kernel's XML inside an envelope of DataCite's
        inner = carried.first("payload", "resource")
        if inner is None:
            raise BadRecord("The oai_datacite envelope holds no DataCite record.")
        return attributes_of(inner)
    if is_resource(carried):
        return attributes_of(carried)
    if carried.local == "dc":
        return attributes_of_dublin_core(carried)
    if carried.local == "panosctype":
        return attributes_of_panosc(carried)
    named = f"<{carried.local[:40]}> of {carried.namespace[:80]!r}"
    raise BadRecord(f"The metadata are in a format that is not mapped: {named}.")


def _header_doi(record: Record) -> str | None:
    identifier: str | None = record.body.said("header", "identifier")
    return identifier if doi_iri(identifier) else None


def _own_identity(record: Record) -> Identity:
    """A record without DOI is called by its OAI identifier, which is unique within its repository."""
    host = urlsplit(record.origin).hostname if "://" in record.origin else None
    identifier = record.body.said("header", "identifier") or record.key
    return Identity(thing_iri("record", host or "oai", identifier), identifier)


SOURCE = Source(
    "Repositories over OAI-PMH 2.0: DataCite metadata, Bioschemas RDF or Dublin Core",
    records,
    triples,
    version="6",
    body=read_payload,
    incremental=True,
    options=("set", "format", "until"),
)
