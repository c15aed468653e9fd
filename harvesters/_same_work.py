"""Identifiers that a source lists for one work, in the shapes of Scholix and OpenAIRE, keys in lower case."""

from typing import NamedTuple

from pyoxigraph import NamedNode

from harvesters._accession import resolver_iri
from harvesters._datacite_words import said
from harvesters._same_record import SAME_RECORD
from kg.harvest.payload import Json, write_json
from kg.rdf.claim import Claim
from kg.rdf.mint import doi_iri
from kg.rdf.names import DOI
from kg.resolve.email import publishable
from kg.resolve.work_id import work_iri

SURE, ALIKE, DOUBTFUL = 1.0, 0.8, 0.5
"""How sure it is that two identifiers in one record name one work: see `same_claims`."""

_RANKS = {"doi": 0, "pmid": 1, "pmcid": 2, "arxiv": 3, "handle": 4}
_ALIASES = {"med": "pmid", "pubmed": "pmid", "pmc": "pmcid", "hdl": "handle"}
_ADDRESS = "url"
_OWN_SCHEMES = ("dnet", "openaire")


class Identifier(NamedTuple):
    """One identifier of a work: as an IRI, its scheme in lower case, and how it was written."""

    iri: NamedNode
    scheme: str
    said: str


def identifiers_of(stated: Json) -> list[Identifier]:
    """The identifiers that are understood in an object, or in a list of objects or texts: DOIs first.

    An address counts only where nothing else is given: beside an identifier it may be that of a copy, or of
    a whole repository.
    """
    entries = stated if isinstance(stated, list) else [stated]
    found = [one for entry in entries if (one := _identifier(entry)) is not None]
    named = [one for one in found if one.scheme != _ADDRESS] or found[:1]
    unique: dict[NamedNode, Identifier] = {}
    for one in sorted(named, key=lambda one: _RANKS.get(one.scheme, len(_RANKS))):
        unique.setdefault(one.iri, one)
    return list(unique.values())


def same_claims(
    identifiers: list[Identifier], field: str, relation: str = SAME_RECORD, most: float = SURE
) -> list[Claim]:
    """One claim for every identifier beside the first: that they name the same work.

    Aggregators merge what looks alike. They are least to be believed (`DOUBTFUL`) where both are DOIs of one
    registrant, who seldom registers a work twice, but gives many works one title; less than wholly (`ALIKE`)
    with any other two DOIs. `most` is how sure any of it can be.
    """
    first, *others = identifiers
    return [
        Claim(
            first.iri,
            other.iri,
            relation,
            compact([first.said, other.said]),
            confidence=min(most, _trust(first.iri, other.iri)),
            field=field,
        )
        for other in others
        if other.iri != first.iri
    ]


def compact(value: Json) -> str:
    """Compact JSON to keep as a claim's words; addresses of mail are not republished."""
    return publishable(write_json(value).decode("utf-8"))


def _identifier(entry: Json) -> Identifier | None:
    if isinstance(entry, str):
        entry = {"id": entry}
    written = said(entry, "id", "identifier", "value")
    scheme = (said(entry, "idscheme", "schema", "scheme") or "").lower()
    scheme = _ALIASES.get(scheme, scheme)
    if written is None or scheme.startswith(_OWN_SCHEMES):
        return None
    if (node := work_iri(scheme, written)) is None and doi_iri(written):
        node, scheme = doi_iri(written), "doi"
    if node is None:
        address = said(entry, "idurl", "url") or written
        node = resolver_iri(address) or work_iri(_ADDRESS, address)
        scheme = _ADDRESS
    if node is None:
        return None
    if scheme == _ADDRESS and doi_iri(node.value):
        scheme = "doi"
    return Identifier(node, scheme, written)


def _trust(first: NamedNode, second: NamedNode) -> float:
    if not all(node.value.startswith(str(DOI)) for node in (first, second)):
        return SURE
    one, other = (node.value.removeprefix(str(DOI)).split("/")[0] for node in (first, second))
    return DOUBTFUL if one == other else ALIKE
