"""The rules on faults put into PaNET's table of June 2026; effects as the guide measured them, or by hand."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from panet_table import DEFINITION, JUNE, LABEL, PARENTS, PanetTable, panet, row_like
from rule_trial import NOTHING, found, of_policy, step, version, view

from kg.ontology.finding import Finding
from kg.ontology.policy import Policy
from kg.ontology.rules import shipped_rules
from kg.ontology.rules._table import row, table
from kg.ontology.view import View

PANET = "http://purl.org/pan-science/PaNET/PaNET"
FIRST_PARENT, FIRST_MEMBER = PARENTS[0], 15


@pytest.fixture
def june(shared_data: Path) -> PanetTable:
    return panet(shared_data, JUNE)


@pytest.fixture
def before(shared_data: Path) -> View:
    return version(shared_data, JUNE)


def put(table: PanetTable, number: str, column: int, text: str) -> View:
    """The table with one cell changed in the first row of a term."""
    changed = list(table.row(number))
    changed[column] = text
    rows = list(table.rows)
    rows[rows.index(table.row(number))] = tuple(changed)
    return view(replace(table, rows=tuple(rows)).data.decode())


def added(table: PanetTable, number: str, **cells: str) -> View:
    given = {"c5": "A definition.", "c6": "A source", "c7": "owl:Class", **cells}
    return view(table.with_rows(row_like(table, number, **given)).data.decode())


def all_rules(before: View, after: View) -> list[Finding]:
    return [each for rule in shipped_rules().values() for each in step(rule, before, after)]


def names(findings: Iterable[Finding], *levels: str) -> set[str]:
    return {each.rule for each in findings if not levels or each.level in levels}


def test_a_term_by_the_book_is_in_order(june: PanetTable, before: View) -> None:
    after = added(june, "01335", c2="neutron radiography", c8="neutron probe-based techniques")

    assert all_rules(before, after) == []


def test_an_effect_named_after_a_person_keeps_its_capital(june: PanetTable, before: View) -> None:
    after = added(june, "01335", c2="Compton radiography", c3="CR", c8="PaNET:PaNET01106")

    assert all_rules(before, after) == []


def test_a_renaming_that_keeps_the_old_label_is_in_order(june: PanetTable, before: View) -> None:
    """PaNET fff8023, the model edit."""

    def edit(row: list[str]) -> None:
        row[LABEL], row[LABEL + 1] = "total scattering", "total scattering-based techniques"
        row[DEFINITION] = "Scattering without regard to angle."

    assert all_rules(before, view(june.edited(edit, "01190").data.decode())) == []


def test_a_technique_that_is_a_specifier(june: PanetTable, before: View) -> None:
    """PaNET 1598371: equivalent to a technique and a specifier; no reasoner objects."""

    def edit(row: list[str]) -> None:
        row[FIRST_MEMBER], row[FIRST_MEMBER + 1] = "PaNET:PaNET00200", "PaNET:PaNET2020023"

    findings = all_rules(before, view(june.edited(edit, "01034").data.decode()))
    (clash,) = [each for each in findings if each.rule == "category-clash"]

    assert names(findings, "fail") == {"category-clash"}
    assert (clash.term, clash.text) == (f"{PANET}01034", "inelastic scattering")
    assert clash.cell is not None
    assert clash.cell.row - 1 == june.rows.index(june.row("01034"))


def test_a_specifier_placed_below_a_technique(june: PanetTable, before: View) -> None:
    after = put(june, "2020018", FIRST_PARENT, "PaNET:PaNET01022")
    clashes = [each for each in all_rules(before, after) if each.rule == "category-clash"]

    # Dynamical, coherent, nonresonant and divergent beam diffraction go with it: said, not told again.
    assert [(each.term, each.level) for each in clashes] == [(f"{PANET}2020018", "fail")]
    assert "dynamical diffraction" in clashes[0].message


def test_a_loop_makes_eight_terms_equal(june: PanetTable, before: View) -> None:
    """The guide's injected fault: diffraction below x-ray diffraction, 8 equivalences and 262 pairs."""
    findings = all_rules(before, put(june, "01022", FIRST_PARENT, "x-ray diffraction"))
    (loop,) = [each for each in findings if each.rule == "subclass-loop"]
    (gain,) = [each for each in findings if each.rule == "large-gain"]

    assert names(findings, "fail") == {"subclass-loop"}
    assert loop.suggestion == "Remove the parent 'x-ray diffraction' of 'diffraction-based techniques'."
    assert len([each for each in findings if each.rule == "new-equivalence"]) == 7
    assert gain.message.startswith("262 inferred relations are gained")


def test_an_equivalence_that_was_wrongly_stated(june: PanetTable, before: View) -> None:
    """The guide's injected fault: spectroscopy = versus energy, 23 pairs and one equivalence."""
    findings = all_rules(before, put(june, "01125", FIRST_MEMBER, "versus energy-based techniques"))
    (equal,) = [each for each in findings if each.rule == "new-equivalence"]

    assert names(findings, "fail") == set()
    assert equal.key == f"{PANET}00300 {PANET}01125"


def test_a_contradiction_names_its_root_and_repairs(june: PanetTable, before: View) -> None:
    """The guide's injected fault: one root and three derived classes."""

    def edit(row: list[str]) -> None:
        row[FIRST_PARENT], row[FIRST_PARENT + 1] = "PaNET:PaNET01020", "PaNET:PaNET01034"

    (told,) = found("unsatisfiable", view(june.edited(edit, "01021").data.decode()), before)

    assert told.term == f"{PANET}01021"
    assert len(told.examples) == 3
    assert "It is mended by removing one of" in told.message


def test_a_property_with_a_process_for_a_probe(june: PanetTable, before: View) -> None:
    after = put(june, "00200", FIRST_MEMBER, "('definedbyprobe' some 'scattering')")
    (told,) = found("wrong-specifier-branch", after, before)

    assert (told.level, told.term) == ("fail", f"{PANET}00200")
    assert told.suggestion == "'definedbyprocess' some 'scattering'"


def test_a_reference_is_told_with_what_was_meant(june: PanetTable, before: View) -> None:
    """PaNET cfcc08b: `X-ray probe` for `x-ray probe`."""
    after = added(june, "01335", c2="x-ray radiography", c8="X-ray probe-based techniques")
    (told,) = found("unresolved-reference", after, before)

    assert (told.level, told.text, told.suggestion) == (
        "fail",
        "X-ray probe-based techniques",
        "x-ray probe-based techniques",
    )
    # The parent that was meant is known to be there; nothing is said of a missing one.
    assert found("no-parent", after, before) == []


def test_a_synonym_of_another_term(june: PanetTable, before: View) -> None:
    """PaNET 2c2775f turned round."""
    after = put(june, "01032", LABEL + 2, "Diffraction-based techniques")
    (told,) = found("synonym-clash", after, before)

    assert (told.term, told.level) == (f"{PANET}01032", "warn")
    assert "but for case" in told.message


def test_a_label_in_capitals(june: PanetTable, before: View) -> None:
    (told,) = found("label-style", put(june, "01216", LABEL, "X-Ray Diffraction"), before)

    assert (told.level, told.suggestion) == ("warn", "x-ray diffraction")


@pytest.mark.parametrize(
    ("number", "kind", "parent", "free"),
    [
        ("1335", "owl:Class", "PaNET:PaNET01106", "01335"),
        ("1006000", "owl:Class", "PaNET:PaNET01106", "01335"),
        ("01336", "owl:Class", "PaNET:PaNET2011001", None),
        ("01335", "owl:ObjectProperty", "", "1006000"),
    ],
)
def test_an_iri_of_another_block(
    june: PanetTable, before: View, number: str, kind: str, parent: str, free: str | None
) -> None:
    after = added(june, number, c2="neutron radiography", c7=kind, c8=parent)
    (told,) = found("iri-out-of-range", after, before)

    assert told.term == PANET + number
    assert free is None or told.suggestion == PANET + free


def test_an_iri_that_came_back_under_another_number(june: PanetTable, before: View) -> None:
    row = list(june.row("01275"))
    row[1] = f"{PANET}01335"
    after = view(june.without(["01275"]).with_rows(tuple(row)).data.decode())

    assert names(all_rules(before, after), "fail", "warn") >= {"renumbered"}
    assert found("released-term-gone", after, before) == []


def test_an_iri_of_an_older_release_counts_too(before: View) -> None:
    policy = replace(Policy(), released_iris=frozenset({f"{PANET}00000", f"{PANET}01022"}))
    told = found("released-term-gone", of_policy(before, policy), before)

    assert [each.term for each in told] == [f"{PANET}00000"]


def test_thresholds_are_the_editors(june: PanetTable, before: View) -> None:
    after = put(june, "01125", FIRST_MEMBER, "versus energy-based techniques")

    assert found("large-gain", after, before)
    assert found("large-gain", of_policy(after, replace(Policy(), large_gain=24)), before) == []
    assert found("large-gain", of_policy(after, replace(Policy(), large_per_row=12.0)), before) == []


def test_a_fault_of_an_unchanged_term_stays_an_older_one(june: PanetTable, before: View) -> None:
    """Labels and parents of terms without definition or source change: nothing new is missing."""
    after = put(june, "01241", LABEL, "ultra small angle x-ray scattering techniques")

    assert names(all_rules(before, after)) == {"label-lost"}


def test_the_first_version_of_all_is_judged(before: View) -> None:
    """Of the faults that fail the table has one kind: two probes that are beam characteristics."""
    failing = [each for each in all_rules(view(NOTHING), before) if each.level == "fail"]

    assert [(each.rule, each.term) for each in failing] == [
        ("wrong-specifier-branch", f"{PANET}01002"),
        ("wrong-specifier-branch", f"{PANET}01004"),
    ]


@pytest.mark.parametrize(
    ("label", "better"),
    [
        (" diffraction", "diffraction"),
        ("powder  diffraction", "powder diffraction"),
        ("powder\u00a0diffraction", "powder diffraction"),
        ("powder\tdiffraction", "powder diffraction"),
        ("powder dif\u200bfraction", "powder diffraction"),
    ],
)
def test_spaces_of_every_kind(label: str, better: str) -> None:
    (told,) = found("spaces", table(row("01030", label, parent="owl:Thing")))

    assert told.suggestion == better


def test_a_cross_reference_to_another_ontology_is_no_new_equivalence(before: View) -> None:
    """Diffraction is stated to be equivalent to Wikidata's."""
    told = found("new-equivalence", before)

    assert not [each for each in told if "wikidata" in each.key]
    assert len(told) == 4
