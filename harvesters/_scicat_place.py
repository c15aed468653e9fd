"""Where a dataset was measured: the facility and how that is known, and the instrument."""

from collections.abc import Iterator

from pyoxigraph import NamedNode

from harvesters._describe import Description
from harvesters._place import (
    describe_instrument,
    describe_proposal,
    instrument_by_id,
    instrument_node,
    operator,
    proposal_node,
    site,
    use_instrument,
)
from harvesters._read import branch, first_text, identifier, items, texts
from kg.harvest.payload import Json
from kg.harvest.source import Record
from kg.rdf.names import PAN
from kg.resolve.facility import (
    Facility,
    facility_by_identifier,
    facility_by_location,
    facility_by_name,
    new_facility,
)
from kg.resolve.instrument import resolve_instrument

LONGEST_NAME = 80
"""A longer creation location is prose, not the name of an instrument."""


def dataset_facility(record: Record, pid: str) -> tuple[Facility, str] | None:
    """The facility where a dataset was measured, by the best evidence there is.

    A stated place goes before the operator's word: catalogues also hold data that were measured elsewhere.
    """
    return next(_evidence(record, pid), None)


def _evidence(record: Record, pid: str) -> Iterator[tuple[Facility, str]]:
    body = record.body
    for location in texts(body, "creationLocation"):
        if found := facility_by_location(location):
            yield found[0], "creation location"
    metadata = branch(body, "scientificMetadata")
    stated = first_text(branch(metadata, "facility"), "name") or first_text(
        branch(metadata, "experiment"), "facility"
    )
    if stated and (facility := facility_by_name(stated)):
        yield facility, "stated"
    for instrument in texts(body, "instrumentIds", "instrumentId"):
        if found := facility_by_location(instrument):
            yield found[0], "instrument"
    if named := operator(record):
        yield named, "operator"
    if registered := facility_by_identifier(pid):
        yield registered, "DOI prefix" if pid.startswith("10.") else "handle prefix"
    for location in texts(body, "creationLocation"):
        # SciCat's own advice for this field is /site/facility/instrument.
        site_name, _, rest = location.removeprefix("/").partition("/")
        if location.startswith("/") and site_name.strip() and rest:
            yield new_facility(site_name.strip()), "creation location"


def describe_instruments(description: Description, record: Record, facility: Facility | None) -> None:
    """State the instruments by their ids, else by the creation location."""
    body = record.body
    named = _named_instrument(body)
    ids = texts(body, "instrumentIds", "instrumentId")
    if not ids and named:
        use_instrument(description, named, facility, site(record, facility, "scicat"))
        return
    known = _known_names(body)
    for said in ids:
        if "/" in said:
            description.find(resolve_instrument(said, "instrumentIds[]")[1])
    for instrument in dict.fromkeys(instrument.casefold() for instrument in ids):
        node, label, owner = instrument_identity(instrument, known.get(instrument), record)
        # An id that is no place says nothing to a reader; its name stands in the instrument's own record.
        label = label or (named if len(ids) == 1 else None)
        describe_instrument(description, node, label, owner or facility)
        description.say(PAN["instrument"], node)


def instrument_identity(
    pid: str, name: str | None, record: Record
) -> tuple[NamedNode, str | None, Facility | None]:
    """An instrument by its catalogue id: its IRI, its name, and the facility that the id itself states.

    Ids differ in case alone ("/DESY/petra3/p08", "/desy/petra3/p08"), and may be places. An id that is a
    mere number says less than the instrument's `name`, where that and the facility are known.
    """
    if (place := facility_by_location(pid)) and place[1]:
        label = place[1].upper() if place[1].islower() and not place[1].isalpha() else place[1]
        return instrument_node(place[1], place[0], ""), name or label, place[0]
    owner = facility_by_identifier(pid) or operator(record)
    scope = site(record, None, "scicat")
    node = instrument_node(name, owner, scope) if name and owner else instrument_by_id(pid, owner, scope)
    return node, name, owner


def _known_names(body: Json) -> dict[str, str]:
    """Instrument id -> name, where the record came with its instruments."""
    known: dict[str, str] = {}
    for instrument in items(body, "instruments"):
        if isinstance(instrument, dict):
            pid, name = identifier(instrument, "pid", "_id", "id"), first_text(instrument, "name")
            if pid and name:
                known[pid.casefold()] = name
    return known


def describe_proposals(description: Description, record: Record, facility: Facility | None) -> None:
    """State the proposals by their ids; a title that stands in the metadata belongs to the one it names."""
    titled = branch(record.body, "scientificMetadata", "proposal")
    for proposal in texts(record.body, "proposalIds", "proposalId"):
        node = proposal_node(proposal, site(record, facility, "scicat"))
        title = first_text(titled, "title") if proposal in texts(titled, "proposalId") else None
        describe_proposal(description, node, proposal, title)


def _named_instrument(body: Json) -> str | None:
    location = first_text(body, "creationLocation")
    if location is None:
        return first_text(branch(body, "scientificMetadata", "instrument"), "name")
    found = facility_by_location(location)
    name = found[1] if found else location.rstrip("/").rpartition("/")[2].strip()
    return name if name and len(name) <= LONGEST_NAME and "@" not in name else None
