"""BibTeX of datasets: what is known, escaped; nothing invented."""

from dataclasses import replace
from datetime import date

import pytest

from kg.answer.bibtex import Origin, bibtex, escaped
from kg.answer.table import Exported, Table

DAY = date(2026, 1, 1)


KNOWN = Exported(
    iri="https://doi.org/10.9999/a_1", doi="10.9999/a_1", title="Bronze", access="open", opens=None,
    facilities=(), instruments=(), techniques=(), technique_iris=(), samples=(), people=(),
    collected="2019-02-03", issued="2021-05-06", available=None, collection=None, citations=None,
)  # fmt: skip


def row(**changes: object) -> Exported:
    return replace(KNOWN, **changes)  # type: ignore[arg-type]


def written(*rows: Exported, origin: Origin | None = None, total: int | None = None) -> str:
    known = {of.iri: origin for of in rows} if origin else {}
    return bibtex(Table(rows, total or len(rows), 3, DAY), known)


def test_an_entry_is_what_the_record_says() -> None:
    text = written(row(), origin=Origin(("Curie, Marie", "Lise Meitner"), "Northern Neutron Source", 2))

    assert text.split("\n\n", 1)[1] == (
        "@misc{10.9999/a-1,\n"
        "  title = {{Bronze}},\n"
        "  author = {Curie, Marie and Lise Meitner},\n"
        "  publisher = {Northern Neutron Source},\n"
        "  year = {2021},\n"
        "  doi = {10.9999/a_1},\n"
        "  url = {https://doi.org/10.9999/a_1},\n"
        "  note = {Data set},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("in_order", "note"),
    [
        (0, "Data set. Creators are sorted by name; their own order is not known here."),
        (2, "Data set. The first 2 creators are in their own order; the others, whose place is not known, "
            "by name."),
        (3, "Data set"),
    ],
)  # fmt: skip
def test_an_entry_says_whether_the_order_of_its_creators_is_known(in_order: int, note: str) -> None:
    text = written(row(), origin=Origin(("Zuse", "Ada", "Curie"), None, in_order))

    assert f"  note = {{{note}}},\n" in text
    assert "author = {Zuse and Ada and Curie}" in text


def test_what_is_unknown_stays_out() -> None:
    text = written(row(iri="https://example.org/1", doi=None, title=" ", issued=None))

    # The day of measurement is no year of publication.
    assert [line.split(" = ")[0].strip() for line in text.splitlines() if " = " in line] == ["url", "note"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50 % of A & B", r"50 \% of A \& B"),
        ("Fe_2 $x$ #1", r"Fe\_2 \$x\$ \#1"),
        ("} @string{x", r"{\textbraceright} @string{\textbraceleft}x"),
        (r"\input{/etc/passwd}", r"{\textbackslash}input{\textbraceleft}/etc/passwd{\textbraceright}"),
        ("a~b^c", r"a{\textasciitilde}b{\textasciicircum}c"),
        ("line\nand\x00 con\x1btrol\u202e", "line and con trol"),
        ("Größe µm 磁", "Größe µm 磁"),
    ],
)
def test_a_text_stays_a_text(text: str, expected: str) -> None:
    assert escaped(text) == expected


@pytest.mark.parametrize("title", ["{", "}", "}}}{", "\\", "\\}", '"', "a } b { c", "%", "}\n@misc{evil,"])
def test_braces_are_balanced_whatever_a_title_holds(title: str) -> None:
    text = written(row(title=title), origin=Origin((title,), title))
    depth = lowest = 0
    for letter in text:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        lowest = min(lowest, depth)

    assert (depth, lowest) == (0, 0)
    assert text.count("\n@") == 1


def test_identifiers_keep_their_signs_but_for_braces() -> None:
    text = written(row(iri="https://doi.org/10.9999/a{b}(c)_%", doi="10.9999/a{b}(c)_%"))

    assert "doi = {10.9999/a%7Bb%7D(c)_%}" in text


def test_names_that_bibtex_would_take_apart_are_kept_together() -> None:
    text = written(row(), origin=Origin(("Anders and Sons", "Fermi, Enrico", "Team A, B, C")))

    assert "author = {{Anders and Sons} and Fermi, Enrico and {Team A, B, C}}" in text


def test_keys_differ_where_identifiers_do_in_signs_only() -> None:
    text = written(
        row(), row(iri="https://doi.org/10.9999/a+1", doi="10.9999/a+1"), row(iri="x://A", doi="10.9999/A-1")
    )
    keys = [line[6:-1] for line in text.splitlines() if line.startswith("@misc{")]

    assert keys == ["10.9999/a-1", "10.9999/a-1-2", "10.9999/A-1-3"]


def test_missing_rows_are_told() -> None:
    assert "% Only the best 1 of 12,345 datasets are in this file" in written(row(), total=12_345)
    assert "Only the best" not in written(row())
