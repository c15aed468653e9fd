"""A work as citation sources describe it: what it is, its title, authors, own date and journal. No abstracts.

Only literature gets a class of its own: a foreign dataset that was typed as one would stand in the catalogue
beside those of the facilities. What a source says that a thing is stays as text, and in the kinds of claims.
No findings: what is odd about a stranger's article is not ours to have mended.
"""

import re
from dataclasses import dataclass
from html import unescape

from pyoxigraph import Literal, NamedNode

from harvesters._author_list import describe_order, describe_share
from harvesters._describe import Description, prose
from harvesters._organisation import describe_organisation, describe_publisher
from harvesters._work_kind import work_kind
from kg.harvest.payload import Json
from kg.rdf.mint import digest_iri, orcid_iri
from kg.rdf.names import DCT, FOAF, ORG, PAN, RDF, SCHEMA
from kg.rdf.terms import boolean
from kg.resolve.organisation import resolve_ror
from kg.resolve.person import NOBODY, PLACEHOLDERS

_MARKUP = re.compile(
    r"</?(?:i|b|u|em|strong|sub|sup|sc|scp|tt|span|br|p|jats:[a-z-]+|mml:[a-z]+)\b[^<>]{0,200}>",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"[A-Za-z]{2}$", re.ASCII)
_ROLE = "author"


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Where an author worked; `ror` in any spelling, `country` a code of ISO 3166."""

    name: str | None = None
    ror: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """One author; `name` is written "Given Family" where the parts are known, `is_body` a collaboration."""

    name: str
    orcid: str | None = None
    given: str | None = None
    family: str | None = None
    affiliations: tuple[Affiliation, ...] = ()
    is_body: bool = False


@dataclass(frozen=True, slots=True)
class SaidWork:
    """What a source says of one work; `kind` is its own word for the type.

    `is_complete` tells whether `authors` are all of them: True only where the source lists every author,
    False where it says that it left some out, None where that is not known. `is_in_order` tells whether they
    stand in the order that the work itself has them in.
    """

    node: NamedNode
    kind: str | None = None
    title: str | None = None
    issued: Literal | None = None
    container: str | None = None
    publisher: str | None = None
    authors: tuple[Author, ...] = ()
    is_complete: bool | None = None
    is_in_order: bool = True
    language: str | None = None


def describe_work(description: Description, work: SaidWork) -> None:
    """State what is said of a work, which need not be the one that the record is about.

    The authors of a publication are stated to be complete only if each of them is a person.
    """
    node, kind = work.node, work_kind(work.kind)
    is_literature = kind == "publication"
    description.add(node, RDF["type"], PAN["Publication"] if is_literature else SCHEMA["CreativeWork"])
    for word in dict.fromkeys((work.kind, kind if kind in ("dataset", "software") else None)):
        description.add(node, SCHEMA["additionalType"], prose(word))
    description.add(node, DCT["title"], prose(plain(work.title)))
    description.add(node, DCT["issued"], work.issued)
    description.add(node, DCT["language"], prose(work.language))
    description.add(node, SCHEMA["isPartOf"], prose(plain(work.container)))
    if work.publisher and node == description.about:
        describe_publisher(description, work.publisher)
    named = [author for author in work.authors if _is_somebody(author.name)]
    since = len(description.triples)
    shared = {_describe_author(description, node, author) for author in named}
    if work.is_in_order:
        describe_order(description, node, since, _ROLE, shared)
    is_whole = len(named) == len(work.authors) and not any(author.is_body for author in named)
    if named and work.is_complete is not None and is_literature:
        description.add(node, PAN["teamComplete"], boolean(work.is_complete and is_whole))


def plain(words: Json) -> str | None:
    """A title without the markup of italics, indices and the like, and with its entities resolved."""
    return " ".join(_MARKUP.sub("", unescape(words)).split()) if isinstance(words, str) else None


def full_name(given: str | None, family: str | None, name: str | None = None) -> str | None:
    """The name as "Given Family"; a single text with one comma in it is read as "Family, Given"."""
    if not family and name and name.count(",") == 1:
        family, given = (part.strip() for part in name.split(","))
    return " ".join(filter(None, (given, family))) or name


def _is_somebody(name: str) -> bool:
    return name.strip().casefold() not in PLACEHOLDERS | NOBODY


def _describe_author(description: Description, work: NamedNode, author: Author) -> NamedNode | None:
    """The author, and where they worked as part of their share in this work: people move on.

    Returns whose share was described.
    """
    if author.is_body:
        node = describe_organisation(description, author.name)
        if node is not None:
            description.add(work, DCT["creator"], node)
        return None
    node = orcid_iri(author.orcid) or digest_iri("person", work.value, author.name)
    description.add(work, DCT["creator"], node)
    description.add(node, RDF["type"], PAN["Person"])
    description.add(node, FOAF["name"], prose(author.name))
    description.add(node, FOAF["givenName"], prose(author.given))
    description.add(node, FOAF["familyName"], prose(author.family))
    if not author.affiliations:
        return None
    share = describe_share(description, work, node, _ROLE)
    for place in author.affiliations:
        _describe_affiliation(description, share, place)
    return node


def _describe_affiliation(description: Description, share: NamedNode, place: Affiliation) -> None:
    ror = resolve_ror(place.ror)[0] if place.ror else None
    if ror is not None:
        description.add(share, ORG["memberOf"], ror)
        description.add(ror, RDF["type"], PAN["Organisation"])
        description.add(ror, FOAF["name"], prose(place.name))
    else:
        description.add(share, SCHEMA["affiliation"], prose(place.name))
    if place.country and _COUNTRY.match(place.country):
        description.add(share, PAN["country"], Literal(place.country.upper()))
