"""One event of DataCite's or Crossref's Event Data: a claim, or a count of uses; what it says besides.

Both had the form from one system: DataCite wraps its keys as `attributes`, Crossref has them bare.
"""

import re

from pyoxigraph import Literal, NamedNode

from harvesters._claims import speaker, verbatim
from harvesters._datacite_counts import as_count
from harvesters._describe import Description
from harvesters._read import branch, first_text
from harvesters._work_date import partial_date
from harvesters._work_kind import work_kind
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.claim import Claim, StatedCount, WorkKind
from kg.rdf.names import DCT, XSD
from kg.rdf.terms import calendar_date, iri, year
from kg.resolve.work_id import work_iri

PEOPLE = {"is-authored-by", "is-authored-at", "is-funded-by", "is-affiliated-with"}
"""Relations to people, bodies and funders, which are no works."""

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


def event_triples(source: str, record: Record, attributes: dict[str, Json], words: Json = None) -> Mapped:
    """The claim or the count.

    Args:
        source: the harvester's name.
        record: the event; what stands beside its attributes about the two things is looked for there.
        attributes: the keys of the event itself.
        words: the statement to keep, where that is not all of `attributes`.

    Raises:
        BadRecord: it does not name two things and what is said of them.
    """
    relation = stated(attributes, "relation-type-id")
    subject = _thing(stated(attributes, "subj-id"))
    target = _thing(stated(attributes, "obj-id"))
    if relation is None or subject is None or target is None:
        raise BadRecord("An event must have subj-id, obj-id (DOIs or addresses) and relation-type-id.")
    if uses := _USES.match(relation):
        return _uses(source, record, attributes, target, uses)
    ends = [_end(record.body, attributes, name) for name in ("subj", "obj")]
    # The dates of data are better known elsewhere.
    dates = [_published(end) if _kind(end) == "publication" else None for end in ends]
    said_by = speaker(source, record)
    claim = Claim(
        subject,
        target,
        verbatim(relation),
        verbatim(attributes if words is None else words),
        origin=verbatim(stated(attributes, "source-id") or ""),
        day=verbatim(stated(attributes, "occurred-at") or ""),
        subject_kind=_kind(ends[0]),
        object_kind=_kind(ends[1]),
        subject_issued=dates[0],
        object_issued=dates[1],
    )
    description = Description(claim.iri(said_by.source, said_by.key), said_by)
    description.claim(claim)
    description.say(DCT["license"], iri(stated(attributes, "license")))
    for node, date in zip((subject, target), dates, strict=True):
        description.add(node, DCT["issued"], date)
    return Mapped(description.about, description.triples)


def _uses(source: str, record: Record, attributes: Json, target: NamedNode, uses: re.Match[str]) -> Mapped:
    """How often one report saw the data used; the day is the event's, the report's period is not given."""
    number = as_count(attributes.get("total"))
    if number is None:
        raise BadRecord("An event of usage must have a total, a whole number.")
    said_by = speaker(source, record)
    day = (stated(attributes, "occurred-at") or "")[:10]
    note = f"Of the report {stated(attributes, 'subj-id')}; its event is of {day}." if day else None
    count = StatedCount(target, uses["metric"], number, method=uses["method"], note=note)
    description = Description(count.iri(said_by.source, said_by.key), said_by)
    description.count(count)
    return Mapped(description.about, description.triples)


def _thing(words: str | None) -> NamedNode | None:
    return work_iri("url", words) or work_iri("doi", words) if words else None


def _end(event: Json, attributes: dict[str, Json], name: str) -> dict[str, Json]:
    """What is said of the subject or the object: inside the attributes, or included beside them."""
    if inside := branch(attributes, name):
        return inside
    identifier = stated(attributes, f"{name}-id")
    included = event.get("included")
    for one in included if isinstance(included, list) else []:
        if identifier and isinstance(one, dict) and first_text(one, "id") == identifier:
            return branch(one, "attributes")
    return {}


def _kind(end: dict[str, Json]) -> WorkKind | None:
    known = _KINDS.get((first_text(end, "subtype", "@type", "type") or "").casefold())
    return known or work_kind(stated(end, "work-type-id"))


def _published(end: dict[str, Json]) -> Literal | None:
    """The date of publication, as precise as it is."""
    words = stated(end, "date-published")
    if words is None:
        return partial_date(first_text(end, "issued"))
    if len(words) == 4:
        return year(words)
    return Literal(words, datatype=XSD["gYearMonth"]) if _MONTH.match(words) else calendar_date(words)
