"""Cells of a ROBOT template: expressions, references, and what is wrong with them."""

import pytest
from small_template import PANET, about, only, row, table

from kg.ontology.axiom import Axiom, axiom
from kg.ontology.document import Cell
from kg.ontology.expression import Expression, compound
from kg.ontology.read.vocabulary import count

X, PROBE, TECHNIQUE, BY = PANET + "S2", PANET + "S1", PANET + "T1", PANET + "P1"
NEW = PANET + "N1"


def some(filler: Expression) -> Expression:
    return compound("ObjectSomeValuesFrom", [BY, filler])


def both(*parts: Expression) -> Expression:
    return compound("ObjectIntersectionOf", parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x-ray", X),
        ("'x-ray'", X),
        ("(x-ray)", X),
        ("PaNET:S2", X),
        (X, X),
        (f"<{X}>", X),
        ("CHMO:0000182", "http://purl.obolibrary.org/obo/CHMO_0000182"),
        ("https://www.wikidata.org/wiki/Q133900", "https://www.wikidata.org/wiki/Q133900"),
        ("(definedby some x-ray)", some(X)),
        ("('definedby' some PaNET:S2)", some(X)),
        ("('technique' and ('definedby' some 'x-ray'))", both(TECHNIQUE, some(X))),
        ("(technique and (probe and x-ray))", both(PROBE, TECHNIQUE, X)),
        ("(probe or x-ray)", compound("ObjectUnionOf", [PROBE, X])),
        ("(technique and not probe)", both(TECHNIQUE, compound("ObjectComplementOf", [PROBE]))),
        ("(definedby only probe)", compound("ObjectAllValuesFrom", [BY, PROBE])),
        ("(definedby min 2 probe)", compound("ObjectMinCardinality", [count(2), BY, PROBE])),
        ("(definedby max 2)", compound("ObjectMaxCardinality", [count(2), BY])),
        ("(definedby exactly 1 probe)", compound("ObjectExactCardinality", [count(1), BY, PROBE])),
        ("(definedby Self)", compound("ObjectHasSelf", [BY])),
        ("(definedby value PaNET:S2)", compound("ObjectHasValue", [BY, X])),
        ("{PaNET:S2, PaNET:S1}", compound("ObjectOneOf", [PROBE, X])),
        (
            "(inverse definedby some technique)",
            compound("ObjectSomeValuesFrom", [compound("ObjectInverseOf", [BY]), TECHNIQUE]),
        ),
        ("(a some b) ", None),
        # `and` binds more tightly than `or`.
        (
            "(technique or probe and x-ray)",
            compound("ObjectUnionOf", [TECHNIQUE, both(PROBE, X)]),
        ),
    ],
)
def test_an_expression_says_what_manchester_syntax_says(text: str, expected: Expression | None) -> None:
    found = table(row("N1", "new", sc=text))

    assert about(found, "N1") == ({axiom("SubClassOf", [NEW, expected])} if expected else set())
    assert (not found.faults) is (expected is not None)


def test_the_cells_of_a_definition_are_one_intersection() -> None:
    found = table(row("N1", "new", ec="technique", ec2="('definedby' some 'x-ray')"))

    assert about(found, "N1") == {axiom("EquivalentClasses", [NEW, both(TECHNIQUE, some(X))])}
    assert list(found.axioms.values())[-1] == Cell(7, 9, 7)


def test_a_definition_with_an_unread_cell_is_not_made() -> None:
    found = table(row("N1", "new", ec="technique", ec2="('definedby' some 'gamma')"))

    assert not about(found, "N1")
    assert only(found).lost


def test_several_words_without_quotation_marks_are_read_and_told() -> None:
    found = table(row("N1", "hard x-ray"), row("N2", "new", sc="(definedby some hard x-ray)"))

    assert about(found, "N2") == {axiom("SubClassOf", [PANET + "N2", some(PANET + "N1")])}
    fault = only(found)
    assert (fault.rule, fault.suggestion, fault.lost) == ("repaired-input", "'hard x-ray'", False)


def test_an_expression_without_brackets_is_read_and_told() -> None:
    found = table(row("N1", "new", sc="definedby some x-ray"))

    assert about(found, "N1") == {axiom("SubClassOf", [NEW, some(X)])}
    assert only(found).suggestion == "(definedby some x-ray)"


@pytest.mark.parametrize("label", ["x-ray and neutron", "Young's modulus", "value of it (3D)"])
def test_a_label_may_look_like_an_expression(label: str) -> None:
    found = table(row("N1", label), row("N2", "new", sc=label))

    assert about(found, "N2") == {axiom("SubClassOf", [PANET + "N2", NEW])}
    assert not found.faults


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("X-ray", "x-ray"),
        ("xray", "x-ray"),
        ("('definedby' some 'x-rays')", "x-ray"),
        ("('definedBy' some 'x-ray')", "definedby"),
        ("Roentgen Radiation", "x-ray"),
        ("quite another thing", None),
    ],
)
def test_a_name_that_nothing_bears_is_told_with_the_nearest(text: str, suggestion: str | None) -> None:
    fault = only(table(row("N1", "new", sc=text)))

    assert (fault.rule, fault.lost, fault.cell) == ("unresolved-reference", True, Cell(7, 7, 7))
    assert fault.suggestion == suggestion
    assert fault.term == NEW


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("(definedby some x-ray", 22),
        ("(definedby some x-ray))", 23),
        ("('definedby some x-ray)", 2),
        ("(definedby some)", 16),
        ("(definedby min many probe)", 16),
        ("(probe and)", 11),
    ],
)
def test_a_bad_expression_names_the_character(text: str, position: int) -> None:
    fault = only(table(row("N1", "new", sc=text)))

    assert (fault.rule, fault.lost) == ("bad-expression", True)
    assert f"character {position} of the cell" in fault.message


def test_nesting_has_a_bound() -> None:
    for text in ("(" * 5000, "(" + "not " * 5000 + "probe)", "(" + "definedby some " * 5000 + "probe)"):
        assert only(table(row("N1", "new", sc=text))).rule == "bad-expression"


def test_a_label_of_two_rows_names_both_and_means_the_last() -> None:
    found = table(row("N1", "twin"), row("N2", "twin"), row("N3", "new", sc="twin"))

    fault = only(found)
    assert (fault.rule, fault.lost) == ("ambiguous-reference", False)
    assert "PaNET/N1 (row 7) and " in fault.message
    assert "PaNET/N2 (row 8)" in fault.message
    assert about(found, "N3") == {axiom("SubClassOf", [PANET + "N3", PANET + "N2"])}


def test_an_unknown_prefix_is_kept_as_robot_does_and_told() -> None:
    found = table(row("N1", "new", sc="Panet:S2"))

    assert about(found, "N1") == {Axiom("SubClassOf", (NEW, "Panet:S2"))}
    fault = only(found)
    assert (fault.rule, fault.suggestion) == ("unknown-prefix", "PaNET:S2")


def test_a_term_of_the_tables_own_namespace_must_have_a_row() -> None:
    assert only(table(row("N1", "new", sc="PaNET:S9"))).rule == "unresolved-reference"


def test_a_property_is_no_class() -> None:
    assert "of another sort (property)" in only(table(row("N1", "new", sc="definedby"))).message
