"""Pairs as Scholix links, version 3 and 4 (scholix.org), written from the published schemas.

The citing work is always the source. Version 4 has a list of identifiers and a text as type for the source,
and what version 3 has for the target: its published schema changes one side only.
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
    works = _works(scope)
    day = (scope.published or scope.as_of).isoformat()
    return [_link(pair, works, day, version) for pair in pairs]


def _link(pair: Listed, works: dict[str, Work], day: str, version: Version) -> Json:
    name = "name" if version == 4 else "Name"
    providers = [*pair.sources, *([CONSTRUCTED] if pair.is_constructed else [])]
    citing = _object(pair.citing, works.get(pair.citing, Work()), pair.citing_title)
    cited = _object(pair.cited, works.get(pair.cited, Work(kind="dataset")), pair.cited_title)
    if version == 4:
        citing = citing | {"Identifier": [citing["Identifier"]], "Type": citing["Type"]["Name"]}
        citing, cited = _as_in_4(citing), _as_in_4(cited)
    return {
        "LinkPublicationDate": day,
        "LinkProvider": [{name: provider} for provider in providers],
        "RelationshipType": _RELATION.get(pair.klass, _RELATED),
        "Source": citing,
        "Target": cited,
    }


def _object(iri: str, work: Work, title: str | None) -> Json:
    """A work as version 3 describes it; what is unknown is left out."""
    doi = doi_of(iri)
    identifier = {"ID": doi or iri, "IDScheme": "doi" if doi else "url", "IDURL": iri}
    creators = [_creator(person) for person in work.people if person.role == "creator" and person.name]
    known = {
        "Title": title,
        "Creator": creators or None,
        "PublicationDate": work.date.text if work.date else None,
        "Publisher": [{"Name": work.publisher}] if work.publisher else None,
    }
    described = {"Identifier": identifier, "Type": {"Name": _KINDS.get(work.kind or "", "unknown")}}
    return described | {key: value for key, value in known.items() if value is not None}


def _creator(person: Person) -> Json:
    named: Json = {"Name": person.name}
    if person.orcid:
        bare = person.orcid.removeprefix(str(ORCID))
        named["Identifier"] = [{"ID": bare, "IDScheme": "orcid", "IDURL": f"{ORCID}{bare}"}]
    return named


def _as_in_4(work: Json) -> Json:
    """Version 4 gives a creator one identifier, and writes the name of a publisher in small letters."""
    changed = dict(work)
    if "Creator" in work:
        changed["Creator"] = [
            one | {"Identifier": one["Identifier"][0]} if "Identifier" in one else one
            for one in work["Creator"]
        ]
    if "Publisher" in work:
        changed["Publisher"] = [{"name": one["Name"]} for one in work["Publisher"]]
    return changed


def _works(scope: Scope) -> dict[str, Work]:
    return dict(_facts(scope))


def _facts(scope: Scope) -> Iterator[tuple[str, Work]]:
    found = scope.rows("""
        SELECT iri, facts FROM (SELECT citing AS cluster FROM ours UNION SELECT cited FROM ours) named
        JOIN main.work ON work.cluster = named.cluster JOIN main.thing ON thing.id = named.cluster
    """)
    for iri, facts in found:
        yield iri, work_from_text(facts)
