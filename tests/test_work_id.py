"""Identifiers of works in many schemes, each as one IRI. All DOIs of 10.5072 are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.work_id import work_iri, work_iris

PUBMED, PMC = "https://pubmed.ncbi.nlm.nih.gov/", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC"
META, ARXIV = "https://w3id.org/oc/meta/br/", "https://doi.org/10.48550/arxiv."


@pytest.mark.parametrize(
    ("scheme", "said", "iri"),
    [
        ("doi", "10.5072/Ab", "https://doi.org/10.5072/ab"),
        ("DOI", " doi:10.5072/ab. ", "https://doi.org/10.5072/ab"),
        ("doi", "10.5072%2Fab", "https://doi.org/10.5072/ab"),
        ("doi", "https://doi.esrf.fr/10.5072/ab", "https://doi.org/10.5072/ab"),
        ("doi", "10.5072/ab),", "https://doi.org/10.5072/ab"),
        ("doi", "(10.5072/ab)", "https://doi.org/10.5072/ab"),
        ("doi", "10.5072/ab .", "https://doi.org/10.5072/ab"),
        ("doi", "10.1016/0092-8674(89)90900-8", "https://doi.org/10.1016/0092-8674(89)90900-8"),
        (
            "url",
            "https://doi.org/10.1016/0092-8674%2889%2990900-8",
            "https://doi.org/10.1016/0092-8674(89)90900-8",
        ),
        ("url", "https://doi.org/10.5072/ab?utm_source=x&y=1", "https://doi.org/10.5072/ab"),
        ("doi", "https://doi.org/10.5072/ab#methods", "https://doi.org/10.5072/ab"),
        ("doi", "https://doi.org/10.5072/ab%3Fc=1", "https://doi.org/10.5072/ab%3Fc=1"),
        ("doi", "10.5072/ab?c=1", "https://doi.org/10.5072/ab%3Fc=1"),  # no address that asks for anything
        ("doi", "https://doi.org/10.5072/ab#2", "https://doi.org/10.5072/ab%232"),
        ("doi", "10.1000/a&amp;b", "https://doi.org/10.1000/a&b"),
        ("doi", "10.1000/a&amp;lt;b", "https://doi.org/10.1000/a%3Cb"),
        ("doi", "10.1000/a&b;c&copy=1", "https://doi.org/10.1000/a&b;c&copy=1"),
        ("doi", "\u200b10.5072/\u00adab\ufeff", "https://doi.org/10.5072/ab"),
        ("doi", "info:doi/10.5072/Ab", "https://doi.org/10.5072/ab"),
        ("url", "urn:doi:10.5072/Ab", "https://doi.org/10.5072/ab"),
        ("url", "https://hdl.handle.net/10.5072/ab", "https://doi.org/10.5072/ab"),
        ("doi", "doi.esrf.fr/10.5072/ab", "https://doi.org/10.5072/ab"),
        ("doi", "https://doi.org/10.5072/ab/", "https://doi.org/10.5072/ab"),
        ("doi", "10.5072/ab/", "https://doi.org/10.5072/ab/"),  # no address: the stroke may be its own
        ("doi", "10.5072/ab…", "https://doi.org/10.5072/ab"),
        ("doi", "10.5072/ab\x00", "https://doi.org/10.5072/ab"),
        ("pmid", "24520159", PUBMED + "24520159"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/24520159", PUBMED + "24520159"),
        ("pmid", "PMID: 24520159", PUBMED + "24520159"),
        ("pmcid", "PMC3917233", PMC + "3917233"),
        ("pmc", "https://www.ncbi.nlm.nih.gov/pmc/articles/3917233", PMC + "3917233"),
        ("pmcid", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3917233/", PMC + "3917233"),
        ("omid", "br/06101801781", META + "06101801781"),
        ("omid", "https://w3id.org/oc/meta/br/06101801781", META + "06101801781"),
        ("openalex", "w2121398592", "https://openalex.org/W2121398592"),
        ("openalex", "https://api.openalex.org/works/W2121398592", "https://openalex.org/W2121398592"),
        ("arxiv", "arXiv:2101.00001v2", ARXIV + "2101.00001"),
        ("arxiv", "hep-th/9901001", ARXIV + "hep-th/9901001"),
        ("url", "https://arxiv.org/abs/2101.00001", ARXIV + "2101.00001"),
        ("handle", "hdl:20.500.12345/A", "https://hdl.handle.net/20.500.12345/A"),
        ("uri", "https://doi.org/10.5072/Ab", "https://doi.org/10.5072/ab"),
        ("url", "https://ice.example/sets/7", "https://ice.example/sets/7"),
    ],
)
def test_one_iri_for_every_spelling(scheme: str, said: str, iri: str) -> None:
    found = work_iri(scheme, said)

    assert found is not None
    assert found.value == iri


@pytest.mark.parametrize(
    ("scheme", "said"),
    [
        ("doi", "11.5072/ab"),
        ("doi", ""),
        ("doi", None),
        ("doi", ["10.5072/ab"]),
        ("pmid", "0"),
        ("pmid", "12a"),
        ("pmid", "١٢٣"),
        ("pmid", "1234567890"),
        ("pmcid", "PMC"),
        ("omid", "ra/0612"),
        ("openalex", "A2121398592"),
        ("arxiv", "2101.1"),
        ("url", "ftp://ice.example/7"),
        ("url", "javascript:alert(1)"),
        ("url", "https://siri@ice.example/"),
        ("issn", "2050-084X"),
        ("mag", "2121398592"),
        ("", "10.5072/ab"),
    ],
)
def test_what_is_no_identifier_of_its_scheme_has_no_iri(scheme: str, said: object) -> None:
    assert work_iri(scheme, said) is None


def test_a_list_keeps_its_order_and_drops_what_is_none() -> None:
    found = list(work_iris("omid:br/0612 doi:10.5072/ab pmid:12 issn:2050-084X doi: isbn:1; x"))

    assert [(scheme, node.value) for scheme, node in found] == [
        ("omid", META + "0612"),
        ("doi", "https://doi.org/10.5072/ab"),
        ("pmid", PUBMED + "12"),
    ]
    assert list(work_iris(None)) == []


SCHEMES = ["doi", "pmid", "pmcid", "omid", "openalex", "arxiv", "handle", "url"]


@given(st.sampled_from(SCHEMES), st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_an_iri_is_its_own_identifier(scheme: str, said: str) -> None:
    found = work_iri(scheme, said)

    if found is not None:
        assert work_iri("url", found.value) == found
