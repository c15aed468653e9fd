"""A client of OAI-PMH 2.0 on the world of a source.

The protocol: https://www.openarchives.org/OAI/openarchivesprotocol.html. Own code, not oaipmh-scythe:
requests must go through the world (pace, caps, containment of the XML, recordings in tests), and the library
brings its own connection, its own XML parser outside of containment and no way to go on from a token kept on
disk. What remains of the protocol are the few verbs below.

Servers that are met: errors inside answers of HTTP status 400, 422 and 500, records without the element of
the verb around them, child elements in any namespace, tokens that lead in a circle.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.source import World
from kg.harvest.xml import Element

ANSWERS_TOO = frozenset({400, 422, 500})
"""Statuses of errors whose body may still be an answer."""


class OaiError(Exception):
    """An error of the protocol: `code` as in its section 3.6."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}" if message else code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Page:
    """One answer to ListRecords: its records, and the token of the next, None at the end.

    `total` is what the server says the whole list holds, which need not be true; `is_begun_anew` whether the
    list begins again with this page, because the server had forgotten the token.
    """

    records: list[Element]
    token: str | None
    total: int | None = None
    is_begun_anew: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """One metadata format a server offers."""

    prefix: str
    namespace: str


def ask(world: World, verb: str, **arguments: str) -> Element:
    """The root of the answer.

    Raises:
        OaiError: the server refuses; SourceUnavailable: it answers no OAI-PMH.
    """
    root = world.get_xml("", also=ANSWERS_TOO, verb=verb, **arguments)
    if root.local != "OAI-PMH":
        raise SourceUnavailable(f"{world.place} answers <{root.local[:40]}>, no OAI-PMH; try again later.")
    if (error := error_in(root)) is not None:
        raise error
    return root


def error_in(root: Element) -> OaiError | None:
    """The first error in an answer."""
    error = root.first("error")
    if error is None:
        return None
    return OaiError(error.attribute("code") or "unknown", (error.said() or "")[:300])


def records_in(root: Element) -> list[Element]:
    """The records of an answer, inside the element of the verb or, as SciCat sends them, without it."""
    if root.local == "record":
        return [root]
    wrapped = [*root.all("ListRecords", "record"), *root.all("GetRecord", "record")]
    return wrapped or list(root.all("record"))


def granularity(world: World) -> str:
    """The granularity that Identify states; days, which every server takes, where it states none."""
    return ask(world, "Identify").said("Identify", "granularity") or "YYYY-MM-DD"


def formats(world: World) -> list[Format]:
    """The metadata formats; oai_dc, which is obligatory, where the list cannot be had."""
    try:
        root = ask(world, "ListMetadataFormats")
    except OaiError:
        return [Format("oai_dc", "")]
    offered = root.all("ListMetadataFormats", "metadataFormat")
    found = [
        Format(prefix, one.said("metadataNamespace") or "")
        for one in offered
        if (prefix := one.said("metadataPrefix"))
    ]
    return found or [Format("oai_dc", "")]


def set_names(world: World) -> dict[str, str]:
    """Set specs and their names, every page of them; empty where the server has none."""
    found: dict[str, str] = {}
    arguments: dict[str, str] = {}
    for _ in range(1000):  # pages; a server with more sets than that is in a circle
        try:
            root = ask(world, "ListSets", **arguments)
        except OaiError:
            return found
        for one in root.all("ListSets", "set"):
            if spec := one.said("setSpec"):
                found[spec] = one.said("setName") or spec
        token = root.said("ListSets", "resumptionToken")
        if token is None or token == arguments.get("resumptionToken"):
            return found
        arguments = {"resumptionToken": token}
    return found


def pages(world: World, arguments: dict[str, str], token: str | None) -> Iterator[Page]:
    """The pages of ListRecords, from `token` on where one is given; no page where nothing matches.

    A token that the server no longer knows begins the list anew, once: what comes again is known by its hash.

    Raises:
        SourceUnavailable: the tokens run in a circle, or expire again and again.
        BadInput: the server refuses the request itself.
    """
    is_again = False
    seen: set[str] = set()
    while True:
        asked = {"resumptionToken": token} if token else arguments
        try:
            root = ask(world, "ListRecords", **asked)
        except OaiError as error:
            if error.code == "noRecordsMatch":
                return
            if error.code != "badResumptionToken" or not token:
                raise BadInput(f"{world.place} refuses ListRecords {asked}: {error}") from None
            if is_again:
                raise SourceUnavailable(
                    f"{world.place} lets its tokens expire: {error}. Try again later."
                ) from None
            is_again, token = True, None
            seen.clear()
            continue
        page = _page(root, is_again and token is None)
        yield page
        if page.token is None:
            return
        if page.token in seen or page.token == token:
            raise SourceUnavailable(
                f"{world.place} hands out a token again: {page.token[:60]!r} leads in a circle."
            )
        seen.add(page.token)
        token = page.token


def _page(root: Element, is_begun_anew: bool) -> Page:
    told = root.first("ListRecords", "resumptionToken")
    size = (told.attribute("completeListSize") if told else None) or ""
    total = int(size) if size.isdecimal() and len(size) < 10 else None
    return Page(records_in(root), told.said() if told else None, total, is_begun_anew)


def stamp(moment: str, said: str) -> str:
    """A time (ISO 8601) in the granularity a server states, in UTC.

    Raises:
        BadInput: it is no time.
    """
    try:
        when = datetime.fromisoformat(moment)
    except ValueError:
        raise BadInput(f"{moment!r} is no date; write 2026-01-31 or 2026-01-31T08:00:00Z.") from None
    utc = when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ" if "hh" in said else "%Y-%m-%d")
