"""Which IRI a SciCat thing gets: dataset pids are unique beyond their catalogue, DOIs everywhere."""

from pyoxigraph import NamedNode

from kg.rdf.mint import doi_iri, handle_iri, thing_iri


def dataset_iri(pid: str) -> NamedNode:
    """A dataset's DOI or handle, else ours: SciCat pids carry the prefix of their catalogue."""
    return doi_iri(pid) or handle_iri(pid) or thing_iri("dataset", "scicat", pid)


def collection_iri(identifier: str) -> NamedNode:
    """A published data record's DOI, else ours."""
    return doi_iri(identifier) or thing_iri("collection", "scicat", identifier)
