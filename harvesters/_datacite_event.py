"""One event of DataCite's Event Data: a claim, or a count of uses; what it says of the two things besides."""

import re

from pyoxigraph import Literal, NamedNode

from harvesters._claims import speaker, verbatim
from harvesters._datacite_counts import as_count
from harvesters._describe import Description
from harvesters._read import branch, first_text
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.claim import Claim, StatedCount, WorkKind
from kg.rdf.names import DCT, XSD
from kg.rdf.terms import calendar_date, iri, year
from kg.resolve.work_id import work_iri

SOURCE = "dataciteevents"

# Totals of a month by COUNTER's metrics, one event each: the report is the subject, the data are the object.
_USES = re.compile(r"(?P<metric>(?:total|unique)-[a-z-]+)-(?P<method>regular|machine)$")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])$", re.ASCII)
_KINDS: dict[str, WorkKind] = {
    "dataset": "dataset",
    "collection": "dataset",
    "scholarlyarticle": "publication",
    "article": "publication",
    "book": "publication",
    "chapter": "publication",
    "thesis": "publication",
    "report": "publication",
    "softwaresourcecode": "software",
    "softwareapplication": "software",
}


def stated(attributes: Json, name: str) -> str | None:
    """The text under this key, in each of its spellings: "subj-id", "subjId", "subj_id"."""
    first, *others = name.split("-")
    camel = first + "".join(one.capitalize() for one in others)
    return first_text(attributes, name, camel, name.replace("-", "_"))


def with_ends(event: Json, included: Json) -> Json:
    """The event with what stands beside the list about its two things, so that it is whole by itself."""
    if not isinstance(event, dict) or not isinstance(included, list):
        return event
    attributes = branch(event, "attributes")
    ends = {stated(attributes, "subj-id"), stated(attributes, "obj-id")} - {None}
    beside = [one for one in included if isinstance(one, dict) and first_text(one, "id") in ends]
    return {**event, "included": beside} if beside else event


def event_triples(record: Record) -> Mapped:
    """The claim or the count.

    Raises:
        BadRecord: it does not name two things and what is said of them.
    """
    attributes = branch(record.body, "attributes")
    relation = stated(attributes, "relation-type-id")
    subject = _thing(stated(attributes, "subj-id"))
    target = _thing(stated(attributes, "obj-id"))
    if relation is None or subject is None or target is None:
        raise BadRecord("An event must have subj-id, obj-id (DOIs or addresses) and relation-type-id.")
    if uses := _USES.match(relation):
        return _uses(record, attributes, target, uses)
    ends = [_end(record.body, name) for name in ("subj", "obj")]
    said_by = speaker(SOURCE, record)
    claim = Claim(
        subject,
        target,
        verbatim(relation),
        verbatim(attributes),
        origin=verbatim(stated(attributes, "source-id") or ""),
        day=verbatim(stated(attributes, "occurred-at") or ""),
        subject_kind=_kind(ends[0]),
        object_kind=_kind(ends[1]),
    )
    description = Description(claim.iri(said_by.source, said_by.key), said_by)
    description.claim(claim)
    description.say(DCT["license"], iri(stated(attributes, "license")))
    for node, end in zip((subject, target), ends, strict=True):
        if _kind(end) == "publication":  # the dates of data are better known elsewhere
            description.add(node, DCT["issued"], _published(end))
    return Mapped(description.about, description.triples)


def _uses(record: Record, attributes: Json, target: NamedNode, uses: re.Match[str]) -> Mapped:
    """How often one report saw the data used; the day is the event's, the report's period is not given."""
    number = as_count(attributes.get("total"))
    if number is None:
        raise BadRecord("An event of usage must have a total, a whole number.")
    said_by = speaker(SOURCE, record)
    day = (stated(attributes, "occurred-at") or "")[:10]
    note = f"Of the report {stated(attributes, 'subj-id')}; its event is of {day}." if day else None
    count = StatedCount(target, uses["metric"], number, method=uses["method"], note=note)
    description = Description(count.iri(said_by.source, said_by.key), said_by)
    description.count(count)
    return Mapped(description.about, description.triples)


def _thing(words: str | None) -> NamedNode | None:
    return work_iri("url", words) or work_iri("doi", words) if words else None


def _end(event: Json, name: str) -> dict[str, Json]:
    """What is said of the subject or the object: inside the attributes, or included beside them."""
    attributes = branch(event, "attributes")
    if inside := branch(attributes, name):
        return inside
    identifier = stated(attributes, f"{name}-id")
    included = event.get("included")
    for one in included if isinstance(included, list) else []:
        if identifier and isinstance(one, dict) and first_text(one, "id") == identifier:
            return branch(one, "attributes")
    return {}


def _kind(end: dict[str, Json]) -> WorkKind | None:
    return _KINDS.get((first_text(end, "subtype", "@type", "type") or "").casefold())


def _published(end: dict[str, Json]) -> Literal | None:
    """The date of publication, as precise as it is."""
    words = stated(end, "date-published") or ""
    if len(words) == 4:
        return year(words)
    return Literal(words, datatype=XSD["gYearMonth"]) if _MONTH.match(words) else calendar_date(words)
