"""Invented payloads for the harvest bench, shaped like real ones: SciCat publications and DataCite records.

Real ones, as mapped by this release: at one facility 93 publications of 19 to 24 triples (mean 20) and their
93 datasets of 29 to 136 (mean 61); DOI records of several registrants 30 to 61 (mean 51). Of the datasets of
four facilities one in five has a placeholder for an ORCID, and most name a licence or a technique that nobody
can look up.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import orjson

from kg.rdf.names import CREATIVE_COMMONS, DOI, ORCID
from kg.sample.catalogue import Investigation
from kg.sample.dialects import moment, published_v3
from kg.sample.facilities import FACILITIES
from kg.sample.records import publications

Json = dict[str, Any]

PER_FILE = 500
_PEOPLE = 3000
_HOUSE_LICENCE = "borealis"
"""The facility that writes its own name where a licence is expected."""


def write_payloads(folder: Path, source: str, records: int) -> list[Path]:
    """Write `records` records of "scicat" or "datacite" as saved answers of `PER_FILE` records each."""
    folder.mkdir(parents=True)
    everything, files = MADE[source](records), []
    for number in range(0, records, PER_FILE):
        file = folder / f"answer-{number:07d}.json"
        file.write_bytes(orjson.dumps(list(islice(everything, PER_FILE))))
        files.append(file)
    return files


def _scicat(records: int) -> Iterator[Json]:
    """Publications and datasets by turns, one dataset each, as most real ones have."""
    for work, dataset in publications(records // 2):
        if work.facility.slug == _HOUSE_LICENCE:
            dataset["license"] = work.facility.name
        publication = published_v3(work)
        if work.number // 4 % 4:  # three in four name no article
            publication["relatedPublications"] = []
        yield publication
        yield dataset


def _datacite(records: int) -> Iterator[Json]:
    random = Random(1)
    people = [_person(random, number) for number in range(_PEOPLE)]
    for work, _ in publications(records, seed=1):
        yield _doi_record(random, work, people)


def _doi_record(random: Random, work: Investigation, people: list[Json]) -> Json:
    """A member of DataCite's list of DOIs."""
    doi = work.doi.lower()
    attributes: Json = _unvaried(work) | {
        "doi": doi,
        "creators": random.sample(people, k=random.randint(1, 10)),
        "titles": [{"title": work.subject.title}],
        "publisher": work.facility.name,
        "publicationYear": work.started.year,
        "subjects": [
            {"subject": work.proposal, "subjectScheme": "Proposal"},
            {"subject": work.topic.instrument, "subjectScheme": "Instrument"},
            *({"subject": word, "lang": "en"} for word in work.topic.words),
        ],
        "relatedIdentifiers": _related(work),
        "descriptions": [{"description": work.abstract, "descriptionType": "Abstract"}],
        "url": f"{DOI}{doi}",
        "viewCount": random.randrange(100),
    }
    return {"id": doi, "type": "dois", "attributes": attributes}


def _unvaried(work: Investigation) -> Json:
    """What differs from record to record in nothing but the time."""
    published = moment(work.started)
    return {
        "identifiers": [],
        "contributors": [],
        "dates": [{"date": str(work.started.year), "dateType": "Issued"}],
        "language": "en",
        "types": {"resourceType": "Datacollection", "resourceTypeGeneral": "Dataset", "citeproc": "dataset"},
        "sizes": [],
        "formats": [],
        "version": "1",
        "rightsList": [
            {
                "rights": "Creative Commons Attribution 4.0 International",
                "rightsUri": f"{CREATIVE_COMMONS}licenses/by/4.0/legalcode",
                "rightsIdentifier": "cc-by-4.0",
                "rightsIdentifierScheme": "SPDX",
            }
        ],
        "fundingReferences": [],
        "state": "findable",
        "created": published,
        "registered": published,
        "updated": published,
    }


def _related(work: Investigation) -> list[Json]:
    """Every other record is said to be cited by an article."""
    article = {
        "relatedIdentifier": f"10.5072/paper.{work.number}",
        "relatedIdentifierType": "DOI",
        "relationType": "IsCitedBy",
    }
    return [article] if work.number % 2 else []


def _person(random: Random, number: int) -> Json:
    """Two of three have an ORCID; one in thirty of those was mistyped."""
    place = FACILITIES[number % len(FACILITIES)]
    given, _, family = random.choice(place.staff).partition(" ")
    family = f"{family}-{chr(65 + number % 26)}{number // 26}"
    identifiers = []
    if number % 3:
        orcid = _orcid(number) if number % 30 != 1 else _orcid(number)[:-1] + "Y"
        identifiers = [{"nameIdentifier": f"{ORCID}{orcid}", "nameIdentifierScheme": "ORCID"}]
    return {
        "name": f"{family}, {given}",
        "nameType": "Personal",
        "givenName": given,
        "familyName": family,
        "affiliation": [{"name": place.institutes[number % 2]}] if number % 4 == 0 else [],
        "nameIdentifiers": identifiers,
    }


def _orcid(number: int) -> str:
    """An ORCID with its check digit (ISO 7064 MOD 11-2), below the range that is given to people."""
    digits = f"00000001{number:07d}"
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    whole = digits + ("X" if check == 10 else str(check))
    return "-".join(whole[at : at + 4] for at in range(0, 16, 4))


MADE = {"scicat": _scicat, "datacite": _datacite}
"""What makes the records of each source."""
