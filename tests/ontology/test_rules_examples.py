"""Every rule's own examples do what they say, and its documentation is complete."""

import csv
import re
from importlib import import_module
from io import StringIO

import pytest
from rule_trial import NOTHING, found, read

from kg.ontology.rule import Rule
from kg.ontology.rules import shipped_rules

# The mapping rules judge tables of another form, and are tried where those are.
RULES = [rule for name, rule in shipped_rules().items() if not name.startswith("mapping-")]
NAMES = [rule.name for rule in RULES]

CATALOGUE = """
 conflict-marker unreadable-table row-width bad-expression unknown-column unresolved-reference
ambiguous-reference unknown-prefix bad-iri repaired-input missing-import duplicate-label synonym-clash
label-lost label-style spaces spelling-variant repeated-row-other-label repeated-row unsatisfiable
subclass-loop new-equivalence category-clash wrong-specifier-branch large-loss large-gain
redundant-parent missing-parent-edge outside-profile punning released-term-gone renumbered
meaning-changed retired-still-used retired-without-replacement retired-not-marked retired-label no-label
no-definition no-source no-parent iri-out-of-range
"""


def test_the_catalogue_is_whole() -> None:
    assert set(CATALOGUE.split()) <= set(NAMES)


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_the_passing_example_passes(rule: Rule) -> None:
    assert found(rule.name, rule.passing.after, rule.passing.before) == []


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_the_failing_example_is_found_at_the_level_of_the_rule(rule: Rule) -> None:
    findings = found(rule.name, rule.failing.after, rule.failing.before)

    assert findings
    # A reader's fault by which an axiom was lost is worse than the rule says.
    assert rule.level in {each.level for each in findings}


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_finding_names_the_rule_the_place_and_a_way_out_in_whole_sentences(rule: Rule) -> None:
    for each in found(rule.name, rule.failing.after, rule.failing.before):
        assert each.rule == rule.name
        assert re.fullmatch(r"(?s)\S.*[.?]", each.message), each.message
        assert "[" not in each.message, "a list was printed"
        assert "None" not in each.message
        assert not re.search(r"\brow \d+", each.key)


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_cell_holds_the_text_that_is_told(rule: Rule) -> None:
    rows = list(csv.reader(StringIO(rule.failing.after)))
    whole_row = {"row-width", "bad-iri", "conflict-marker", "unreadable-table"}
    for each in found(rule.name, rule.failing.after, rule.failing.before):
        if each.cell is None or each.text is None or rule.name in whole_row:
            continue
        row = rows[each.cell.row - 1]
        cell = row[each.cell.column - 1]
        # Where a term as a whole is meant its IRI is pointed at.
        assert each.text in cell or each.term == cell, (each.text, cell)


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_an_unchanged_table_has_no_new_finding(rule: Rule) -> None:
    assert found(rule.name, rule.failing.after, rule.failing.after) == []


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_rows_that_move_make_no_finding(rule: Rule) -> None:
    """A blank row in front of the data moves every cell."""
    if rule.failing.after.startswith("@prefix"):
        pytest.skip("no table")
    head, line, *rest = rule.failing.after.splitlines(keepends=True)
    moved = "".join([head, line, "," * line.count(",") + "\n", *rest])

    assert found(rule.name, moved, rule.failing.after) == []


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_an_empty_ontology_has_no_finding(rule: Rule) -> None:
    assert found(rule.name, NOTHING) == []


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_the_page_of_a_rule_says_something(rule: Rule) -> None:
    assert len(rule.why.split()) >= 10
    assert len(rule.remedy.split()) >= 5
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert (rule.state is None) != (rule.change is None)


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_module_says_what_its_rule_finds_and_where_it_is_from(rule: Rule) -> None:
    try:
        module = import_module(f"kg.ontology.rules.{rule.name.replace('-', '_')}")
    except ModuleNotFoundError:
        return  # a query, whose text is its documentation
    assert len((module.__doc__ or "").split()) >= 20
    assert re.search(r"Case|Source", module.__doc__ or "")


def test_the_examples_are_tables_that_can_be_read() -> None:
    of_readers = {
        "conflict-marker", "unreadable-table", "row-width", "bad-expression", "unknown-column", "bad-iri",
        "unresolved-reference", "ambiguous-reference", "unknown-prefix", "repaired-input", "missing-import",
        "unread-triples", "repeated-row", "repeated-row-other-label", "punning",
        "no-verdict",
    }  # fmt: skip
    for rule in RULES:
        texts = [rule.passing.after, rule.passing.before]
        texts += [] if rule.name in of_readers else [rule.failing.after, rule.failing.before]
        for text in filter(None, texts):
            assert [fault.message for fault in read(text.encode()).faults] == [], rule.name
