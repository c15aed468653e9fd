"""Which IRI a SciCat thing gets, and within which bounds its identifier is unique."""

from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from kg.harvest.source import Record
from kg.rdf.mint import doi_iri, handle_iri, thing_iri
from kg.resolve.facility import Facility, facility_by_name, new_facility


def dataset_iri(pid: str) -> NamedNode:
    """A dataset's DOI or handle, else ours: SciCat pids carry the prefix of their catalogue."""
    return doi_iri(pid) or handle_iri(pid) or thing_iri("dataset", "scicat", pid)


def collection_iri(identifier: str) -> NamedNode:
    """A published data record's DOI, else ours."""
    return doi_iri(identifier) or thing_iri("collection", "scicat", identifier)


def operator(record: Record) -> Facility | None:
    """The facility that the operator named for this harvest."""
    if not record.facility:
        return None
    return facility_by_name(record.facility) or new_facility(record.facility)


def site(record: Record, facility: Facility | None) -> str:
    """Where sample, proposal and instrument ids are unique: two catalogues may both have a "sample1"."""
    if named := operator(record):
        return named.slug
    host = urlsplit(record.origin).hostname if "://" in record.origin else None
    return host or (facility.slug if facility else "scicat")
