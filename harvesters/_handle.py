"""The IRIs of persistent identifiers in general: DOIs and the handles of any prefix."""

import re

from pyoxigraph import NamedNode

from harvesters._identifier import identifier_iri
from kg.rdf.mint import handle_iri
from kg.rdf.names import HANDLE
from kg.rdf.terms import iri
from kg.resolve.finding import Finding, excerpt

# A prefix of noughts is no prefix: templates of plans have it.
_HANDLE = re.compile(
    r"(?:hdl:|https?://hdl\.handle\.net/)?(?P<handle>(?!0+/)\d+(?:\.\w+)*/\S+)$", re.IGNORECASE
)

# No registrant has it, and none can: those of DOIs begin at 1000. The examples of maDMP have it throughout.
_PLACEHOLDER = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?10\.0{4,}/", re.IGNORECASE)


def is_placeholder(words: str) -> bool:
    """Whether it is a DOI of the prefix 10.0000, which stands where nobody has put in theirs."""
    return _PLACEHOLDER.match(words.strip()) is not None


def pid_iri(words: str | None, kind: str | None) -> NamedNode | None:
    """The IRI of an identifier that says what kind it is of; None for kinds without one, and broken ones.

    Under the kind "Handle" every prefix counts, not only those that facilities are known to use.
    """
    if words is None or is_placeholder(words):
        return None
    if (kind or "").casefold() == "handle" and (found := _HANDLE.match(words.strip())):
        handle = found["handle"]
        return handle_iri(handle) or iri(f"{HANDLE}{handle}")
    return identifier_iri(words.strip(), kind)


def pid_finding(words: str, kind: str | None, field: str) -> Finding | None:
    """What to mend in an identifier that says it is a DOI or handle, and cannot be one."""
    if is_placeholder(words):
        remedy = (
            f'"{excerpt(words)}" is a placeholder: nobody has the prefix 10.0000. Use its own identifier.'
        )
        return Finding("pid-broken", field, words, None, 0.0, remedy)
    named = (kind or "").casefold()
    if named not in {"doi", "handle"} or pid_iri(words, kind):
        return None
    shape = "10.<number>/<name>" if named == "doi" else "<prefix>/<name>"
    remedy = f'"{excerpt(words)}" is no {kind}: one is written {shape}.'
    return Finding("pid-broken", field, words, None, 0.0, remedy)
