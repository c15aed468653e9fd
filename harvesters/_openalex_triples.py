"""A work of OpenAlex as triples: itself, what it references as claims, and its counts."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from harvesters._datacite_words import entries, listed, said
from harvesters._describe import Description, Speaker
from harvesters._read import branch, items
from harvesters._same_record import claim_alias, claim_same, main_iri
from harvesters._work import Affiliation, Author, SaidWork, describe_work
from harvesters._work_date import partial_date
from harvesters._work_kind import work_kind
from kg.errors import BadRecord
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Mapped, Record
from kg.rdf.claim import Claim, StatedCount
from kg.rdf.terms import year
from kg.resolve.work_id import work_iri

REFERENCED = "referenced_works"
"""The field under which a work lists those that it cites."""

_SCHEMES = ("doi", "pmid", "pmcid", "openalex")


def openalex_triples(record: Record) -> Mapped:
    """All that is kept of one work, or of one that was found among those that cite another.

    Raises:
        BadRecord: it is no object, or has no identifier.
    """
    body = record.body
    if not isinstance(body, dict):
        raise BadRecord(f"A work of OpenAlex must be an object, not {type(body).__name__}.")
    work = branch(body, "work") if "cited" in body else body
    names = list(_identifiers(work))
    about = main_iri(names)
    if about is None:
        raise BadRecord("A work of OpenAlex without identifier.")
    word = said(work, "type")
    description = Description(about, Speaker("openalex", record.key), work_kind(word))
    describe_work(description, _said_work(about, work, word))
    ids = write_json(work.get("ids") or {"openalex": said(work, "id"), "doi": said(work, "doi")})
    claim_same(description, names, ids.decode("utf-8", "replace"), "ids", description.kind)
    if "cited" in body:
        _claim_found(description, body, work)
    else:
        claim_alias(description, record.key, "doi")
        _claim_all(description, work)
        _count_all(description, work)
    return Mapped(about, description.triples)


def _identifiers(work: dict[str, Json]) -> Iterator[tuple[str, NamedNode]]:
    ids = branch(work, "ids")
    for scheme in _SCHEMES:
        beside = said(work, {"doi": "doi", "openalex": "id"}.get(scheme, scheme))
        for words in (said(ids, scheme), beside):
            if node := work_iri(scheme, words):
                yield scheme, node
                break


def _said_work(about: NamedNode, work: dict[str, Json], word: str | None) -> SaidWork:
    authors = tuple(found for one in entries(work, "authorships") if (found := _author(one)))
    place = branch(work, "primary_location")
    is_cut = work.get("is_authors_truncated") is True
    return SaidWork(
        about,
        word,
        title=said(work, "title", "display_name"),
        issued=_issued(work),
        container=said(branch(place, "source"), "display_name"),
        authors=authors,
        is_complete=not is_cut and len(authors) == len(items(work, "authorships")),
        language=said(work, "language"),
    )


def _issued(work: dict[str, Json]) -> Literal | None:
    """The day; of the first of January, which stands for an unknown day of a year as well, the year only."""
    day = said(work, "publication_date") or ""
    return partial_date(day.removesuffix("-01-01")) or year(work.get("publication_year"))


def _author(entry: dict[str, Json]) -> Author | None:
    author = branch(entry, "author")
    name = said(author, "display_name") or said(entry, "raw_author_name")
    if name is None:
        return None
    orcid = said(author, "orcid") or said(entry, "raw_orcid")
    return Author(name, orcid, affiliations=tuple(_affiliations(entry)))


def _affiliations(entry: dict[str, Json]) -> Iterator[Affiliation]:
    """The institutions; else the words of the affiliation, and the countries on their own."""
    institutions = entries(entry, "institutions")
    known: set[str] = set()
    for one in institutions:
        country = said(one, "country_code")
        known.add(country or "")
        if (name := said(one, "display_name")) or said(one, "ror"):
            yield Affiliation(name, said(one, "ror"), country)
    if not institutions:
        for words in listed(entry, "raw_affiliation_strings"):
            yield Affiliation(words)
    for country in listed(entry, "countries"):
        if country not in known:
            yield Affiliation(country=country)


def _claim_all(description: Description, work: dict[str, Json]) -> None:
    for words in listed(work, REFERENCED):
        if target := work_iri("openalex", words):
            _claim(description, target, words)


def _claim_found(description: Description, body: dict[str, Json], work: dict[str, Json]) -> None:
    """Of a work that was found by what it cites, that alone: its other references are nobody's question."""
    cited, asked = said(body, "cited") or "", (said(body, "asked") or "").removeprefix("doi:")
    target = work_iri("openalex", cited)
    if target is None:
        return
    words = cited if cited in listed(work, REFERENCED) else f"filter=cites:{cited.rpartition('/')[2]}"
    _claim(description, target, words)
    if doi := work_iri("doi", asked):
        claim_same(description, [("doi", doi), ("openalex", target)], cited, "cites")


def _claim(description: Description, target: NamedNode, words: str) -> None:
    claim = Claim(
        description.about, target, REFERENCED, words, subject_kind=description.kind, field=f"{REFERENCED}[]"
    )
    description.claim(claim)


def _count_all(description: Description, work: dict[str, Json]) -> None:
    """Totals, and the years apart under a name of their own, so that nobody adds them up."""
    for metric in ("cited_by_count", "referenced_works_count"):
        _count(description, metric, work.get(metric))
    for entry in entries(work, "counts_by_year"):
        if when := year(entry.get("year")):
            span = f"{when.value}-01-01", f"{when.value}-12-31"
            _count(description, "counts_by_year", entry.get("cited_by_count"), *span)


def _count(
    description: Description, metric: str, number: Json, begin: str | None = None, end: str | None = None
) -> None:
    if isinstance(number, int) and not isinstance(number, bool) and number >= 0:
        description.count(StatedCount(description.about, metric, number, begin, end))
