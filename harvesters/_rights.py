"""Licences, and what a record says about who may see the data and since when."""

import re
from functools import lru_cache

from pyoxigraph import NamedNode

from harvesters._describe import Description, prose
from harvesters._read import branch, day, first_text, items
from kg.harvest.payload import Json
from kg.rdf.names import ACCESS, DCT
from kg.rdf.terms import iri

_CREATIVE_COMMONS = re.compile(
    r"(?:https?://creativecommons\.org/(?:licenses|publicdomain)/|CC[ -]?)"
    r"(?P<kind>BY(?:[ -]NC)?(?:[ -](?:SA|ND))?|0|zero)[ /-]*(?P<version>\d\.\d)?"
    r"(?:[ /-](?:international|universal|deed|legalcode)(?:\.\w+)?)?/?$",
    re.IGNORECASE,
)


def describe_licence(description: Description, *stated: str | None) -> None:
    """The first statement that is a Creative Commons licence, as its IRI; else the words as they stand."""
    said = [words.strip() for words in stated if words and words.strip()]
    if licence := next((found for words in said if (found := licence_iri(words))), None):
        description.say(DCT["license"], licence)
    elif said:
        description.say(DCT["rights"], prose(said[0]))


@lru_cache(maxsize=1024)  # a catalogue knows a handful
def licence_iri(words: str) -> NamedNode | None:
    """The IRI of a Creative Commons licence in any usual spelling; without a version it stays words."""
    found = _CREATIVE_COMMONS.match(words.strip())
    if not found:
        return None
    kind = found["kind"].lower().replace(" ", "-")
    if kind in {"0", "zero"}:
        return iri("https://creativecommons.org/publicdomain/zero/1.0/")
    return (
        iri(f"https://creativecommons.org/licenses/{kind}/{found['version']}/") if found["version"] else None
    )


def stated_rights(body: Json) -> list[str]:
    """The licence statements of a record: SciCat's own field, or DataCite's rightsList."""
    entries = [entry for entry in items(body, "rightsList") if isinstance(entry, dict)]
    fields = ("rightsURI", "rightsUri", "rightsIdentifier", "rights")
    found = [words for entry in entries for field in fields if (words := first_text(entry, field))]
    return [words for words in (first_text(body, "license"), *found) if words]


def describe_dataset_access(description: Description, body: Json) -> None:
    """Public or not, and the day it opened or will open; silence stays silence.

    SciCat's dateOfPublishing is a plan. A plan that the record's own last change has overtaken is no news:
    the data opened earlier, or stayed closed.
    """
    cycle = branch(body, "datasetlifecycle")
    planned, seen = day(cycle.get("dateOfPublishing")), day(body.get("updatedAt"))
    is_ahead = planned is not None and (seen is None or planned > seen)
    if body.get("isPublished") is True:
        description.say(DCT["accessRights"], ACCESS["PUBLIC"])
        if cycle.get("publishedOn"):
            description.say_day(DCT["available"], cycle["publishedOn"], "publishedOn")
        elif not is_ahead or seen is None:
            description.say_day(DCT["available"], cycle.get("dateOfPublishing"), "dateOfPublishing")
    elif body.get("isPublished") is False and is_ahead:
        description.say(DCT["accessRights"], ACCESS["NON_PUBLIC"])
        description.say_day(DCT["available"], cycle.get("dateOfPublishing"), "dateOfPublishing")


def describe_collection_access(
    description: Description, status: str | None, registered: Json, opens: str | None = None
) -> None:
    """A registered publication is open since its registration, or from the day it states itself.

    Other states say nothing certain.
    """
    if status in {"registered", "public", "amended"}:
        description.say(DCT["accessRights"], ACCESS["PUBLIC"])
        if opens is not None:
            description.say_day(DCT["available"], opens, "dates")
        elif status != "public":
            description.say_day(DCT["available"], registered, "registeredTime")


def stated_opening(body: Json) -> str | None:
    """The day of type Available among DataCite's dates; the first of a range."""
    entries = [entry for entry in items(body, "dates") if isinstance(entry, dict)]
    days = [first_text(entry, "date") for entry in entries if first_text(entry, "dateType") == "Available"]
    return next((day.partition("/")[0] for day in days if day), None)
