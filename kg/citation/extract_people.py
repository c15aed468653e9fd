"""Who is named in a work, in which role and order, and where they worked then, from one named graph."""

import re
from collections.abc import Iterable

from pyoxigraph import NamedNode

from kg.citation.author_list import places
from kg.citation.nodes import Nodes, Values, first
from kg.citation.work import Role
from kg.rdf.names import DCT, FOAF, ORCID, ORG, PAN, PROV, RDF, ROR, SCHEMA
from kg.resolve.facility import facility_by_name

_CREATOR, _CONTRIBUTOR = DCT["creator"].value, DCT["contributor"].value
_SHARE, _AGENT, _ROLE = PROV["qualifiedAttribution"].value, PROV["agent"].value, SCHEMA["roleName"].value
_PLACE = SCHEMA["position"].value
_MEMBER, _AFFILIATION = ORG["memberOf"].value, SCHEMA["affiliation"].value
_COUNTRY, _NAME, _FACILITY = PAN["country"].value, FOAF["name"].value, PAN["facility"].value
_TYPE, _ORGANISATION = RDF["type"].value, PAN["Organisation"].value

PEOPLE_PREDICATES: frozenset[NamedNode] = frozenset(
    NamedNode(iri)
    for iri in (
        _CREATOR, _CONTRIBUTOR, _SHARE, _AGENT, _ROLE, _PLACE, _MEMBER, _AFFILIATION, _COUNTRY, _NAME,
        _FACILITY,
    )
)  # fmt: skip

_CONTACT = {"contactperson", "contact"}
_STAFF = {
    "localcontact", "beamlinescientist", "instrumentscientist", "instrumentresponsible", "beamlinestaff",
    "facilitystaff", "instrumentstaff",
}  # fmt: skip
_OPERATING = {"datacollector", "datacurator", "datamanager"}
"""DataCite's roles that are the local contact's where that person works at the facility (ESRF)."""

SaidPerson = list[str | None]
"""Name, ORCID, role, affiliation, ROR and country, in the order of `kg.citation.work.Person`."""


Listed = list[int]
"""How many of the people, from the first, stand in the order of the record's list; how many that list has.

The second number is larger where bodies are creators too.
"""


def people_of(values: Values, nodes: Nodes) -> tuple[list[SaidPerson], Listed | None]:
    """Creators and contributors of a work, each once, and whether they stand in order.

    Creators with a place in the record's list come first, by that; others have an order of their own.
    """
    shares = _shares(values, nodes)
    creators = values.get(_CREATOR, ())
    place = _places(creators, shares) if len(creators) > 1 else {}
    found: dict[str, SaidPerson] = {}
    for names, role in (((*place, *creators), "creator"), (values.get(_CONTRIBUTOR, ()), "contributor")):
        for iri in names:
            if iri not in found and _is_person(iri, nodes):
                found[iri] = _person(iri, role, shares.get(iri, []), values, nodes)
    listed = [sum(iri in found for iri in place), len(place)] if place else None
    return list(found.values()), listed


def _places(creators: Iterable[str], shares: dict[str, list[Values]]) -> dict[str, int]:
    return places(
        {iri: [word for one in shares.get(iri, ()) for word in one.get(_PLACE, ())] for iri in creators}
    )


def _shares(values: Values, nodes: Nodes) -> dict[str, list[Values]]:
    """Agent -> what is said of the parts they had in the work."""
    shares: dict[str, list[Values]] = {}
    for node in values.get(_SHARE, ()):
        for agent in nodes.get(node, {}).get(_AGENT, ()):
            shares.setdefault(agent, []).append(nodes[node])
    return shares


def _is_person(iri: str, nodes: Nodes) -> bool:
    """Organisations may be creators too; a person has a name or an ORCID."""
    if iri.startswith(str(ORCID)):
        return True
    types = nodes.get(iri, {}).get(_TYPE, ())
    return _NAME in nodes.get(iri, {}) and _ORGANISATION not in types and not iri.startswith(str(ROR))


def _person(iri: str, role: Role | str, shares: list[Values], values: Values, nodes: Nodes) -> SaidPerson:
    own = nodes.get(iri, {})
    sources = [*shares, own]
    ror = next((said for one in sources if (said := first(one, _MEMBER))), None)
    affiliation = next((said for one in sources if (said := first(one, _AFFILIATION))), None)
    if affiliation is None and ror is not None:
        affiliation = first(nodes.get(ror, {}), _NAME)
    country = next((said for one in sources if (said := first(one, _COUNTRY))), None)
    orcid = iri if iri.startswith(str(ORCID)) else None
    words = {_squeezed(word) for one in shares for word in one.get(_ROLE, ())}
    found = _role(role, words, affiliation, ror, values)
    return [first(own, _NAME), orcid, found, affiliation, ror, country]


def _role(role: str, words: set[str], affiliation: str | None, ror: str | None, values: Values) -> str:
    """Staff or contact only for who is not a creator: the PI may well be the contact."""
    if role == "creator":
        return role
    if words & _STAFF or (words & _OPERATING and _is_of_facility(affiliation, ror, values)):
        return "staff"
    return "contact" if words & _CONTACT else role


def _is_of_facility(affiliation: str | None, ror: str | None, values: Values) -> bool:
    facilities = values.get(_FACILITY, ())
    if ror in facilities:
        return True
    known = facility_by_name(affiliation) if affiliation else None
    return known is not None and known.iri.value in facilities


def _squeezed(word: str) -> str:
    return re.sub(r"[^a-z]", "", word.lower())
