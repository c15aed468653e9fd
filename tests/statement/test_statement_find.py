"""Identifiers in the text of statements: sound, unfinished and broken ones, of which kind and where."""

import pytest

from kg.errors import BadInput
from kg.statement.find import LONGEST, MOST, identifiers_in
from kg.statement.kinds import kinds_in
from kg.statement.mention import Mention
from kg.statement.sentences import sentences


def mentions(text: str) -> list[Mention]:
    return [one.mention for one in identifiers_in(text).named]


def only(text: str) -> Mention:
    (found,) = mentions(text)
    return found


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Data: https://doi.org/10.15151/ESRF-ES-2210534378.", "10.15151/esrf-es-2210534378"),
        ("(doi:10.5291/ILL-DATA.5-31-2345)", "10.5291/ill-data.5-31-2345"),
        ("see http://dx.doi.org/10.5286/ISIS.E.RB1910123, and", "10.5286/isis.e.rb1910123"),
        ("https://doi.org/10.5291%2FILL-DATA.5-31-9", "10.5291/ill-data.5-31-9"),
        (r"\url{https://doi.org/10.15151/ESRF-ES-7}", "10.15151/esrf-es-7"),
        ("[10.5281/zenodo.1234567]", "10.5281/zenodo.1234567"),
    ],
)
def test_a_sound_doi_is_found_in_its_normal_form(text: str, identifier: str) -> None:
    found = only(text)

    assert (found.scheme, found.syntax, found.identifier) == ("doi", "valid", identifier)
    assert found.iri == f"https://doi.org/{identifier}"
    assert text[slice(*found.span)] == found.said


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Data are at 10.5291/ILL-DATA.xxx.", "10.5291/ILL-DATA.xxx"),
        ("ISIS data: https://doi.org/10.5286/ISIS.E.RB#######", "10.5286/ISIS.E.RB#######"),
        ("ESRF data 10.15151/ESRF-ES-… will", "10.15151/ESRF-ES-…"),
        ("(doi: TBD)", "doi: TBD"),
        ("DOI to be assigned upon acceptance", "DOI to be assigned"),
        ("The DOI will be added in proof.", "DOI will be added"),
        ("at 10.xxxx/xxxxx", "10.xxxx/xxxxx"),
        ("https://doi.org/10.5281/zenodo.XXXXXXX", "10.5281/zenodo.XXXXXXX"),
        ("deposited at Zenodo [DOI].", "[DOI]"),
        ("at doi.org/10.5291/ILL-DATA.x-xx-xxx.", "10.5291/ILL-DATA.x-xx-xxx"),
        ("at 10.5291/ILL-DATA.<proposal>.", "10.5291/ILL-DATA.<proposal>"),
    ],
)
def test_what_stands_for_an_identifier_to_come_is_a_placeholder(text: str, identifier: str) -> None:
    found = only(text)

    assert (found.syntax, found.identifier, found.iri) == ("placeholder", identifier, None)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("at 10.5291/ ILL-DATA.5-31-2345.", "10.5291/ill-data.5-31-2345"),
        ("at 10,15151/ESRF-ES-1234.", "10.15151/esrf-es-1234"),
        ("at 10.5291/ILL-DATA. 5-31-2345.", "10.5291/ill-data.5-31-2345"),
        ("at 10.15151/ESRF-ES- 2210534378.", "10.15151/esrf-es-2210534378"),
        ("at 10.15151\\ESRF-ES-77.", "10.15151/esrf-es-77"),
        ("at https://doi.org/zenodo.12345", None),
        ("at https://doi.org/10.5281/zenodo.77/", "10.5281/zenodo.77"),
        ("at doi: 10.5281 /zenodo.77.", "10.5281/zenodo.77"),
        ("at 10.15151/ESRF–ES–77.", "10.15151/esrf-es-77"),
        ("at 10.15151/ESRF-ES-100–105.", None),
        ("at 10.15151/ESRF-ES-100-105.", None),
        ("Session ESRF-ES-402937582 holds them.", "10.15151/esrf-es-402937582"),
        ("See ILL-DATA.9-13-865.", "10.5291/ill-data.9-13-865"),
        ("at doi:10.5291.", None),
    ],
)
def test_a_broken_doi_is_told_with_what_it_may_mean(text: str, meant: str | None) -> None:
    found = only(text)

    assert (found.syntax, found.iri, found.meant) == ("broken", None, meant)


def test_accession_numbers_need_their_database_beside_them_or_a_shape_of_their_own() -> None:
    text = "PDB IDs 7ABC, 7abd and 8XYZ; EMD-12345, CCDC 2012345. Room 7ABC, year 2012345."

    assert [one.identifier for one in mentions(text)] == [
        "PDB:7ABC", "PDB:7ABD", "PDB:8XYZ", "EMDB:EMD-12345", "CCDC:2012345",
    ]  # fmt: skip


def test_numbers_are_proposals_where_a_word_says_so() -> None:
    text = "under proposals MX-2738 and HC 4567, in beamtime 2021, experiment 2, experiment no. 5-31-2345."

    assert [one.identifier for one in mentions(text)] == ["MX-2738", "HC 4567", "5-31-2345"]
    assert {one.scheme for one in mentions(text)} == {"proposal"}


def test_a_handle_is_an_identifier() -> None:
    assert only("hdl:20.500.12269/abc-1.").iri == "https://hdl.handle.net/20.500.12269/abc-1"


def test_a_handle_of_any_prefix_is_one() -> None:
    found = only("https://hdl.handle.net/21.11125/abc-1")

    assert (found.scheme, found.syntax, found.identifier) == ("handle", "valid", "21.11125/abc-1")
    assert found.iri == "https://hdl.handle.net/21.11125/abc-1"


def test_each_identifier_is_one_however_often_it_stands_there() -> None:
    (named,) = identifiers_in("10.5072/a.1, again https://doi.org/10.5072/A.1").named

    assert named.times == 2


def test_in_a_list_every_line_is_accounted_for() -> None:
    found = mentions("10.15151/ESRF-ES-1\n10.15151ESRF-ES-2\nEMD-12345\nnonsense\n")

    assert [(one.syntax, one.identifier) for one in found] == [
        ("valid", "10.15151/esrf-es-1"),
        ("broken", "10.15151ESRF-ES-2"),
        ("valid", "EMDB:EMD-12345"),
        ("broken", "nonsense"),
    ]


def test_in_a_list_what_is_of_another_kind_may_be_sound() -> None:
    found = mentions("https://zenodo.org/records/8401234\narXiv:2301.00001\nhttps://doi.org/TBA\n")

    assert [(one.syntax, one.meant) for one in found] == [
        ("unread", "10.5281/zenodo.8401234"),
        ("unread", None),
        ("placeholder", None),
    ]


def test_sentences_end_neither_in_dois_nor_after_abbreviations() -> None:
    text = "Data of Smith et al. D20 are at 10.5291/ILL-DATA.5. More at no. 7 here. End."

    assert [one.text for one in sentences(text)] == [
        "Data of Smith et al. D20 are at 10.5291/ILL-DATA.5.",
        "More at no. 7 here.",
        "End.",
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The data are available from the corresponding author upon reasonable request.", ["on-request"]),
        ("Data will become publicly available after the embargo period.", ["embargo"]),
        ("All data are included in this article and its supplementary information.", ["in-article"]),
        ("No new data were created or analysed in this study.", ["no-data"]),
        ("Data sharing is not applicable to this article.", ["no-data"]),
        ("The data that support this are openly available in Zenodo.", ["open-repository"]),
        ("Third-party data; restrictions apply to their availability.", ["third-party"]),
        ("Data were deposited in the\nPDB and are available on request.", ["open-repository", "on-request"]),
        ("Daten auf Anfrage.", ["on-request"]),
        ("Die Daten sind auf begründete Anfrage erhältlich.", ["on-request"]),
        ("Die Rohdaten unterliegen einer Sperrfrist.", ["embargo"]),
        ("Die Daten werden ab 2032 frei zugänglich sein.", ["embargo"]),
        ("Es gibt keine Sperrfrist.", []),
        ("Les données sont disponibles sur demande raisonnable.", ["on-request"]),
        ("Les données seront librement accessibles en 2032.", ["embargo"]),
        ("Les données sont disponibles sans embargo.", []),
        ("The data are not under embargo.", []),
        ("The embargo has ended.", []),
        ("The data are no longer under embargo.", []),
    ],
)  # fmt: skip
def test_the_kind_of_a_statement_follows_from_its_words(text: str, kinds: list[str]) -> None:
    found = kinds_in(text)

    assert [one.kind for one in found] == kinds
    assert all(" ".join(text.split("\n"))[slice(*one.span)] == one.said for one in found)


def test_too_long_and_too_much_is_refused_with_the_limit() -> None:
    with pytest.raises(BadInput, match="50,000"):
        identifiers_in("a" * (LONGEST + 1))
    with pytest.raises(BadInput, match="200"):
        identifiers_in(" ".join(f"10.5072/a.{number}" for number in range(MOST + 1)))


@pytest.mark.parametrize(
    "text",
    [
        "10." * 9000,
        "doi " * 9000,
        "10.1234/" + "a(" * 20000,
        "[" * 40000,
        "PDB " * 9000,
        "\x00\u202e10.5072/a",
    ],
)
def test_hostile_texts_are_read_to_their_end(text: str) -> None:
    identifiers_in(text)
    kinds_in(text)
