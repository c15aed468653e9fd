"""An OAI-PMH 2.0 server that does what servers do: fails, cuts, forgets tokens, repeats, deletes, and lies.

All records are invented. The faults are documented or were met at real servers: 503 with Retry-After, 429,
XML that breaks off, tokens that expire, errors inside HTTP 500, identifiers that come twice, deletions,
records made again after them, and texts meant to break whoever copies them into something else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape, quoteattr

from replay import Reply

PER_PAGE = 10
BIDI, FEFF, NEXT_LINE = "\u202e", "\ufeff", "\u0085"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}} ${7*7} {% raw %}",
    "> } ; DROP ALL ; INSERT DATA { <a:a> <a:a> <a:a> } #",
    '" . <a:a> <a:a> <a:a> . "',
    "../../../../etc/passwd",
    "..",
    f"right {BIDI}tfel{FEFF} side",
    f"one line\u2028another\u2029third{NEXT_LINE}fourth",
    "first\nsecond\r\nthird\tfourth",
    "=HYPERLINK(1)",
    "https://w3id.org/pan-kg/graph/scicat/0123456789",
    "x" * 5000,
    "é" * 1700,  # 5 kB when percent-encoded as UTF-8 thrice over
)


@dataclass(frozen=True)
class Said:
    """One entry of the list; no title: deleted."""

    identifier: str
    title: str | None
    datestamp: str = "2024-05-01T00:00:00Z"


def plain(number: int, title: str | None = "", datestamp: str | None = None) -> Said:
    """A record like any other, with a datestamp of its own."""
    shown = f"Run {number} on a thin film" if title == "" else title
    changed = datestamp or f"2024-05-{1 + number % 28:02d}T08:00:00Z"
    return Said(f"oai:misbehaving.example:{number:04d}", shown, changed)


def bad_list() -> list[Said]:
    """100 records, 14 hostile ones; one of the 100 deleted, one made again; one deletion of the unknown."""
    listed = [plain(number) for number in range(100)]
    listed += [Said(f"oai:hostile:{text}", f"Title {text}") for text in HOSTILE]
    listed.insert(12, plain(11))  # twice on one page, the same
    listed.insert(24, plain(22, "Another title on the same page"))
    listed.insert(45, plain(15))  # again on another page, the same
    listed.insert(56, plain(16, "Another title on another page"))
    listed.insert(63, plain(3, None))  # deleted three pages after it was listed
    listed.insert(66, Said("oai:misbehaving.example:never", None))
    listed.insert(75, plain(30, None))
    listed.insert(88, plain(30, "Made again"))
    return listed


def settled_list() -> list[Said]:
    """What such a server lists later, when it says of each record only what holds at last."""
    at_last = {of.identifier: of for of in bad_list() if not (of.title or "").startswith("Another title")}
    return list(at_last.values())


BAD_LIST_LIVE = 100 + len(HOSTILE) - 1
"""`plain(3)` is gone; `plain(30)` is there again."""
BAD_LIST_GONE = 2
"""`plain(3)`, and the one that never was."""

FAULTS = {1: "503", 2: "cut", 4: "429", 5: "expired", 7: "expired in 500", 9: "cut"}
"""What happens to the first request for each page."""


@dataclass
class Repository:
    """A server's state: the list, and the faults that are still to happen, by page from 0."""

    listed: list[Said] = field(default_factory=bad_list)
    faults: dict[int, str] = field(default_factory=lambda: dict(FAULTS))
    loops_at: int | None = None
    """The page whose token leads to itself."""

    def answer(self, target: str) -> Reply:
        """For `replay.serving`."""
        asked = dict(parse_qsl(urlsplit(target).query))
        match asked.get("verb"):
            case "Identify":
                return reply(
                    "<Identify><repositoryName>Misbehaving</repositoryName><protocolVersion>2.0</protocolVersion>"
                    "<earliestDatestamp>2017-01-00</earliestDatestamp><deletedRecord>transient</deletedRecord>"
                    "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify>"
                )
            case "ListMetadataFormats":
                return reply(
                    "<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix>"
                    "<schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</schema>"
                    "<metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace>"
                    "</metadataFormat></ListMetadataFormats>"
                )
            case "ListRecords":
                return self._page(asked)
        return error("badVerb", 500)

    def _page(self, asked: dict[str, str]) -> Reply:
        begin, page = asked.get("from", ""), 0
        if token := asked.get("resumptionToken"):
            told = dict(parse_qsl(token, keep_blank_values=True))
            begin, page = told["from"], int(told["page"])
        entries = [of for of in self.listed if of.datestamp >= begin]
        if not entries:
            return error("noRecordsMatch", 200)
        shown = reply("".join(self._list(entries, begin, page)))
        match self.faults.pop(page, None):
            case "503":
                return Reply(b"<html>Down for maintenance</html>", 503, {"Retry-After": "0"})
            case "429":
                return Reply(b"Slow down", 429, {"Retry-After": "0"})
            case "cut":
                return Reply(shown.body[: len(shown.body) * 2 // 3])
            case "expired":
                return error("badResumptionToken", 200)
            case "expired in 500":
                return error("badResumptionToken", 500)
        return shown

    def _list(self, entries: list[Said], begin: str, page: int) -> Iterator[str]:
        start = page * PER_PAGE
        yield "<ListRecords>"
        yield from (record(of) for of in entries[start : start + PER_PAGE])
        if start + PER_PAGE < len(entries):
            following = page if page == self.loops_at else page + 1
            # A token that needs encoding, with a size that changes from page to page.
            token = escape(f"page={following}&from={begin}&salt=<ä+ %26>")
            yield f'<resumptionToken completeListSize="{7 * page}" cursor="0">{token}</resumptionToken>'
        yield "</ListRecords>"


def record(of: Said) -> str:
    """One <record>, in unqualified Dublin Core."""
    status = "" if of.title is not None else ' status="deleted"'
    header = (
        f"<header{status}><identifier>{escape(of.identifier)}</identifier>"
        f"<datestamp>{of.datestamp}</datestamp></header>"
    )
    if of.title is None:
        return f"<record>{header}</record>"
    said = "".join(
        f"<dc:{name}>{escape(value)}</dc:{name}>"
        for name, value in (
            ("title", of.title),
            ("creator", "Example, Ada"),
            ("identifier", of.identifier),
            ("type", "Dataset"),
            ("date", of.datestamp[:10]),
            ("description", of.title),
        )
    )
    return (
        f"<record>{header}<metadata>"
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">{said}</oai_dc:dc></metadata></record>'
    )


def reply(content: str) -> Reply:
    """An answer of the protocol."""
    return Reply(
        '<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        f"<responseDate>2026-01-01T00:00:00Z</responseDate><request>x</request>{content}</OAI-PMH>".encode(),
        headers={"Content-Type": "text/xml"},
    )


def error(code: str, status: int) -> Reply:
    """An error of the protocol, in whatever status the server thinks right."""
    told = reply(f"<error code={quoteattr(code)}>{code}</error>")
    return Reply(told.body, status, told.headers)
