"""What articles in Europe PMC say of data: that their text names them, in which sentence; and their links."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pyoxigraph import NamedNode

from harvesters._accession import resolver_iri
from harvesters._datacite_words import entries, said
from harvesters._describe import Description, prose
from harvesters._europepmc_live import links_in
from harvesters._read import branch
from harvesters._same_work import Identifier, compact, identifiers_of, same_claims
from harvesters._scholix_link import link_claim, read_link
from harvesters._work import Author, SaidWork, describe_work
from harvesters._work_date import partial_date
from harvesters._work_kind import work_kind
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.rdf.claim import Claim
from kg.rdf.mint import doi_iri
from kg.rdf.names import FOAF, PROV, RDF
from kg.rdf.terms import iri
from kg.resolve.doi import IN_TEXT
from kg.resolve.work_id import work_iri

MENTIONS = "mentions"
"""The relation of an article to what its text names: less than a citation, which stands in its references."""

EUROPE_PMC = "Europe PMC"
_ACCESSIONS = "Accession Numbers"
_TEXT_MINED = "tm_"
_SOURCE = re.compile(r"[A-Za-z]{3}$", re.ASCII)
_INITIALS = re.compile(r"(\S.*) ([A-ZÀ-Þ](?:[A-ZÀ-Þ-]{0,4}))$")


def describe_mention(description: Description, body: dict[str, Json]) -> None:
    """An article that a search for a DOI found, and that it names this DOI.

    Raises:
        BadRecord: the article has no identifier, or the DOI is none.
    """
    hit = branch(body, "article")
    identifiers = _identifiers(hit)
    searched = said(body, "searched")
    data = doi_iri(searched)
    if not identifiers or data is None:
        raise BadRecord("An article without identifier, or a search that was for no DOI.")
    article = identifiers[0].iri
    _about(description, article)
    words = {name: hit[name] for name in ("id", "source", "pmid", "pmcid", "doi") if name in hit}
    description.claim(
        Claim(
            article,
            data,
            MENTIONS,
            compact({"searched": searched, "article": words}),
            asserted_by=EUROPE_PMC,
            origin=EUROPE_PMC,
            confidence=IN_TEXT,
            subject_kind="publication",
        )
    )
    for claim in same_claims(identifiers, "resultList.result[]"):
        description.claim(claim)
    describe_work(description, _work(article, hit))


def describe_links(description: Description, body: dict[str, Json], key: str) -> None:
    """The links of one article to data; `key` names the article ("MED:38375968")."""
    article = _article(key)
    _about(description, article)
    for obtained, stated in links_in(body):
        if (claim := _link_claim(stated, obtained, article)) is not None:
            description.claim(claim)


def describe_annotations(description: Description, body: dict[str, Json], key: str) -> None:
    """The accession numbers in the text of one article, each with the sentence around it."""
    article = _article(key)
    _about(description, article)
    for stated in entries(body, "annotations"):
        if said(stated, "type") in (_ACCESSIONS, None):
            for claim in _annotation_claims(article, stated):
                description.claim(claim)


def _about(description: Description, article: NamedNode) -> None:
    description.say(RDF["type"], PROV["Entity"])
    description.say(FOAF["primaryTopic"], article)


def _article(key: str) -> NamedNode:
    """The article that Europe PMC calls by source and number.

    Raises:
        BadRecord: it is not named.
    """
    source, _, number = key.partition(":")
    scheme = {"MED": "pmid", "PMC": "pmcid"}.get(source.upper(), "")
    node = work_iri(scheme, number) if scheme else None
    if node is None and number and _SOURCE.match(source):
        node = iri(f"https://europepmc.org/article/{source}/{number}")
    if node is None:
        raise BadRecord("An answer of Europe PMC that does not tell which article it is about.")
    return node


def _link_claim(stated: dict[str, Json], obtained: str, article: NamedNode) -> Claim | None:
    """The link as a claim; None where it names its target by nothing that is understood."""
    is_mined = obtained.startswith(_TEXT_MINED)
    body = dict(stated)
    if is_mined and not branch(body, "RelationshipType"):
        body["RelationshipType"] = {"Name": MENTIONS}
    try:
        claim = link_claim(read_link(body), field=obtained or None)
    except BadRecord:
        return None
    sure = IN_TEXT if is_mined else 1.0
    return replace(claim, subject=article, origin=claim.origin or EUROPE_PMC, confidence=sure)


def _annotation_claims(article: NamedNode, stated: dict[str, Json]) -> Iterator[Claim]:
    exact = said(stated, "exact")
    addresses = [address for tag in entries(stated, "tags") if (address := said(tag, "uri"))]
    found = {node for address in addresses if (node := resolver_iri(address) or work_iri("url", address))}
    if not found and (node := doi_iri(exact)):
        found = {node}
    parts = (stated.get(name) for name in ("prefix", "exact", "postfix"))
    sentence = prose("".join(part for part in parts if isinstance(part, str)))
    words = {name: stated[name] for name in ("id", "exact", "tags", "section", "provider") if name in stated}
    for node in sorted(found, key=lambda one: one.value):
        yield Claim(
            article,
            node,
            MENTIONS,
            compact(words),
            asserted_by=said(stated, "provider"),
            origin=EUROPE_PMC,
            confidence=IN_TEXT,
            subject_kind="publication",
            object_kind="dataset",
            citing_text=sentence.value if sentence else None,
            field=said(stated, "section"),
        )


def _identifiers(hit: dict[str, Json]) -> list[Identifier]:
    schemes = (("doi", "doi"), ("pmid", "pmid"), ("pmcid", "pmcid"))
    stated = [{"id": said(hit, name), "idscheme": scheme} for name, scheme in schemes]
    return identifiers_of([one for one in stated if one["id"]])


def _work(node: NamedNode, hit: dict[str, Json]) -> SaidWork:
    types = (word.strip() for word in (said(hit, "pubType") or "").split(";"))
    return SaidWork(
        node,
        kind=next((word for word in types if work_kind(word) == "publication"), "publication"),
        title=said(hit, "title"),
        issued=partial_date(said(hit, "firstPublicationDate")) or partial_date(said(hit, "pubYear")),
        container=said(hit, "journalTitle"),
        authors=tuple(_authors(said(hit, "authorString") or "")),
    )


def _authors(names: str) -> Iterator[Author]:
    """The authors of "Holm S, De Wit AB."; whether they are all is not said."""
    for name in names.rstrip(". ").split(","):
        words = name.strip()
        if found := _INITIALS.match(words):
            yield Author(f"{found[2]} {found[1]}", given=found[2], family=found[1])
        elif words:
            yield Author(words)
