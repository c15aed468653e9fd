"""What is asked of an ICAT: which entities, and what hangs on them; the same for answers, dumps and files."""

from collections.abc import Mapping
from typing import TypeAlias

Tree: TypeAlias = "Mapping[str, Tree]"
"""The relations to follow from an entity, and those to follow from what is found there."""

_PARAMETERS: Tree = {"type": {}}
_DATASET: Tree = {"investigation": {"facility": {}}}

TREES: dict[str, Tree] = {
    "Facility": {},
    "Instrument": {"facility": {}},
    "Investigation": {
        "facility": {},
        "type": {},
        "investigationUsers": {"user": {}},
        "investigationInstruments": {"instrument": {}},
        "keywords": {},
        "publications": {},
        "samples": {"type": {}},
        "parameters": _PARAMETERS,
        "fundingReferences": {"funding": {}},
    },
    "Study": {"user": {}, "studyInvestigations": {"investigation": {"facility": {}}}},
    "DataPublication": {
        "facility": {},
        "type": {},
        "users": {"user": {}, "affiliations": {}},
        "subjects": {},
        "dates": {},
        "relatedItems": {},
        "fundingReferences": {"funding": {}},
        "content": {
            "dataCollectionDatasets": {"dataset": _DATASET},
            "dataCollectionInvestigations": {"investigation": {"facility": {}}},
        },
    },
    "Dataset": {
        "investigation": {"facility": {}},
        "type": {},
        "sample": {"type": {}},
        "datasetInstruments": {"instrument": {}},
        "datasetTechniques": {"technique": {}},
        "parameters": _PARAMETERS,
        "datafiles": {},
    },
}
"""The kinds of record, in the order in which they are asked for."""

_YOUNG = {"fundingReferences", "datasetInstruments", "datasetTechniques", "subjects"}
"""Relations that ICAT 4 does not know; one unknown relation makes it refuse the whole question."""

_LATER = {"datafiles"}
"""Relations that are never asked along with the others: a dataset may have a million files."""

LISTS = {
    "affiliations", "dataCollectionDatafiles", "dataCollectionDatasets", "dataCollectionInvestigations",
    "datafiles", "datasetInstruments", "datasetTechniques", "dates", "fundingReferences",
    "instrumentScientists", "investigationFacilityCycles", "investigationGroups", "investigationInstruments",
    "investigationUsers", "keywords", "parameters", "permissibleStringValues", "publications", "relatedItems",
    "samples", "shifts", "studyInvestigations", "subjects", "userGroups", "users",
}  # fmt: skip
"""Relations to many: in XML a single member looks like a relation to one."""

CHILDREN: dict[str, tuple[str, str]] = {
    "DataCollectionDataset": ("dataCollection", "dataCollectionDatasets"),
    "DataCollectionInvestigation": ("dataCollection", "dataCollectionInvestigations"),
    "DataPublicationDate": ("publication", "dates"),
    "DataPublicationFunding": ("dataPublication", "fundingReferences"),
    "DataPublicationUser": ("publication", "users"),
    "Datafile": ("dataset", "datafiles"),
    "DatasetInstrument": ("dataset", "datasetInstruments"),
    "DatasetParameter": ("dataset", "parameters"),
    "DatasetTechnique": ("dataset", "datasetTechniques"),
    "InvestigationFunding": ("investigation", "fundingReferences"),
    "InvestigationInstrument": ("investigation", "investigationInstruments"),
    "InvestigationParameter": ("investigation", "parameters"),
    "InvestigationUser": ("investigation", "investigationUsers"),
    "Keyword": ("investigation", "keywords"),
    "Publication": ("investigation", "publications"),
    "RelatedItem": ("publication", "relatedItems"),
    "Sample": ("investigation", "samples"),
    "SampleParameter": ("sample", "parameters"),
    "StudyInvestigation": ("study", "studyInvestigations"),
}
"""Entities that dumps list apart: the field that says to whom one belongs, and the relation it belongs in."""

REFERENCES = {
    "content", "dataCollection", "dataPublication", "datafile", "dataset", "facility", "facilityCycle",
    "funding", "grouping", "instrument", "investigation", "publication", "sample", "study", "technique",
    "type", "user",
}  # fmt: skip
"""Fields that may hold the key of another entity."""

UNIQUE: dict[str, tuple[str, ...]] = {
    "DataCollection": ("?",),
    "Dataset": ("investigation", "name"),
    "DatasetType": ("facility", "name"),
    "Facility": ("name",),
    "Instrument": ("facility", "name"),
    "Investigation": ("facility", "name", "visitId"),
    "InvestigationType": ("facility", "name"),
    "ParameterType": ("facility", "name", "units"),
    "Sample": ("investigation", "name"),
    "SampleType": ("facility", "molecularFormula", "name"),
    "Study": ("?",),
    "Technique": ("name",),
    "User": ("name",),
}
"""The attributes by which others refer to an entity in the server's own dumps; "?" is a mere number."""


def referred(owner: str, field: str) -> str:
    """The entity that a field of another refers to.

    >>> referred("DatasetParameter", "type"), referred("Dataset", "type"), referred("Sample", "investigation")
    ('ParameterType', 'DatasetType', 'Investigation')
    """
    if field == "type":
        return "ParameterType" if owner.endswith("Parameter") else f"{owner}Type"
    return {"publication": "DataPublication", "funding": "FundingReference"}.get(
        field, field[:1].upper() + field[1:]
    )


def included(tree: Tree, young: bool = True) -> list[str]:
    """The relations as ICAT's INCLUDE wants them: `o.sample AS a1`, `a1.type`.

    >>> included({"facility": {}, "sample": {"type": {}}})
    ['o.facility', 'o.sample AS a1', 'a1.type']
    """
    return _included(tree, "o", young, [0])


def _included(tree: Tree, alias: str, young: bool, count: list[int]) -> list[str]:
    found: list[str] = []
    for name, inner in tree.items():
        if name in _LATER or (name in _YOUNG and not young):
            continue
        if not inner:
            found.append(f"{alias}.{name}")
            continue
        count[0] += 1
        inner_alias = f"a{count[0]}"
        found += [f"{alias}.{name} AS {inner_alias}", *_included(inner, inner_alias, young, count)]
    return found
