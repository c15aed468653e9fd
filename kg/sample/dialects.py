"""How SciCat catalogues of different age write the same things down: versions 3 and 4."""

from datetime import datetime, timedelta
from typing import Any

from kg.rdf.names import DOI, PANET
from kg.sample.catalogue import Dataset, Investigation
from kg.sample.facilities import ORCID_OF_NOBODY

Json = dict[str, Any]


def moment(value: datetime) -> str:
    """As SciCat writes times: UTC with milliseconds."""
    return value.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def published_v3(work: Investigation) -> Json:
    """A `publisheddata` record of version 3: creators are plain names, related publications free text."""
    return {
        "doi": work.doi,
        "creator": list(work.people),
        "authors": list(work.people),
        "affiliation": work.facility.institutes[work.number % 2],
        "publisher": work.facility.name,
        "publicationYear": _published(work).year,
        "title": work.subject.title,
        "url": "",
        "abstract": work.abstract,
        "dataDescription": f"{len(work.datasets)} datasets of {work.topic.instrument}",
        "resourceType": "raw",
        "numberOfFiles": sum(dataset.files for dataset in work.datasets),
        "sizeOfArchive": sum(dataset.size for dataset in work.datasets),
        "pidArray": [dataset.pid for dataset in work.datasets],
        # Version 3 cannot say when data will open; what is under an embargo is not registered yet.
        "status": "pending_registration" if work.opens else "registered",
        "relatedPublications": _related(work),
        "registeredTime": moment(_published(work)),
        "createdAt": moment(_published(work)),
        "updatedAt": moment(_published(work) + timedelta(days=1)),
    }


def published_v4(work: Investigation) -> Json:
    """A `publisheddata` record of version 4: DataCite-like metadata, and the day the data open."""
    opened = work.opens or _published(work)
    return {
        "doi": work.doi,
        "title": work.subject.title,
        "abstract": work.abstract,
        "datasetPids": [dataset.pid for dataset in work.datasets],
        "status": "registered",
        "registeredTime": moment(_published(work)),
        "createdAt": moment(_published(work)),
        "updatedAt": moment(_published(work) + timedelta(days=2)),
        "metadata": {
            "creators": [_creator(name, work) for name in work.people],
            "publisher": {"name": work.facility.name},
            "publicationYear": _published(work).year,
            "resourceType": "raw",
            "subjects": [{"subject": word} for word in work.topic.words],
            "dates": [{"date": opened.strftime("%Y-%m-%d"), "dateType": "Available"}],
            "rightsList": [{"rights": "Creative Commons Attribution 4.0", "rightsIdentifier": "CC-BY-4.0"}],
            "relatedIdentifiers": [
                {
                    "relatedIdentifier": f"10.5072/paper.{work.number}",
                    "relatedIdentifierType": "DOI",
                    "relationType": "IsCitedBy",
                }
            ],
        },
    }


def dataset_v3(dataset: Dataset, work: Investigation) -> Json:
    """A dataset of version 3: single proposal, sample and principal investigator."""
    record = _dataset(dataset, work) | {
        "orcidOfOwner": ORCID_OF_NOBODY if work.people[0] == "Josiah Carberry" else "default",
        "principalInvestigator": work.people[0],
        "proposalId": work.proposal,
        "sampleId": f"{work.facility.slug}-sample-{work.number}",
        "version": "3.0.1",
    }
    if dataset.inputs:
        record["investigator"] = record.pop("principalInvestigator")
    return record


def dataset_v4(dataset: Dataset, work: Investigation) -> Json:
    """A dataset of version 4: lists where version 3 had one value."""
    return _dataset(dataset, work) | {
        "principalInvestigators": list(work.people[:1]),
        "proposalIds": [work.proposal],
        "sampleIds": [f"{work.facility.slug}-sample-{work.number}"],
        "instrumentIds": [],
        "version": "4.2.0",
    }


def _dataset(dataset: Dataset, work: Investigation) -> Json:
    slug = work.facility.slug
    return {
        "pid": dataset.pid,
        "datasetName": dataset.title,
        "description": dataset.description,
        "type": "derived" if dataset.inputs else "raw",
        "owner": work.people[0],
        "contactEmail": f"desk@{slug}.example",
        "sourceFolder": f"/data/{slug}/{work.topic.instrument.lower()}/{work.proposal}",
        "size": dataset.size,
        "numberOfFiles": dataset.files,
        "creationTime": moment(dataset.started),
        "startTime": moment(dataset.started),
        "endTime": moment(dataset.started + timedelta(hours=dataset.hours)),
        "creationLocation": f"/{work.facility.name}/{work.topic.instrument}",
        "dataFormat": "NeXus HDF5",
        "keywords": list(work.topic.words),
        "license": "CC-BY-4.0",
        "isPublished": work.opens is None,
        "ownerGroup": slug,
        "accessGroups": [],
        "techniques": [{"pid": PANET[work.topic.technique].value, "name": work.topic.label}],
        "inputDatasets": list(dataset.inputs),
        "usedSoftware": ["reduce 2.1"] if dataset.inputs else [],
        "datasetlifecycle": {"dateOfPublishing": moment(work.opens or _published(work)), "publishable": True},
        "scientificMetadata": _metadata(dataset, work),
        "updatedAt": moment(_published(work)),
    }


def _metadata(dataset: Dataset, work: Investigation) -> Json:
    values: Json = {
        quantity.name: {"value": value, "unit": quantity.unit} for quantity, value in dataset.values
    }
    values["experiment"] = {
        "title": work.subject.title,
        "instrument": work.topic.instrument,
        "facility": work.facility.name,
        "probe": work.facility.probe,
    }
    values["sample"] = {"name": work.subject.sample, "composition": work.subject.formula}
    return values


def _creator(name: str, work: Investigation) -> Json:
    creator: Json = {"name": name, "affiliation": [{"name": work.facility.institutes[work.number % 2]}]}
    if name == "Josiah Carberry":
        creator["nameIdentifiers"] = [{"nameIdentifier": ORCID_OF_NOBODY, "nameIdentifierScheme": "ORCID"}]
    return creator


def _related(work: Investigation) -> list[str]:
    related: tuple[list[str], ...] = (
        [],
        [DOI[f"10.5072/paper.{work.number}"].value],
        [f"Invented Letters 7 ({work.started.year}), doi:10.5072/paper.{work.number}"],
        ["In preparation"],
    )
    return related[work.number % 4]


def _published(work: Investigation) -> datetime:
    return work.started + timedelta(days=120)
