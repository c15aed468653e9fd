"""PaNOSC documents as triples: data published under a DOI, or the data of a proposal.

Both types describe data: a proposal's document has the licence, the day of opening and the datasets of what
was measured for it. So both are data collections; that of a proposal names the proposal beside.
"""

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

from harvesters._describe import Description, prose
from harvesters._panosc_landing import describe_landing, proposal_number
from harvesters._panosc_parts import describe_listed_parameters, describe_public, facility_of, pid_iri
from harvesters._people import describe_person, people
from harvesters._place import describe_facility, describe_proposal, operator, proposal_node, site
from harvesters._read import branch, first_text, identifier, items, texts
from harvesters._rights import describe_licence
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import digest_iri, doi_iri
from kg.rdf.names import DCAT, DCT, PAN, RDF
from kg.rdf.terms import year
from kg.resolve.facility import Facility, facility_by_identifier

_CREATORS = {"principalinvestigator", "pi", "creator", "author", "maininvestigator", "mainproposer"}
_NEW_YEAR = re.compile(r"(\d{4})-01-01(?:T00:00:00(?:\.0+)?Z?)?$")
_ILL_NUMBER = re.compile(r"10\.5291/ILL-DATA\.(.+)$", re.IGNORECASE)


def document_triples(record: Record) -> Mapped:
    """All that is kept of one document."""
    body = record.body
    pid = identifier(body, "pid", "doi")
    if pid is None:
        raise BadRecord("A document without pid.")
    doi = next((one for one in texts(body, "doi", "pid") if doi_iri(one)), None)
    places = list(_facilities(record, body, doi or pid))
    scope = site(record, places[0][0] if places else None, "panosc")
    description = Description(pid_iri(doi or pid, "collection", scope))
    _describe_itself(description, body)
    _describe_release(description, body)
    for facility, basis in places:
        field = "datasets[].instrument.facility" if basis == "instrument" else None
        describe_facility(description, facility, basis, field)
    if first_text(body, "type") == "proposal":
        _describe_proposal(description, body, doi, places[0][0].slug if places else scope)
    _describe_members(description, body, doi or pid)
    _describe_datasets(description, body, site(record, None, "panosc"))
    describe_listed_parameters(description, items(body, "parameters"))
    if landing := branch(body, "landingPage"):
        describe_landing(description, landing, doi or pid, places[0][0] if places else None, scope)
    return Mapped(description.about, description.triples)


def _describe_itself(description: Description, body: Json) -> None:
    for kind in (PAN["DataCollection"], DCAT["DatasetSeries"], DCAT["Dataset"]):
        description.say(RDF["type"], kind)
    for said in texts(body, "pid", "doi"):
        description.say(DCT["identifier"], prose(said))
    description.say(DCT["title"], prose(body.get("title")))
    description.say(DCT["description"], prose(body.get("summary")))
    for keyword in texts(body, "keywords"):
        description.say(DCAT["keyword"], prose(keyword))
    description.say_moment(PAN["collectionStart"], body.get("startDate"), "startDate")
    description.say_moment(PAN["collectionEnd"], body.get("endDate"), "endDate")
    describe_licence(description, first_text(body, "license"))
    describe_public(description, body)


def _describe_release(description: Description, body: Json) -> None:
    """The day of opening. SciCat's adapter makes New Year's Day of a year of publication: that is no day."""
    released = first_text(body, "releaseDate")
    made_up = _NEW_YEAR.match(released or "")
    if made_up and first_text(body, "type") != "proposal":
        description.say(DCT["issued"], year(made_up.group(1)))
    else:
        description.say_day(DCT["available"], released, "releaseDate")


def _facilities(record: Record, body: Json, pid: str) -> Iterator[tuple[Facility, str]]:
    """Where the datasets were measured; else whom the operator named, else who registered the DOI."""
    stated = [facility_of(branch(one, "instrument")) for one in items(body, "datasets")]
    known = dict.fromkeys(facility for facility in stated if facility)
    if known:
        yield from ((facility, "instrument") for facility in known)
    elif named := operator(record):
        yield named, "operator"
    elif registered := facility_by_identifier(pid):
        yield registered, "DOI prefix" if pid.startswith("10.") else "handle prefix"


def _describe_proposal(description: Description, body: Json, doi: str | None, scope: str) -> None:
    """The proposal, by its number where that is known, else as that of this document."""
    number = proposal_number(branch(body, "landingPage"))
    if number is None and doi and (found := _ILL_NUMBER.search(doi)):
        number = found.group(1)
    title = first_text(body, "title")
    if number:
        describe_proposal(description, proposal_node(number, scope), number, title)
        return
    node = digest_iri("proposal", description.about.value)
    description.say(PAN["proposal"], node)
    description.add(node, RDF["type"], PAN["Proposal"])
    description.add(node, DCT["title"], prose(title))


def _describe_members(description: Description, body: Json, key: str) -> None:
    """Who led or made it as creators; owners, local contacts and others as contributors."""
    found: dict[str, NamedNode] = {}
    members = [one for one in items(body, "members") if isinstance(one, dict)]
    for member in sorted(members, key=lambda one: not _is_creator(one)):
        person = {**branch(member, "person"), "affiliation": branch(member, "affiliation") or None}
        role = DCT["creator"] if _is_creator(member) else DCT["contributor"]
        for one in people([person], description, "members[].person"):
            if found.setdefault(one.name, role) is role:
                describe_person(description, role, one, key, "members[].person")


def _is_creator(member: dict[str, Json]) -> bool:
    said = (first_text(member, "role") or "").casefold()
    return "".join(letter for letter in said if letter.isalpha()) in _CREATORS


def _describe_datasets(description: Description, body: Json, scope: str) -> None:
    for dataset in items(body, "datasets"):
        if pid := identifier(dataset, "pid"):
            description.say(DCT["hasPart"], pid_iri(pid, "dataset", scope))
