"""People as catalogues name them; those marked "PSI" and "ESS" are recorded in real ones."""

from dataclasses import replace

import pytest

from kg.resolve.person import resolve_name, resolve_names, resolve_orcid, several


@pytest.mark.parametrize(
    "said",
    [
        "0000-0002-1825-0097",  # ORCID's own example
        "https://orcid.org/0000-0002-1825-0097",
        "http://orcid.org/0000-0002-1825-0097/",
        " 0000000218250097 ",
    ],
)
def test_an_orcid_whose_check_digit_holds_is_one(said: str) -> None:
    found, finding = resolve_orcid(said)

    assert found is not None
    assert found.value == "https://orcid.org/0000-0002-1825-0097"
    assert finding is None


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("0000-0000-0000-0000", "orcid-dummy"),
        ("https://orcid.org/0000-0000-0000-0000", "orcid-dummy"),  # ESS
        ("default", "orcid-dummy"),
        ("unknown", "orcid-dummy"),
        ("1111-1111-1111-1111", "orcid-dummy"),
        ("0000-0002-1825-0098", "orcid-invalid"),
        ("https://orcid.org/0000-0002-1825-009X", "orcid-invalid"),
        ("0000-0002-1825", "orcid-invalid"),
    ],
)
def test_others_become_findings(said: str, rule: str) -> None:
    found, finding = resolve_orcid(said, "orcidOfOwner")

    assert found is None
    assert finding is not None
    assert (finding.rule, finding.field, finding.said) == (rule, "orcidOfOwner", said)


@pytest.mark.parametrize("said", [None, "", "  "])
def test_no_orcid_is_no_finding(said: str | None) -> None:
    assert resolve_orcid(said) == (None, None)


@pytest.mark.parametrize(
    "said", ["nass_k", "slspearl", "swissfelaramis-alvra", "slsmx", "mankowsky_r"]
)  # PSI
def test_an_account_is_nobody_and_is_reported(said: str) -> None:
    name, finding = resolve_name(said)

    assert name is None
    assert finding is not None
    assert (finding.rule, finding.said, finding.understood) == ("person-account", said, None)


def test_names_without_a_blank_after_the_comma_are_read() -> None:
    name, finding = resolve_name("Choiniere,Jonah")  # recorded in DataCite

    assert name == "Choiniere,Jonah"
    assert finding is not None
    assert (finding.rule, finding.understood) == ("person-name-joined", "Jonah Choiniere")


@pytest.mark.parametrize(
    "said",
    [
        "Fischer, Robert",
        "Robert Fischer",
        "van der Berg, J.",
        "Subchannel",
        "Zihao Zhang,",
        "李 明",
        "O'Neil",
        "Garcia Lopez, M. J.",
        "van der Berg, Jan Peter",
    ],
)
def test_names_of_people_are_left_alone(said: str) -> None:
    assert resolve_name(said) == (said, None)


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("Else Marie Friis, Peter R. Crane", ["Else Marie Friis", "Peter R. Crane"]),  # PSI
        ("Peng Zhou and Robert Fischer", ["Peng Zhou", "Robert Fischer"]),
        ("Mattia Pistone; Julie F. Fife", ["Mattia Pistone", "Julie F. Fife"]),
        ("Smith, J. and Doe, A.", ["Smith, J.", "Doe, A."]),
    ],
)
def test_several_people_in_one_entry_are_seen(said: str, people: list[str]) -> None:
    name, finding = resolve_name(said)

    assert several(said) == people
    assert name == said
    assert finding is not None
    assert (finding.rule, finding.understood) == ("person-list", "; ".join(people))
    assert resolve_names(said) == (tuple(people), finding)
    assert resolve_name(said, is_one=True)[1] == replace(
        finding,
        understood=None,
        confidence=0.0,
        remedy="If these are several people, give each of them an entry of their own.",
    )


@pytest.mark.parametrize(
    "said",
    [
        "Technical University, Institute of Physics",
        "Beam Line, Run 12 night",
        "Robert Fischer, made of steel",
        "Smith Group and Doe Group",
        "Robert Fischer, Federica Marone",  # PSI: two people
        "Garcia Lopez, Maria Jose",  # one, and nothing tells them apart
        "Garcia Lopez, M. Jose",
    ],
)
def test_what_may_be_no_list_of_people_is_taken_for_nothing(said: str) -> None:
    names, finding = resolve_names(said)

    assert names == (said,)
    assert finding is not None
    assert (finding.rule, finding.understood) == ("person-list", None)


def test_more_people_at_the_end_of_a_list_are_nobody() -> None:
    assert resolve_names("Robert Fischer, Federica Marone, et al.")[0] == (
        "Robert Fischer",
        "Federica Marone",
    )


@pytest.mark.parametrize("said", ["et al.", "Al.", "and others"])
def test_words_for_more_people_are_nobody(said: str) -> None:
    name, finding = resolve_name(said)

    assert name is None
    assert finding is not None
    assert finding.rule == "person-et-al"


def test_an_address_is_nobody_and_is_not_repeated_in_the_remedy() -> None:
    name, finding = resolve_name("a.b@example.org")

    assert name is None
    assert finding is not None
    assert finding.rule == "person-email"
    assert "@" not in finding.remedy


@pytest.mark.parametrize("said", ["unknown", "N/A", "(:unav)", ""])
def test_placeholders_are_nobody(said: str) -> None:
    assert resolve_name(said) == (None, None)


@pytest.mark.parametrize("said", ["a" * 3000 + " Bourbaki", "a-" * 1500 + "b c!"])
def test_a_long_name_that_nearly_fits_is_not_tried_without_end(said: str) -> None:
    assert resolve_name(said) == (said, None)
