"""An investigation of an ICAT as triples: the visit, its proposal, and its data where they have a DOI.

`name` is the number of the proposal, `visitId` the visit. A DOI of an investigation identifies the data that
were measured in it, as its landing page and its record at DataCite say; so it is a collection of data beside
the visit, and what is said of data (access, samples, keywords) is said of it.
"""

from harvesters._claims import NOT_STATED, Related, claim_related, speaker
from harvesters._datacite_funding import describe_funding
from harvesters._describe import Description, prose
from harvesters._icat_parts import (
    Place,
    describe_icat_amount,
    describe_release,
    describe_sample,
    describe_used_instrument,
    describe_users,
    has_whole_team,
    investigation_node,
    place_of,
)
from harvesters._icat_quantity import describe_icat_parameters
from harvesters._place import describe_facility, describe_proposal, proposal_node
from harvesters._read import branch, first_text, items
from harvesters._related import describe_words
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import doi_iri
from kg.rdf.names import DCAT, DCT, PAN, PROV, RDF, SCHEMA
from kg.rdf.terms import boolean, moment


def investigation_triples(record: Record) -> Mapped:
    """All that is kept of one investigation."""
    body = record.body
    place = place_of(record, branch(body, "facility"))
    node = investigation_node(body, place.scope)
    if node is None or first_text(body, "name") is None:
        raise BadRecord("An investigation without name.")
    visit = Description(node, speaker("icat", record))
    _describe_visit(visit, body, place)
    data = _describe_collection(record, visit, place) if doi_iri(first_text(body, "doi")) else visit
    _describe_what_for(data, body, place)
    triples = data.triples if data is visit else data.triples + visit.triples
    return Mapped(data.about, triples)


def investigation_data(stated: dict[str, Json]) -> str | None:
    """The DOI of an investigation's data, when it is one."""
    doi = first_text(stated, "doi")
    return doi if doi_iri(doi) else None


def funding_references(body: Json) -> list[Json]:
    """The fundings of an entity, without the name of the scheme before an identifier."""
    found = []
    for stated in items(body, "fundingReferences"):
        funding = branch(stated, "funding")
        if funding:
            funder = first_text(funding, "funderIdentifier")
            bare = funder.rpartition(" ID:")[2] if funder else None
            found.append({**funding, "funderIdentifier": bare})
    return found


def _describe_visit(visit: Description, body: Json, place: Place) -> None:
    visit.say(RDF["type"], PAN["Investigation"])
    named = filter(None, (first_text(body, "name"), first_text(body, "visitId")))
    visit.say(
        DCT["identifier"], prose(" ".join(named))
    )  # one proposal has many visits, and the other way round
    _describe_words(visit, body)
    visit.say(PROV["startedAtTime"], moment(body.get("startDate")))
    visit.say(PROV["endedAtTime"], moment(body.get("endDate")))
    if place.facility is not None:
        visit.say(PROV["wasAssociatedWith"], place.facility.iri)
    number = first_text(body, "name") or ""
    describe_proposal(visit, proposal_node(number, place.scope), number)
    for used in items(body, "investigationInstruments"):
        describe_used_instrument(visit, branch(used, "instrument"), place)
    describe_users(visit, body, visit.about.value, PROV["wasAssociatedWith"])


def _describe_words(description: Description, body: Json) -> None:
    description.say(DCT["identifier"], prose(first_text(body, "doi")))
    description.say(DCT["title"], prose(first_text(body, "title", "name")))
    description.say(DCT["description"], prose(body.get("summary")))
    description.say(SCHEMA["additionalType"], prose(first_text(branch(body, "type"), "name")))


def _describe_collection(record: Record, visit: Description, place: Place) -> Description:
    """The data of the visit, by their DOI."""
    body = record.body
    about = doi_iri(first_text(body, "doi"))
    assert about is not None  # the caller has looked
    data = Description(about, speaker("icat", record), "dataset")
    for kind in (PAN["DataCollection"], DCAT["DatasetSeries"], DCAT["Dataset"]):
        data.say(RDF["type"], kind)
    _describe_words(data, body)
    data.say(PAN["investigation"], visit.about)
    number = first_text(body, "name") or ""
    data.say(PAN["proposal"], proposal_node(number, place.scope))
    if place.facility is not None:
        describe_facility(data, place.facility, place.basis, place.field)
    data.say_moment(PAN["collectionStart"], body.get("startDate"), "startDate")
    data.say_moment(PAN["collectionEnd"], body.get("endDate"), "endDate")
    for used in items(body, "investigationInstruments"):
        describe_used_instrument(data, branch(used, "instrument"), place)
    describe_users(data, body, visit.about.value)
    data.say(PAN["teamComplete"], boolean(True) if has_whole_team(body) else None)
    describe_icat_amount(data, body)
    return data


def _describe_what_for(data: Description, body: Json, place: Place) -> None:
    for keyword in items(body, "keywords"):
        data.say(DCAT["keyword"], prose(first_text(keyword, "name") if isinstance(keyword, dict) else None))
    for sample in items(body, "samples"):
        describe_sample(data, sample, body, place)
    describe_icat_parameters(data, body)
    for publication in items(body, "publications"):
        _describe_publication(data, publication)
    describe_funding(data, {"fundingReferences": funding_references(body)}, False)
    describe_release(data, body.get("releaseDate"), body.get("modTime"))
    data.say_moment(DCT["modified"], body.get("modTime"), "modTime")


def _describe_publication(data: Description, stated: Json) -> None:
    """The DOI, and the reference in words; either may be missing."""
    if not isinstance(stated, dict):
        return
    doi, reference = first_text(stated, "doi"), first_text(stated, "fullReference")
    if doi_iri(doi):
        words, field = doi, "publications[].doi"
        data.say(SCHEMA["citation"], prose(reference))
    else:
        words, field = reference or doi or first_text(stated, "url"), "publications[].fullReference"
    claim_related(data, Related(words, NOT_STATED, stated, field, kind="publication"))
    describe_words(data, words, field)
