"""A research product of OpenAIRE's Graph: which identifiers it merges, how often it is cited and used."""

from collections.abc import Iterator

from pyoxigraph import NamedNode

from harvesters._datacite_words import entries, said
from harvesters._describe import Description
from harvesters._read import branch
from harvesters._same_work import ALIKE, Identifier, identifiers_of, same_claims
from harvesters._scholix_link import kind_of
from harvesters._work import Author, SaidWork, describe_work
from harvesters._work_date import partial_date
from harvesters._work_kind import work_kind
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.rdf.claim import StatedCount
from kg.rdf.names import FOAF, PROV, RDF

ALTERNATE = "hasAlternateIdentifier"
"""The relation of identifiers that a repository gave beside its own, which nobody has checked."""

_COUNTS = (
    (("indicators", "citationImpact"), "citationCount"),
    (("indicators", "usageCounts"), "views"),
    (("indicators", "usageCounts"), "downloads"),
)


def describe_product(description: Description, body: dict[str, Json]) -> None:
    """All that is kept of one product; `description` is about OpenAIRE's record of it.

    Raises:
        BadRecord: it has no identifier that is understood.
    """
    identifiers = identifiers_of(_pids(body))
    if not identifiers:
        raise BadRecord("A product without an identifier that is understood, such as a DOI.")
    node = identifiers[0].iri
    description.say(RDF["type"], PROV["Entity"])
    description.say(FOAF["primaryTopic"], node)
    for claim in same_claims(identifiers, "pids"):
        description.claim(claim)
    alternate = [one for one in identifiers_of(_alternates(body)) if one.iri not in _iris(identifiers)]
    field = "instances[].alternateIdentifiers"
    for claim in same_claims([identifiers[0], *alternate], field, ALTERNATE, ALIKE):
        description.claim(claim)
    for path, metric in _COUNTS:
        if (number := _number(branch(body, *path).get(metric))) is not None:
            description.count(StatedCount(node, metric, number))
    if kind_of(body) == "publication":
        describe_work(description, _work(node, body))


def _pids(body: dict[str, Json]) -> list[dict[str, Json]]:
    return entries(body, "pids") + [pid for one in entries(body, "instances") for pid in entries(one, "pids")]


def _alternates(body: dict[str, Json]) -> list[dict[str, Json]]:
    instances = entries(body, "instances")
    names = ("alternateIdentifiers", "alternateIdentifier")
    return [pid for one in instances for name in names for pid in entries(one, name)]


def _iris(identifiers: list[Identifier]) -> set[NamedNode]:
    return {one.iri for one in identifiers}


def _work(node: NamedNode, body: dict[str, Json]) -> SaidWork:
    types = [word for one in entries(body, "instances") if (word := said(one, "type"))]
    exact = next((word for word in types if work_kind(word) == "publication"), "publication")
    return SaidWork(
        node,
        kind=exact,
        title=said(body, "mainTitle", "title"),
        issued=partial_date(said(body, "publicationDate")),
        container=said(branch(body, "container"), "name"),
        authors=tuple(_authors(body)),
        is_in_order=_is_ranked(body),
    )


def _authors(body: dict[str, Json]) -> Iterator[Author]:
    """The authors by their rank, which is their place."""
    for one in sorted(_stated_authors(body), key=_rank):
        given, family = said(one, "name"), said(one, "surname")
        whole = f"{given} {family}" if given and family else said(one, "fullName")
        if whole:
            pid = branch(one, "pid", "id") or branch(one, "pid")
            is_orcid = (said(pid, "scheme") or "").lower().startswith("orcid")
            yield Author(whole, said(pid, "value") if is_orcid else None, given, family)


def _stated_authors(body: dict[str, Json]) -> list[dict[str, Json]]:
    return entries(body, "authors") or entries(body, "author")


def _is_ranked(body: dict[str, Json]) -> bool:
    """Whether each author has a place of their own."""
    ranks = [_number(one.get("rank")) for one in _stated_authors(body)]
    return None not in ranks and len(set(ranks)) == len(ranks)


def _rank(author: dict[str, Json]) -> int:
    rank = _number(author.get("rank"))
    return rank if rank is not None else 1_000_000


def _number(value: Json) -> int | None:
    """A whole number of nothing or more, also as text."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 16:
        return int(value)
    is_whole = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10**15
    return int(value) if is_whole and value == int(value) else None
