"""Rows and columns of a ROBOT template."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode
from small_template import HEAD, PANET, ROWS, about, only, row, table

from kg.errors import BadInput
from kg.ontology.axiom import axiom
from kg.ontology.document import ALT_LABEL, CLASS, DEPRECATED, OBJECT_PROPERTY, REPLACED_BY, Cell
from kg.ontology.expression import compound
from kg.ontology.read.template import read_template
from kg.rdf.names import XSD

T1, S1, S2, P1 = (PANET + name for name in ("T1", "S1", "S2", "P1"))


def test_the_small_table() -> None:
    found = table()

    assert not found.faults
    assert found.terms[S2].label == "x-ray"
    assert found.terms[S2].alt_labels == ("roentgen radiation",)
    assert found.terms[S2].cell(ALT_LABEL, "roentgen radiation") == Cell(5, 4, 5)
    assert found.terms[P1].kinds == {OBJECT_PROPERTY}
    assert found.axioms == {
        axiom("SubClassOf", [T1, "http://www.w3.org/2002/07/owl#Thing"]): Cell(3, 7, 3),
        axiom("SubClassOf", [S2, S1]): Cell(5, 7, 5),
        axiom("ObjectPropertyDomain", [P1, T1]): Cell(6, 13, 6),
        axiom("ObjectPropertyRange", [P1, S1]): Cell(6, 14, 6),
        axiom("AsymmetricObjectProperty", [P1]): Cell(6, 15, 6),
        axiom("IrreflexiveObjectProperty", [P1]): Cell(6, 15, 6),
    }


def test_a_second_row_adds_to_its_term() -> None:
    found = table(",PaNET:S2,x-ray,,,,technique,,,,,,,,")

    assert found.terms[S2].rows == (5, 7)
    assert found.terms[S2].kinds == {CLASS}
    assert about(found, "S2") >= {axiom("SubClassOf", [S2, T1]), axiom("SubClassOf", [S2, S1])}
    assert (only(found).rule, only(found).lost) == ("repeated-row", False)


def test_a_second_row_with_another_label() -> None:
    fault = only(table(",PaNET:S2,gamma,,,owl:Class,,,,,,,,,"))

    assert (fault.rule, fault.text, fault.suggestion) == ("repeated-row-other-label", "gamma", "x-ray")


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (",PaNET:N1,new,,,owl:Class,probe,,,,,,,,,surplus", "row-width"),
        (",PaNET:N1,new,,owl:Class,probe,,,,,,,,", "row-width"),
        (',PaNET:N1,"new,,,owl:Class,probe,,,,,,,,', "unreadable-table"),
    ],
)
def test_a_broken_row_keeps_its_label_and_costs_no_other(line: str, rule: str) -> None:
    found = table(line, row("N2", "next", sc="x-ray", sc2="new"))

    assert {fault.rule for fault in found.faults} <= {rule, "unresolved-reference"}
    assert found.faults[0].lost
    assert not [each for each in found.axioms if each.parts[0] == PANET + "N1"]
    assert axiom("SubClassOf", [PANET + "N2", S2]) in found.axioms
    assert axiom("SubClassOf", [PANET + "N2", PANET + "N1"]) in found.axioms


def test_empty_cells_at_the_end_may_be_left_out_or_too_many() -> None:
    found = table(",PaNET:N1,new,,,owl:Class,probe", row("N2", "other", sc="new") + ",,,", "", ",,")

    assert not found.faults
    assert axiom("SubClassOf", [PANET + "N1", S1]) in found.axioms


def test_conflict_markers_are_told_and_both_sides_read() -> None:
    marked = ("<<<<<<< HEAD", row("N1", "ours"), "=======", row("N2", "theirs"), ">>>>>>> branch,,,")
    found = table(*marked)

    assert [(fault.rule, fault.cell, fault.lost) for fault in found.faults] == [
        ("conflict-marker", Cell(number, 1, number), True) for number in (7, 9, 11)
    ]
    assert {PANET + "N1", PANET + "N2"} <= found.terms.keys()


def test_rows_and_lines_part_where_a_cell_holds_a_line_break() -> None:
    found = table(',PaNET:N1,new,,"one\ntwo",owl:Class,,,,,,,,,', row("N2", "next", sc="new"))

    assert found.terms[PANET + "N1"].definition == "one\ntwo"
    assert found.terms[PANET + "N2"].cell() == Cell(8, 2, 9)


@pytest.mark.parametrize("iri", ["has blanks", "PaNET01022", "http://x.org/a b", "PaNET:"])
def test_a_bad_iri_costs_its_row(iri: str) -> None:
    fault = only(table(f",{iri},new,,,owl:Class,probe,,,,,,,,"))

    assert (fault.rule, fault.lost, fault.cell) == ("bad-iri", True, Cell(7, 2, 7))


def test_a_row_without_iri_is_a_note_or_a_loss() -> None:
    assert only(table(",,A note on what follows,,,,,,,,,,,,")).rule == "repaired-input"
    assert only(table("Base IRI,,,,,,,,,,,,,,", "x,,,,,,,,,,,,,,", ",,new,,,owl:Class,,,,,,,,,")).lost


def test_an_unknown_type_is_told() -> None:
    found = table(",PaNET:N1,new,,,owl:Clas,probe,,,,,,,,", row("N2", "next", sc="new"))

    fault = only(found)
    assert (fault.rule, fault.suggestion, fault.lost) == ("unresolved-reference", "owl:Class", True)
    assert about(found, "N1") == {axiom("SubClassOf", [PANET + "N2", PANET + "N1"])}


def test_the_older_columns() -> None:
    head = ("ID,Label,T,C,P,P,E,I", "ID,A rdfs:label,TYPE,CLASS_TYPE,CI,CI,C %,I 'has'")
    base = (
        "PaNET:A,a,class,subclass,owl:Thing,,,",
        "PaNET:B,b,class,,a,,,",
        "PaNET:C,c,owl:Class,equivalent,a,b,,",
        "PaNET:D,d,owl:Class,disjoint,a,,,",
        "PaNET:h,has,object property,,,,,",
        "PaNET:i,thing,a,,,,,",
        "PaNET:j,other,named individual,,,,,thing",
        "PaNET:K,k,class,sub class,a,,,",
    )
    found = table(head=head, base=base)
    a, b, c, d, i, j = (PANET + name for name in "ABCDij")

    assert set(found.axioms) == {
        axiom("SubClassOf", [a, "http://www.w3.org/2002/07/owl#Thing"]),
        axiom("SubClassOf", [b, a]),
        axiom("EquivalentClasses", [c, compound("ObjectIntersectionOf", [a, b])]),
        axiom("DisjointClasses", [d, a]),
        axiom("ClassAssertion", [a, i]),
        axiom("ObjectPropertyAssertion", [PANET + "h", j, i]),
    }
    assert (only(found).rule, only(found).lost) == ("bad-expression", True)


def test_annotations_of_every_sort() -> None:
    head = (
        "ID,L,A,B,C,D",
        "ID,AL rdfs:label@en,AT owl:deprecated^^xsd:boolean,AI IAO:0100001,A rdfs:comment SPLIT=|,"
        "AL skos:altLabel@de",
    )
    base = ("PaNET:A,a,TRUE,b,one|two,alt", "PaNET:B,b,,CHMO:1,,")
    found = table(head=head, base=base)
    first = found.terms[PANET + "A"]

    assert first.label == "a"
    assert first.retired
    assert first.annotations[DEPRECATED] == (Literal("true", datatype=XSD["boolean"]),)
    assert first.annotations[REPLACED_BY] == (NamedNode(PANET + "B"),)
    assert first.annotations["http://www.w3.org/2000/01/rdf-schema#comment"] == (
        Literal("one"),
        Literal("two"),
    )
    assert first.annotations[ALT_LABEL] == (Literal("alt", language="de"),)
    assert found.terms[PANET + "B"].replaced_by == ("http://purl.obolibrary.org/obo/CHMO_1",)
    assert only(found).rule == "repaired-input"


def test_columns_that_mean_nothing_are_told() -> None:
    head = ("ID,L,P,N,U,X", "ID,A rdfs:label,SC %,>A rdfs:comment,SUPER %,")
    found = table(head=head, base=("PaNET:A,a,,why,b,anything", "PaNET:B,b,a,,,"))

    assert [(fault.rule, fault.cell, fault.lost) for fault in found.faults] == [
        ("unknown-column", Cell(2, 4, 2), False),
        ("unknown-column", Cell(2, 5, 2), True),
    ]


def test_a_pattern_takes_the_cell_in() -> None:
    head = (HEAD[0] + ",E", HEAD[1] + ",EC technique and definedby some %")
    found = table(",PaNET:N1,new,,,owl:Class,,,,,,,,,,x-ray", head=head)

    definition = compound("ObjectIntersectionOf", [T1, compound("ObjectSomeValuesFrom", [P1, S2])])
    assert about(found, "N1") == {axiom("EquivalentClasses", [PANET + "N1", definition])}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x00\x01PK", "is no text"),
        (b"\xff\xfeI\x00D\x00", "UTF-16"),
        ("ID,L\nID,A rdfs:label\nPaNET:A,Röntgen".encode("latin-1"), "byte 31 (0xF6, in line 3)"),
        (b"", "no ROBOT template"),
        (b"name,value\na,1\nb,2\n", "no ROBOT template"),
        (b"ID;Label\nID;A rdfs:label;TYPE\n", "separated by semicolons"),
        (b"ID,L\nID,A rdfs:label\n" + b'PaNET:A,"a"b\n' * 101, "no CSV table"),
        (b"ID,L\nID,A rdfs:label\nPaNET:A," + b"a" * 100_001, "100,001 characters"),
        (b"ID,L\nID,A rdfs:label\nPaNET:A," + b"a" * 200_000, "100,000 characters"),
        (b"ID\nID\n" + b"PaNET:A\n" * 100_000, "100,000 rows"),
        (b"a" * (64 * 1024 * 1024 + 1), "67,108,865 bytes"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=r"^x\.csv") as caught:
        read_template(data, "x.csv")

    assert said in str(caught.value)


_LINES = [
    *ROWS,
    row("N1", "a"),
    row("N2", "b", sc="a", sc2="('definedby' some 'x-ray')"),
    row("N3", "c", ec="b", ec2="(probe or a)"),
    "",
    row("N4", "d", dc="c"),
    ',PaNET:N5,e,,"of two, parts",owl:Class,,,,,,,,,',
]


@given(st.permutations(_LINES), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.booleans())
def test_order_line_ends_and_byte_order_marks_say_nothing(
    lines: list[str], end: str, mark: bool, last: bool
) -> None:
    text = end.join([*HEAD, *lines]) + end * last
    found = read_template(text.encode("utf-8-sig" if mark else "utf-8"), "x.csv")
    expected = table(*_LINES, base=())

    assert not found.faults
    assert found.axioms.keys() == expected.axioms.keys()
    assert {iri: (term.kinds, term.annotations) for iri, term in found.terms.items()} == {
        iri: (term.kinds, term.annotations) for iri, term in expected.terms.items()
    }


@given(st.binary(max_size=60), st.integers(0, 500), st.integers(0, 30))
def test_no_bytes_break_the_reader(junk: bytes, at: int, gone: int) -> None:
    data = "\n".join([*HEAD, *_LINES]).encode()
    at += len("\n".join(HEAD))
    with suppress(BadInput):
        assert read_template(data[:at] + junk + data[at + gone :], "x.csv").format == "robot-template"
