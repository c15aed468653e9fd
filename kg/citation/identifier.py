"""What identifiers say themselves: their normal form, whose they are, of what level, whether invented."""

import re
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.citation.placeholder import is_placeholder
from kg.rdf.names import DOI
from kg.resolve.doi import dois_in, trimmed_doi
from kg.resolve.facility import Facility, facility_by_identifier
from kg.resolve.work_id import work_iri

__all__ = [
    "Level",
    "doi_of",
    "facility_of",
    "is_component",
    "is_constructed",
    "is_placeholder",
    "level_of",
    "normal_iri",
]

Level = Literal["session", "proposal", "experiment", "collection", "dataset", "part", "instrument"]

CONSTRUCTED = "10.5072/"
"""DataCite's prefix for tests: everything under it is invented (https://support.datacite.org/docs/testing)."""

_RESOLVED = str(DOI)
_AS_DOI, _AS_CONSTRUCTED = f"{_RESOLVED}10.", f"{_RESOLVED}{CONSTRUCTED}"
_RESOLVER = re.compile(
    r"(?:doi:?\s*)?(?:https?:)?(?://)?(?:www\.)?"
    r"(?:(?:dx\.)?doi\.org|doi\.(?:ill|esrf)\.(?:fr|eu)|hdl\.handle\.net(?=/10\.))/(?:doi:)?"
    r"|(?:(?:info|urn):)?doi[:/]\s*(?=10\.)|doi:?\s*",
    re.IGNORECASE,
)
_STARTS_AS_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/")
_AROUND = "\"'<>“”’ \t\r\n"

# From the facilities' own records and how-to pages. ILL, European XFEL: one DOI per proposal; ISIS: one per
# experiment (RB number), and others for single investigations of it.
_LEVELS: tuple[tuple[re.Pattern[str], Level], ...] = (
    (re.compile(r"10\.15151/esrf-es-\d+$"), "session"),
    (re.compile(r"10\.15151/esrf-dc-\d+$"), "collection"),
    (re.compile(r"10\.15151/esrf-instr-[^/]+$"), "instrument"),
    (re.compile(r"10\.5291/ill-data\.[^/]*\d[^/]*$"), "proposal"),
    (re.compile(r"10\.22003/xfel\.eu-data-\d[\d-]*$"), "proposal"),
    (re.compile(r"10\.5286/isis\.e\.rb\d{5,8}$"), "experiment"),
    (re.compile(r"10\.5286/isis\.e\.(?:rb\d{5,8}-\d+|9\d{7})$"), "part"),
    (re.compile(r"10\.5442/nd\d+$"), "dataset"),
    (re.compile(r"10\.5442/ni\d+$"), "instrument"),
)
_ANY_LEVEL = re.compile("|".join(f"({pattern.pattern})" for pattern, _ in _LEVELS))


@lru_cache(maxsize=65536)
def normal_iri(said: str, scheme: str | None = None) -> NamedNode | None:
    """The one IRI for all spellings of an identifier; None for what is none.

    Of DOIs: lower case, without resolver (doi.org, dx.doi.org, doi.ill.fr, doi.esrf.fr), percent-decoded,
    without the punctuation, blanks and unbalanced brackets of a sentence.

    Args:
        said: as it was written, bare, prefixed or as address; also an IRI in normal form, which stays.
        scheme: doi, pmid, pmcid, omid, openalex, arxiv, handle or url; None where the source does not say.
    """
    name = (scheme or "").strip().lower()
    text = said.strip(_AROUND)
    if name in ("", "doi", "url", "uri"):
        decoded = unquote(text).strip(_AROUND)
        bare = _RESOLVER.sub("", decoded, count=1) if _RESOLVER.match(decoded) else decoded
        if _STARTS_AS_DOI.match(bare):
            return work_iri("doi", _cleaned(bare))
        if name == "doi":
            found = dois_in(text)
            return found[0].iri if len(found) == 1 else None
    return work_iri(name or _scheme_in(text), text)


def _cleaned(doi: str) -> str:
    before = None
    while doi != before:
        before, doi = doi, trimmed_doi(doi).strip(_AROUND)
    return doi


def _scheme_in(text: str) -> str:
    """The scheme that an identifier states of itself."""
    scheme, colon, _ = text.partition(":")
    if re.match(r"PMC\d", text, re.IGNORECASE):
        return "pmcid"
    return scheme.lower() if colon and scheme.lower() not in ("http", "https") else "url"


def doi_of(iri: str) -> str | None:
    """The DOI in an IRI in normal form: "10.15151/esrf-es-1"; None for other IRIs."""
    return iri[len(_RESOLVED) :] if iri.startswith(_AS_DOI) else None


def is_constructed(iri: str) -> bool:
    """Whether it is invented, by DataCite's prefix for tests."""
    return iri.startswith(_AS_CONSTRUCTED)


def is_component(iri: str, of_iri: str) -> bool:
    """Whether a DOI lies under another one, as publishers name files of an article.

    IUCr's `10.1107/s…/lh4040sup1.cif`, PLOS' `….s001`: both in normal form. They are pieces of the work and
    not works of their own.
    """
    if not iri.startswith(of_iri) or doi_of(of_iri) is None:
        return False
    rest = iri[len(of_iri) :]
    return len(rest) > 1 and rest[0] in "./#"


def facility_of(iri: str) -> Facility | None:
    """The facility under whose prefix a DOI or handle is registered; None where the table has none."""
    return facility_by_identifier(iri)


def level_of(iri: str) -> Level | None:
    """What a facility's DOI stands for, where the facility's own pattern says it; None where unknown."""
    found = _ANY_LEVEL.match(doi_of(iri) or "")
    return _LEVELS[found.lastindex - 1][1] if found and found.lastindex else None
