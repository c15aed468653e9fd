"""What another endpoint says of a subject, in our words and with our resolvers' reading of it."""

import re
from collections import defaultdict

from pyoxigraph import Literal, NamedNode

from harvesters._describe import Description, prose
from harvesters._distribution import count
from harvesters._organisation import describe_organisation, stated_ror
from harvesters._people import describe_person, people
from harvesters._place import describe_facility, operator
from harvesters._related import describe_related
from harvesters._rights import describe_licence, describe_year
from harvesters._sparql_words import TYPES, our_predicate, spelled
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import doi_iri
from kg.rdf.names import DCAT, DCT, FOAF, PAN, PROV, RDF, RDFS, SCHEMA, XSD
from kg.rdf.terms import iri
from kg.resolve.facility import facility_by_name
from kg.resolve.technique import assign, resolve_technique

_YEAR = re.compile(r"\s*\d{4}\s*$")
_AGENTS = {DCT["creator"], DCT["contributor"], DCT["publisher"], DCT["rightsHolder"]}
_DAYS = {DCT["issued"], DCT["available"], DCT["created"]}
_MOMENTS = {DCT["modified"], PAN["collectionStart"], PAN["collectionEnd"]}
_TECHNIQUES = {SCHEMA["measurementTechnique"], PAN["technique"]}
# A label is a title where there is none; who is the same as whom counts for people, by their ORCID.
_ELSEWHERE = {RDFS["label"], SCHEMA["sameAs"]}
_RELATIONS = {
    DCT["relation"], DCT["references"], DCT["isReferencedBy"], DCT["isPartOf"], DCT["hasPart"],
    PROV["wasDerivedFrom"], SCHEMA["citation"],
}  # fmt: skip
_BODIES = {SCHEMA["Organization"], FOAF["Organization"], FOAF["Group"], PAN["Organisation"]}
_LINKS = {DCAT["downloadURL"], DCAT["accessURL"]}
_NAMES = (FOAF["name"], DCT["title"], RDFS["label"])

Node = dict[NamedNode, list[NamedNode | Literal]]
"""What is said of one node, by our names of the properties."""


def subject_triples(record: Record) -> Mapped:
    """All that is kept of one subject.

    Raises:
        BadRecord: nothing of it has a place here.
    """
    subject = NamedNode(record.key)
    nodes: dict[NamedNode, Node] = defaultdict(lambda: defaultdict(list))
    classes: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    fields: dict[NamedNode, str] = {}
    for of, predicate, value in record.body:
        if predicate == RDF["type"] and isinstance(value, NamedNode):
            classes[of].add(spelled(value))
        elif ours := our_predicate(predicate) or (predicate if predicate == RDFS["label"] else None):
            nodes[of][ours].append(value)
            if of == subject:
                fields.setdefault(ours, predicate.value)
    types = [term for said in sorted(classes[subject], key=str) for term in TYPES.get(said, ())]
    if not types:
        said = ", ".join(sorted(term.value for term in classes[subject])) or "none"
        raise BadRecord(f"Of no class that has a place here: {said[:300]}.")
    reading = _Reading(record, subject, nodes, classes, fields)
    for term in dict.fromkeys(types):
        reading.description.say(RDF["type"], term)
    return reading.read()


class _Reading:
    """Reads one subject; `description` grows as it does."""

    def __init__(
        self,
        record: Record,
        subject: NamedNode,
        nodes: dict[NamedNode, Node],
        classes: dict[NamedNode, set[NamedNode]],
        fields: dict[NamedNode, str],
    ) -> None:
        self._record, self._subject, self._nodes, self._classes = record, subject, nodes, classes
        self._fields = fields  # by our name of a property that of the endpoint, for findings
        self.description = Description(self._about())

    def read(self) -> Mapped:
        said = self._nodes[self._subject]
        if not any(self._value(value) for value in said.get(DCT["identifier"], ())):
            self.description.say(DCT["identifier"], Literal(self._subject.value))
        if self._subject != self.description.about:
            self.description.say(SCHEMA["url"], iri(self._subject.value))
        if DCT["title"] not in said:
            for value in said.get(RDFS["label"], ()):
                self.description.say(DCT["title"], _text(value))
        for predicate, values in said.items():
            self._state(predicate, values)
        self._describe_facility(said)
        return Mapped(self.description.about, self.description.triples)

    def _about(self) -> NamedNode:
        """The DOI that the subject is or gives as its identifier; else the subject."""
        stated = (self._value(value) for value in self._nodes[self._subject].get(DCT["identifier"], ()))
        words = [self._subject.value, *(term.value for term in stated if term)]
        return next((doi for one in words if (doi := doi_iri(one))), self._subject)

    def _state(self, predicate: NamedNode, values: list[NamedNode | Literal]) -> None:
        field = self._fields[predicate]
        if predicate == DCT["license"]:
            describe_licence(self.description, *(value.value for value in values), field=field)
            return
        for value in values:
            if predicate in _AGENTS:
                self._say_agent(predicate, value)
            elif predicate == DCT["issued"] and _YEAR.match(value.value):
                describe_year(self.description, value.value, None, field)
            elif predicate in _DAYS:
                self.description.say_day(predicate, value.value, field)
            elif predicate in _MOMENTS:
                self.description.say_moment(predicate, value.value, field)
            elif predicate == DCAT["distribution"]:
                self._say_distribution(value)
            elif predicate in _TECHNIQUES:
                self._say_technique(value, field)
            elif predicate == DCAT["keyword"]:
                for keyword in value.value.split(","):
                    self.description.say(predicate, prose(keyword))
            elif predicate in _RELATIONS and (doi := doi_iri(value.value)):
                self.description.say(DCT["relation"], doi)
                self.description.say(predicate, doi)
            elif predicate in _RELATIONS and isinstance(value, Literal):
                describe_related(self.description, value.value, field)
            elif predicate not in _ELSEWHERE:
                self.description.say(predicate, self._value(value))

    def _value(self, value: NamedNode | Literal) -> NamedNode | Literal | None:
        """A text or an address; of a node that has only a name or an identifier, that."""
        if isinstance(value, Literal):
            return _text(value)
        node = self._nodes.get(value)
        if node is None:
            return iri(value.value)
        words = _first(node, *_NAMES, SCHEMA["value"], DCT["identifier"])
        return prose(words)

    def _say_agent(self, role: NamedNode, value: NamedNode | Literal) -> None:
        """A name, an address, which gets no name from here, or a node below the subject that has one."""
        node = self._nodes.get(value) if isinstance(value, NamedNode) else None
        if isinstance(value, NamedNode) and node is None:
            self.description.say(role, iri(value.value))
            return
        field = self._fields[role]
        name = _first(node, *_NAMES) if node is not None else value.value
        stated = _registered(node) if node is not None else None
        is_body = role == DCT["publisher"] or (
            isinstance(value, NamedNode) and bool(self._classes[value] & _BODIES)
        )
        if is_body:
            ror = stated_ror(self.description, stated if stated and "ror.org" in stated else None, field)
            self.description.say(role, describe_organisation(self.description, name, ror))
            return
        orcid = stated if stated and "orcid.org" in stated else None
        place = next(iter(node.get(SCHEMA["affiliation"], ())), None) if node is not None else None
        affiliation = place.value if isinstance(place, Literal) else None
        whole: Json = {"name": name, "orcid": orcid, "affiliation": affiliation}
        for person in people([whole], self.description, field):
            describe_person(self.description, role, person, self._subject.value, field)

    def _say_technique(self, value: NamedNode | Literal, field: str) -> None:
        pid, words = (value.value, None) if isinstance(value, NamedNode) else (None, value.value)
        self.description.triples += assign(self.description.about, resolve_technique(pid, words, field))

    def _say_distribution(self, value: NamedNode | Literal) -> None:
        if isinstance(value, Literal):
            return
        self.description.say(DCAT["distribution"], value)
        node = self._nodes.get(value)
        if node is None:
            return
        self.description.add(value, RDF["type"], DCAT["Distribution"])
        for predicate, values in node.items():
            for one in values:
                self.description.add(value, predicate, _part(predicate, one))

    def _describe_facility(self, said: Node) -> None:
        if DCAT["Dataset"] not in {value for _, _, value in self.description.triples}:
            return
        if named := operator(self._record):
            describe_facility(self.description, named, "operator")
            return
        for value in said.get(DCT["publisher"], ()):
            node = self._nodes.get(value) if isinstance(value, NamedNode) else None
            name = _first(node, *_NAMES) if node is not None else value.value
            if name and (facility := facility_by_name(name)):
                describe_facility(self.description, facility, "publisher")
                return


def _registered(node: Node) -> str | None:
    """The ORCID or ROR of somebody, wherever it stands."""
    fields = (DCT["identifier"], SCHEMA["sameAs"], SCHEMA["url"])
    found = (value.value for predicate in fields for value in node.get(predicate, ()))
    return next((words for words in found if "orcid.org" in words or "ror.org" in words), None)


def _first(node: Node, *predicates: NamedNode) -> str | None:
    found = (value.value for predicate in predicates for value in node.get(predicate, ()))
    return next((words for words in found if words.strip()), None)


def _part(predicate: NamedNode, value: NamedNode | Literal) -> NamedNode | Literal | None:
    """What is said of a distribution: its addresses, its size, all else as it is."""
    if predicate in _LINKS:
        return iri(value.value) if "@" not in value.value else None
    if predicate == DCAT["byteSize"]:
        return count(value.value)
    return _text(value) if isinstance(value, Literal) else iri(value.value)


def _text(value: NamedNode | Literal) -> Literal | None:
    """A text without addresses of people, in its language; a number or date as what it is."""
    if isinstance(value, NamedNode):
        return None
    if value.datatype not in {XSD["string"], RDF["langString"]}:
        return value
    found = prose(value.value)
    return Literal(found.value, language=value.language) if found and value.language else found
