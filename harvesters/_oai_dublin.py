"""Simple Dublin Core and SciCat's "panosc" format in the words of DataCite: one mapping for all."""

import re

from harvesters._datacite_relations import as_stated
from kg.harvest.payload import Json
from kg.harvest.xml import Element
from kg.rdf.mint import doi_iri
from kg.resolve.address import broken_address
from kg.resolve.finding import Finding

# Types of OpenAIRE and of COAR's labels that DataCite calls otherwise.
_TYPES = {
    "article": "JournalArticle",
    "bachelorthesis": "Dissertation",
    "conferenceobject": "ConferencePaper",
    "doctoralthesis": "Dissertation",
    "masterthesis": "Dissertation",
    "workingpaper": "Preprint",
}
_GRANT = re.compile(r"info:eu-repo/grantAgreement/([^/]+)/[^/]*/([^/]+)", re.IGNORECASE)
_IDENTIFIER = "dc:identifier"
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\S*)?)?)?$")


def attributes_of_dublin_core(dc: Element) -> dict[str, Json]:
    """The attributes in an <oai_dc:dc> element.

    One date is that of publication; of several it is not known which is which.
    """
    dates = [said for said in dc.texts("date") if _DAY.match(said)]
    relations = [(said, name) for name in ("relation", "source") for said in dc.texts(name)]
    titles = dc.texts("title")
    found: dict[str, Json] = {
        "titles": [{"title": said, "titleType": None if said is titles[0] else "Other"} for said in titles],
        "creators": [{"name": said} for said in dc.texts("creator")],
        "contributors": [{"name": said} for said in dc.texts("contributor")],
        "publisher": dc.said("publisher"),
        "subjects": [{"subject": said} for said in dc.texts("subject")],
        "descriptions": [{"description": said} for said in dc.texts("description")],
        "dates": [{"date": said, "dateType": "Issued" if len(dates) == 1 else "Other"} for said in dates],
        "language": dc.said("language"),
        "formats": dc.texts("format"),
        "types": _types(dc.texts("type")),
        "rightsList": [_rights(said) for said in dc.texts("rights")],
        "geoLocations": [{"geoLocationPlace": said} for said in dc.texts("coverage")],
        "relatedIdentifiers": [_related(*one) for one in relations if not _GRANT.match(one[0])],
        "fundingReferences": [_grant(match) for said, _ in relations if (match := _GRANT.match(said))],
    }
    return found | _identifiers(dc.texts("identifier"))


def findings_of_dublin_core(dc: Element) -> list[Finding]:
    """What should be mended in an <oai_dc:dc> element and has no place among the attributes."""
    found = (broken_address(said, _IDENTIFIER) for said in dc.texts("identifier"))
    return [finding for finding in found if finding]


def attributes_of_panosc(record: Element) -> dict[str, Json]:
    """The attributes in SciCat's <panosc:panosctype>; it has one name, and no publisher."""
    orcid = record.said("orcidOfOwner")
    dates = {"Available": record.said("embargoEndDate"), "Collected": record.said("startDate")}
    identifier = record.said("id")
    return {
        "doi": identifier if doi_iri(identifier) else None,
        "titles": [{"title": record.said("name")}],
        "descriptions": [{"description": record.said("description")}],
        "creators": [{"name": record.said("owner"), "nameIdentifiers": [{"nameIdentifier": orcid}]}],
        "rightsList": [{"rights": record.said("license")}],
        "dates": [{"date": said, "dateType": kind} for kind, said in dates.items() if said],
        "subjects": [
            {"subject": said, "subjectScheme": "PaNET"}
            for one in record.all("technique")
            for said in ([one.said()] if one.said() else one.texts("name") or one.texts("pid"))
        ],
        "types": {"resourceTypeGeneral": "Dataset"},
    }


def _types(said: list[str]) -> dict[str, Json]:
    """The first as DataCite's general type; "info:eu-repo/semantics/article" by its last word."""
    if not said:
        return {}
    word = said[0].rpartition("/")[2]
    free = said[1] if len(said) > 1 else None
    return {"resourceTypeGeneral": _TYPES.get(word.casefold(), word), "resourceType": free}


def _rights(said: str) -> dict[str, Json]:
    return {"rightsUri": said} if said.startswith(("http:", "https:")) else {"rights": said}


def _related(said: str, name: str) -> dict[str, Json]:
    """A DOI or an address is related as such; of other words those that hold a DOI."""
    is_link = said.startswith(("http:", "https:"))
    kind = "URL" if is_link else None
    own = as_stated(said, name, f"dc:{name}")
    return {"relatedIdentifier": said, "relatedIdentifierType": kind, **own}


def _grant(found: re.Match[str]) -> dict[str, Json]:
    funder = "European Commission" if found[1].upper() == "EC" else found[1]
    return {"funderName": funder, "awardNumber": found[2]}


def _identifiers(said: list[str]) -> dict[str, Json]:
    """The DOI, the first address as landing page, and the others; not what only looks like an address."""
    said = [words for words in said if broken_address(words, _IDENTIFIER) is None]
    doi = next((words for words in said if doi_iri(words)), None)
    address = next(
        (words for words in said if words.startswith(("http:", "https:")) and not doi_iri(words)), None
    )
    others = [words for words in said if words not in {doi, address} and not doi_iri(words)]
    alternates = [{"alternateIdentifier": words} for words in others]
    return {"doi": doi, "url": address, "alternateIdentifiers": alternates}
