"""DOIs in free text; those marked PSI are recorded in its catalogue."""

import pytest

from kg.resolve.doi import ALONE, IN_ADDRESS, IN_TEXT, dois_in, related_finding

RETINA = (
    "https://journals.biologists.com/jcs/article-abstract/doi/10.1242/jcs.258561/272096/Imaging?x=fulltext"
)


def dois(text: str) -> list[str]:
    return [one.iri.value.removeprefix("https://doi.org/") for one in dois_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "10.1103/PhysRevB.105.144408",
        "https://doi.org/10.1103/PhysRevB.105.144408",
        " http://dx.doi.org/10.1103/PhysRevB.105.144408 ",
        "doi:10.1103/PhysRevB.105.144408",
        "DOI: https://doi.org/10.1103/PhysRevB.105.144408",
        "https://doi.org/10.1103%2FPhysRevB.105.144408",
        "doi.org/10.1103/PhysRevB.105.144408",
    ],
)
def test_a_doi_alone_is_sure_and_nothing_to_mend(text: str) -> None:
    (found,) = dois_in(text)

    assert found.iri.value == "https://doi.org/10.1103/physrevb.105.144408"
    assert found.confidence == ALONE
    assert related_finding(text, "related") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fischer, R. (2024). ACS 7(9): 3590-3601. DOI: 10.1021/acsaem.3c02882", ["10.1021/acsaem.3c02882"]),
        (
            "Drying Technology 2022. https://doi.org/10.1080/07373937.2022.2076239.",
            ["10.1080/07373937.2022.2076239"],
        ),
        ("see 10.5072/a; 10.5072/b.", ["10.5072/a", "10.5072/b"]),
        ("10.5072/a;10.5072/b,doi:10.5072/c", ["10.5072/a", "10.5072/b", "10.5072/c"]),
        ("(10.1016/0168-9002(94)01234-5)", ["10.1016/0168-9002(94)01234-5"]),
        ("[doi: 10.5072/a]", ["10.5072/a"]),
        ('<a href="https://doi.org/10.5072/a">10.5072/A</a>', ["10.5072/a"]),
        ("text 10.5072/a, text 10.5072/A", ["10.5072/a"]),
        ("Paper 10.1371/journal.pone.0123456.s001", ["10.1371/journal.pone.0123456.s001"]),
        ("Paper https://doi.org/10.1021/x.1/suppl_file/si.pdf", ["10.1021/x.1"]),
    ],
)
def test_dois_are_found_in_other_words_and_less_sure(text: str, expected: list[str]) -> None:
    assert dois(text) == expected
    assert {one.confidence for one in dois_in(text)} == {IN_TEXT}
    finding = related_finding(text, "related")
    assert finding is not None
    assert (finding.rule, finding.confidence) == ("doi-in-text", IN_TEXT)


def test_in_the_address_of_a_publishers_page_the_doi_ends_with_its_segment() -> None:  # PSI
    (found,) = dois_in(RETINA)

    assert found.iri.value == "https://doi.org/10.1242/jcs.258561"
    assert found.confidence == IN_ADDRESS


@pytest.mark.parametrize(
    "text", ["https://rdcu.be/dx1Im", "Georgiadis et al 2021 Nature Communications", "v10.5"]
)
def test_other_words_hold_none_and_are_no_failure(text: str) -> None:
    assert dois_in(text) == ()
    assert related_finding(text, "related") is None


@pytest.mark.parametrize("text", ["https://doi.org/", "doi:10.1000", "doi: in press soon"])
def test_half_a_doi_is_reported(text: str) -> None:
    finding = related_finding(text, "related")

    assert dois_in(text) == ()
    assert finding is not None
    assert finding.rule == "doi-broken"


@pytest.mark.parametrize("text", ["None", "In preparation", "n/a", "to be published"])
def test_placeholders_are_reported(text: str) -> None:
    finding = related_finding(text, "related")

    assert finding is not None
    assert finding.rule == "related-placeholder"


def test_a_long_text_without_end_is_read_in_no_time() -> None:
    assert len(dois_in("10.5072/a " * 5000)) == 1
    assert dois("10.5072/" + "(" * 20_000) == ["10.5072/" + "(" * 20_000]
