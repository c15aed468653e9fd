"""A link between two works, in any of the forms that Scholix has taken.

Read are Scholix 3 and 4, the dump of ScholeXplorer, and the links of OpenAIRE's Graph and of Europe PMC.
Their keys differ in case and number ("IDScheme", "idScheme", "schema"), even within one answer, so case is
ignored. Scholix 3 has one identifier and an object as type where version 4 has a list and a text; both are
taken.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from harvesters._datacite_words import entries, said
from harvesters._describe import Description
from harvesters._same_work import Identifier, compact, identifiers_of, same_claims
from harvesters._work import Author, SaidWork, describe_work, full_name
from harvesters._work_date import partial_date
from harvesters._work_kind import work_kind
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.rdf.claim import Claim, WorkKind
from kg.rdf.mint import digest

_KINDS: dict[str, WorkKind] = {
    "literature": "publication",
    "publication": "publication",
    "article": "publication",
    "dataset": "dataset",
    "data": "dataset",
    "researchdata": "dataset",
    "software": "software",
    "other": "other",
}
# DataCite's relation types, which Scholix takes its subtypes from.
_PRECISE = {
    "iscitedby", "cites", "issupplementto", "issupplementedby", "iscontinuedby", "continues", "isdescribedby",
    "describes", "hasmetadata", "ismetadatafor", "hasversion", "isversionof", "isnewversionof",
    "ispreviousversionof", "ispartof", "haspart", "ispublishedin", "isreferencedby", "references",
    "isdocumentedby", "documents", "iscompiledby", "compiles", "isvariantformof", "isoriginalformof",
    "isidenticalto", "isreviewedby", "reviews", "isderivedfrom", "issourceof", "isrequiredby", "requires",
    "isobsoletedby", "obsoletes", "iscollectedby", "collects", "istranslationof", "hastranslation",
}  # fmt: skip
_AGGREGATORS = ("openaire", "scholexplorer", "scholix")
_REGISTRIES = ("crossref", "datacite")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)", re.ASCII)


class Side(NamedTuple):
    """One of the two works, keys in lower case; `identifiers` are those understood, the best first."""

    body: dict[str, Json]
    identifiers: list[Identifier]
    kind: WorkKind | None

    @property
    def iri(self) -> NamedNode:
        """By what the work is called."""
        return self.identifiers[0].iri


class Link(NamedTuple):
    """What a link says; `providers` are named in the order given, `day` is that of the link itself."""

    source: Side
    target: Side
    relation: str
    providers: list[str]
    day: str | None
    identifier: str | None

    @property
    def key(self) -> str:
        """The link's own identifier, else a digest of what it says and who provides it."""
        if self.identifier:
            return self.identifier
        ends = (side.iri.value for side in (self.source, self.target))
        return digest(*ends, self.relation, *sorted(self.providers))

    @property
    def origin(self) -> str | None:
        """Whom the aggregator has it from.

        A registry of DOIs goes before others that hand on the same link: where it is one of several
        providers, the others are no witnesses of their own.
        """
        upstream = [one for one in self.providers if not one.casefold().startswith(_AGGREGATORS)]
        registries = [one for one in upstream if one.casefold() in _REGISTRIES]
        return next(iter(registries + upstream), None)


def read_link(body: Json) -> Link:
    """The link in a piece of JSON.

    Raises:
        BadRecord: it is no link, says no relation, or names a work by no identifier that is understood.
    """
    link = in_lower_case(body)
    if not is_link(link):
        raise BadRecord("No Scholix link: it has no source and target.")
    if (relation := _relation(link)) is None:
        raise BadRecord("A link that does not say how the two works are related.")
    return Link(
        _side(link, "source"),
        _side(link, "target"),
        relation,
        _names(link.get("linkprovider") or link.get("obtainedby")),
        _day(said(link, "linkpublicationdate", "publicationdate")),
        said(link, "identifier", "id"),
    )


def is_link(link: Json) -> bool:
    """Whether this, keys in lower case, names two works."""
    return isinstance(link, dict) and all(isinstance(link.get(end), dict) for end in ("source", "target"))


def link_claim(link: Link, field: str | None = None) -> Claim:
    """The link as a claim, in its own words but without what it says of people."""
    words = {
        "linkprovider": link.providers,
        "relation": link.relation,
        "date": link.day,
        "source": _shown(link.source),
        "target": _shown(link.target),
    }
    return Claim(
        link.source.iri,
        link.target.iri,
        link.relation,
        compact(words),
        asserted_by="; ".join(link.providers) or None,
        origin=link.origin,
        day=link.day,
        subject_kind=link.source.kind,
        object_kind=link.target.kind,
        subject_issued=_claimed_date(link.source),
        object_issued=_claimed_date(link.target),
        field=field,
    )


def describe_link(description: Description, link: Link, claim: Claim) -> None:
    """The claim, what identifies both works, and what the link says of them where they are publications.

    A work's own date stands within it; the date beside source and target is no date of either. Data and
    software are not described: their own records do that better, and where there is none, the link's claim
    says what they are and when they were published.
    """
    description.claim(claim)
    for end, side in (("source", link.source), ("target", link.target)):
        for same in same_claims(side.identifiers, f"{end}.identifier"):
            description.claim(same)
        if side.kind == "publication":
            describe_work(description, _work(side))


def in_lower_case(value: Json) -> Json:
    """The same with all keys in lower case; of keys that differ in case alone, one that says something."""
    if isinstance(value, dict):
        told: dict[str, Json] = {}
        for key, inner in value.items():
            if (name := str(key).lower()) not in told or inner:
                told[name] = in_lower_case(inner)
        return told
    return [in_lower_case(inner) for inner in value] if isinstance(value, list) else value


def kind_of(body: dict[str, Json]) -> WorkKind | None:
    """What is said that a work is; None where nothing is said, or "unknown"."""
    return _KINDS.get((_type(body) or "").casefold())


def _type(body: dict[str, Json]) -> str | None:
    return next(_typed(body, "name"), None) or said(body, "objecttype", "type")


def _typed(body: dict[str, Json], name: str) -> Iterator[str]:
    """What the type says under this name, where it is an object, or a list of such."""
    return (word for one in entries(body, "type") if (word := said(one, name)))


def _work(side: Side) -> SaidWork:
    body = side.body
    exact = said(body, "objectsubtype", "subtype", "instancetype") or next(_typed(body, "subtype"), None)
    people = entries(body, "creator") or entries(body, "authors")
    return SaidWork(
        side.iri,
        kind=exact if work_kind(exact) == "publication" else "publication",
        title=said(body, "title"),
        issued=_issued(side),
        authors=tuple(author for one in people if (author := _author(one)) is not None),
        is_in_order=False,  # of 10.1007/s00266-017-1063-0 ScholeXplorer names the last one first
    )


def _issued(side: Side) -> Literal | None:
    return partial_date(said(side.body, "publicationdate"))


def _claimed_date(side: Side) -> Literal | None:
    """The date that the claim has to keep: of a publication, its description has it."""
    return None if side.kind == "publication" else _issued(side)


def _author(stated: dict[str, Json]) -> Author | None:
    name = full_name(None, None, said(stated, "name"))
    if name is None:
        return None
    identifiers = entries(stated, "identifier") + entries(stated, "identifiers")
    orcids = (said(one, "id", "identifier") for one in identifiers if "orcid" in str(one).lower())
    return Author(name, orcid=next(orcids, None))


def _relation(link: dict[str, Json]) -> str | None:
    """The word for the relation: DataCite's precise one where there is one, else that of Scholix."""
    names = ("relationshiptype", "relationship", "reltype")
    stated = next((link[name] for name in names if link.get(name)), None)
    if isinstance(stated, str):
        return stated.strip() or None
    precise = said(stated, "subtype")
    is_known = precise is not None and precise.replace("-", "").casefold() in _PRECISE
    return precise if is_known else said(stated, "name") or precise


def _side(link: dict[str, Json], end: str) -> Side:
    body = link[end]
    identifiers = identifiers_of(body.get("identifier") or body.get("identifiers"))
    if not identifiers:
        raise BadRecord(f"The {end} of the link has no identifier that is understood.")
    return Side(body, identifiers, kind_of(body))


def _names(stated: Json) -> list[str]:
    listed = stated if isinstance(stated, list) else [stated]
    names = (one if isinstance(one, str) else said(one, "name") for one in listed)
    return list(dict.fromkeys(name.strip() for name in names if name and name.strip()))


def _day(value: str | None) -> str | None:
    found = _DAY.match(value or "")
    return found.group() if found else None


def _shown(side: Side) -> dict[str, Json]:
    return {"identifier": [one.said for one in side.identifiers], "type": _type(side.body)}
