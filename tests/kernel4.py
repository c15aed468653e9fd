"""Invented DataCite records: by their fields, or in both forms, written by other means than ours."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import Any

from kg.harvest.registry import load_source
from kg.harvest.source import Mapped, Record

DATACITE = load_source("datacite")


def dataset(doi: str = "10.5072/a", facility: str | None = None, **fields: Any) -> Mapped:  # noqa: ANN401
    attributes = {"types": {"resourceTypeGeneral": "Dataset"}, **fields, "doi": doi}
    return DATACITE.triples(Record("doi", doi, {"id": doi, "attributes": attributes}, b"", "a", facility))


@dataclass
class Person:
    """A creator; `orcid` are its sixteen digits."""

    given: str
    family: str
    orcid: str | None = None
    place: str | None = None
    ror: str | None = None


@dataclass
class Work:
    """What a DOI's record says."""

    doi: str
    title: str
    publisher: str
    year: int
    publisher_ror: str | None = None
    people: list[Person] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    proposals: list[str] = field(default_factory=list)
    dates: list[tuple[str, str]] = field(default_factory=list)
    related: list[tuple[str, str]] = field(default_factory=list)
    licence: str | None = None
    award: str | None = None
    general: str = "Dataset"

    def json(self) -> dict[str, Any]:
        """As the REST interface answers it: DOI in small letters, ORCIDs as addresses, objects for places."""
        return {
            "doi": self.doi.lower(),
            "titles": [{"title": self.title}],
            "publisher": {"name": self.publisher, "publisherIdentifier": self.publisher_ror},
            "publicationYear": self.year,
            "creators": [_creator(person) for person in self.people],
            "subjects": [{"subject": word} for word in self.keywords]
            + [{"subject": ",".join(self.proposals), "subjectScheme": "Proposal"}] * bool(self.proposals),
            "dates": [{"dateType": kind, "date": when} for kind, when in self.dates],
            "relatedIdentifiers": [
                {"relationType": kind, "relatedIdentifier": doi, "relatedIdentifierType": "DOI"}
                for kind, doi in self.related
            ],
            "rightsList": [_rights(self.licence)] if self.licence else [],
            "fundingReferences": [
                {"funderName": "Fjord Fund", "funderIdentifierType": "Other", "awardNumber": self.award}
            ]
            * bool(self.award),
            "types": {"resourceTypeGeneral": self.general},
            "contributors": [],
            "state": "findable",
        }

    def xml(self) -> bytes:
        """As kernel 4 writes it: DOI in capitals, bare ORCIDs, elements and attributes."""
        root = ET.Element("resource", xmlns="http://datacite.org/schema/kernel-4")
        ET.SubElement(root, "identifier", identifierType="DOI").text = self.doi.upper()
        creators = ET.SubElement(root, "creators")
        for person in self.people:
            _creator_element(creators, person)
        ET.SubElement(ET.SubElement(root, "titles"), "title").text = self.title
        publisher = ET.SubElement(root, "publisher")
        publisher.text = self.publisher
        if self.publisher_ror:
            publisher.set("publisherIdentifier", self.publisher_ror)
        ET.SubElement(root, "publicationYear").text = str(self.year)
        ET.SubElement(root, "resourceType", resourceTypeGeneral=self.general)
        subjects = ET.SubElement(root, "subjects")
        for word in self.keywords:
            ET.SubElement(subjects, "subject").text = word
        if self.proposals:
            ET.SubElement(subjects, "subject", subjectScheme="Proposal").text = ",".join(self.proposals)
        dates = ET.SubElement(root, "dates")
        for kind, when in self.dates:
            ET.SubElement(dates, "date", dateType=kind).text = when
        self._rest(root)
        written: bytes = ET.tostring(root, encoding="utf-8")
        return written

    def _rest(self, root: ET.Element) -> None:
        related = ET.SubElement(root, "relatedIdentifiers")
        for kind, doi in self.related:
            named = {"relatedIdentifierType": "DOI", "relationType": kind}
            ET.SubElement(related, "relatedIdentifier", named).text = doi
        if self.licence:
            named = {"rightsURI": self.licence, "rightsIdentifier": "CC-BY-4.0"}
            ET.SubElement(ET.SubElement(root, "rightsList"), "rights", named).text = "CC BY 4.0"
        if self.award:
            funding = ET.SubElement(ET.SubElement(root, "fundingReferences"), "fundingReference")
            ET.SubElement(funding, "funderName").text = "Fjord Fund"
            ET.SubElement(funding, "awardNumber").text = self.award


def _creator(person: Person) -> dict[str, Any]:
    place = {"name": person.place, "affiliationIdentifier": person.ror, "affiliationIdentifierScheme": "ROR"}
    orcid = {"nameIdentifier": f"https://orcid.org/{person.orcid}", "nameIdentifierScheme": "ORCID"}
    return {
        "name": f"{person.family}, {person.given}",
        "givenName": person.given,
        "familyName": person.family,
        "nameType": "Personal",
        "nameIdentifiers": [orcid] if person.orcid else [],
        "affiliation": [place] if person.place else [],
    }


def _creator_element(creators: ET.Element, person: Person) -> None:
    creator = ET.SubElement(creators, "creator")
    ET.SubElement(creator, "creatorName", nameType="Personal").text = f"{person.family}, {person.given}"
    ET.SubElement(creator, "givenName").text = person.given
    ET.SubElement(creator, "familyName").text = person.family
    if person.orcid:
        ET.SubElement(creator, "nameIdentifier", nameIdentifierScheme="ORCID").text = person.orcid
    if person.place:
        place = ET.SubElement(creator, "affiliation")
        place.text = person.place
        if person.ror:
            place.set("affiliationIdentifier", person.ror)
            place.set("affiliationIdentifierScheme", "ROR")


def _rights(licence: str) -> dict[str, Any]:
    return {"rights": "CC BY 4.0", "rightsUri": licence, "rightsIdentifier": "cc-by-4.0"}
