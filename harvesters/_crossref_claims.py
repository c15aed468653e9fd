"""What a work of Crossref says of others: the entries of its reference list, and its relations."""

from dataclasses import replace

from pyoxigraph import NamedNode

from harvesters._datacite_words import entries, said
from harvesters._describe import Description
from harvesters._read import branch
from kg.harvest.payload import Json, write_json
from kg.rdf.claim import Claim, StatedCount
from kg.rdf.mint import thing_iri
from kg.resolve.doi import IN_TEXT, dois_in
from kg.resolve.email import publishable
from kg.resolve.work_id import work_iri

WITHOUT_DOI = "reference-without-DOI"
"""Our count of the entries that name no work we could know; Crossref counts all of them together."""


def claim_references(description: Description, body: dict[str, Json]) -> None:
    """Claim each entry with a DOI, be it in the words of the entry only; count the others."""
    unknown = 0
    references = entries(body, "reference")
    for entry in references:
        claims = _of_reference(description, entry)
        unknown += not claims
        for claim in claims:
            description.claim(claim)
    if references:
        note = "counted in the reference list"
        description.count(StatedCount(description.about, WITHOUT_DOI, unknown, note=note))


def claim_relations(description: Description, body: dict[str, Json]) -> None:
    """Claim each relation under its own word; supplementary files of the work itself are among them."""
    relations = branch(body, "relation")
    for word in relations:
        for entry in entries(relations, word):
            target = _target(entry)
            if target is None or not word.strip():
                continue
            claim = Claim(
                description.about,
                target,
                word,
                _as_said(entry),
                asserted_by=said(entry, "asserted-by"),
                subject_kind=description.kind,
                field=f"relation.{word}[]",
            )
            description.claim(claim)


def _of_reference(description: Description, entry: dict[str, Json]) -> list[Claim]:
    words = said(entry, "unstructured")
    stated = work_iri("doi", said(entry, "DOI"))
    claim = Claim(
        description.about,
        stated or description.about,
        "reference",
        _as_said(entry),
        asserted_by=said(entry, "doi-asserted-by"),
        subject_kind=description.kind,
        object_kind="publication" if _is_printed(entry) else None,
        citing_text=publishable(words) if words else None,
        field="reference[]",
    )
    if stated:
        return [claim]
    return [
        replace(claim, object=found.iri, confidence=min(found.confidence, IN_TEXT))
        for found in dois_in(words or "")
    ]


def _is_printed(entry: dict[str, Json]) -> bool:
    """Whether an entry names volume and page, which articles have, and data in a repository have not."""
    return said(entry, "volume") is not None and said(entry, "first-page") is not None


def _target(entry: dict[str, Json]) -> NamedNode | None:
    """The other work; an accession number has no better identifier than one of ours."""
    scheme, value = (said(entry, "id-type") or "").lower(), said(entry, "id")
    if scheme == "accession" and value:
        return thing_iri("accession", value)
    return work_iri(scheme, value) or (work_iri("doi", value) if scheme in {"", "uri", "other"} else None)


def _as_said(entry: dict[str, Json]) -> str:
    return publishable(write_json(entry).decode("utf-8", "replace"))
