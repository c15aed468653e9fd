"""Recognise identifiers: DOIs and handles in any spelling, ORCIDs of people."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kg.rdf.mint import handle_iri
from kg.rdf.names import DOI
from kg.read.chip import Chip, Slot
from kg.read.lexicon import Lexicon
from kg.read.sentence import Found, Sentence
from kg.resolve.doi import dois_in
from kg.resolve.person import resolve_orcid

LONGEST = 400
"""Characters of an identifier with its address; longer runs are none."""

_RUN = re.compile(r"\S+")
_DOI_AHEAD = re.compile(r"(?:doi|DOI)\s*:?\s*\Z")
_ENCODED = re.compile(r"10\.\d{4,9}%2[Ff]")
_HANDLE = re.compile(
    r"(?:hdl:|https?://hdl\.handle\.net/)?20\.500\.\d{2,9}(?:\.\d{1,9})?/[^\s,;\"<>|()]{1,200}"
)
_ORCID = re.compile(
    r"(?<![\w-])(?:https?://)?(?:orcid\.org/|orcid:)?((?:\d{4}-){3}\d{3}[\dXx])(?![\w-])", re.IGNORECASE
)
_END = ".,;:!?'\")]}”»"


def identifiers(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """Each DOI, handle and ORCID; what is in them is nothing else."""
    for run in _RUN.finditer(sentence.text):
        word = run.group()
        if not any(sign.isdigit() for sign in word[:LONGEST]) or len(word) > LONGEST:
            continue
        if "10." in word:
            yield from _dois(sentence, word, run.start())
        if found := _HANDLE.search(word):
            yield from _handle(sentence, found, run.start())
        for orcid in _ORCID.finditer(word):
            yield from _orcid(sentence, orcid, run.start())


def _dois(sentence: Sentence, word: str, start: int) -> Iterator[Found]:
    """Those of one run of signs; what stands before one, such as its address, belongs to it."""
    latest = 0
    found = dois_in(word)
    for one in found:
        place = word.find(one.said, latest)
        is_encoded = place < 0 and _ENCODED.search(word) and len(found) == 1
        if place < 0 and not is_encoded:
            continue
        begin, end = (0, len(word.rstrip(_END))) if is_encoded else (latest, place + len(one.said))
        ahead = _DOI_AHEAD.search(sentence.text[max(0, start - 6) : start]) if begin == 0 else None
        begin = start + begin - (len(ahead.group()) if ahead else 0)
        yield from _found(sentence, begin, start + end, "doi", one.iri.value, one.said, "DOI")
        latest = end


def _handle(sentence: Sentence, found: re.Match[str], start: int) -> Iterator[Found]:
    said = found.group().rstrip(_END)
    if iri := handle_iri(said):
        yield from _found(
            sentence,
            start + found.start(),
            start + found.start() + len(said),
            "doi",
            iri.value,
            said,
            "handle",
        )


def _orcid(sentence: Sentence, found: re.Match[str], start: int) -> Iterator[Found]:
    begin, end = start + found.start(), start + found.end()
    iri, finding = resolve_orcid(found.group(1))
    if iri is not None:
        yield from _found(sentence, begin, end, "person", iri.value, found.group(1), "ORCID")
    elif finding is not None and (places := _places(sentence, begin, end)):
        yield Found(*places, unknown=finding.remedy)


def _found(
    sentence: Sentence, begin: int, end: int, slot: Slot, iri: str, said: str, basis: str
) -> Iterator[Found]:
    if places := _places(sentence, begin, end):
        chip = Chip(slot, said, iri, iri.removeprefix(str(DOI)), (begin, end), basis)
        yield Found(*places, (chip,))


def _places(sentence: Sentence, begin: int, end: int) -> tuple[int, int] | None:
    """The tokens within this stretch of the text."""
    start = bisect_right(sentence.tokens, begin, key=lambda token: token.end)
    stop = bisect_left(sentence.tokens, end, key=lambda token: token.start)
    return (start, stop) if start < stop else None
