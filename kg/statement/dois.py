"""DOIs and handles in a text, the broken and the unfinished ones too, each with its place."""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from kg.citation.identifier import is_placeholder, normal_iri
from kg.rdf.names import DOI, HANDLE
from kg.resolve.doi import dois_in
from kg.statement.mention import Mention, Syntax

LONGEST_RUN = 400
"""Characters of an identifier with its address; longer runs are none."""

_RUN = re.compile(r"\S+")
_ADDRESS = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/?$|doi:?$", re.IGNORECASE)
_HANDLE = re.compile(
    r"(?:hdl:\s?|(?:https?://)?hdl\.handle\.net/)(\d{1,9}(?:\.\d{1,9}){0,3}/[^\s,;\"<>|()]{1,200})"
)
_FACILITY_HANDLE = re.compile(r"(?<![\d./])20\.500\.\d{2,9}(?:\.\d{1,9})?/[^\s,;\"<>|()]{1,200}")
_END = ".,;:!?'\")]}”»"
_TO_COME = (
    r"(?:tb[dac]\b|n/?a\b|pending|forthcoming|x{2,}|\?{2,}|\.{3}|…|in preparation|to be (?:\w+ )?"
    r"(?:added|assigned|announced|confirmed|determined|provided|inserted|minted|registered|supplied|completed)"
    r"|will be (?:added|assigned|provided|inserted|minted|registered|supplied|made available)"
    r"|insert\w*\b|not yet (?:assigned|available|minted|registered)|\[[^\]\d]{0,40}\]|<[^>\d]{0,40}>|_{2,})"
)
_UNFINISHED = re.compile(
    r"(?:https?://)?(?:dx\.|www\.)?doi(?:\.org/|\s?[:=(]|\b)\s{0,3}" + _TO_COME
    + r"|[\[<(](?:insert |add |dataset |data |the )*doi(?: here| number| link| to come| pending)*[\]>)]"
    + r"|(?<![\d.])10\.(?:[xX#?]{2,}|…)/\S*",
    re.IGNORECASE,
)  # fmt: skip
_PREFIX_ALONE = re.compile(
    r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|\bdoi\s?[:=]\s{0,3})(10\.\d{4,9})(?!\d|\.\d|/\w)/?",
    re.IGNORECASE,
)
_NO_PREFIX = re.compile(
    r"(?:https?://)?(?:dx\.|www\.)?doi\.org/(?!10[.%])(?!tb[dac]\b)[A-Za-z0-9][\w.-]*/?[\w./-]*",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"(?:[-_/.(]|ILL-DATA\.?|ESRF-(?:ES|DC)-?|ISIS\.E\.?(?:RB)?|zenodo\.?|dryad\.?)$", re.IGNORECASE
)
_GOES_ON = re.compile(r"([.]?)\s{1,3}/?((?=[\w.-]{0,30}\d)[\w.-]{2,40})")
_ODD = re.compile(r"(?<![\w.])1[0Oo][.,]\s?\d{4,9}\s?[/\\]\s?[^\s\"<>|]{2,200}")
"""A DOI with a blank, a comma or the wrong stroke in it."""
_PREFIXES = {
    "esrf-es-": "10.15151", "esrf-dc-": "10.15151", "ill-data.": "10.5291", "isis.e.rb": "10.5286",
    "xfel.eu-data-": "10.22003",
}  # fmt: skip
_WITHOUT_PREFIX = re.compile(
    r"(?<![\w./-])(ESRF-ES-|ESRF-DC-|ILL-DATA\.|ISIS\.E\.RB|XFEL\.EU-DATA-)(?=[\w-]*\d)[\w-]*[^\W_]",
    re.IGNORECASE,
)
_SOUND = re.compile(r"10\.\d{4,9}/\S")


def dois(text: str) -> Iterator[Mention]:
    """Each DOI and handle; what is unfinished is a placeholder, what is cut or without prefix is broken."""
    for run in _RUN.finditer(text):
        word = run.group()
        if "10." in word and len(word) <= LONGEST_RUN:
            yield from _in_run(text, word, run.start())
    for pattern in (_HANDLE, _FACILITY_HANDLE):
        for found in pattern.finditer(text):
            yield from _handle(found)
    for found in _UNFINISHED.finditer(text):
        yield _faulty(found, "placeholder", "It stands for an identifier that is not there yet.")
    for found in _PREFIX_ALONE.finditer(text):
        yield _prefix_alone(text, found)
    for found in _WITHOUT_PREFIX.finditer(text):
        meant = f"{_PREFIXES[found.group(1).lower()]}/{found.group()}".lower()
        yield _faulty(found, "broken", "The prefix of the DOI is missing.", meant)
    for found in _ODD.finditer(text):
        if not _SOUND.match(found.group()):
            yield _odd(found)
    for found in _NO_PREFIX.finditer(text):
        yield _faulty(found, "broken", "A DOI begins with a prefix such as 10.15151.")


def _in_run(text: str, word: str, start: int) -> Iterator[Mention]:
    """The DOIs of one run of signs; an address before one belongs to it."""
    latest = 0
    for one in dois_in(word):
        place = word.find(one.said, latest)
        if place < 0:  # with %2F in it
            place, said = latest, word[latest:].rstrip(_END)
        else:
            said = one.said
        address = _ADDRESS.search(word[latest:place])
        begin = latest + address.start() if address else place
        span = (start + begin, start + place + len(said))
        latest = place + len(said)
        yield _doi(text, one.iri.value, span)


def _doi(text: str, iri: str, span: tuple[int, int]) -> Mention:
    doi, said = iri.removeprefix(str(DOI)), text[slice(*span)]
    # What was trimmed from its end tells as much as what is left: "RB#######", "ES-…".
    written = _TO_BLANK.match(text, span[0]).group().rstrip(_END)  # type: ignore[union-attr]
    following = text[span[1] : span[1] + 1]
    is_cut = bool(_CUT.search(said + (following if following in ("-", "_") else "")))
    if is_cut and (more := _GOES_ON.match(text, span[1])):
        meant = doi + more.group(1) + more.group(2).rstrip(_END).lower()
        return Mention(said, span, "doi", doi, None, "broken", "It breaks off.", meant)
    bare = _ADDRESS_AHEAD.sub("", written)
    if is_placeholder(bare) and len(written) <= LONGEST_RUN:
        why = "Its number is missing." if _CUT.search(written) else "It holds signs in place of the number."
        return Mention(written, (span[0], span[0] + len(written)), "doi", bare, None, "placeholder", why)
    if is_cut:
        whole = doi.rstrip("/") if doi.endswith("/") and _ENDS_IN_DIGIT.search(doi) else None
        why = "It breaks off." if whole is None else _STROKE
        return Mention(said, span, "doi", doi, None, "broken", why, whole)
    if _RANGE.search(doi):
        return Mention(said, span, "doi", unquote(doi), None, "broken", _OF_A_RANGE)
    if (hyphened := _DASH.sub("-", unquote(doi))) != unquote(doi):
        return Mention(said, span, "doi", unquote(doi), None, "broken", _DASHES, hyphened)
    return Mention(said, span, "doi", doi, iri)


_ENDS_IN_DIGIT = re.compile(r"10\.\d+/.*\d/$")
_STROKE = "It ends with a stroke."
_DASH = re.compile("[–—−]")
_DASHES = "It has a dash where a DOI has a hyphen."
_RANGE = re.compile(r"10\.15151/esrf-(?:es|dc)-\d+(?:%E2%80%93|[-/])\d+$|\d%E2%80%93\d+$", re.IGNORECASE)
_OF_A_RANGE = "It is a range of numbers: a DOI leads to one thing, so each needs its own."


_TO_BLANK = re.compile(r"\S*")
_ADDRESS_AHEAD = re.compile(r"^(?:https?://)?(?:dx\.|www\.)?doi\.org/|^doi:\s?", re.IGNORECASE)


def _prefix_alone(text: str, found: re.Match[str]) -> Mention:
    more = _GOES_ON.match(text, found.end())
    meant = f"{found.group(1)}/{more.group(2).rstrip(_END)}".lower() if more else None
    return _faulty(found, "broken", "Only the prefix of a DOI stands here.", meant)


def _odd(found: re.Match[str]) -> Mention:
    said = found.group().rstrip(_END)
    mended = "".join(said.split()).replace("\\", "/")
    meant = f"10.{mended[3:]}".lower()
    why = "A DOI has a full stop after 10, a stroke after its prefix, and no blank."
    return Mention(said, (found.start(), found.start() + len(said)), "doi", said, None, "broken", why, meant)


def _handle(found: re.Match[str]) -> Iterator[Mention]:
    said = found.group().rstrip(_END)
    handle = (found.group(1) if found.re is _HANDLE else said).rstrip(_END)
    span = (found.start(), found.start() + len(said))
    if is_placeholder(handle):
        why = "It holds signs in place of the number."
        yield Mention(said, span, "handle", handle, None, "placeholder", why)
    else:
        # Records name handles of facilities; any other is sound, too, for its address says what it is.
        iri = normal_iri(handle, "handle")
        address = iri.value if iri else str(HANDLE) + quote(handle, safe="/:;.,()-_~")
        yield Mention(said, span, "handle", address.removeprefix(str(HANDLE)), address)


def _faulty(found: re.Match[str], syntax: Syntax, why: str, meant: str | None = None) -> Mention:
    said = found.group().strip()
    return Mention(said, (found.start(), found.start() + len(said)), "doi", said, None, syntax, why, meant)
