"""Training materials, courses and events in the profiles of Bioschemas.

TrainingMaterial 1.0, Course, CourseInstance; properties and their spelling are those that TeSS writes. The
schema.org of http and that of https count alike.
"""

from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from harvesters._bioschemas_node import Node
from harvesters._describe import Description, prose
from harvesters._organisation import describe_organisation, stated_ror
from harvesters._people import describe_person, people
from harvesters._rights import describe_licence
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import doi_iri, thing_iri
from kg.rdf.names import DCAT, DCT, PAN, RDF, SCHEMA
from kg.rdf.terms import Literal, calendar_date, iri, moment, text
from kg.resolve.technique import resolve_technique

_EVENTS = {"CourseInstance", "Event", "EducationEvent"}
_KEYWORD_SEPARATORS = (",", ";")
_TEXTS = {
    "description": DCT["description"],
    "alternateName": DCT["alternative"],
    "educationalLevel": SCHEMA["educationalLevel"],
    "learningResourceType": SCHEMA["learningResourceType"],
    "competencyRequired": SCHEMA["competencyRequired"],
    "timeRequired": SCHEMA["timeRequired"],
    "inLanguage": DCT["language"],
    "version": DCAT["version"],
    "eventAttendanceMode": SCHEMA["eventAttendanceMode"],
}
_DATES = {
    "dateCreated": DCT["created"],
    "dateModified": DCT["modified"],
    "datePublished": DCT["issued"],
    "startDate": SCHEMA["startDate"],
    "endDate": SCHEMA["endDate"],
}
_ORGANISATIONS = {
    "provider": "provider",
    "organizer": "organizer",
    "publisher": "publisher",
    "funder": "funder",
}


def training_triples(record: Record, node: Node) -> Mapped:
    """All that is kept of one training material, course or event.

    Raises:
        BadRecord: it has no address, so that nobody could find it again.
    """
    description = Description(training_iri(node))
    for kind in _types(node):
        description.say(RDF["type"], kind)
    _describe_itself(description, node)
    _describe_people(description, node)
    _describe_topics(description, node)
    describe_licence(description, *node.texts("license"))
    _describe_when_and_where(description, description.about, node)
    for number, instance in enumerate(node.nodes("hasCourseInstance")):
        _describe_instance(description, instance, number)
    return Mapped(description.about, description.triples)


def training_iri(node: Node) -> NamedNode:
    """Its DOI, else ours, made of its address: a foreign address is no name that anybody may describe."""
    doi = next((found for words in node.texts("identifier", "doi") if (found := doi_iri(words))), None)
    return doi or _own_iri(node.iri or node.address("url") or "")


def _own_iri(address: str) -> NamedNode:
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        raise BadRecord(f"The training resource's address {address[:60]!r} is none.") from None
    if not host:
        raise BadRecord("A training resource without address: neither @id nor url.")
    steps = [step for step in (*parts.path.split("/"), parts.query) if step.strip(".")]
    return thing_iri("training", host, *steps)


def _types(node: Node) -> list[NamedNode]:
    """Courses and materials teach; an event or the one run of a course is an event."""
    if "CourseInstance" in node.types:
        return [SCHEMA["Event"], SCHEMA["CourseInstance"]]
    if _EVENTS & set(node.types):
        return [SCHEMA["Event"]]
    return [PAN["TrainingMaterial"]] + ([SCHEMA["Course"]] if "Course" in node.types else [])


def _describe_itself(description: Description, node: Node) -> None:
    description.say(DCT["title"], prose(node.label))
    description.say(DCT["identifier"], prose(node.iri or node.address("url")))
    for address in (node.address("url"), node.iri):
        description.say(SCHEMA["url"], iri(address) if address and "@" not in address else None)
    for words in node.texts("keywords"):
        for keyword in _split(words):
            description.say(DCAT["keyword"], prose(keyword))
    for name, predicate in _TEXTS.items():
        for words in node.texts(name):
            description.say(predicate, prose(words))
    for audience in node.nodes("audience"):
        description.say(SCHEMA["audience"], prose(audience.text("audienceType", "name")))
    for name, predicate in _DATES.items():
        if name not in {"startDate", "endDate"} and (said := node.text(name)):
            _say_date(description, description.about, predicate, said)
    for profile in node.nodes("conformsTo"):
        description.say(DCT["conformsTo"], iri(profile.iri))


def _split(words: str) -> list[str]:
    """Several keywords in one text: "SAXS, scattering"."""
    for separator in _KEYWORD_SEPARATORS:
        words = words.replace(separator, "\n")
    return [part.strip() for part in words.split("\n") if part.strip()]


def _describe_people(description: Description, node: Node) -> None:
    key = node.iri or description.about.value
    for name, role in (
        ("author", DCT["creator"]),
        ("creator", DCT["creator"]),
        ("contributor", DCT["contributor"]),
    ):
        for agent in node.nodes(name):
            if {"Organization", "Organisation"} & set(agent.types):
                ror = stated_ror(description, agent.iri, name)
                description.say(role, describe_organisation(description, agent.label, ror))
                continue
            given, family = agent.text("givenName"), agent.text("familyName")
            said = agent.label or (f"{given} {family}" if given and family else None)
            orcid = agent.iri or agent.address("identifier")
            affiliation = agent.text("affiliation", "worksFor")
            whole: Json = {"name": said, "orcid": orcid, "affiliation": affiliation}
            for person in people([whole], description, name):
                describe_person(description, role, person, key, name)
    for name, predicate in _ORGANISATIONS.items():
        for agent in node.nodes(name):
            ror = stated_ror(description, agent.iri, name)
            body = describe_organisation(description, agent.label, ror)
            description.say(SCHEMA[predicate], body)


def _describe_topics(description: Description, node: Node) -> None:
    """What it teaches: a technique where the topic is one, the words in any case."""
    for topic in node.nodes("about", "teaches", "mentions"):
        address, words = topic.iri or topic.address("url"), topic.label
        if not (address or words):
            continue
        technique = resolve_technique(address, words, "about")
        description.say(SCHEMA["teaches"], technique.iri)
        description.say(SCHEMA["about"], prose(words))
        if technique.iri is None:
            description.say(DCT["subject"], iri(address))


def _describe_instance(description: Description, instance: Node, number: int) -> None:
    """One run of a course."""
    run = NamedNode(f"{description.about.value}/run/{number}")
    description.say(SCHEMA["hasCourseInstance"], run)
    description.add(run, RDF["type"], SCHEMA["CourseInstance"])
    description.add(run, DCT["title"], prose(instance.label))
    _describe_when_and_where(description, run, instance)


def _describe_when_and_where(description: Description, about: NamedNode, node: Node) -> None:
    for name in ("startDate", "endDate"):
        if said := node.text(name):
            _say_date(description, about, _DATES[name], said)
    for place in node.nodes("location"):
        description.add(about, SCHEMA["location"], prose(_place(place)))


def _place(place: Node) -> str | None:
    """A postal address on one line, as it is spoken: "Lund, Sweden"."""
    for address in (*place.nodes("address"), place):
        names = ("streetAddress", "addressLocality", "addressRegion", "addressCountry")
        parts = [said for name in names if (said := address.text(name))]
        if parts:
            return ", ".join(([place.label] if place.label else []) + parts)
    return place.label


def _say_date(description: Description, about: NamedNode, predicate: NamedNode, words: str) -> None:
    """A moment or a day as what it is, other words as they stand."""
    term: Literal | None
    if predicate == DCT["modified"] and not moment(words) and (day := calendar_date(words)):
        term = moment(f"{day.value}T00:00:00")
    else:
        term = moment(words) or calendar_date(words) or text(words)
    description.add(about, predicate, term)
