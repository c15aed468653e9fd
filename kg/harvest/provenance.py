"""What a record's graph says of itself: what it is about, where it comes from, of which bytes, and when.

The first part is hashed with the record. The second is not, so that other bytes which say the same (a view
counter went up), or another version of the mapping that gives the same triples, do not rewrite the graph: it
goes on naming the payload that it was made of.
"""

from functools import lru_cache
from pathlib import PurePath

from pyoxigraph import Literal, NamedNode

from kg.rdf.names import DCAT, DCT, FOAF, PAN, RDF, XSD
from kg.rdf.terms import Triple, iri


def catalogue_record(graph: NamedNode, about: NamedNode, origin: str, licence: str | None) -> list[Triple]:
    """What holds for every version of a record; `licence` is the IRI of that of the metadata, if known."""
    said: list[Triple] = [
        (graph, RDF["type"], DCAT["CatalogRecord"]),
        (graph, FOAF["primaryTopic"], about),
        (graph, DCT["source"], _origin(origin)),
    ]
    if licence and (term := _licence(licence)):
        said.append((graph, DCT["license"], term))
    return said


def made_of(graph: NamedNode, raw: str, retrieved: str, mapping: str) -> bytes:
    """N-Triples: the payload's SHA-256 (hexadecimal), when it was read (ISO 8601), and what mapped it."""
    # As text, for this is written once per record; what could need escaping is in `_ends`.
    name, (moment, mapped, hashed) = str(graph), _ends(retrieved, mapping)
    return f'{name} {mapped}{name} {hashed} "{raw}" .\n{name} {moment}'.encode()


@lru_cache(maxsize=64)  # one time and one mapping for a page of records
def _ends(retrieved: str, mapping: str) -> tuple[str, str, str]:
    return (
        f"{PAN['retrieved']} {Literal(retrieved, datatype=XSD['dateTime'])} .\n",
        f"{PAN['mapping']} {Literal(mapping)} .\n",
        str(PAN["payloadHash"]),
    )


@lru_cache(maxsize=64)
def _licence(licence: str) -> NamedNode | None:
    return iri(licence)


@lru_cache(maxsize=1024)  # hundreds of records come from one file
def _origin(origin: str) -> NamedNode | Literal:
    """The address a record came from, or the bare name of its file: folders are nobody's business."""
    address = iri(origin) if origin.startswith(("http://", "https://")) else None
    return address or Literal(PurePath(origin).name or origin)
