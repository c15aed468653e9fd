"""The invented claims about the invented data, laid out as recorded payloads of the real registries."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.sample.articles import INSTRUMENT_PAPER, MARK, PAPER, Article, articles
from kg.sample.catalogue import Investigation
from kg.sample.citation_dialects import (
    crossref_work,
    datacite_links,
    openalex_work,
    opencitations_citation,
    scholix_link,
    usage_report,
)

DERIVED = "10.5072/tidewater.reuse"
"""How the DOIs of data begin that strangers derived from the facilities' data."""


def write_citations(folder: Path, works: Sequence[Investigation]) -> None:
    """Lay out `folder`/crossref, openalex, scholexplorer, opencitations, datacite and usage-sushi."""
    found = list(articles(works))
    for article in found:
        if article.supplements or article.references:
            name = article.doi.rpartition(".")[2]
            _write(folder / "crossref" / f"work_{name}.json", crossref_work(article))
    for number, article in enumerate(found):
        if number % 2 == 0:  # a registry never knows all
            _write(
                folder / "openalex" / f"work_{number:03d}.json", openalex_work(article, number, number % 7)
            )
    listing = [(article, doi) for article in found for doi in article.references]
    lines = [json.dumps(scholix_link(*one)) for one in listing[::3]]
    _text(folder / "scholexplorer" / "links.ndjson", "\n".join(lines) + "\n")
    stated = [opencitations_citation(*one, number) for number, one in enumerate(listing[1::3], 1)]
    _write(folder / "opencitations" / "citations.json", stated)
    _write_datacite(folder / "datacite", works, found)
    aurora = [work for work in works if work.facility.slug == "aurora"]
    _write(folder / "usage-sushi" / "aurora_2024-05.json", usage_report(aurora, "2024-05"))


def _write_datacite(folder: Path, works: Sequence[Investigation], found: Sequence[Article]) -> None:
    """What DataCite knows from others, a loop and an article older than the data among it."""
    for work in works[::4]:
        citing = [article.doi for article in found if work.doi in article.references]
        name = work.doi.rpartition("/")[2]
        _write(folder / f"doi_{name}.json", datacite_links(work, [*citing, *_odd(work)]))
    for number, work in enumerate(works[:3], 1):
        _write(folder / f"doi_reuse_{number}.json", _derived(f"{DERIVED}.{number}", work))


def _odd(work: Investigation) -> list[str]:
    return {1: [work.doi], 5: [INSTRUMENT_PAPER], 9: [f"{PAPER}.9/suppl_1"]}.get(work.number, [])


def _derived(doi: str, work: Investigation) -> dict[str, Any]:
    """Data of strangers that were made from a facility's data: the surest sign of a reuse."""
    related = {"relatedIdentifier": work.doi, "relatedIdentifierType": "DOI", "relationType": "IsDerivedFrom"}
    return {
        "data": {
            "id": doi,
            "type": "dois",
            "attributes": {
                "doi": doi,
                "titles": [{"title": f"Model of {work.subject.sample}, fitted to published data"}],
                "publisher": "University of Lower Tidewater",
                "publicationYear": work.started.year + 3,
                "types": {"resourceTypeGeneral": "Dataset"},
                "relatedIdentifiers": [related],
                "descriptions": [{"description": MARK, "descriptionType": "Other"}],
            },
            "relationships": {},
        }
    }


def _write(path: Path, content: object) -> None:
    _text(path, json.dumps(content, indent=1) + "\n")


def _text(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
