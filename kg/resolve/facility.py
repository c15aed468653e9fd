"""Which facility is meant: by its name, by the prefix of an identifier, or by a place of measurement."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.rdf.mint import digest, thing_iri
from kg.rdf.names import DCT, PAN, RDFS, SKOS
from kg.rdf.shipped import shipped
from kg.resolve.finding import Finding, excerpt

_LINK = re.compile(r"^(?:https?://[^/]+/|doi:\s*|hdl:\s*)", re.IGNORECASE)
_DETAIL = re.compile(r"[/,;()|]")
_FOR_ALL = {"zenodo", "dryad", "figshare", "mendeley", "mendeleydata", "harvarddataverse", "osf"}
"""Repositories that take anybody's data, squeezed: that they are no facility says nothing."""


@dataclass(frozen=True, slots=True)
class Facility:
    """One facility; `slug` is its short name in addresses ("esrf")."""

    iri: NamedNode
    label: str
    slug: str


@dataclass(frozen=True, slots=True)
class _Table:
    """Facilities by squeezed name (also those of their rings and targets) and by prefix."""

    by_name: dict[str, Facility]
    by_prefix: dict[str, Facility]


@lru_cache(maxsize=4096)
def facility_by_name(text: str) -> Facility | None:
    """The known facility called so ("DESY", "UKRI/ISIS", "PETRA III") but for case, blanks, dashes."""
    by_name = _table().by_name
    if exact := by_name.get(_squeezed(text)):
        return exact
    parts = (by_name.get(_squeezed(part)) for part in _DETAIL.split(text))
    return next((facility for facility in parts if facility), None)


def facility_by_identifier(identifier: str) -> Facility | None:
    """The known facility that registers identifiers with the prefix of this DOI or handle."""
    prefix, slash, _ = _LINK.sub("", identifier.strip()).partition("/")
    return _table().by_prefix.get(prefix) if slash else None


@lru_cache(maxsize=4096)
def facility_by_location(location: str) -> tuple[Facility, str | None] | None:
    """The facility and, if stated, the instrument in a place such as "/PSI/SLS/TOMCAT".

    A laboratory and its source may both be named before the instrument; what follows it is set-up.
    Only a part that is a known name in full counts: "Test of the ESS detector" is no place.
    """
    table = _table()
    parts = [part.strip() for part in re.split("[/,]", location) if part.strip()]
    named = [index for index, part in enumerate(parts[:3]) if _squeezed(part) in table.by_name]
    if not named:
        return None
    facility = table.by_name[_squeezed(parts[named[0]])]
    rest = parts[named[-1] + 1 :]
    return facility, rest[0] if rest else None


@lru_cache(maxsize=4096)
def facility_by_iri(iri: NamedNode) -> Facility | None:
    """The known facility that this IRI, such as its ROR, stands for."""
    return next((facility for facility in _table().by_name.values() if facility.iri == iri), None)


def prefixes_of(facility: Facility) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The DOI prefixes (those that begin with "10.") and the handle prefixes that it registers data under."""
    found = sorted(prefix for prefix, of in _table().by_prefix.items() if of == facility)
    dois = tuple(prefix for prefix in found if prefix.startswith("10."))
    return dois, tuple(prefix for prefix in found if prefix not in dois)


def new_facility(name: str) -> Facility:
    """A facility that is not in the table, by the name it is given."""
    slug = slug_of(name)
    return Facility(thing_iri("facility", slug), name, slug)


def slug_of(name: str) -> str:
    """A name as it stands in addresses; one without Latin letters by its digest, so that none is another's.

    >>> slug_of("Northlight Source (Älvö)"), slug_of("")
    ('northlight-source-alvo', 'unnamed')
    """
    plain = _plain(name)
    is_empty = not any(letter.isalnum() for letter in plain)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or ("unnamed" if is_empty else digest(plain))


def unknown_facility(said: str, field: str) -> Finding:
    """What to do about a name that stands for a facility in this field, and that nobody knows."""
    remedy = (
        f'"{excerpt(said)}" is in no table of facilities: correct the name, or have it added with its ROR.'
    )
    return Finding("facility-unknown", field, said, None, 0.0, remedy)


def unknown_publisher(said: str, field: str) -> Finding | None:
    """What to do about data of which only an unknown publisher is known; a repository for all is no fault."""
    if _squeezed(said) in _FOR_ALL:
        return None
    remedy = f'"{excerpt(said)}" is no facility that is known: correct it, or have it added with its prefix.'
    return Finding("publisher-unknown", field, said, None, 0.0, remedy)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _squeezed(text: str) -> str:
    return "".join(letter for letter in _plain(text[:200]) if letter.isalnum())


@cache
def _table() -> _Table:
    said: dict[NamedNode, dict[NamedNode, list[str]]] = defaultdict(lambda: defaultdict(list))
    files = [
        (shipped("ontologies") / name).read_bytes() for name in ("facilities.ttl", "sample-facilities.ttl")
    ]
    for quad in chain.from_iterable(parse(data, format=RdfFormat.TURTLE) for data in files):
        if isinstance(quad.subject, NamedNode) and hasattr(quad.object, "value"):
            said[quad.subject][quad.predicate].append(quad.object.value)
    facilities = {
        iri: Facility(iri, of[RDFS["label"]][0], of[DCT["identifier"]][0]) for iri, of in said.items()
    }
    by_name: dict[str, Facility] = {}
    by_prefix: dict[str, Facility] = {}
    for iri, of in said.items():
        whole = facilities[NamedNode(of[DCT["isPartOf"]][0])] if of[DCT["isPartOf"]] else facilities[iri]
        names = [of[DCT["identifier"]], of[RDFS["label"]], of[SKOS["notation"]], of[SKOS["altLabel"]]]
        squeezed = {_squeezed(name) for some in names for name in some}
        by_name.update(dict.fromkeys(squeezed, whole))
        by_prefix.update(dict.fromkeys(of[PAN["doiPrefix"]] + of[PAN["handlePrefix"]], whole))
    return _Table(by_name, by_prefix)
