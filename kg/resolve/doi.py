"""DOIs wherever they stand in a text, and how sure it is that they are meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.rdf.mint import doi_iri
from kg.resolve.finding import Finding, excerpt
from kg.resolve.person import PLACEHOLDERS

ALONE = 1.0
IN_TEXT = 0.8
IN_ADDRESS = 0.5
"""How sure a DOI is that stands alone, in other words, or in the path of a publisher's address."""

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>|]+")
_NEXT = re.compile(
    r"[;,|](?=\s*(?:doi:?\s*)?(?:https?://(?:dx\.)?(?:www\.)?doi\.org/)?10\.\d{4,9}/)", re.IGNORECASE
)
_ENCODED_SLASH = re.compile(r"10\.\d{4,9}%2F", re.IGNORECASE)
_LINK = re.compile(r"https?://(?P<host>[^/\s]+)/[^\s\"<>|]*$", re.IGNORECASE)
_ALONE = re.compile(
    r"(?:doi:?\s*)?(?:(?:https?:)?//(?:dx\.|www\.)?doi\.org/|(?:dx\.)?doi\.org/)?$", re.IGNORECASE
)
_MEANT = re.compile(r"doi\.org/?|\bdoi\s*:|(?<!\d)10\.\d{4,9}(?:/|$)", re.IGNORECASE)
_PAGES = re.compile(
    r"(?:[/.](?:full|pdf|abstract|epdf|meta|html?|summary|suppl_file|supplementary|suppinfo|supp-\d+|supp\d*)"
    r"(?:[/.].*)?|[?#].*)$",
    re.IGNORECASE,
)
_PAIRS = {")": "(", "]": "[", "}": "{"}
_EMPTY_WORDS = PLACEHOLDERS | {"in preparation", "in press", "submitted", "to be published", "under review"}


@dataclass(frozen=True, slots=True)
class FoundDoi:
    """One DOI; `said` is the stretch of text it was read from."""

    iri: NamedNode
    said: str
    confidence: float


@lru_cache(maxsize=8192)
def dois_in(text: str) -> tuple[FoundDoi, ...]:
    """The DOIs in a text, each once, in order: several in one text, in brackets, with what follows them.

    Trailing punctuation and unbalanced brackets are cut, `%2F` is decoded, and so is what publishers append
    to the DOI in addresses of their pages ("/full", "/pdf", "?…"); ".s001" and the like name supplements
    with DOIs of their own and stay.
    """
    found: dict[NamedNode, FoundDoi] = {}
    for one in _found(text.strip()):
        found.setdefault(one.iri, one)
    return tuple(found.values())


@lru_cache(maxsize=4096)
def related_finding(text: str, field: str) -> Finding | None:
    """What to mend in a text that should be the identifier of a related publication or dataset."""
    words = text.strip()
    if words.casefold() in _EMPTY_WORDS:
        remedy = f'Leave the field empty instead of "{excerpt(words)}".' if words else ""
        return Finding("related-placeholder", field, text, None, 0.0, remedy) if words else None
    found = dois_in(text)
    if not found:
        if not _MEANT.search(words):
            return None
        remedy = f'No whole DOI stands in "{excerpt(words)}": copy it from the publication.'
        return Finding("doi-broken", field, text, None, 0.0, remedy)
    if len(found) == 1 and found[0].confidence == ALONE:
        return None
    understood = " ".join(one.iri.value for one in found)
    remedy = f"List {understood} alone, as related identifier with its relation."
    return Finding("doi-in-text", field, text, understood, min(one.confidence for one in found), remedy)


def _found(text: str) -> Iterator[FoundDoi]:
    if _ENCODED_SLASH.search(text):
        text = unquote(text)
    for part in _NEXT.split(text):
        for match in _DOI.finditer(part):
            before, said = part[: match.start()], trimmed_doi(match.group())
            link = _LINK.search(before)
            is_elsewhere = link is not None and not link["host"].lower().endswith("doi.org")
            if is_elsewhere:
                said = _first_segment(said)
            if node := doi_iri(said):
                yield FoundDoi(node, said, _confidence(text, before, said, is_elsewhere))


def _confidence(text: str, before: str, said: str, is_elsewhere: bool) -> float:
    if is_elsewhere:
        return IN_ADDRESS
    is_alone = text.endswith(said) and before == text[: len(text) - len(said)] and _ALONE.match(before)
    return ALONE if is_alone else IN_TEXT


def trimmed_doi(said: str) -> str:
    """Without the punctuation and brackets of the sentence around it, and without pages of the publisher."""
    while said:
        last = said[-1]
        if last in ".,;:'’”“»*_" or (last in _PAIRS and said.count(last) > said.count(_PAIRS[last])):
            said = said[:-1]
        elif (shorter := _PAGES.sub("", said)) != said and _DOI.fullmatch(shorter):
            said = shorter
        else:
            break
    return said


def _first_segment(said: str) -> str:
    """In a path of another host, the DOI ends with the segment after its prefix, as far as can be told."""
    return "/".join(said.split("/")[:2])
