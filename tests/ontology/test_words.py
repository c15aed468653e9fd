"""A change told in plain words: what was written, what follows from it, and what nobody expected."""

from collections.abc import Callable

import pytest
from pyoxigraph import Literal

from kg.ontology.axiom import DISJOINT, EQUIVALENT, SUBCLASS, axiom
from kg.ontology.change import Change
from kg.ontology.document import Document
from kg.ontology.expression import AND, NOT, OR, SOME, compound
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.memory import Memory
from kg.ontology.read.template import read_template
from kg.ontology.rules._table import Row, row, table
from kg.ontology.words import sentences
from kg.ontology.words.fold import folded
from kg.ontology.words.names import series
from kg.ontology.words.phrase import phrase, statement
from kg.rdf.names import PANET, XSD

SCATTERING = row("00200", "scattering", parent="owl:Thing")
ELASTIC = row("00201", "elastic scattering", parent="scattering")
PROBE = row("00100", "probe", parent="owl:Thing")


def change(before: list[Row], after: list[Row]) -> Change:
    memory = Memory()
    documents = (read_template(table(*rows).encode(), "terms.csv") for rows in (before, after))
    return Change(*(memory.view(each) for each in documents))


def told(before: list[Row], after: list[Row]) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in sentences(change(before, after))]


def diffraction(**cells: str | list[str]) -> Row:
    return row("01022", "diffraction", **cells)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            diffraction(parent="scattering"),
            diffraction(parent="elastic scattering"),
            "diffraction is now put below elastic scattering instead of scattering.",
        ),
        (
            diffraction(parent="scattering", alt="Bragg scattering"),
            diffraction(parent="scattering"),
            'diffraction loses the alternative label "Bragg scattering".',
        ),
        (
            diffraction(parent="scattering"),
            diffraction(parent="scattering", definition="Waves"),
            "diffraction has a definition now.",
        ),
        (
            diffraction(parent="scattering", definition="Waves"),
            diffraction(parent="scattering"),
            "diffraction lost its definition.",
        ),
        (
            diffraction(parent="scattering"),
            row("01022", "diffractometry", parent="scattering", alt="diffraction"),
            '"diffraction" is now called "diffractometry"; the old label stays as alternative label.',
        ),
        (
            diffraction(parent="scattering"),
            diffraction(parent="scattering", equal=["elastic scattering", "probe"]),
            "diffraction is now defined as probe and elastic scattering.",
        ),
        (
            diffraction(equal=["scattering", "probe"]),
            diffraction(equal=["elastic scattering", "probe"]),
            "diffraction is now defined as probe and elastic scattering (before: probe and scattering).",
        ),
        (
            diffraction(parent="scattering"),
            diffraction(parent="scattering", disjoint="probe"),
            "Now stated: nothing is both probe and diffraction.",
        ),
        (
            diffraction(parent="scattering"),
            diffraction(parent="scattering", retired="true", replaced=f"{PANET}PaNET00201"),
            "Retired: diffraction (PaNET01022), replaced by elastic scattering.",
        ),
    ],
    ids=[
        "parent",
        "synonym",
        "definition",
        "no definition",
        "label",
        "equal",
        "redefined",
        "disjoint",
        "retired",
    ],
)
def test_one_edit_is_one_sentence(before: Row, after: Row, said: str) -> None:
    rest = [SCATTERING, ELASTIC, PROBE]

    assert [text for kind, text in told([*rest, before], [*rest, after]) if kind == "asserted"] == [said]


def test_new_and_removed_terms_are_told_with_their_parents() -> None:
    new = row("01023", "dynamical diffraction", parent=["scattering", "probe"])
    assert ("asserted", "New: dynamical diffraction (PaNET01023), below probe and below scattering.") in told(
        [SCATTERING, PROBE], [SCATTERING, PROBE, new]
    ) or (
        "asserted",
        "New: dynamical diffraction (PaNET01023), below scattering and below probe.",
    ) in told([SCATTERING, PROBE], [SCATTERING, PROBE, new])
    assert ("asserted", "Removed: dynamical diffraction (PaNET01023).") in told(
        [SCATTERING, PROBE, new], [SCATTERING, PROBE]
    )


def test_a_side_effect_says_why_and_counts_who_follows() -> None:
    """SANS is defined by elastic scattering: whoever is put below SANS becomes that too."""
    rest = [
        SCATTERING,
        ELASTIC,
        PROBE,
        row("01189", "SANS", equal=["elastic scattering", "probe"]),
        row("01241", "slit USANS", parent="USANS"),
    ]
    before, after = row("01240", "USANS", parent="probe"), row("01240", "USANS", parent=["probe", "SANS"])
    asked: list[tuple[str, str]] = []

    def explain(document: Document, low: str, high: str, name: Callable[[str], str]) -> tuple[str, ...]:
        asked.append((name(low), name(high)))
        return ("USANS lies below SANS", "SANS is defined as probe and elastic scattering")

    said = sentences(change([*rest, before], [*rest, after]), explain)
    (effect,) = [each for each in said if each.kind == "side-effect"]

    assert effect.text == (
        "USANS also becomes elastic scattering and scattering, because SANS is defined as probe and elastic"
        " scattering. So does slit USANS."
    )
    assert asked == [("USANS", "elastic scattering")]
    assert "Along with USANS comes slit USANS." in [each.text for each in said if each.kind == "inferred"]
    assert effect.because == ("USANS lies below SANS", "SANS is defined as probe and elastic scattering")
    assert {f"{PANET}PaNET{number}" for number in ("01240", "00201", "00200")} == set(effect.terms)


def test_what_lies_above_a_written_parent_by_written_parents_is_no_side_effect() -> None:
    rest = [SCATTERING, ELASTIC]
    said = told([*rest, diffraction(parent="owl:Thing")], [*rest, diffraction(parent="elastic scattering")])

    assert said[-1] == ("inferred", "diffraction also becomes scattering.")


def test_many_terms_are_told_by_place_with_counts() -> None:
    new = [row(f"0{n}", f"technique {n}", parent="scattering") for n in range(1100, 1160)]
    said = told([SCATTERING], [SCATTERING, *new])

    assert ("asserted", "60 new terms in 1 place.") in said
    assert any(text.startswith("New below scattering: 60 terms (technique 1100, ") for _, text in said)
    assert len(said) <= 4


def test_labels_with_one_new_ending_are_told_as_that() -> None:
    before = [row(f"0{n}", f"thing {n} technique", parent="owl:Thing") for n in range(1100, 1120)]
    after = [
        row(f"0{n}", f"thing {n} technique-based methods", parent="owl:Thing") for n in range(1100, 1120)
    ]
    (first, second) = told(before, after)

    assert first[1].startswith('20 labels changed, 20 of them now ending in "-based methods": ')
    assert first[1].endswith("old labels kept as alternatives: none.")
    assert second == ("inferred", "The hierarchy stays as it was.")


def test_terms_of_one_label_are_told_apart_by_their_iri() -> None:
    rest = [SCATTERING, row("2012000", "scattering", parent="owl:Thing"), ELASTIC]
    said = told([*rest, diffraction(parent="owl:Thing")], [*rest, diffraction(parent=f"{PANET}PaNET2012000")])

    assert ("asserted", "diffraction is now put below scattering (PaNET2012000).") in [
        (kind, text.replace(" instead of everything", "")) for kind, text in said
    ]


def tree(**broader: str) -> Hierarchy:
    return Hierarchy({low: frozenset(above.split()) for low, above in broader.items()}, (), True, "by hand")


def test_pairs_that_follow_from_others_are_folded() -> None:
    """c below b below a; b gains x and y, x below y: one step, c follows."""
    before = tree(a="", b="a", c="b a", x="y", y="")
    after = tree(a="", b="a x y", c="b a x y", x="y", y="")
    (step,) = folded([("b", "x"), ("b", "y"), ("c", "x"), ("c", "y")], before, after)

    assert (step.terms, step.highs, step.followers) == (("b",), ("x", "y"), ("c",))


def test_equal_classes_carry_each_other_nowhere() -> None:
    """b and c mean the same: neither may be folded into the other, else both were lost."""
    before = tree(b="c", c="b", x="")
    after = tree(b="c x", c="b x", x="")
    (step,) = folded([("b", "x"), ("c", "x")], before, after)

    assert step.terms == ("b", "c")


A, B, C, P = (f"http://example.org/{name}" for name in "abcp")


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        (compound(AND, (A, compound(SOME, (P, B)))), "a and p some b"),
        (compound(SOME, (P, compound(OR, (A, B)))), "p some (a or b)"),
        (compound(NOT, (compound(AND, (A, B)),)), "not (a and b)"),
        (
            compound("ObjectMinCardinality", (Literal("2", datatype=XSD["nonNegativeInteger"]), P, A)),
            'p at least "2" a',
        ),
    ],
)
def test_expressions_read_as_nouns(expression: str, said: str) -> None:
    name = {A: "a", B: "b", C: "c", P: "p"}.__getitem__

    assert phrase(expression, name) == said


def test_axioms_read_as_statements() -> None:
    name = {A: "a", B: "b", C: "c", P: "p"}.__getitem__

    assert statement(axiom(SUBCLASS, (A, B)), name) == "a lies below b"
    assert statement(axiom(EQUIVALENT, (compound(AND, (B, C)), A)), name) == "a is defined as b and c"
    assert statement(axiom(EQUIVALENT, (A, B)), name) == "a means the same as b"
    assert statement(axiom(DISJOINT, (A, B)), name) == "nothing is both a and b"
    assert statement(axiom("ObjectPropertyDomain", (P, A)), name) == "what has p is a"
    assert statement(axiom("HasKey", (A, P)), name) == "HasKey(a, p)"


def test_a_list_ends_with_what_is_left_out() -> None:
    assert series(list("ab")) == "a and b"
    assert series(list("abc"), 2) == "a, b and c", "and 1 more would be no shorter"
    assert series(list("abcd"), 2) == "a, b and 2 more"
