"""Addresses of pages, and those whose host is a word that a program wrote for a missing setting."""

import pytest

from kg.resolve.address import broken_address, resolve_address


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("undefined/detail/10.16907%2Fdb3a6a5f", "undefined"),  # recorded: SciCat's OAI provider
        ("https://undefined/detail/10.16907", "undefined"),
        ("http://null:3000/datasets/1", "null"),
        ("http://None", "None"),
        ("null/datasets/1", "null"),
    ],
)
def test_a_word_in_place_of_the_host_is_found(said: str, word: str) -> None:
    address, finding = resolve_address(said, "url")

    assert address is None
    assert finding is not None
    assert (finding.rule, finding.field, finding.said) == ("address-broken", "url", said)
    assert finding.remedy.startswith(f'The word "{word}" stands for the host')


@pytest.mark.parametrize(
    "said",
    [
        "https://undefined.example/a",
        "https://a.example/undefined/detail",
        "undefined",
        "none/1",
        "10.16907/undefined",
    ],
)
def test_other_words_are_left_alone(said: str) -> None:
    assert broken_address(said, "url") is None


def test_an_address_becomes_an_iri_and_a_mailbox_none() -> None:
    address, finding = resolve_address("https://doi.psi.ch/detail/10.16907%2Fa", "url")

    assert (address and address.value, finding) == ("https://doi.psi.ch/detail/10.16907%2Fa", None)
    assert resolve_address("https://pi@psi.example/a", "url") == (None, None)
