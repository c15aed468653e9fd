"""Licences, years of publication, and what a record says about who may see the data and since when."""

from harvesters._describe import Description, prose
from harvesters._read import branch, day, first_text, items
from kg.harvest.payload import Json
from kg.rdf.names import ACCESS, DCT
from kg.resolve.day import resolve_year
from kg.resolve.finding import Finding
from kg.resolve.licence import resolve_licence


def describe_licence(description: Description, *stated: str | None, field: str = "license") -> None:
    """The first statement that is a licence, as its address; the words as they stand, unless they are one.

    Statements that are two different licences, or none, become findings.
    """
    said = [words.strip() for words in stated if words and words.strip()]
    read = [(words, *resolve_licence(words, field)) for words in said]
    licences = list(dict.fromkeys(licence for _, licence, _ in read if licence))
    if licences:
        description.say(DCT["license"], licences[0])
    else:
        description.find(next((finding for _, _, finding in read if finding), None))
    if len(licences) > 1:
        description.find(_conflict(said, [licence.value for licence in licences], field))
    words = next((one for one in said if not one.lower().startswith(("http://", "https://"))), None)
    description.say(DCT["rights"], prose(words or (None if licences else next(iter(said), None))))


def _conflict(said: list[str], licences: list[str], field: str) -> Finding:
    remedy = f"Choose one of {' and '.join(licences)}, or say which part of the data each is for."
    return Finding("licence-conflict", field, "; ".join(said), licences[0], 0.5, remedy)


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


def describe_year(description: Description, said: Json, seen: Json, field: str = "publicationYear") -> bool:
    """State the year of publication; whether there is one.

    `seen` is when the record itself was registered or last changed: a later year is the end of an embargo,
    and becomes a finding beside what the source says.
    """
    if not isinstance(said, int | str) or isinstance(said, bool):
        return False
    found, finding = resolve_year(said, day(seen), field)
    description.say(DCT["issued"], found)
    description.find(finding)
    return found is not None
