"""What entities of an ICAT have in common: where they belong, who took part, when data open, the sample."""

import re
from typing import NamedTuple

from pyoxigraph import NamedNode

from harvesters._composition import describe_formula
from harvesters._describe import Description, prose
from harvesters._distribution import describe_amount
from harvesters._people import Named, describe_person, people
from harvesters._place import describe_instrument, facility_called, instrument_node, operator, site
from harvesters._read import branch, first_text, identifier, items
from kg.harvest.payload import Json
from kg.harvest.source import Record
from kg.rdf.mint import doi_iri, handle_iri, thing_iri
from kg.rdf.names import ACCESS, DCT, PAN, RDF, SCHEMA
from kg.rdf.terms import calendar_date
from kg.resolve.facility import Facility, facility_by_name

_SESSION = re.compile(r"/esrf-es-(\d+)$", re.IGNORECASE)
_CREATORS = {
    "principalinvestigator",
    "pi",
    "principalexperimenter",
    "experimenter",
    "mainproposer",
    "creator",
}
_AMOUNTS = ("fileCount", "fileSize")
_SCHEME = re.compile(r"(?:IGSN|DOI|ARK|HDL|HANDLE):\s*", re.IGNORECASE)


class Place(NamedTuple):
    """The facility, how it is known, and the word within which its names are unique."""

    facility: Facility | None
    basis: str
    scope: str

    @property
    def field(self) -> str | None:
        """Where the record itself names the facility, if it does."""
        return "facility.name" if self.basis == "stated" else None


def place_of(record: Record, stated: dict[str, Json]) -> Place:
    """The facility by an entity `Facility`; a name that nobody knows gives way to the operator's word."""
    name = first_text(stated, "name") or first_text(stated, "fullName")
    named = operator(record)
    known = (facility_by_name(name) if name else None) or facility_by_name(
        first_text(stated, "fullName") or ""
    )
    if known is not None:
        return Place(known, "stated", known.slug)
    if named is not None:
        return Place(named, "operator", named.slug)
    if name:
        facility = facility_called(name)
        return Place(facility, "stated", facility.slug)
    return Place(None, "", site(record, None, "icat"))


def investigation_node(stated: dict[str, Json], scope: str) -> NamedNode | None:
    """The visit: by proposal and visit, which are unique at a facility; a session of the ESRF by its DOI."""
    if session := session_node(first_text(stated, "doi"), scope):
        return session
    name, visit = first_text(stated, "name"), first_text(stated, "visitId")
    if name:
        return (
            thing_iri("investigation", scope, name, visit)
            if visit
            else thing_iri("investigation", scope, name)
        )
    number = identifier(stated, "id")
    return thing_iri("investigation", scope, number) if number else None


def session_node(doi: str | None, scope: str) -> NamedNode | None:
    """The session of an ESRF-ES DOI, as in every source; the DOI itself is that of the session's data."""
    found = _SESSION.search(doi or "")
    return thing_iri("investigation", scope, found.group(1)) if found and doi_iri(doi) else None


def describe_used_instrument(description: Description, stated: Json, place: Place) -> NamedNode | None:
    """State that it was measured with this instrument: its DOI or handle, else its name at the facility."""
    name, pid = first_text(stated, "name"), first_text(stated, "pid")
    registered = doi_iri(pid) or handle_iri(pid)
    if name is None and registered is None:
        return None
    node = registered or instrument_node(name or "", place.facility, place.scope)
    describe_instrument(description, node, name, place.facility)
    description.add(node, DCT["identifier"], prose(pid))
    description.say(PAN["instrument"], node)
    return node


def describe_sample(description: Description, stated: Json, inside: dict[str, Json], place: Place) -> None:
    """State a sample: its registered number, else its name within the investigation `inside`."""
    if not isinstance(stated, dict):
        return
    name, pid = first_text(stated, "name"), first_text(stated, "pid")
    node = _sample_node(name, pid, inside, place.scope)
    if node is None:
        return
    kind = branch(stated, "type")
    description.say(PAN["sample"], node)
    description.add(node, RDF["type"], PAN["Sample"])
    description.add(node, DCT["identifier"], prose(pid))
    description.add(node, SCHEMA["name"], prose(name or first_text(kind, "name")))
    describe_formula(description, node, first_text(kind, "molecularFormula"), "sample.type.molecularFormula")


def _sample_node(name: str | None, pid: str | None, inside: dict[str, Json], scope: str) -> NamedNode | None:
    if pid:
        bare = _SCHEME.sub("", pid, count=1)
        return doi_iri(bare) or handle_iri(bare) or thing_iri("sample", scope, pid)
    if name is None:
        return None
    visit = filter(None, (first_text(inside, "name"), first_text(inside, "visitId")))
    return thing_iri("sample", scope, *visit, name)


def describe_users(
    description: Description, body: Json, key: str, role: NamedNode | None = None, is_affiliated: bool = True
) -> None:
    """The people of an investigation: who leads it as creators, others as contributors, or all in one role.

    `key` is the investigation's, for people without an ORCID. Names of accounts are not published.
    """
    told: dict[str, NamedNode] = {}
    users = [one for one in items(body, "investigationUsers") if isinstance(one, dict)]
    for user in sorted(users, key=lambda one: not _leads(one)):
        own = role or (DCT["creator"] if _leads(user) else DCT["contributor"])
        for person in named_users([branch(user, "user")], description, "investigationUsers[].user"):
            if told.setdefault(person.name, own) is own:
                shown = person if is_affiliated else person._replace(affiliation=None)
                describe_person(description, own, shown, key, "investigationUsers[].user")


def has_whole_team(body: Json) -> bool:
    """Whether all are named who took part: the users of an investigation are all of its team."""
    users = [branch(one, "user") for one in items(body, "investigationUsers")]
    return bool(users) and all(len(named_users([user])) == 1 for user in users)


def named_users(
    users: list[dict[str, Json]], description: Description | None = None, field: str = ""
) -> list[Named]:
    """The people behind entities `User`, by what is no name of an account."""
    fields = ("fullName", "givenName", "familyName", "orcidId", "affiliation")
    return people([{field: user.get(field) for field in fields} for user in users], description, field)


def describe_icat_amount(description: Description, body: Json) -> None:
    """How many files, and how many bytes; nought is what the server writes before anything was counted."""
    files, size = (
        None if str(body.get(name)) == "0" else body.get(name) for name in ("fileCount", "fileSize")
    )
    describe_amount(description, files, size)


def describe_release(description: Description, said: Json, seen: Json, field: str = "releaseDate") -> None:
    """The day the data open, and whether they were open when the record last changed (`seen`).

    Of a record that does not say when that was, nobody knows; and silence stays silence.
    """
    before = len(description.triples)
    description.say_day(DCT["available"], said, field)
    stated = [value for _, predicate, value in description.triples[before:] if predicate == DCT["available"]]
    changed = calendar_date(seen)
    if stated and changed is not None:
        is_ahead = stated[0].value > changed.value
        description.say(DCT["accessRights"], ACCESS["NON_PUBLIC" if is_ahead else "PUBLIC"])


def _leads(user: dict[str, Json]) -> bool:
    said = (first_text(user, "role") or "").casefold()
    return "".join(letter for letter in said if letter.isalpha()) in _CREATORS
