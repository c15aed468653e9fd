"""Which IRI a thing gets: a persistent identifier where there is a sound one, else ours.

The same record always gives the same IRIs, so harvesting twice gives the same triples. Namespaces remember
the terms they hand out, so minted IRIs, of which there is no end, are not taken from them.
"""

import re
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.rdf.names import DOI, GRAPH, HANDLE, ORCID, THING

_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)$", re.IGNORECASE)
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])/?$")
_HANDLE = re.compile(r"(?:hdl:|https?://hdl\.handle\.net/)?(20\.500\.\d+/\S+)$", re.IGNORECASE)


def doi_iri(value: object) -> NamedNode | None:
    """`https://doi.org/<lower case DOI>` for a bare, prefixed or linked DOI; None for anything else."""
    if not isinstance(value, str) or not (found := _DOI.match(value.strip())):
        return None
    return NamedNode(str(DOI) + quote(found.group(1).lower(), safe="/:;.,()-_~!$&'*+=@"))


def handle_iri(value: object) -> NamedNode | None:
    """`https://hdl.handle.net/<handle>` for the handles (20.500.…) that facilities use."""
    if not isinstance(value, str) or not (found := _HANDLE.match(value.strip())):
        return None
    return NamedNode(str(HANDLE) + quote(found.group(1), safe="/:;.,()-_~"))


def orcid_iri(value: object) -> NamedNode | None:
    """The ORCID IRI when the check digit holds (ISO 7064 MOD 11-2) and it is no dummy; else None."""
    if not isinstance(value, str) or not (found := _ORCID.match(value.strip())):
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
    return NamedNode(str(THING) + "/".join([kind, *(_quoted(part) for part in parts)]))


def digest_iri(kind: str, *parts: str) -> NamedNode:
    """Our IRI for a thing without an identifier of its own: a digest of what names it."""
    return NamedNode(f"{THING}{kind}/{digest(*parts)}")


def graph_iri(source: str, kind: str, key: str) -> NamedNode:
    """The named graph of one source record; never taken raw from input."""
    return NamedNode(f"{GRAPH}{_quoted(source)}/{digest(source, kind, key)}")


@lru_cache(maxsize=4096)
def _quoted(part: str) -> str:
    """Percent-encoded; remembered, because source names, facilities and instruments come again and again."""
    return quote(part, safe="-._~")


def digest(*parts: str) -> str:
    """The first 80 bits, in hexadecimal, of the SHA-256 of the parts, each ended by a NUL."""
    return sha256(b"".join(part.encode("utf-8", "surrogatepass") + b"\0" for part in parts)).hexdigest()[:20]
