"""Consequences of what was edited stand apart from those for others, and losses have their reason."""

from kg.ontology.change import Change
from kg.ontology.document import Cell
from kg.ontology.finding import Finding
from kg.ontology.grouping import grouped
from kg.ontology.memory import Memory
from kg.ontology.read.template import read_template
from kg.ontology.reason.explain import explain
from kg.ontology.render.plain import letters, place
from kg.ontology.review import review
from kg.ontology.rules._table import Row, row, table
from kg.ontology.sentence import Sentence
from kg.ontology.words import sentences
from kg.ontology.words.names import spaced

REST = [
    row("00100", "probe", parent="owl:Thing"),
    row("00200", "scattering", parent="owl:Thing"),
    row("00201", "elastic scattering", equal=["scattering", "probe"]),
    row("00202", "waves", parent="owl:Thing"),
    row("01030", "Laue diffraction", parent="diffraction"),
]


def told(before: Row, after: Row) -> list[Sentence]:
    old, new = (read_template(table(*REST, each).encode(), "terms.csv") for each in (before, after))
    return list(review(old, new).sentences)


def test_what_the_edited_term_loses_follows_from_it_and_has_its_reason() -> None:
    """Diffraction leaves elastic scattering, whose definition put it below scattering and probe."""
    found = told(
        row("01022", "diffraction", parent=["elastic scattering", "waves"]),
        row("01022", "diffraction", parent="waves"),
    )

    (lost,) = [each for each in found if each.text.startswith("diffraction is no longer") and each.because]
    assert lost.kind == "inferred"
    assert lost.text == "diffraction is no longer probe and scattering. Nor is Laue diffraction."
    assert lost.because == ("it is no longer stated that diffraction lies below elastic scattering",)
    assert "side-effect" not in {each.kind for each in found}


def test_a_term_that_means_the_same_as_the_edited_one_is_touched_by_nobody() -> None:
    """Laue diffraction is all that is diffraction and waves, which is all diffraction."""
    rest = [*REST[:4], row("01031", "Laue pattern", equal=["diffraction", "waves"])]
    old, new = (
        read_template(table(*rest, row("01022", "diffraction", parent=parents)).encode(), "t.csv")
        for parents in (["probe", "waves"], "waves")
    )
    found = review(old, new).sentences

    assert [each.text for each in found if each.kind == "side-effect"] == ["Laue pattern is no longer probe."]


def test_what_another_term_loses_is_a_side_effect_with_the_axiom_that_carried_it() -> None:
    """Diffraction has a probe, scatters and is a wave; elastic scattering asks for something nuclear now."""
    rest = [
        *REST[:2],
        row("00202", "waves", parent="owl:Thing"),
        row("00203", "nuclear", parent="owl:Thing"),
        row("01022", "diffraction", equal=["scattering", "probe", "waves"]),
    ]
    old, new = (
        read_template(
            table(*rest, row("00201", "elastic scattering", equal=[other, "scattering"])).encode(), "t.csv"
        )
        for other in ("probe", "nuclear")
    )
    found = review(old, new).sentences

    (effect,) = [each for each in found if each.kind == "side-effect"]
    assert effect.text == "diffraction is no longer elastic scattering."
    assert effect.because == (
        "it is no longer stated that elastic scattering is defined as probe and scattering",
    )


def test_without_a_reasoner_losses_are_told_without_reasons() -> None:
    memory = Memory()
    views = [
        memory.view(read_template(table(*REST, each).encode(), "terms.csv"))
        for each in (
            row("01022", "diffraction", parent=["elastic scattering", "waves"]),
            row("01022", "diffraction", parent="waves"),
        )
    ]
    assert not any(each.because for each in sentences(Change(*views)))
    assert any(each.because for each in sentences(Change(*views), explain))


def test_spaces_that_make_the_difference_are_shown() -> None:
    assert spaced("x-ray  powder\u00a0diffraction ") == "x-ray␣␣powder[U+00A0]diffraction␣"
    found = told(
        row("01022", "powder diffraction", parent="waves"),
        row("01022", "powder  diffraction ", parent="waves"),
    )

    assert found[0].text == (
        '"powder diffraction" is now called "powder␣␣diffraction␣"; the old label is not kept.'
    )


def test_columns_are_called_as_a_spreadsheet_calls_them() -> None:
    named = {1: "A", 16: "P", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA"}
    assert {number: letters(number) for number in named} == named
    headings = [*[""] * 15, "Equivalent"]
    assert place(Cell(3, 16, 3), headings, lettered=True) == "row 3, column P (16, Equivalent)"
    assert place(Cell(3, 16, 3), lettered=True) == "row 3, column P (16)"
    assert place(Cell(3, 16, 3), headings) == "row 3, column 16 (Equivalent)"


def test_repeats_in_several_columns_name_each_column() -> None:
    def at(line: int, column: int) -> Finding:
        return Finding("r", "fail", "It leads nowhere.", text="x", cell=Cell(line, column, line))

    (apart,) = grouped([at(221, 17), at(340, 16)], {})
    assert apart.message == "It leads nowhere. The same in 2 places (row 221 column 17, row 340 column 16)."
    (alike,) = grouped([at(221, 16), at(340, 16)], {})
    assert alike.message == "It leads nowhere. The same in 2 places (rows 221, 340)."
