"""Claims and counts in DataCite's records, read by prefix or DOI by DOI. Invented where not recorded."""

from pathlib import Path
from typing import Any

import pytest
from claimed import beside, claims, counts, links
from replay import RecordedWorld, recording

from kg.errors import BadInput, BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Mapped, Mark, Record, Source
from kg.harvest.world import open_world
from kg.rdf.names import DCT, PROV, RDF

DATACITE, LINKS = load_source("datacite"), load_source("datacitelinks")
PLACE = "https://api.datacite.example"


def item(relationships: dict[str, Any] | None = None, **attributes: Any) -> dict[str, Any]:  # noqa: ANN401
    data = {"types": {"resourceTypeGeneral": "Dataset"}, **attributes, "doi": "10.5072/a"}
    return {"id": "10.5072/a", "attributes": data, "relationships": relationships or {}}


def mapped(body: Any, source: Source = LINKS) -> Mapped:  # noqa: ANN401
    return source.triples(Record("doi", "10.5072/a", body, b"", PLACE))


def related(words: str, kind: str | None, relation: str | None = "IsCitedBy") -> dict[str, Any]:
    return {"relationType": relation, "relatedIdentifier": words, "relatedIdentifierType": kind}


def test_links_made_by_others_are_claims_named_as_their_list() -> None:
    data = [{"id": "10.5072/PAPER", "type": "dois"}]
    found = mapped(
        item({"citations": {"data": data}, "parts": {"data": []}, "client": {"data": {"id": "x"}}})
    )

    assert claims(found.triples) == [
        {
            "subject": "10.5072/a",
            "object": "10.5072/paper",
            "relation": "citations",
            "said": '{"id":"10.5072/PAPER","type":"dois"}',
            "origin": "DataCite",
            "subject_kind": "dataset",
            "field": "relationships.citations",
        }
    ]


def test_both_sources_claim_the_same_each_in_its_own_name() -> None:
    body = item(
        {"citations": {"data": [{"id": "10.5072/b"}]}}, relatedIdentifiers=[related("10.5072/c", "DOI")]
    )
    by_prefix, one_by_one = mapped(body, DATACITE), mapped(body)

    assert claims(by_prefix.triples) == claims(one_by_one.triples)
    assert len(claims(one_by_one.triples)) == 2
    names = [
        {str(s) for s, _, _ in found.triples if "/claim/" in s.value} for found in (by_prefix, one_by_one)
    ]
    assert names[0].isdisjoint(names[1])
    about = one_by_one.about
    assert beside(one_by_one.triples) == [(about, RDF["type"], PROV["Entity"])]  # it describes nothing


@pytest.mark.parametrize(
    ("words", "kind", "target", "confidence"),
    [
        ("10.5072/C", "DOI", "10.5072/c", None),
        ("https://doi.ill.fr/10.5291/ILL-DATA.1-2-3", "URL", "10.5291/ill-data.1-2-3", None),
        ("12345678", "PMID", "https://pubmed.ncbi.nlm.nih.gov/12345678", None),
        ("arXiv:2101.00001v2", "arXiv", "10.48550/arxiv.2101.00001", None),
        ("978-963-281-509-1", "ISBN", "urn:isbn:978-963-281-509-1", None),
        ("https://a.example/paper", "URL", "https://a.example/paper", None),
        ("https://pubs.example/doi/10.5072/c", "URL", "10.5072/c", "0.5"),
        ("Holm, S., Ice (2024), doi:10.5072/d.", None, "10.5072/d", "0.8"),
        # The page of the thing itself holds its own DOI: it is related to the page.
        ("https://a.example/10.5072/a", "URL", "https://a.example/10.5072/a", None),
        ("10.5072/a", "DOI", "10.5072/a", None),  # a mistake of the record, to be seen
    ],
)
def test_whom_a_related_identifier_names(
    words: str, kind: str | None, target: str, confidence: str | None
) -> None:
    (claim,) = claims(mapped(item(relatedIdentifiers=[related(words, kind)])).triples)

    assert claim["object"] == target
    assert claim.get("confidence") == confidence
    assert words in claim["said"]


def test_words_that_name_no_work_are_no_claim() -> None:
    entries = [
        related("Holm, S., Ice Letters 3 (2024)", None),
        related("", "DOI"),
        related("AB.1", "bibcode"),
    ]

    assert claims(mapped(item(relatedIdentifiers=entries)).triples) == []


def test_relations_are_quoted_and_a_missing_one_is_not_made_up() -> None:
    entries = [related("10.5072/b", "DOI", "isSUPPLEMENTto"), related("10.5072/c", "DOI", None)]
    found = mapped(item(relatedIdentifiers=entries))

    assert [one["relation"] for one in claims(found.triples)] == ["isSUPPLEMENTto", "related"]


def test_an_address_of_a_person_in_the_quotation_is_not_published() -> None:
    entry = related("10.5072/b", "DOI") | {"note": "ask siri@fjord.example.org"}
    (claim,) = claims(mapped(item(relatedIdentifiers=[entry])).triples)

    assert "siri@" not in claim["said"]


def test_nought_is_a_count_and_silence_is_none() -> None:
    found = mapped(item(citationCount=0, viewCount=None, downloadCount=True, referenceCount=-1))

    assert counts(found.triples) == [{"about": "10.5072/a", "metric": "citationCount", "number": "0"}]


def test_months_and_years_have_days() -> None:
    found = mapped(
        item(
            viewsOverTime=[
                {"yearMonth": "2024-02", "total": 3},
                {"yearMonth": "2024-02", "total": 4},  # which of the two is right nobody knows: the first
                {"yearMonth": "2024-13", "total": 1},
                {"yearMonth": "0000-01", "total": 1},
            ],
            citationsOverTime=[{"year": "2019", "total": 1}],
        )
    )

    assert [(one["begin"], one["end"], one["number"]) for one in counts(found.triples)] == [
        ("2024-02-01", "2024-02-29", "3"),
        ("2019-01-01", "2019-12-31", "1"),
    ]
    assert "not of the citing work" in counts(found.triples)[1]["note"]


def test_each_doi_is_asked_and_marked_and_unknown_ones_are_told() -> None:
    told = recording("datacitelinks-doi")
    world = RecordedWorld(told["place"], requests=told["requests"], identifiers=told["identifiers"])

    found = list(LINKS.records(world))

    assert [type(one) for one in found] == [Record, Mark, Aside, Mark]
    assert isinstance(found[2], Aside)
    assert (found[2].key, found[2].outcome) == ("10.5072/registered-elsewhere", "skipped")
    assert isinstance(found[0], Record)
    assert (found[0].key, found[0].origin) == ("10.5072/aurora-dc-1", f"{PLACE}/dois/10.5072/aurora-dc-1")


def test_a_walk_cut_short_goes_on_behind_its_mark() -> None:
    told = recording("datacitelinks-doi")
    world = RecordedWorld(
        told["place"],
        requests=told["requests"],
        identifiers=told["identifiers"],
        resume="10.5072/aurora-dc-1",
    )

    assert [one.resume for one in LINKS.records(world) if isinstance(one, Mark)] == [
        "10.5072/registered-elsewhere"
    ]


def test_a_service_that_refuses_everybody_ends_the_walk() -> None:
    class Closed(RecordedWorld):
        def get_json(self, path: str, **params: str | int) -> Any:  # noqa: ANN401
            raise BadInput(f"{path} answered 403: forbidden")

    with pytest.raises(BadInput, match="403"):
        list(LINKS.records(Closed(PLACE, identifiers=["10.5072/a", "10.5072/b"])))


def test_what_is_no_record_is_refused_with_a_reason() -> None:
    bodies: list[Any] = [[], "x", {"attributes": {"doi": "no"}}]
    for body in bodies:
        with pytest.raises(BadRecord):
            mapped(body)


def real(folder: Path, name: str, source: Source) -> list[Mapped]:
    place = str(folder / "citations" / "datacite" / name)
    found = source.records(open_world(place, contained=False))
    return [source.triples(one) for one in found if isinstance(one, Record)]


@pytest.mark.parametrize("source", [DATACITE, LINKS], ids=["datacite", "datacitelinks"])
def test_the_real_dryad_dataset(shared_data: Path, source: Source) -> None:
    (found,) = real(shared_data, "doi_10.5061_dryad.8515.json", source)

    data, paper = "10.5061/dryad.8515", "10.1371/journal.ppat.1000446"
    assert links(found.triples) == [
        (data, "IsCitedBy", paper),
        (data, "citations", paper),
        (data, "parts", f"{data}/1"),
        (data, "parts", f"{data}/2"),
        (data, "references", paper),
    ]
    totals = {one["metric"]: one["number"] for one in counts(found.triples) if "begin" not in one}
    assert totals == {"citationCount": "1", "referenceCount": "1", "viewCount": "447", "downloadCount": "38"}
    views = [int(one["number"]) for one in counts(found.triples) if one["metric"] == "viewsOverTime"]
    assert sum(views) == 447
    assert not any(subject.value.endswith("ppat.1000446") for subject, _, _ in found.triples)


def test_the_real_session_is_counted_nought_and_claims_nothing(shared_data: Path) -> None:
    (found,) = real(shared_data, "doi_10.15151_esrf-es-2210534378.json", DATACITE)

    assert claims(found.triples) == []
    assert {(one["metric"], one["number"]) for one in counts(found.triples)} == {
        ("citationCount", "0"),
        ("referenceCount", "0"),
        ("viewCount", "0"),
        ("downloadCount", "0"),
    }


def test_claims_stand_beside_what_was_said_before() -> None:
    found = mapped(item(relatedIdentifiers=[related("10.5072/c", "DOI", "IsPartOf")]), DATACITE)

    assert [v.value for _, p, v in beside(found.triples) if p == DCT["isPartOf"]] == [
        "https://doi.org/10.5072/c"
    ]
