"""How the registries of citations write the invented claims down: Crossref, OpenAlex, Scholix and others."""

from typing import Any

from kg.rdf.names import DOI, OPENALEX, ORCID
from kg.sample.articles import MARK, Article, Author
from kg.sample.catalogue import Investigation

Json = dict[str, Any]


def crossref_work(article: Article) -> Json:
    """The answer of Crossref's `/works/DOI`."""
    day = article.published
    references = [
        {
            "key": f"ref{number}",
            "doi-asserted-by": "publisher",
            "DOI": doi,
            "unstructured": f"Data of the sample world, {DOI[doi].value}.",
        }
        for number, doi in enumerate(article.references, 1)
    ]
    message: Json = {
        "DOI": article.doi,
        "type": "journal-article",
        "title": [article.title],
        "container-title": ["Invented Letters"],
        "publisher": "Invented Letters",
        "published-online": {"date-parts": [[day.year, day.month, day.day]]},
        "published": {"date-parts": [[day.year, day.month, day.day]]},
        "author": [_crossref_author(author) for author in article.authors],
        "reference-count": len(references),
        "note": MARK,
    }
    if references:
        message["reference"] = references
    if article.supplements:
        stated = [{"id-type": "doi", "id": doi, "asserted-by": "subject"} for doi in article.supplements]
        message["relation"] = {"is-supplemented-by": stated}
    return {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": message}


def _crossref_author(author: Author) -> Json:
    said: Json = {
        "given": author.given,
        "family": author.family,
        "affiliation": [{"name": author.institute}],
    }
    if author.orcid:
        said["ORCID"] = ORCID[author.orcid].value
    return said


def openalex_work(article: Article, number: int, cited_by: int) -> Json:
    """The answer of OpenAlex's `/works/doi:DOI`; it knows where the authors work."""
    return {
        "id": OPENALEX[f"W990000{number:04d}"].value,
        "doi": DOI[article.doi].value,
        "title": article.title,
        "publication_date": article.published.strftime("%Y-%m-%d"),
        "publication_year": article.published.year,
        "type": "article",
        "ids": {"openalex": OPENALEX[f"W990000{number:04d}"].value, "doi": DOI[article.doi].value},
        "authorships": [_openalex_author(author) for author in article.authors],
        "referenced_works": [],
        "cited_by_count": cited_by,
        "counts_by_year": [],
        "note": MARK,
    }


def _openalex_author(author: Author) -> Json:
    return {
        "author": {"display_name": f"{author.given} {author.family}", "orcid": None},
        "institutions": [{"display_name": author.institute, "ror": None, "country_code": author.country}],
        "countries": [author.country],
        "raw_author_name": f"{author.given} {author.family}",
        "raw_affiliation_strings": [author.institute],
    }


def scholix_link(article: Article, doi: str) -> Json:
    """A link package of Scholix version 3, as ScholeXplorer gives it."""
    return {
        "RelationshipType": {"Name": "References", "SubType": "Cites", "SubTypeSchema": "datacite"},
        "LinkProvider": [{"name": "Crossref"}],
        # The date of the link is the one of the data, as so often.
        "LinkPublicationDate": "2020-01-01",
        "source": {
            "Identifier": [{"ID": article.doi, "IDScheme": "doi", "IDURL": DOI[article.doi].value}],
            "Title": article.title,
            "Type": "literature",
            "Creator": [{"name": f"{author.given} {author.family}"} for author in article.authors],
            "PublicationDate": article.published.strftime("%Y-%m-%d"),
        },
        "target": {
            "Identifier": [{"ID": doi, "IDScheme": "doi", "IDURL": DOI[doi].value}],
            "Type": "dataset",
        },
        "Note": MARK,
    }


def opencitations_citation(article: Article, doi: str, number: int) -> Json:
    """One entry of OpenCitations' list of citations."""
    return {
        "oci": f"0699{number:07d}-0698{number:07d}",
        "citing": f"omid:br/0699{number:07d} doi:{article.doi}",
        "cited": f"omid:br/0698{number:07d} doi:{doi}",
        "creation": article.published.strftime("%Y-%m"),
        "timespan": "",
        "journal_sc": "no",
        "author_sc": "no",
    }


def datacite_links(work: Investigation, citing: list[str]) -> Json:
    """The answer of DataCite's `/dois/DOI`: `citations` is where the claims of others appear."""
    return {
        "data": {
            "id": work.doi,
            "type": "dois",
            "attributes": {
                "doi": work.doi,
                "titles": [{"title": work.subject.title}],
                "publisher": work.facility.name,
                "types": {"resourceTypeGeneral": "Dataset"},
                "relatedIdentifiers": [],
                "citationCount": len(citing),
                "viewCount": 20 + work.number,
                "downloadCount": work.number // 3,
                "descriptions": [{"description": MARK, "descriptionType": "Other"}],
            },
            "relationships": {"citations": {"data": [{"id": doi, "type": "dois"} for doi in citing]}},
        }
    }


def usage_report(works: list[Investigation], month: str) -> Json:
    """A report of COUNTER's kind about one month ("2024-05") that says itself to be partial."""
    return {
        "report-header": {
            "report-name": "dataset report", "report-id": "DSR", "release": "rd1", "created": f"{month}-28",
            "created-by": "Aurora Light Source", "report-attributes": [],
            "report-filters": [
                {"name": "begin-date", "value": f"{month}-01"}, {"name": "end-date", "value": f"{month}-28"},
            ],
            "exceptions": [{"code": 3040, "severity": "warning", "message": "partial data returned"}],
        },
        "report-datasets": [_usage(work, month) for work in works],
        "note": MARK,
    }  # fmt: skip


def _usage(work: Investigation, month: str) -> Json:
    numbers = {
        "total-dataset-investigations": 5 + work.number % 9,
        "unique-dataset-investigations": 3 + work.number % 5,
        "total-dataset-requests": 2 + work.number % 4,
        "unique-dataset-requests": 1 + work.number % 3,
    }
    instance = [
        {"country": "XA", "access-method": "regular", "metric-type": name, "count": number}
        for name, number in numbers.items()
    ]
    return {
        "dataset-title": work.subject.title,
        "dataset-id": [{"type": "doi", "value": work.doi}],
        "platform": "Aurora data portal",
        "publisher": work.facility.name,
        "data-type": "dataset",
        "performance": [
            {"period": {"begin-date": f"{month}-01", "end-date": f"{month}-28"}, "instance": instance}
        ],
    }
