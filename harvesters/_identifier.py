"""The IRIs of identifiers that say what kind they are of, in DataCite's words for the kinds."""

from pyoxigraph import NamedNode

from kg.rdf.mint import doi_iri, handle_iri
from kg.rdf.terms import iri

_NUMBERS = {"ISBN": "urn:isbn:", "ISSN": "urn:issn:", "EISSN": "urn:issn:"}


def identifier_iri(words: str | None, kind: str | None) -> NamedNode | None:
    """The IRI of an identifier of DataCite's types; None for those that have none."""
    if words is None:
        return None
    named = (kind or "").upper()
    if found := doi_iri(words) or (handle_iri(words) if named in {"", "HANDLE", "URL"} else None):
        return found
    if named == "ARXIV":  # arXiv registers a DOI for each of its papers
        return doi_iri(f"10.48550/arXiv.{words.rpartition(':')[2].strip()}")
    if named in _NUMBERS:
        return iri(_NUMBERS[named] + words.replace(" ", ""))
    return iri(words) if named in {"URL", "URN", "PURL", "W3ID"} and "@" not in words else None
