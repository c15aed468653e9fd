"""Normal forms, placeholders, components and levels of identifiers; the real ones are from real records."""

import json
import re
from pathlib import Path

import pytest

from kg.citation.identifier import (
    doi_of,
    facility_of,
    is_component,
    is_constructed,
    is_placeholder,
    level_of,
    normal_iri,
)

REAL = Path(__file__).parents[3] / "shared" / "data" / "citations"
SICI = "10.1002/(SICI)1096-8644(199603)99:3<345::AID-AJPA1>3.0.CO;2-X"


@pytest.mark.parametrize(
    "said",
    [
        "10.5291/ILL-DATA.8-02-889",
        "10.5291/ill-data.8-02-889",
        "doi:10.5291/ILL-DATA.8-02-889",
        "DOI: 10.5291/ILL-DATA.8-02-889",
        "https://doi.org/10.5291/ILL-DATA.8-02-889",
        "http://dx.doi.org/10.5291/ILL-DATA.8-02-889",
        "doi.org/10.5291/ILL-DATA.8-02-889",
        "https://doi.ill.fr/10.5291/ILL-DATA.8-02-889",
        "https://doi.org/doi:10.5291/ILL-DATA.8-02-889",
        "10.5291%2FILL-DATA.8-02-889",
        "https://doi.org/10.5291%2FILL-DATA.8-02-889",
        " 10.5291/ILL-DATA.8-02-889 . ",
        "10.5291/ILL-DATA.8-02-889).",
        "10.5291/ILL-DATA.8-02-889,",
        "<10.5291/ILL-DATA.8-02-889>",
        "info:doi/10.5291/ILL-DATA.8-02-889",
        "urn:doi:10.5291/ILL-DATA.8-02-889",
        "https://hdl.handle.net/10.5291/ILL-DATA.8-02-889",
        "doi.ill.fr/10.5291/ILL-DATA.8-02-889",
        "10.5291/ILL-DATA.8-02-889…",
    ],
)
def test_all_spellings_of_a_doi_are_one(said: str) -> None:
    for scheme in (None, "doi", "DOI"):
        found = normal_iri(said, scheme)
        assert found is not None
        assert found.value == "https://doi.org/10.5291/ill-data.8-02-889"


@pytest.mark.parametrize(
    ("said", "scheme", "iri"),
    [
        ("https://doi.esrf.fr/10.15151/ESRF-ES-1", "url", "https://doi.org/10.15151/esrf-es-1"),
        ("33817056", "pmid", "https://pubmed.ncbi.nlm.nih.gov/33817056"),
        ("pmid:33817056", None, "https://pubmed.ncbi.nlm.nih.gov/33817056"),
        ("PMC1234", None, "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234"),
        ("br/06101801781", "omid", "https://w3id.org/oc/meta/br/06101801781"),
        ("https://openalex.org/W2741809807", None, "https://openalex.org/W2741809807"),
        ("arXiv:2101.00001v2", None, "https://doi.org/10.48550/arxiv.2101.00001"),
        ("20.500.12269/abc", "handle", "https://hdl.handle.net/20.500.12269/abc"),
        ("https://example.org/data/1", None, "https://example.org/data/1"),
    ],
)
def test_other_schemes_have_a_form_too(said: str, scheme: str | None, iri: str) -> None:
    found = normal_iri(said, scheme)

    assert found is not None
    assert found.value == iri


def test_brackets_that_belong_to_a_doi_stay() -> None:
    found = normal_iri(SICI, "doi")

    assert found is not None
    assert doi_of(found.value) == "10.1002/(sici)1096-8644(199603)99:3%3C345::aid-ajpa1%3E3.0.co;2-x"
    assert normal_iri(found.value) == found


@pytest.mark.parametrize(
    ("said", "scheme"), [("", None), ("see the paper", "doi"), ("10.1000", "doi"), ("x", "pmid"), ("y", None)]
)
def test_what_is_no_identifier_has_none(said: str, scheme: str | None) -> None:
    assert normal_iri(said, scheme) is None


@pytest.mark.parametrize(
    "said",
    [
        "10.5291/ILL-DATA.xxx",
        "https://doi.org/10.5291/ill-data.xxx",
        "10.5291/ILL-DATA.X-XX-XXX",
        "10.5291/ILL-DATA.0-00-000",
        "10.5291/ILL-DATA.<proposal>",
        "10.5291/ILL-DATA.",
        "10.5291/ILL-DATA.8-02-xxx",
        "10.5291/ILL-DATA.PROPOSAL_NUMBER",
        "10.5286/ISIS.E.RBnumber",
        "10.5286/ISIS.E.RB19XXXXX",
        "10.5286/ISIS.E.RB#######",
        "https://doi.org/10.5286/isis.e.rb%23%23%23",
        "10.5286/ISIS.E.RBxxxxxxx",
        "10.5286/ISIS.E.RBnnnnnnn",
        "10.5286/ISIS.E.RB",
        "10.5286/ISIS.E.RB0000000",
        "10.15151/ESRF-ES-XXXXXXX",
        "10.15151/ESRF-ES-[number]",
        "10.15151/ESRF-ES-TBD",
        "10.15151/ESRF-DC-...",
        "10.16907/xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
        "10.16907/00000000-0000-0000-0000-000000000000",
        "10.5281/zenodo.XXXXXXX",
        "10.5281/zenodo.0000000",
        "10.5281/zenodo.{id}",
        "10.5281/zenodo.???????",
        "10.xxxx/abc",
        "https://doi.org/10.XXXX/XXXXX",
        "10.####/data",
        "https://doi.org/xxx",
        "TBD",
        "<doi>",
        "[DOI]",
        "DOI to be added upon acceptance",
        "n/a",
        "",
    ],
)
def test_placeholders_are_caught(said: str) -> None:
    assert is_placeholder(said)


@pytest.mark.parametrize(
    "said",
    [
        "10.5291/ILL-DATA.",
        "10.5286/ISIS.E.",
        "10.15151/ESRF-ES-.",
        "10.22003/XFEL.EU-DATA-",
        "10.5281/zenodo.",
        "https://doi.org/10.5291/ILL-DATA.#-##-###",
        "10.5291/ILL-DATA.<proposal>",
        "10.48391/<uuid>",
    ],
)
def test_placeholders_are_caught_in_their_normal_form_too(said: str) -> None:
    """Of which punctuation, and what looks like a fragment, has been cut."""
    found = normal_iri(said)

    assert found is not None
    assert is_placeholder(found.value)


@pytest.mark.parametrize(
    "said",
    [
        "10.5291/ILL-DATA.8-02-889",
        "10.5291/ILL-DATA.INTER-463",
        "10.5291/ILL-DATA.TEST-2950",
        "10.5286/ISIS.E.RB1920000",
        "10.5286/ISIS.E.90588157",
        "10.15151/ESRF-ES-0993217744",
        "10.15151/ESRF-DC-2493599001",
        "10.5442/NI000001",
        "10.5442/ND000001",
        "10.17199/BRIGHTNESS/V200018",
        "10.22003/XFEL.EU-DATA-002159-00",
        "10.5281/zenodo.1000000",
        "10.5194/isprsarchives-XXXIX-B1-1-2012",
        "10.2210/pdb1xxx/pdb",
        "10.1037/0000120-016",
        "10.1016/0092-8674(81)90001-0",
        "10.1890/0012-9658(2006)87[1445:ATOMEF]2.0.CO;2",
        SICI,
        "10.5072/example-dataset",
        "10.1371/journal.ppat.1000446.s001",
        "https://example.org/pending",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234",
        "https://www.ebi.ac.uk/ena/PRJEB00001",
        "11023101/XRR_02900-02908_summary",
    ],
)
def test_real_identifiers_are_no_placeholders(said: str) -> None:
    assert not is_placeholder(said)


@pytest.mark.skipif(not REAL.is_dir(), reason="shared/data is not beside the repository")
def test_no_doi_of_the_recorded_payloads_is_taken_for_a_placeholder() -> None:
    found: set[str] = set()
    for file in sorted(REAL.rglob("*json")):
        for line in file.read_text().splitlines() if file.suffix == ".ndjson" else [file.read_text()]:
            texts = re.findall(r'"(10\.\d{4,9}/[^"\s]+)"', json.dumps(json.loads(line), ensure_ascii=False))
            found.update(texts)

    assert len(found) > 100
    assert [doi for doi in sorted(found) if is_placeholder(doi)] == []
    assert [doi for doi in sorted(found) if normal_iri(doi, "doi") is None] == []


@pytest.mark.parametrize(
    ("part", "whole", "is_one"),
    [
        ("10.1107/s2414314618016334/lh4040sup1.cif", "10.1107/s2414314618016334", True),
        ("10.1371/journal.ppat.1000446.s001", "10.1371/journal.ppat.1000446", True),
        ("10.7554/elife.01567.016", "10.7554/elife.01567", True),
        ("10.5061/dryad.b835k", "10.7554/elife.01567", False),
        ("10.7554/elife.015670", "10.7554/elife.01567", False),
        ("10.7554/elife.01567", "10.7554/elife.01567", False),
        ("10.7554/elife.01567.", "10.7554/elife.01567", False),
    ],
)
def test_a_component_lies_under_the_articles_own_doi(part: str, whole: str, is_one: bool) -> None:
    assert is_component(f"https://doi.org/{part}", f"https://doi.org/{whole}") is is_one


def test_only_dois_have_components() -> None:
    assert not is_component("https://example.org/a/b", "https://example.org/a")


def test_the_test_prefix_marks_what_is_constructed() -> None:
    assert is_constructed("https://doi.org/10.5072/kg-sample-1")
    assert not is_constructed("https://doi.org/10.15151/esrf-es-1")
    assert not is_constructed("https://doi.org/10.50721/x")


@pytest.mark.parametrize(
    ("doi", "facility", "level"),
    [
        ("10.15151/esrf-es-2210534378", "esrf", "session"),
        ("10.15151/esrf-dc-2493599001", "esrf", "collection"),
        ("10.15151/esrf-instr-bm05", "esrf", "instrument"),
        ("10.5291/ill-data.8-02-889", "ill", "proposal"),
        ("10.5286/isis.e.rb1920000", "isis", "experiment"),
        ("10.5286/isis.e.rb1920000-1", "isis", "part"),
        ("10.5286/isis.e.90588157", "isis", "part"),
        ("10.5286/isis.e.24066127", "isis", None),
        ("10.5442/ni000001", "hzb", "instrument"),
        ("10.5442/nd000001", "hzb", "dataset"),
        ("10.22003/xfel.eu-data-002159-00", "european-xfel", "proposal"),
        ("10.16907/d61ee1fd-8582-42f2-ab26-0a12980e4ffe", "psi", None),
        ("10.48391/574ad304-2377-44a9-a1e7-f70efa84db20", "max-iv", None),
        ("10.17199/brightness/v200018", "ess", None),
        ("10.60883/611b83e984", "desy", None),
        ("10.5061/dryad.8515", None, None),
    ],
)
def test_facilities_and_levels_by_the_shape_of_the_doi(
    doi: str, facility: str | None, level: str | None
) -> None:
    found = facility_of(f"https://doi.org/{doi}")

    assert (found.slug if found else None) == facility
    assert level_of(f"https://doi.org/{doi}") == level
