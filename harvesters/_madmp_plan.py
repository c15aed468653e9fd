"""A data management plan: whose it is, which project it is for, and what data it foresees."""

from itertools import product

from harvesters._author_list import describe_share
from harvesters._datacite_funding import describe_funding
from harvesters._datacite_words import entries, listed, said
from harvesters._describe import Description, prose
from harvesters._handle import is_placeholder, pid_finding, pid_iri
from harvesters._madmp_dataset import describe_dataset, take_in
from harvesters._organisation import describe_organisation, stated_ror
from harvesters._people import describe_person, people
from harvesters._read import branch
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import digest, digest_iri, thing_iri
from kg.rdf.names import DCAT, DCT, FOAF, PROV, RDF, SCHEMA
from kg.rdf.terms import NamedNode, iri

_GIVEN = {None, "granted"}
"""States of funding that are funding; what was only planned, applied for or refused is none."""


def plan_key(plan: dict[str, Json], origin: str) -> str | None:
    """The plan's own identifier; where that is a placeholder, which many share, its file, title, creation."""
    words = said(branch(plan, "dmp_id"), "identifier")
    if words is None or not is_placeholder(words):
        return words
    file = origin if "://" in origin else origin.rpartition("/")[2]
    return f"{file}#{digest(said(plan, 'title') or '', said(plan, 'created') or '')}"


def plan_triples(record: Record, plan: dict[str, Json]) -> Mapped:
    """All that is kept of one plan."""
    stated = branch(plan, "dmp_id")
    kind, words = said(stated, "type"), said(stated, "identifier") or record.key
    is_own = not is_placeholder(words)
    key = words if is_own else record.key
    description = Description(pid_iri(words, kind) or thing_iri("plan", key))
    description.find(pid_finding(words, kind, "dmp.dmp_id"))
    description.say(RDF["type"], PROV["Plan"])
    description.say(DCT["identifier"], prose(words) if is_own else None)
    description.say(DCT["title"], prose(said(plan, "title")))
    description.say(DCT["description"], prose(said(plan, "description")))
    description.say(DCT["language"], prose(said(plan, "language")))
    description.say_moment(DCT["created"], said(plan, "created"), "dmp.created")
    description.say_moment(DCT["modified"], said(plan, "modified"), "dmp.modified")
    for other in entries(plan, "alternate_identifier"):
        description.say(SCHEMA["identifier"], prose(said(other, "identifier")))
    _describe_people(description, plan, key)
    for project in entries(plan, "project"):
        _describe_project(description, project)
    for dataset in entries(plan, "dataset"):
        describe_dataset(description, plan, dataset)
    return Mapped(description.about, description.triples)


def _describe_people(description: Description, plan: dict[str, Json], key: str) -> None:
    """The contact and the contributors with their roles; never their mailboxes."""
    contact = branch(plan, "contact")
    _describe_agent(description, DCAT["contactPoint"], contact, "contact", key)
    for contributor in entries(plan, "contributor"):
        nodes = _describe_agent(description, DCT["contributor"], contributor, "contributor", key)
        for node, role in product(nodes, listed(contributor, "role")):
            describe_share(description, description.about, node, role)


def _describe_agent(
    description: Description, role: NamedNode, agent: dict[str, Json], member: str, key: str
) -> list[NamedNode]:
    """A person with the ORCID, or an organisation with the ROR, that the identifier is; the nodes."""
    identifier, field = branch(agent, f"{member}_id"), f"dmp.{member}"
    words, kind = said(identifier, "identifier"), (said(identifier, "type") or "").casefold()
    if kind == "ror":
        ror = stated_ror(description, words, field)
        body = describe_organisation(description, said(agent, "name"), ror)
        description.say(role, body)
        return [body] if body else []
    place = next(iter(entries(agent, "affiliation")), {})
    at = branch(place, "affiliation_id")
    ror_words = said(at, "identifier") if (said(at, "type") or "").casefold() == "ror" else None
    whole: Json = {
        "name": said(agent, "name"),
        "orcid": words if kind == "orcid" else None,
        "affiliation": said(place, "name"),
        "ror": ror_words,
    }
    start = len(description.triples)
    for person in people([whole], description, field):
        named = person._replace(orcid_field=f"{field}.{member}_id")
        describe_person(description, role, named, key, field)
    told = (value for _, predicate, value in description.triples[start:] if predicate == role)
    return list(dict.fromkeys(node for node in told if isinstance(node, NamedNode)))


def _describe_project(description: Description, project: dict[str, Json]) -> None:
    """The project that the plan is for, with the grants it has."""
    title = said(project, "title")
    registered = [_registered(one) for one in entries(project, "project_id")]
    node = next((one for one in registered if one), None)
    node = node or digest_iri("project", description.about.value, title or "")
    description.say(SCHEMA["about"], node)
    of_project = Description(node)
    of_project.say(RDF["type"], FOAF["Project"])
    of_project.say(FOAF["name"], prose(title))
    of_project.say(DCT["description"], prose(said(project, "description")))
    for one in entries(project, "project_id"):
        of_project.say(DCT["identifier"], prose(said(one, "identifier")))
    of_project.say_day(SCHEMA["startDate"], said(project, "start"), "dmp.project[].start")
    of_project.say_day(SCHEMA["endDate"], said(project, "end"), "dmp.project[].end")
    funding = [one for one in entries(project, "funding") if said(one, "funding_status") in _GIVEN]
    describe_funding(of_project, {"fundingReferences": [_reference(one) for one in funding]}, False)
    take_in(description, of_project)


def _registered(identifier: dict[str, Json]) -> NamedNode | None:
    """A project's DOI (a RAiD is one too) or address."""
    words, kind = said(identifier, "identifier"), said(identifier, "type")
    return pid_iri(words, kind) or (iri(words) if words and "@" not in words else None)


def _reference(funding: dict[str, Json]) -> dict[str, Json]:
    """The funding in the words of DataCite, whose reading of grants all sources share."""
    funder, grant = branch(funding, "funder_id"), branch(funding, "grant_id")
    words, kind = said(funder, "identifier"), (said(funder, "type") or "").casefold()
    is_bare = kind == "fundref" and words is not None and "/" not in words
    return {
        "funderName": said(funding, "funder_name", "name"),
        "funderIdentifier": f"10.13039/{words}" if is_bare else words,
        "awardNumber": said(grant, "identifier"),
    }
