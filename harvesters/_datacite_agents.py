"""Creators and contributors of DataCite records: people and organisations."""

from pyoxigraph import NamedNode

from harvesters._author_list import describe_order, describe_share
from harvesters._datacite_words import entries, said
from harvesters._describe import Description
from harvesters._organisation import describe_organisation, stated_ror
from harvesters._people import Named, describe_person, people
from kg.harvest.payload import Json
from kg.rdf.names import DCT
from kg.resolve.organisation import resolve_ror

# Contributor types that only organisations can have, where the record leaves open what the name is.
_BODIES = {
    "Distributor",
    "HostingInstitution",
    "RegistrationAgency",
    "RegistrationAuthority",
    "ResearchGroup",
    "Sponsor",
}


def describe_creators(
    description: Description, attributes: dict[str, Json], role: NamedNode, key: str
) -> None:
    """State the creators in this role, in order; `key` is the record's, for people without an ORCID."""
    since = len(description.triples)
    for agent in agents(attributes, "creators"):
        describe_agent(description, role, agent, key)
    describe_order(description, description.about, since)


def describe_contributors(description: Description, attributes: dict[str, Json], key: str) -> None:
    """State every contributor, and what they did as a qualified attribution."""
    for agent in agents(attributes, "contributors"):
        kind = said(agent, "contributorType")
        for node in describe_agent(description, DCT["contributor"], agent, key):
            if kind is None:
                continue
            if kind == "RightsHolder":
                description.say(DCT["rightsHolder"], node)
            describe_share(description, description.about, node, kind)


def agents(attributes: dict[str, Json], name: str) -> list[dict[str, Json]]:
    """The people and organisations in a list; a bare name stands for an object that has no more."""
    value = attributes.get(name)
    found = value if isinstance(value, list) else [value]
    whole = [{"name": agent} if isinstance(agent, str) else agent for agent in found]
    return [agent for agent in whole if isinstance(agent, dict)]


def describe_agent(
    description: Description, role: NamedNode, agent: dict[str, Json], key: str
) -> list[NamedNode]:
    """State that this person or organisation has this role; the node, those of a list, none for nobody."""
    field = "contributors[]" if role == DCT["contributor"] else "creators[]"
    if is_organisation(agent):
        ror = stated_ror(description, _stated_ror(agent), field)
        node = describe_organisation(description, said(agent, "name"), ror)
        description.say(role, node)
        return [node] if node else []
    named = people([agent], description, field)
    start = len(description.triples)
    places = _affiliations(agent) if len(named) == 1 else []
    for one in named:
        for place, identifier in places or [(None, None)]:
            describe_person(description, role, Named(one.name, one.orcid, place, identifier), key, field)
    told = (value for _, predicate, value in description.triples[start:] if predicate == role)
    return list(dict.fromkeys(node for node in told if isinstance(node, NamedNode)))


def is_organisation(agent: dict[str, Json]) -> bool:
    """Whether an agent is an organisation: it says so, or has an organisation's identifier or role."""
    kind = said(agent, "nameType")
    if kind:
        return kind == "Organizational"
    return _stated_ror(agent) is not None or said(agent, "contributorType") in _BODIES


def _stated_ror(agent: dict[str, Json]) -> str | None:
    """The identifier of an agent that is a ROR by its scheme or its form."""
    for entry in entries(agent, "nameIdentifiers"):
        words, scheme = said(entry, "nameIdentifier"), said(entry, "nameIdentifierScheme")
        if words and (scheme or "").upper() == "ROR":
            return words
        if words and not scheme and resolve_ror(words)[0]:
            return words
    return None


def _affiliations(agent: dict[str, Json]) -> list[tuple[str | None, str | None]]:
    """Names and RORs: a text, an object, or a list of either."""
    stated = agent.get("affiliation")
    found: list[tuple[str | None, str | None]] = []
    for entry in stated if isinstance(stated, list) else [stated]:
        if isinstance(entry, str):
            entry = {"name": entry}
        name = said(entry, "name")
        identifier = said(entry, "affiliationIdentifier")
        scheme = (said(entry, "affiliationIdentifierScheme") or "ROR").upper()
        if name or identifier:
            found.append((name, identifier if scheme == "ROR" else None))
    return found
