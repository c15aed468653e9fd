"""Ask Europe PMC for the articles whose text names a DOI, and for the data that these articles name.

Unverified: no live service was reached. Addresses, parameters and the outermost keys are from clients in
public repositories; the keys within a search result and a data link are from the documentation.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

from harvesters._datacite_words import entries, said
from harvesters._listed import check_end, listed
from harvesters._read import branch
from harvesters._scholix_live import nothing_listed
from kg.errors import BadInput, BadRecord, SourceUnavailable
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Item, Record, World
from kg.harvest.walk import ASKED
from kg.rdf.names import DOI
from kg.resolve.doi import dois_in

PAGE = 100
MOST_PAGES = 100
"""Pages of articles that name one DOI."""

MENTION, DATALINKS, ANNOTATIONS = "mention", "datalinks", "annotations"
"""Kinds of records: an article whose text names a DOI, its links to data, accession numbers in its text."""

NOTHING = "asked, and no article names it"

_UNKNOWN = re.compile(r"\banswered 404\b")
_SEARCH = "/webservices/rest/search"
_ANNOTATIONS = "/annotations_api/annotationsByArticleIds"


class Asking:
    """A walk under way: of an article that names several DOIs, the data are asked for once."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._asked: set[str] = set()

    def about_doi(self, doi: str) -> Iterator[Item]:
        """The articles that name a DOI, and the data that they name, or that there is no such article.

        Raises:
            SourceUnavailable: an answer is no list.
        """
        is_named = False
        for answer in self._pages(doi):
            for hit in hits_in(answer):
                is_named = True
                yield mention_item(doi, hit, f"{self._world.place}{_SEARCH}", self._world.facility)
                yield from self._data_of(hit)
        if not is_named:
            yield Aside(ASKED, doi, doi.encode(), self._world.place, NOTHING, "skipped")

    def _pages(self, doi: str) -> Iterator[Json]:
        cursor, seen, given = "*", set[str](), 0
        for _ in range(MOST_PAGES):
            seen.add(cursor)
            answer = listed(
                self._world,
                _SEARCH,
                query=f'"{doi}"',
                resultType="lite",
                format="json",
                pageSize=str(PAGE),
                cursorMark=cursor,
            )
            if not is_search(answer):
                what = "answered JSON that is no list of articles; try again later."
                raise SourceUnavailable(f"{self._world.place}{_SEARCH} {what}")
            yield answer
            given += len(hits_in(answer))
            following = said(answer, "nextCursorMark")
            if following is None or following in seen or len(hits_in(answer)) < PAGE:
                check_end(f"{self._world.place}{_SEARCH}", answer, given, PAGE)
                return
            cursor = following

    def _data_of(self, hit: dict[str, Json]) -> Iterator[Record | Aside]:
        source, number = said(hit, "source"), said(hit, "id")
        if source is None or number is None or (key := f"{source}:{number}") in self._asked:
            return
        self._asked.add(key)
        path = f"/webservices/rest/{quote(source, safe='')}/{quote(number, safe='')}/datalinks"
        links = self._links(path)
        if links_in(links):
            yield _kept(DATALINKS, key, links, f"{self._world.place}{path}", self._world.facility)
        if said(hit, "hasTMAccessionNumbers") == "N":
            return
        found = listed(self._world, _ANNOTATIONS, articleIds=key, type="Accession Numbers", format="JSON")
        if not isinstance(found, list):
            raise SourceUnavailable(f"{self._world.place}{_ANNOTATIONS} answered JSON that is no list.")
        for article in found:
            if is_annotated(article) and article["annotations"]:
                origin = f"{self._world.place}{_ANNOTATIONS}?articleIds={key}"
                yield _kept(ANNOTATIONS, key, article, origin, self._world.facility)

    def _links(self, path: str) -> Json:
        try:
            return self._world.get_json(path, format="json")
        except BadInput as error:
            if _UNKNOWN.search(str(error)) is None:
                raise
            return None  # an article without any


def answer_items(body: Json, origin: str, facility: str | None) -> Iterator[Record | Aside]:
    """The records in a recorded answer of any of the three services, or what else it is."""
    if is_search(body):
        if not hits_in(body):
            yield nothing_listed(origin)
        request = branch(body, "request")
        asked = [one.iri.value for one in dois_in(said(request, "queryString", "query") or "")]
        for number, hit in enumerate(hits_in(body)):
            place = f"{origin}/{number}"
            if len(asked) == 1:
                yield mention_item(asked[0].removeprefix(str(DOI)), hit, place, facility)
            else:
                reason = "A search result that does not tell for which one DOI it was asked."
                yield Aside(MENTION, place, b"", place, reason, "skipped")
    elif links_in(body):
        request = branch(body, "request")
        key = f"{said(request, 'source') or ''}:{said(request, 'id') or origin}"
        yield _kept(DATALINKS, key, body, origin, facility)
    elif is_annotated(body):
        key = f"{said(body, 'source') or ''}:{said(body, 'extId', 'pmcid') or origin}"
        yield _kept(ANNOTATIONS, key, body, origin, facility)
    else:
        yield Aside(
            "unknown", origin, b"", origin, "No answer of Europe PMC that holds data links.", "skipped"
        )


def mention_item(doi: str, hit: dict[str, Json], origin: str, facility: str | None) -> Record | Aside:
    """The article, with the DOI that was searched for."""
    key = f"{said(hit, 'source') or ''}:{said(hit, 'id') or ''} {doi}"
    return _kept(MENTION, key, {"searched": doi, "article": hit}, origin, facility)


def is_search(answer: Json) -> bool:
    """Whether this is an answer to a search."""
    return isinstance(answer, dict) and isinstance(answer.get("resultList"), dict)


def is_annotated(article: Json) -> bool:
    """Whether this is an article with its annotations."""
    return isinstance(article, dict) and isinstance(article.get("annotations"), list)


def hits_in(answer: Json) -> list[dict[str, Json]]:
    """The articles in an answer to a search."""
    return entries(branch(answer, "resultList"), "result")


def links_in(answer: Json) -> list[tuple[str, dict[str, Json]]]:
    """The links in an answer of the data links service, each with how it was obtained."""
    found: list[tuple[str, dict[str, Json]]] = []
    for category in entries(branch(answer, "dataLinkList"), "Category"):
        for section in entries(category, "Section"):
            obtained = said(section, "ObtainedBy") or ""
            links = entries(branch(section, "Linklist"), "Link")
            found += [(said(link, "ObtainedBy") or obtained, link) for link in links]
    return found


def _kept(kind: str, key: str, body: Json, origin: str, facility: str | None) -> Record | Aside:
    try:
        return Record(kind, key, body, write_json(body), origin, facility)
    except BadRecord as error:
        return Aside(kind, key, b"", origin, f"{error} It was not kept.", "quarantined")
