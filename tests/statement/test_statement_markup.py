"""Identifiers in text that went through Word, a web page, a PDF or LaTeX, and where they stood there."""

import pytest

from kg.statement.find import identifiers_in
from kg.statement.markup import plain

DOI = "10.5072/aurora.0001"


@pytest.mark.parametrize(
    "text",
    [
        f'<p>Data: <a href="https://doi.org/{DOI}">https://doi.org/{DOI}</a>.</p>',
        f"<a href='https://doi.org/{DOI}'>link</a>",
        f"&lt;https://doi.org/{DOI}&gt;",
        f"{DOI}&nbsp;and",
        f'<ext-link ext-link-type="uri" xlink:href="https://doi.org/{DOI}">{DOI}</ext-link>',
        rf"\href{{https://doi.org/{DOI}}}{{{DOI}}}.",
        rf"{DOI}\footnote{{Open data.}}",
        f'{{\\rtf1 {{\\field{{\\*\\fldinst{{HYPERLINK "https://doi.org/{DOI}"}}}}'
        f"{{\\fldrslt {DOI}}}}}.\\par}}",
        "10.5072/au\u00adrora.0001 are open",
        "10.5072/au\u00ad\nrora.0001 are open",
        "10.5072/\u200baurora.0001.",
        f"{DOI}[12]",
        f"{DOI}†",
        f"{DOI}¹²",
        f"{DOI}–the data – are open",
        f"{DOI}’s data",
        f"**{DOI}**",
    ],
)
def test_what_typesetting_adds_is_no_part_of_a_doi(text: str) -> None:
    found = [(one.mention.syntax, one.mention.identifier) for one in identifiers_in(text).named]

    assert found == [("valid", DOI)]


def test_hyphens_that_do_not_break_are_hyphens() -> None:
    (one,) = identifiers_in("10.5291/ILL\u2011DATA.9\u201113\u2011865").named

    assert one.mention.identifier == "10.5291/ill-data.9-13-865"


def test_links_that_are_glued_together_are_two() -> None:
    text = f"https://doi.org/{DOI}https://doi.org/10.5072/borealis.0009"

    assert [one.mention.identifier for one in identifiers_in(text).named] == [DOI, "10.5072/borealis.0009"]


def test_the_slots_of_a_template_stay() -> None:
    assert plain("10.5291/ILL-DATA.<proposal>").text == "10.5291/ILL-DATA.<proposal>"
    assert plain(r"10.15151\ESRF-ES-77").text == r"10.15151\ESRF-ES-77"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("see 10.5072/au\u00adrora.1 here", "10.5072/au\u00adrora.1"),
        ("<b>see</b> 10.5072/a.1[3]", "10.5072/a.1"),
        (r"\\emph{see} 10.5072/a\\_b.1 here", r"10.5072/a\\_b.1"),
        ("&amp;&amp; 10.5072/a.1", "10.5072/a.1"),
    ],
)
def test_where_an_identifier_stood_is_kept(text: str, said: str) -> None:
    found = identifiers_in(text)
    (one,) = found.named

    assert text[slice(*found.read.span(*one.mention.span))] == said


def test_addresses_without_an_identifier_are_told_apart() -> None:
    text = f"See https://zenodo.org/records/123, https://doi.org/{DOI} and https://doi.esrf.fr/10.15151/ESRF-ES-1."

    assert identifiers_in(text).addresses == ("https://zenodo.org/records/123",)
