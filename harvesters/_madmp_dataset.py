"""Datasets in a data management plan: those that exist, and those that are only planned."""

from pyoxigraph import NamedNode

from harvesters._datacite_words import entries, listed, said
from harvesters._describe import Description, prose
from harvesters._distribution import count
from harvesters._handle import pid_iri
from harvesters._place import describe_instrument, use_instrument
from harvesters._read import branch
from harvesters._rights import describe_licence
from kg.harvest.payload import Json
from kg.rdf.mint import digest_iri
from kg.rdf.names import ACCESS, CITO, DCAT, DCT, PAN, PROV, RDF, RDFS, SCHEMA
from kg.rdf.terms import calendar_date, iri
from kg.resolve.instrument import resolve_instrument

_ACCESS = {"open": "PUBLIC", "shared": "RESTRICTED", "closed": "NON_PUBLIC"}
_SOFTWARE = {"software", "sourcecode"}


def describe_dataset(plan: Description, body: dict[str, Json], dataset: dict[str, Json]) -> None:
    """State one dataset of the plan: data where they exist, else a part of the plan."""
    identifier = branch(dataset, "dataset_id")
    words, title = said(identifier, "identifier"), said(dataset, "title")
    pid = pid_iri(words, said(identifier, "type"))
    planned = digest_iri("planned-dataset", plan.about.value, words or "", title or "")
    is_there = pid is not None and is_issued(body, dataset)
    description = Description(pid if pid is not None and is_there else planned)
    if is_there:
        plan.say(CITO["describes"], description.about)
        for term in _types(dataset):
            description.say(RDF["type"], term)
    else:
        plan.say(DCT["hasPart"], planned)
        description.say(RDF["type"], PROV["Entity"])
        description.say(RDFS["seeAlso"], pid)
    _describe_itself(description, dataset, words, title)
    for resource in entries(dataset, "technical_resource"):
        _describe_resource(description, resource, is_there)
    parts = [
        _distribution(description, one, number, is_there)
        for number, one in enumerate(entries(dataset, "distribution"))
    ]
    if is_there:
        _describe_common(description, parts)
    for part in parts:
        take_in(description, part)
    take_in(plan, description)


def take_in(whole: Description, part: Description) -> None:
    """Add what is said of a part. What is to be mended in it is a finding of the whole, the record."""
    for subject, predicate, value in part.triples:
        is_finding = predicate == PAN["finding"] and subject == part.about
        whole.add(whole.about if is_finding else subject, predicate, value)


def is_issued(plan: dict[str, Json], dataset: dict[str, Json]) -> bool:
    """Whether it was issued by the day on which the plan was last changed; without dates it was not."""
    issued, seen = calendar_date(said(dataset, "issued")), calendar_date(said(plan, "modified"))
    return issued is not None and seen is not None and issued.value <= seen.value


def _types(dataset: dict[str, Json]) -> tuple[NamedNode, ...]:
    kind = "".join(letter for letter in (said(dataset, "type") or "").casefold() if letter.isalpha())
    return (PAN["Software"],) if kind in _SOFTWARE else (PAN["Dataset"], DCAT["Dataset"])


def _describe_itself(
    description: Description, dataset: dict[str, Json], identifier: str | None, title: str | None
) -> None:
    description.say(DCT["identifier"], prose(identifier))
    description.say(DCT["title"], prose(title))
    description.say(DCT["description"], prose(said(dataset, "description")))
    description.say(SCHEMA["additionalType"], prose(said(dataset, "type")))
    description.say_day(DCT["issued"], said(dataset, "issued"), "dmp.dataset[].issued")
    for keyword in listed(dataset, "keyword"):
        description.say(DCAT["keyword"], prose(keyword))


def _describe_resource(description: Description, resource: dict[str, Json], is_there: bool) -> None:
    """A technical resource: an instrument where it has a persistent identifier or names its facility.

    What was, or will be, used beside instruments (a cluster, a freezer) stays words.
    """
    name = said(resource, "name")
    pids = (
        pid_iri(said(one, "identifier"), said(one, "type"))
        for one in entries(resource, "technical_resource_id")
        if (said(one, "type") or "").casefold() in {"doi", "handle"}
    )
    pid = next((one for one in pids if one), None)
    named = resolve_instrument(name, "dmp.dataset[].technical_resource[].name")[0] if name else None
    if not is_there:
        description.say(SCHEMA["instrument"], pid or prose(name))
    elif pid is not None:
        description.say(PAN["instrument"], pid)
        describe_instrument(description, pid, name, None)
    elif named is not None and named.facility is not None:
        use_instrument(description, named.name, named.facility, named.facility.slug)
    else:
        description.say(SCHEMA["instrument"], prose(name))


def _distribution(
    description: Description, distribution: dict[str, Json], number: int, is_there: bool
) -> Description:
    """How the data are, or will be, given out; a licence that starts later is an embargo until then."""
    title = said(distribution, "title")
    part = Description(digest_iri("file", description.about.value, str(number), title or ""))
    description.say(DCAT["distribution"] if is_there else DCT["hasPart"], part.about)
    part.say(RDF["type"], DCAT["Distribution"] if is_there else PROV["Entity"])
    part.say(DCT["title"], prose(title))
    part.say(DCT["description"], prose(said(distribution, "description")))
    part.say(DCAT["accessURL"], iri(said(distribution, "access_url")))
    part.say(DCAT["downloadURL"], iri(said(distribution, "download_url")))
    part.say(DCAT["byteSize"], count(distribution.get("byte_size")))
    for form in listed(distribution, "format"):
        part.say(DCT["format"], prose(form))
    code = _ACCESS.get(said(distribution, "data_access") or "")
    part.say(DCT["accessRights"], ACCESS[code] if code else None)
    licences = entries(distribution, "license")
    references = [said(one, "license_ref") for one in licences]
    describe_licence(part, *references, field="dmp.dataset[].distribution[].license[]")
    days = [day for one in licences if (day := calendar_date(said(one, "start_date")))]
    part.say(DCT["available"], min(days, key=lambda day: day.value) if days else None)
    part.say_day(SCHEMA["expires"], said(distribution, "available_until"), "dmp.dataset[].distribution[]")
    part.say_day(DCT["issued"], said(distribution, "issued"), "dmp.dataset[].distribution[].issued")
    return part


def _describe_common(description: Description, parts: list[Description]) -> None:
    """What all distributions agree on is so for the data."""
    for predicate in (DCT["accessRights"], DCT["license"], DCT["available"]):
        stated = [{value for _, said, value in part.triples if said == predicate} for part in parts]
        if stated and len(stated[0]) == 1 and all(one == stated[0] for one in stated):
            description.say(predicate, next(iter(stated[0])))
