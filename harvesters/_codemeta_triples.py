"""One reading of CodeMeta (https://codemeta.github.io/terms/): software, its people and what it stands on."""

from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from harvesters._author_list import describe_order
from harvesters._bioschemas_node import Node
from harvesters._describe import Description, prose
from harvesters._organisation import describe_organisation, stated_ror
from harvesters._people import describe_person, people
from harvesters._related import describe_related
from harvesters._rights import describe_licence, describe_year
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import digest_iri, doi_iri, orcid_iri, thing_iri
from kg.rdf.names import CITO, DCAT, DCT, PAN, RDF, SCHEMA
from kg.rdf.terms import iri
from kg.resolve.technique import panet_number, resolve_technique

_TEXTS = {
    "description": DCT["description"],
    "version": SCHEMA["softwareVersion"],
    "softwareVersion": SCHEMA["softwareVersion"],
    "programmingLanguage": SCHEMA["programmingLanguage"],
    "runtimePlatform": SCHEMA["runtimePlatform"],
    "operatingSystem": SCHEMA["operatingSystem"],
    "softwareRequirements": SCHEMA["softwareRequirements"],
    "applicationCategory": SCHEMA["applicationCategory"],
    "applicationSubCategory": SCHEMA["applicationSubCategory"],
    "developmentStatus": SCHEMA["creativeWorkStatus"],
    "funding": SCHEMA["funding"],
}
_LINKS = {
    "codeRepository": SCHEMA["codeRepository"],
    "url": SCHEMA["url"],
    "downloadUrl": SCHEMA["downloadUrl"],
    "installUrl": SCHEMA["installUrl"],
    "softwareHelp": SCHEMA["softwareHelp"],
    "issueTracker": SCHEMA["discussionUrl"],
}
_PEOPLE = {"author": DCT["creator"], "creator": DCT["creator"], "contributor": DCT["contributor"]}
_BODIES = {"maintainer": SCHEMA["maintainer"], "funder": SCHEMA["funder"], "publisher": DCT["publisher"]}
_DATES = {"dateCreated": DCT["created"], "datePublished": DCT["issued"], "dateModified": DCT["modified"]}


def software_triples(record: Record, node: Node) -> Mapped:
    """All that is kept of one piece of software."""
    description = Description(software_iri(record, node))
    description.say(RDF["type"], PAN["Software"])
    description.say(DCT["title"], prose(node.label))
    for words in _identifiers(node):
        description.say(DCT["identifier"], prose(words))
    for name, predicate in _TEXTS.items():
        for words in node.texts(name):
            description.say(predicate, prose(words))
    for name, predicate in _LINKS.items():
        for words in _addresses(node, name):
            description.say(predicate, iri(words) if "@" not in words else None)
    for words in node.texts("keywords"):
        _describe_keywords(description, words)
    describe_licence(description, *_addresses(node, "license"))
    _describe_people(description, node)
    _describe_dates(description, node)
    _describe_relations(description, node)
    return Mapped(description.about, description.triples)


def software_iri(record: Record, node: Node) -> NamedNode:
    """Its DOI; else ours, made of the address of its repository or of itself; else of file and name."""
    doi = next((found for words in _identifiers(node) if (found := doi_iri(words))), None)
    if doi is not None:
        return doi
    themselves = [node.iri] if node.iri else []
    for words in (*_addresses(node, "codeRepository"), *themselves, *_addresses(node, "url")):
        if own := _own_iri(words):
            return own
    return digest_iri("software", record.origin, node.label or "")


def _identifiers(node: Node) -> list[str]:
    """Its own address and its identifiers, be they texts or PropertyValues; the first is the surest."""
    found = [node.iri, *(one.text("value") or one.iri or one.label for one in node.nodes("identifier"))]
    return list(dict.fromkeys(words for words in found if words and not _is_local(words)))


def _own_iri(address: str) -> NamedNode | None:
    """Ours, of the host and path: a repository is the same with and without ".git" and its last slash."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    if not host or parts.scheme not in {"http", "https", "git", "git+https", "git+ssh", "ssh"}:
        return None
    steps = [step for step in parts.path.removesuffix("/").removesuffix(".git").split("/") if step.strip(".")]
    return thing_iri("software", host.lower(), *steps) if steps else None


def _is_local(words: str) -> bool:
    """Whether it names something within its document only."""
    return words.startswith(("_:", "#", "./"))


def _addresses(node: Node, name: str) -> list[str]:
    """The texts under a name; of a thing the address that it is or has, else its name."""
    found = (one.iri or one.address("url", "name") for one in node.nodes(name))
    return [words.strip() for words in found if words and not _is_local(words)]


def _describe_keywords(description: Description, words: str) -> None:
    for keyword in words.split(",") if ";" not in words else words.split(";"):
        description.say(DCAT["keyword"], prose(keyword))
        if panet_number(keyword):
            description.say(DCT["subject"], resolve_technique(keyword, None, "keywords").iri)


def _describe_people(description: Description, node: Node) -> None:
    """People and organisations; a role points to somebody who stands elsewhere, and says nothing here.

    CodeMeta's context makes a list (`@list`) of its authors; other properties have values without an order.
    """
    for name, predicate in (_PEOPLE | _BODIES).items():
        for agent in node.nodes(name):
            if "Role" not in agent.types:
                _describe_agent(description, predicate, agent, name)
        if name == "author":
            describe_order(description, description.about)


def _describe_agent(description: Description, role: NamedNode, agent: Node, field: str) -> None:
    is_body = bool({"Organization", "Organisation"} & set(agent.types)) or field in {"funder", "publisher"}
    if is_body and "Person" not in agent.types:
        ror = stated_ror(description, agent.iri if "ror.org" in (agent.iri or "") else None, field)
        description.say(role, describe_organisation(description, agent.label, ror))
        return
    given, family = agent.text("givenName"), agent.text("familyName")
    said = " ".join(filter(None, (given, family))) or agent.label
    stated = next((one for one in (agent.iri, agent.address("identifier"), said) if _is_orcid(one)), None)
    if said is None or said == stated:
        description.say(role, orcid_iri(stated))
        return
    place = next(agent.nodes("affiliation"), None)
    at = place.iri if place and place.iri and "ror.org" in place.iri else None
    whole: Json = {"name": said, "orcid": stated, "affiliation": place.label if place else None, "ror": at}
    for person in people([whole], description, field):
        named = person._replace(orcid_field=f"{field}.@id")
        describe_person(description, role, named, description.about.value, field)


def _is_orcid(words: str | None) -> bool:
    return words is not None and "orcid.org/" in words.casefold()


def _describe_dates(description: Description, node: Node) -> None:
    for name, predicate in _DATES.items():
        words = node.text(name)
        if name == "dateModified":
            description.say_moment(predicate, words, name)
        elif name == "datePublished" and words and len(words) == 4:
            describe_year(description, words, None, name)
        else:
            description.say_day(predicate, words, name)


def _describe_relations(description: Description, node: Node) -> None:
    """The publication to cite, other works, and what it is a part of."""
    for name, predicate in (("referencePublication", "isDescribedBy"), ("citation", "cites")):
        for work in node.nodes(name):
            stated = [work.iri, *work.texts("identifier", "url", "doi", "name")]
            doi = next((found for words in stated if (found := doi_iri(words))), None)
            if doi is not None and doi != description.about:
                description.say(DCT["relation"], doi)
                description.say(CITO[predicate], doi)
            else:
                describe_related(description, work.label or work.address("url"), name)
    for work in node.nodes("isPartOf"):
        description.say(
            DCT["isPartOf"], doi_iri(work.iri or work.label) or iri(work.iri or work.address("url"))
        )
    for words in _addresses(node, "sameAs"):
        description.say(SCHEMA["sameAs"], doi_iri(words) or iri(words))
