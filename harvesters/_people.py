"""People and organisations in SciCat records: names, ORCIDs that can be right, affiliations; no addresses."""

from typing import NamedTuple

from pyoxigraph import NamedNode

from harvesters._describe import Description, prose
from harvesters._read import first_text, items
from kg.harvest.payload import Json
from kg.rdf.mint import digest_iri, orcid_iri
from kg.rdf.names import FOAF, ORG, PAN, RDF, ROR, SCHEMA

_NOBODY = {"al.", "al", "et al.", "et al", "unknown", "none", "n/a", "-"}


class Named(NamedTuple):
    """A person as a record names them."""

    name: str
    orcid: str | None = None
    affiliation: str | None = None
    ror: str | None = None


def people(values: list[Json]) -> list[Named]:
    """The people in a list of names or of DataCite-like objects; e-mail addresses and "et al." are nobody."""
    found: dict[str, Named] = {}
    for value in values:
        named = _from_object(value) if isinstance(value, dict) else _from_text(value)
        if named is not None:
            found.setdefault(named.name, named)
    return list(found.values())


def describe_person(description: Description, role: NamedNode, person: Named, key: str) -> None:
    """State that this person has this role; `key` is the record's, for people without an ORCID."""
    node = orcid_iri(person.orcid) or digest_iri("person", key, person.name)
    description.say(role, node)
    description.add(node, RDF["type"], PAN["Person"])
    description.add(node, FOAF["name"], prose(person.name))
    if person.ror and (ror := _ror_iri(person.ror)):
        description.add(node, ORG["memberOf"], ror)
        description.add(ror, RDF["type"], PAN["Organisation"])
        description.add(ror, FOAF["name"], prose(person.affiliation))
    elif person.affiliation:
        description.add(node, SCHEMA["affiliation"], prose(person.affiliation))


def _from_text(value: Json) -> Named | None:
    if not isinstance(value, str):
        return None
    name = value.strip()
    return None if not name or "@" in name or name.casefold() in _NOBODY else Named(name)


def _from_object(value: dict[str, Json]) -> Named | None:
    parts = [first_text(value, "givenName", "firstName"), first_text(value, "familyName", "lastName")]
    named = _from_text(" ".join(filter(None, parts)) if all(parts) else first_text(value, "name", "fullName"))
    if named is None:
        return None
    orcid = first_text(value, "orcid", "orcidId")
    for entry in items(value, "nameIdentifiers"):
        if isinstance(entry, dict) and orcid_iri(first_text(entry, "nameIdentifier")):
            orcid = orcid or first_text(entry, "nameIdentifier")
    affiliation, ror = _affiliation(value)
    return Named(named.name, orcid, affiliation, ror)


def _affiliation(value: dict[str, Json]) -> tuple[str | None, str | None]:
    stated = value.get("affiliation") or value.get("affiliations")
    if isinstance(stated, list):
        stated = next((entry for entry in stated if isinstance(entry, dict | str)), None)
    if isinstance(stated, dict):
        return first_text(stated, "name"), first_text(stated, "affiliationIdentifier", "ror")
    return (stated if isinstance(stated, str) else None), first_text(value, "ror")


def _ror_iri(value: str) -> NamedNode | None:
    tail = value.rstrip("/").rpartition("/")[2].lower()
    return (
        ROR[tail] if len(tail) == 9 and tail.startswith("0") and tail.isalnum() and tail.isascii() else None
    )
