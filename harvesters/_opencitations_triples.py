"""Records of OpenCitations as triples: citations as claims, works, and counts."""

import re
from collections.abc import Iterable

from pyoxigraph import NamedNode

from harvesters._datacite_words import entries, said
from harvesters._describe import Description, Speaker
from harvesters._opencitations_rows import identifiers, is_citation, is_work, told
from harvesters._same_record import claim_same, main_iri
from harvesters._work import Author, SaidWork, describe_work, full_name
from harvesters._work_date import partial_date
from harvesters._work_kind import work_kind
from kg.errors import BadRecord
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Mapped, Record
from kg.rdf.claim import Claim, StatedCount
from kg.rdf.names import DCT, RDF, SCHEMA
from kg.resolve.work_id import work_iris

CITES = "cites"
"""The relation that the columns `citing` and `cited` stand for: cito:cites in OpenCitations' own RDF."""

_PERSON = re.compile(r"([^;\[\]]+)(?:\[([^\]]*)\])?")
_ORCID = re.compile(r"orcid:(\S+)", re.IGNORECASE)
_LONGEST_COUNT = 12


def opencitations_triples(record: Record) -> Mapped:
    """All that is kept of one record.

    Raises:
        BadRecord: it is none of the records that OpenCitations gives, or about nothing that is known.
    """
    body = record.body
    if not isinstance(body, dict):
        raise BadRecord(f"A record of OpenCitations must be an object, not {type(body).__name__}.")
    about = _about(body)
    if about is None:
        raise BadRecord("A record of OpenCitations that names no work with a known identifier.")
    description = Description(about, Speaker("opencitations", record.key))
    rows = entries(body, "rows") if "asked" in body else [body]
    _describe_works(description, [row for row in rows if is_work(row)])
    _claim_citations(description, [row for row in rows if is_citation(row)], said(body, "list") or "citing")
    if metric := said(body, "count") if "asked" in body else None:
        for row in rows:
            _count(description, metric, said(row, "count"))
    if not any(row for row in rows if is_work(row) and main_iri(identifiers(row, "id")) == about):
        description.say(RDF["type"], SCHEMA["CreativeWork"])
    return Mapped(about, description.triples)


def authors_of(row: dict[str, Json]) -> tuple[Author, ...]:
    """The authors in "Family, Given [omid:… orcid:…]; …"; a name without comma is that of a body."""
    found: list[Author] = []
    for match in _PERSON.finditer(said(row, "author") or ""):
        words = match[1].strip()
        family, comma, given = (part.strip() for part in words.partition(","))
        name = full_name(given, family) if comma else words
        if name:
            orcid = _ORCID.search(match[2] or "")
            parts = (given or None, family or None) if comma else (None, None)
            found.append(Author(name, orcid[1] if orcid else None, *parts, is_body=not comma))
    return tuple(found)


def _about(body: dict[str, Json]) -> NamedNode | None:
    if "asked" in body:
        return main_iri(work_iris(body["asked"]))
    return main_iri(identifiers(body, "id" if is_work(body) else "cited"))


def _describe_works(description: Description, rows: Iterable[dict[str, Json]]) -> None:
    for row in rows:
        names = identifiers(row, "id")
        node, word = main_iri(names), said(row, "type")
        if node is None:
            continue
        work = SaidWork(
            node,
            word,
            title=said(row, "title"),
            issued=partial_date(said(row, "pub_date")),
            container=_unbracketed(said(row, "venue")),
            publisher=_unbracketed(said(row, "publisher")),
            authors=authors_of(row),
            is_in_order=said(row, "author_order") is None,
        )
        describe_work(description, work)
        claim_same(description, names, said(row, "id") or "", "id", work_kind(word))


def _claim_citations(description: Description, rows: list[dict[str, Json]], field: str) -> None:
    """Each row as a claim, with the date of the citing work; what names one work is claimed once."""
    named: set[str] = set()
    for row in rows:
        ends = {end: identifiers(row, end) for end in ("citing", "cited")}
        citing, cited = main_iri(ends["citing"]), main_iri(ends["cited"])
        if citing is None or cited is None:
            continue
        creation, index = told(row, "creation")
        words = write_json(row).decode("utf-8", "replace")
        origin = index or told(row, "index")[0]
        description.claim(Claim(citing, cited, CITES, words, origin=origin, day=creation, field=field))
        if issued := partial_date(creation):
            description.add(citing, RDF["type"], SCHEMA["CreativeWork"])
            description.add(citing, DCT["issued"], issued)
        for end, names in ends.items():
            words = said(row, end) or ""
            if words not in named:
                named.add(words)
                claim_same(description, names, words, end)


def _count(description: Description, metric: str, number: str | None) -> None:
    if number and number.isascii() and number.isdecimal() and len(number) <= _LONGEST_COUNT:
        description.count(StatedCount(description.about, metric, int(number)))


def _unbracketed(words: str | None) -> str | None:
    """A name without the identifiers in brackets behind it."""
    return words.partition(" [")[0].strip() or None if words else None
