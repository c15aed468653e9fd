"""Pairs as Scholix links, version 3 and 4 (scholix.org), written from the published schemas.

The citing work is always the source. Version 4 has a list of identifiers and a text as type for the source,
and for the target what version 3 has, but for its title, of which its published schema wants a list.
"""

from collections.abc import Iterator
from typing import Any, Literal

from kg.citation.identifier import doi_of
from kg.citation.work import Person, Work
from kg.citation.work_text import work_from_text
from kg.rdf.names import ORCID
from kg.report.pair_list import Listed
from kg.report.scope import Scope

Version = Literal[3, 4]
Json = dict[str, Any]

_RELATION = {
    "companion": {"Name": "IsSupplementedBy", "SubType": "IsSupplementedBy", "SubTypeSchema": "datacite"},
    "citation": {"Name": "References", "SubType": "Cites", "SubTypeSchema": "datacite"},
}
_RELATED = {"Name": "IsRelatedTo"}
_KINDS = {"publication": "literature", "dataset": "dataset"}
CONSTRUCTED = "Constructed: an invented link, made to show or to test something"
"""Named as a provider of links that are invented: a link has no other place to say so."""


def scholix(scope: Scope, pairs: tuple[Listed, ...], version: Version) -> list[Json]:
    """One link per pair; the day of a link is that of the generation, for it is issued here."""
    works, names = _works(scope), _names(scope)
    day = (scope.published or scope.as_of).isoformat()
    return [_link(pair, works, names, day, version) for pair in pairs]


def _link(pair: Listed, works: dict[str, Work], names: dict[str, str], day: str, version: Version) -> Json:
    name = "name" if version == 4 else "Name"
    providers = [*pair.sources, *([CONSTRUCTED] if pair.is_constructed else [])]
    citing = _object(pair.citing, works.get(pair.citing, Work()), pair.citing_title, names)
    cited = _object(pair.cited, works.get(pair.cited, Work(kind="dataset")), pair.cited_title, names)
    if version == 4:
        citing = citing | {"Identifier": [citing["Identifier"]], "Type": citing["Type"]["Name"]}
        citing, cited = _as_in_4(citing), _as_in_4(cited)
        cited |= {"Title": [cited["Title"]]} if "Title" in cited else {}
    return {
        "LinkPublicationDate": day,
        "LinkProvider": [{name: provider} for provider in providers],
        "RelationshipType": _RELATION.get(pair.klass, _RELATED),
        "Source": citing,
        "Target": cited,
    }


def _object(iri: str, work: Work, title: str | None, names: dict[str, str]) -> Json:
    """A work as version 3 describes it; what is unknown is left out."""
    doi = doi_of(iri)
    identifier = {"ID": doi, "IDScheme": "doi", "IDURL": iri} if doi else _url(iri)
    publisher = _publisher(work.publisher, names) if work.publisher else None
    creators = [_creator(person) for person in work.people if person.role == "creator" and person.name]
    known = {
        "Title": title,
        "Creator": creators or None,
        "PublicationDate": work.date.text if work.date else None,
        "Publisher": [publisher] if publisher else None,
    }
    described = {"Identifier": identifier, "Type": {"Name": _KINDS.get(work.kind or "", "unknown")}}
    return described | {key: value for key, value in known.items() if value is not None}


def _url(iri: str) -> Json:
    return {"ID": iri, "IDScheme": "url", "IDURL": iri}


def _publisher(said: str, names: dict[str, str]) -> Json | None:
    """A publisher by its name; None where only its IRI is known, which is none."""
    if not said.startswith(("https://", "http://")):
        return {"Name": said}
    return {"Name": names[said], "Identifier": [_url(said)]} if said in names else None


def _creator(person: Person) -> Json:
    named: Json = {"Name": person.name}
    if person.orcid:
        bare = person.orcid.removeprefix(str(ORCID))
        named["Identifier"] = [{"ID": bare, "IDScheme": "orcid", "IDURL": f"{ORCID}{bare}"}]
    return named


def _as_in_4(work: Json) -> Json:
    """Version 4 gives people and publishers one identifier, and writes the name of these in small letters."""
    changed = dict(work)
    if "Creator" in work:
        changed["Creator"] = list(map(_with_one_identifier, work["Creator"]))
    if "Publisher" in work:
        changed["Publisher"] = [
            {"name": one["Name"]} | {key: value for key, value in one.items() if key != "Name"}
            for one in map(_with_one_identifier, work["Publisher"])
        ]
    return changed


def _with_one_identifier(one: Json) -> Json:
    return one | {"Identifier": one["Identifier"][0]} if "Identifier" in one else one


def _names(scope: Scope) -> dict[str, str]:
    """What the facilities are called, for some publish their data themselves."""
    found = scope.rows("""
        SELECT value, MAX(label) FROM main.facet WHERE slot = 'facility' GROUP BY value HAVING MAX(label) > ''
    """)
    return dict(found) | {scope.facility.iri: scope.facility.label}


def _works(scope: Scope) -> dict[str, Work]:
    return dict(_facts(scope))


def _facts(scope: Scope) -> Iterator[tuple[str, Work]]:
    found = scope.rows("""
        SELECT iri, facts FROM (SELECT citing AS cluster FROM ours UNION SELECT cited FROM ours) named
        JOIN main.work ON work.cluster = named.cluster JOIN main.thing ON thing.id = named.cluster
    """)
    for iri, facts in found:
        yield iri, work_from_text(facts)
