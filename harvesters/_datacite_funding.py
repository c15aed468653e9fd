"""Who paid: funding references as grants and their funders; a project's outputs name their project."""

from pyoxigraph import NamedNode

from harvesters._datacite_words import entries, said
from harvesters._describe import Description, prose
from harvesters._organisation import describe_organisation
from kg.harvest.payload import Json
from kg.rdf.mint import doi_iri, thing_iri
from kg.rdf.names import FOAF, PAN, RDF, RDFS, SCHEMA
from kg.rdf.terms import iri
from kg.resolve.facility import facility_by_name, slug_of
from kg.resolve.organisation import resolve_ror

_CROSSREF = "10.13039/"

# The European Commission and its framework programmes: their grants have numbers of one series.
_COMMISSION = {
    "ec",
    "european commission",
    "horizon 2020",
    "horizon 2020 framework programme",
    "horizon europe",
    "00k4n6c32",
    "501100000780",
    "501100007601",
    "100010661",
}


def describe_funding(description: Description, attributes: dict[str, Json], is_output: bool) -> None:
    """State every funding reference; of a project's output also the project that the award is for.

    A funder without an award is stated as schema:funder. At ESRF the "award" is beamtime: the number of
    the proposal, with the facility as funder.
    """
    for reference in entries(attributes, "fundingReferences"):
        funder = _describe_funder(description, reference)
        number, title = said(reference, "awardNumber"), said(reference, "awardTitle")
        if number is None and title is None:
            description.say(SCHEMA["funder"], funder)
            continue
        award = _award_iri(reference, number or title or "")
        description.say(SCHEMA["funding"], award)
        description.add(award, RDF["type"], SCHEMA["Grant"])
        description.add(award, SCHEMA["identifier"], prose(number))
        description.add(award, SCHEMA["name"], prose(title))
        description.add(award, SCHEMA["funder"], funder)
        if is_output:
            _describe_project(description, reference, award, number or title or "", title)


def _describe_funder(description: Description, reference: dict[str, Json]) -> NamedNode | None:
    name, identifier = said(reference, "funderName"), said(reference, "funderIdentifier")
    return describe_organisation(description, name, _funder_iri(identifier))


def _funder_iri(identifier: str | None) -> NamedNode | None:
    """A ROR, or a Crossref funder id, which is a DOI (10.13039/…), whatever the type beside it says."""
    if identifier is None:
        return None
    return resolve_ror(identifier)[0] or (doi_iri(identifier) if _CROSSREF in identifier else None)


def _award_iri(reference: dict[str, Json], number: str) -> NamedNode:
    registered = doi_iri(said(reference, "awardUri", "awardURI")) or doi_iri(number)
    return registered or thing_iri("award", _funder_slug(reference), number)


def _funder_slug(reference: dict[str, Json]) -> str:
    """One word for the funder: its ROR or funder id, else its name; an award's number is unique within it."""
    name, identifier = said(reference, "funderName"), said(reference, "funderIdentifier")
    node = _funder_iri(identifier)
    number = node.value.rpartition("/")[2] if node else ""
    if not _COMMISSION.isdisjoint({(name or "").casefold(), number}):
        return "ec"
    if name and (facility := facility_by_name(name)):
        return facility.slug
    if number:
        return number
    return slug_of(name or "unnamed")


def _describe_project(
    description: Description, reference: dict[str, Json], award: NamedNode, number: str, title: str | None
) -> None:
    project = thing_iri("project", _funder_slug(reference), number)
    description.say(PAN["outputOf"], project)
    description.add(project, RDF["type"], FOAF["Project"])
    description.add(project, FOAF["name"], prose(said(reference, "awardAcronym") or title))
    description.add(project, RDFS["seeAlso"], iri(said(reference, "awardUri", "awardURI")))
    description.add(project, SCHEMA["funding"], award)
