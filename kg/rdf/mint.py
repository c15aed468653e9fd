"""Which IRI a thing gets: a persistent identifier where there is a sound one, else ours.

The same record always gives the same IRIs, so harvesting twice gives the same triples. Namespaces remember
the terms they hand out, so minted IRIs, of which there is no end, are not taken from them.
"""

import re
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from kg.rdf.names import DOI, GRAPH, HANDLE, ORCID, THING

_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)$", re.IGNORECASE)
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])/?$")
_HANDLE = re.compile(r"(?:hdl:|https?://hdl\.handle\.net/)?(20\.500\.\d+/\S+)$", re.IGNORECASE)
# Searching for what needs encoding takes a tenth of the time of encoding: nearly nothing does.
_NOT_IN_DOI = re.compile(r"[^A-Za-z0-9/:;.,()\-_~!$&'*+=@]+")
_NOT_IN_HANDLE = re.compile(r"[^A-Za-z0-9/:;.,()\-_~]+")
_NOT_IN_PART = re.compile(r"[^A-Za-z0-9\-._~]+")


def doi_iri(value: object) -> NamedNode | None:
    """`https://doi.org/<lower case DOI>` for a bare, prefixed or linked DOI; None for anything else."""
    if not isinstance(value, str) or not (found := _DOI.match(value.strip())):
        return None
    return NamedNode(str(DOI) + _NOT_IN_DOI.sub(_encoded, found.group(1).lower()))


def handle_iri(value: object) -> NamedNode | None:
    """`https://hdl.handle.net/<handle>` for the handles (20.500.…) that facilities use."""
    if not isinstance(value, str) or not (found := _HANDLE.match(value.strip())):
        return None
    return NamedNode(str(HANDLE) + _NOT_IN_HANDLE.sub(_encoded, found.group(1)))


@lru_cache(maxsize=4096)
def orcid_iri(value: str | None) -> NamedNode | None:
    """The ORCID IRI when the check digit holds (ISO 7064 MOD 11-2) and it is no dummy; else None."""
    if value is None or not (found := _ORCID.match(value.strip())):
        return None
    digits = "".join(found.groups()).upper()
    if len(set(digits)) == 1:  # 0000-0000-0000-0000 is typed where nobody knows
        return None
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    expected = (12 - total % 11) % 11
    if digits[-1] != ("X" if expected == 10 else str(expected)):
        return None
    return NamedNode(str(ORCID) + "-".join(digits[i : i + 4] for i in (0, 4, 8, 12)))


def thing_iri(kind: str, *parts: str) -> NamedNode:
    """Our IRI for a thing: `…/id/<kind>/<part>/<part>`, each part percent-encoded."""
    return NamedNode(f"{THING}{kind}/" + "/".join(map(_quoted, parts)))


def digest_iri(kind: str, *parts: str) -> NamedNode:
    """Our IRI for a thing without an identifier of its own: a digest of what names it."""
    return NamedNode(f"{THING}{kind}/{digest(*parts)}")


def graph_iri(source: str, kind: str, key: str) -> NamedNode:
    """The named graph of one source record; never taken raw from input."""
    return NamedNode(f"{GRAPH}{_quoted(source)}/{digest(source, kind, key)}")


def graph_source(graph: str) -> str | None:
    """The source whose record a named graph holds, the reverse of `graph_iri`; None for other graphs."""
    source, slash, key = graph.removeprefix(str(GRAPH)).partition("/")
    is_record = graph.startswith(str(GRAPH)) and slash and re.fullmatch(r"[0-9a-f]{20}", key)
    return unquote(source) if is_record else None


@lru_cache(maxsize=4096)
def _quoted(part: str) -> str:
    """Percent-encoded; remembered, because source names, facilities and instruments come again and again."""
    return _NOT_IN_PART.sub(_encoded, part)


def _encoded(found: re.Match[str]) -> str:
    return _percent(found.group())


@lru_cache(maxsize=1024)
def _percent(characters: str) -> str:
    return quote(characters, safe="")


def digest(*parts: str) -> str:
    """The first 80 bits, in hexadecimal, of the SHA-256 of the parts, each ended by a NUL."""
    return sha256("\0".join((*parts, "")).encode("utf-8", "surrogatepass")).hexdigest()[:20]
