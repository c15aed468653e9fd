"""People and organisations in records: names, ORCIDs that can be right, affiliations; no addresses."""

from typing import NamedTuple

from pyoxigraph import NamedNode

from harvesters._describe import Description, prose
from harvesters._read import first_text, items
from kg.harvest.payload import Json
from kg.rdf.mint import digest_iri, orcid_iri
from kg.rdf.names import DCT, FOAF, ORG, PAN, RDF, SCHEMA
from kg.resolve.organisation import resolve_ror
from kg.resolve.person import resolve_name, resolve_names, resolve_orcid

_FIELDS = {DCT["creator"]: "creator[]", DCT["contributor"]: "contributors[]"}


class Named(NamedTuple):
    """A person as a record names them; `orcid_field` is where the ORCID stands, if not beside the name."""

    name: str
    orcid: str | None = None
    affiliation: str | None = None
    ror: str | None = None
    orcid_field: str | None = None


def people(
    values: list[Json], description: Description | None = None, field: str = "creator[]"
) -> list[Named]:
    """The people in a list of names or of DataCite-like objects.

    E-mail addresses, names of accounts and "et al." are nobody. A list of people in one text is these people;
    whose affiliation stands beside it is not known. An entry with an ORCID is one person. What was left out
    or taken apart becomes findings of the description, when one is given.
    """
    found: dict[str, Named] = {}
    for value in values:
        said = _stated_name(value) if isinstance(value, dict) else value
        if not isinstance(said, str):
            continue
        names, finding = resolve_names(said, field)
        if len(names) > 1 and isinstance(value, dict) and orcid_iri(_orcid(value)):
            names = (said.strip(),)
        elif len(names) != 1 and description is not None:
            description.find(finding)
        for name in names:
            is_alone = len(names) == 1 and isinstance(value, dict)
            found.setdefault(name, _from_object(name, value) if is_alone else Named(name))
    return list(found.values())


def describe_person(
    description: Description, role: NamedNode, person: Named, key: str, field: str | None = None
) -> None:
    """State that this person has this role; `key` is the record's, for people without an ORCID.

    `field` is where the record names them, in its own words, for findings.
    """
    field = field or _FIELDS.get(role, "people[]")
    orcid, finding = resolve_orcid(person.orcid, person.orcid_field or f"{field}.orcid")
    description.find(finding)
    description.find(resolve_name(person.name, field, orcid is not None)[1])
    node = orcid or digest_iri("person", key, person.name)
    description.say(role, node)
    description.add(node, RDF["type"], PAN["Person"])
    description.add(node, FOAF["name"], prose(person.name))
    ror, finding = resolve_ror(person.ror, f"{field}.affiliation") if person.ror else (None, None)
    description.find(finding)
    if ror is not None:
        description.add(node, ORG["memberOf"], ror)
        description.add(ror, RDF["type"], PAN["Organisation"])
        description.add(ror, FOAF["name"], prose(person.affiliation))
    elif person.affiliation:
        description.add(node, SCHEMA["affiliation"], prose(person.affiliation))


def _stated_name(value: dict[str, Json]) -> str | None:
    parts = [first_text(value, "givenName", "firstName"), first_text(value, "familyName", "lastName")]
    return " ".join(filter(None, parts)) if all(parts) else first_text(value, "name", "fullName")


def _from_object(name: str, value: dict[str, Json]) -> Named:
    affiliation, ror = _affiliation(value)
    return Named(name, _orcid(value), affiliation, ror)


def _orcid(value: dict[str, Json]) -> str | None:
    """The ORCID as it is stated, right or wrong; of several identifiers one that is right goes first."""
    stated = first_text(value, "orcid", "orcidId")
    named = []
    for entry in items(value, "nameIdentifiers"):
        said = first_text(entry, "nameIdentifier") if isinstance(entry, dict) else None
        if said and (orcid_iri(said) or "orcid" in f"{said} {entry.get('nameIdentifierScheme')}".lower()):
            named.append(said)
    said = stated or next((one for one in named if orcid_iri(one)), None)
    return said or next(iter(named), None)


def _affiliation(value: dict[str, Json]) -> tuple[str | None, str | None]:
    stated = value.get("affiliation") or value.get("affiliations")
    if isinstance(stated, list):
        stated = next((entry for entry in stated if isinstance(entry, dict | str)), None)
    if isinstance(stated, dict):
        return first_text(stated, "name"), first_text(stated, "affiliationIdentifier", "ror")
    return (stated if isinstance(stated, str) else None), first_text(value, "ror")
