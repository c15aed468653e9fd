"""What the findings of a change advise, and at which place, worked out by hand on small tables."""

import pytest

from kg.ontology.document import Cell, Document
from kg.ontology.finding import Finding
from kg.ontology.read.template import read_template
from kg.ontology.read.template.names import one_slip_away
from kg.ontology.review import Review, review
from kg.ontology.rules._table import PROBES, Row, row, table

SAID = {"definition": "What it is.", "source": "A book"}
PANET = "http://purl.org/pan-science/PaNET/PaNET"
ROOT = "photon and neutron technique"
TECHNIQUES = (
    row("00101", "neutron technique", equal="('definedbyprobe' some 'neutron')", **SAID),
    row("00200", "x-ray technique", parent=ROOT, **SAID),
    row("00201", "laue method", parent="x-ray technique", **SAID),
)


def document(*rows: Row) -> Document:
    return read_template(table(*rows).encode(), "terms.csv")


def judged(before: list[Row], after: list[Row]) -> Review:
    return review(document(*PROBES, *before), document(*PROBES, *after))


def every(told: Review, rule: str) -> list[Finding]:
    singles = [single for each in told.findings for single in (each.members or (each,))]
    return [each for each in singles if each.rule == rule]


def only(told: Review, rule: str) -> Finding:
    (finding,) = every(told, rule)
    return finding


# What a change did to the term that a reference names

REFERRING = row("00300", "laue diffraction", parent="laue method", **SAID)


@pytest.mark.parametrize("replacement", [None, "PaNET:PaNET00200"])
def test_a_reference_to_a_retired_term_is_led_to_its_replacement(replacement: str | None) -> None:
    gone = row("00201", "obsolete laue method", retired="true", replaced=replacement or "", **SAID)
    finding = only(
        judged([*TECHNIQUES, REFERRING], [*TECHNIQUES[:2], gone, REFERRING]), "unresolved-reference"
    )

    assert "retired 'laue method'" in finding.message
    assert finding.suggestion == ("x-ray technique" if replacement else None)


def test_a_reference_to_a_deleted_term_names_its_row_and_no_other_term() -> None:
    other = row("00301", "laue methods", parent=ROOT, **SAID)
    before, after = [*TECHNIQUES, other, REFERRING], [*TECHNIQUES[:2], other, REFERRING]
    finding = only(judged(before, after), "unresolved-reference")

    # Two rows of headings, nine of PROBES, and it was the third after them.
    assert "deleted 'laue method' (row 14 before)" in finding.message
    assert finding.suggestion is None


def test_a_released_term_that_is_gone_is_told_with_its_old_row() -> None:
    finding = only(judged([*TECHNIQUES], [*TECHNIQUES[:2]]), "released-term-gone")

    assert "it stood in row 14 of terms.csv" in finding.message


def test_an_iri_that_nothing_bears_is_led_to_those_one_digit_away() -> None:
    after = row("00300", "laue diffraction", parent="PaNET:PaNET0020", **SAID)
    finding = only(judged([*TECHNIQUES], [*TECHNIQUES, after]), "unresolved-reference")

    assert "One digit away: 'PaNET:PaNET00200', 'PaNET:PaNET00201'." in finding.message
    assert finding.suggestion is None


def test_one_slip_is_one_digit_more_less_other_or_two_swapped() -> None:
    found = one_slip_away("x12")

    assert {"x123", "x112", "x1", "x2", "x13", "x21"} <= {*found}
    assert not {"x12", "x1234", "x"} & {*found}
    assert one_slip_away("x") == []


# Techniques, specifiers, numbers


def test_a_technique_in_the_place_of_a_specifier_is_led_to_its_specifier() -> None:
    wrong = row("00300", "cold neutron method", equal="('definedbyprobe' some 'neutron technique')", **SAID)
    finding = only(judged([*TECHNIQUES], [*TECHNIQUES, wrong]), "wrong-specifier-branch")

    assert "'neutron technique' is a technique; name the specifier instead" in finding.message
    assert finding.suggestion == "'definedbyprobe' some 'neutron'"


@pytest.mark.parametrize(
    ("specifier", "prop"), [("neutron", "definedbyprobe"), ("scattering", "definedbyprocess")]
)
def test_a_specifier_as_a_parent_is_led_to_the_property_of_its_branch(specifier: str, prop: str) -> None:
    wrong = row("00300", "cold method", parent=(ROOT, specifier), **SAID)
    finding = only(judged([*TECHNIQUES], [*TECHNIQUES, wrong]), "category-clash")

    assert finding.suggestion == f"('{prop}' some '{specifier}')"


def test_a_technique_with_the_number_of_a_specifier_is_one_finding() -> None:
    wrong = row("2020001", "cold method", parent="x-ray technique", **SAID)
    told = judged([*TECHNIQUES], [*TECHNIQUES, wrong])

    assert every(told, "iri-out-of-range") == []
    assert only(told, "category-clash").level == "fail"
    # 00201 is the highest number of a technique.
    assert only(told, "category-clash").suggestion == f"{PANET}00202"


def test_a_new_iri_that_ends_in_no_number_fails_and_an_old_one_does_not() -> None:
    wrong = row("0030x", "cold method", parent="x-ray technique", **SAID)
    told = judged([*TECHNIQUES], [*TECHNIQUES, wrong])
    finding = only(told, "bad-iri")

    assert (told.verdict, finding.level, finding.suggestion) == ("fail", "fail", f"{PANET}00202")
    assert every(told, "iri-out-of-range") == []
    again = judged([*TECHNIQUES, wrong], [*TECHNIQUES, wrong, REFERRING])
    assert every(again, "bad-iri") == []


def test_an_iri_used_again_is_told_at_the_new_row() -> None:
    new = row("00201", "gamma method", parent="x-ray technique", **SAID)
    # The new row comes first in the file: the later row is the innocent one.
    told = judged([*TECHNIQUES], [new, *TECHNIQUES])
    finding = only(told, "repeated-row-other-label")

    assert finding.message.startswith(
        f"'gamma method' has the IRI {PANET}00201, which is that of 'laue method'"
    )
    assert finding.cell is not None
    assert finding.cell.row == 12


# One IRI, another meaning


def renamed(label: str, parent: str, **more: str) -> Review:
    old = row("00300", "laue powder mapping", parent="laue method", source="A book")
    new = row("00300", label, parent=parent, source="A book", **more)
    return judged([*TECHNIQUES, old], [*TECHNIQUES, new])


def test_another_name_and_other_parents_are_another_meaning_without_a_definition() -> None:
    assert only(renamed("muon imaging", "neutron technique"), "meaning-changed").level == "fail"


def test_near_misses_of_another_meaning() -> None:
    # Another name at the same place; a name of which half stays; the same name elsewhere.
    assert every(renamed("muon imaging", "laue method"), "meaning-changed") == []
    assert every(renamed("laue powder imaging", "neutron technique"), "meaning-changed") == []
    assert every(renamed("laue powder mapping", "neutron technique"), "meaning-changed") == []
    kept = renamed("muon imaging", "neutron technique", alt="laue powder mapping")
    assert only(kept, "meaning-changed").level == "warn"


# Equivalences


def merged(count: int) -> Review:
    """`a` is defined as `b` is, and so are `count` pairs of terms that are defined by them."""
    pairs = [
        row(
            f"{400 + 10 * n + k:05}",
            f"{probe} method {n}",
            equal=(f"{probe} technique", f"topic {n}"),
            **SAID,
        )
        for n in range(count)
        for k, probe in enumerate(("neutron", "photon"))
    ]
    topics = [row(f"{300 + n:05}", f"topic {n}", parent=ROOT, **SAID) for n in range(count)]
    photon = row("00102", "photon technique", equal="('definedbyprobe' some 'photon')", **SAID)
    wrong = row("00102", "photon technique", equal="('definedbyprobe' some 'neutron')", **SAID)
    rest = [TECHNIQUES[0], *topics, *pairs]
    return judged([photon, *rest], [wrong, *rest])


@pytest.mark.parametrize(("count", "level"), [(2, "warn"), (4, "warn"), (5, "fail")])
def test_one_cell_that_merges_many_terms_is_one_finding_at_that_cell(count: int, level: str) -> None:
    """With the two techniques themselves there is one group more than pairs."""
    finding = only(merged(count), "new-equivalence")

    assert finding.message.startswith(
        f"{count + 1} groups of terms now mean the same by changed statements of"
    )
    assert "'photon technique'" in finding.message
    assert finding.level == level
    assert finding.cell is not None
    assert finding.cell.row == 12


def test_two_merged_groups_are_told_one_by_one() -> None:
    assert len(every(merged(1), "new-equivalence")) == 2


def test_a_parent_in_an_equivalent_cell_is_told_at_that_cell() -> None:
    wrong = row("00201", "laue method", equal="x-ray technique", **SAID)
    finding = only(judged([*TECHNIQUES], [*TECHNIQUES[:2], wrong]), "new-equivalence")

    assert "for 'below' write it into a Parent cell" in finding.message
    # Columns: ID, Label, Definition, Source, Type, Parent, Equivalent.
    assert finding.cell == Cell(14, 7, 14)
    assert (finding.level, finding.term) == ("warn", f"{PANET}00201")


# Losses of two causes


def test_losses_by_two_kinds_of_statements_are_two_findings_with_their_own_rows() -> None:
    """Twenty terms lose the root by a domain, twenty others `broad` by a parent."""
    neutrons = [row(f"{500 + n:05}", f"neutron {n}", parent="neutron technique", **SAID) for n in range(19)]
    high = row("00300", "broad", parent="owl:Thing", **SAID)
    narrow = row("00301", "narrow", parent="broad", **SAID)
    leaves = [row(f"{600 + n:05}", f"leaf {n}", parent="narrow", **SAID) for n in range(19)]
    rest = [TECHNIQUES[0], high, *neutrons, *leaves]
    thing = [
        {**each, "domain": ("owl:Thing",)} if each["label"] == ("definedbyprobe",) else each
        for each in PROBES
    ]
    moved = row("00301", "narrow", parent="owl:Thing", **SAID)
    told = review(document(*PROBES, narrow, *rest), document(*thing, moved, *rest))
    losses = every(told, "large-loss")

    # `definedbyprobe` is the eighth row of PROBES; `narrow` follows the nine.
    assert [(each.cell.row if each.cell else None, each.message[:30]) for each in losses] == [
        (10, "20 inferred relations are lost"),
        (12, "20 inferred relations are lost"),
    ]
    assert "of 'definedbyprobe': 'photon and neutron technique' loses 20." in losses[0].message
    assert "of 'narrow': 'broad' loses 20." in losses[1].message
    root = only(told, "technique-lost")
    assert root.message.startswith("20 terms are no longer under 'photon and neutron technique'")
    assert root.cell is not None
    assert root.cell.row == 10


def test_a_retired_term_may_leave_the_root() -> None:
    gone = row("00201", "obsolete laue method", retired="true", replaced="PaNET:PaNET00200", **SAID)

    assert every(judged([*TECHNIQUES], [*TECHNIQUES[:2], gone]), "technique-lost") == []


# Places


def test_what_is_missing_is_told_at_the_empty_cell() -> None:
    told = judged([*TECHNIQUES], [*TECHNIQUES, row("00300", "cold method", parent=ROOT)])

    # Columns: ID, Label, Definition, Source, Type, Parent, ...
    assert only(told, "no-definition").cell == Cell(15, 3, 15)
    assert only(told, "no-source").cell == Cell(15, 4, 15)


def test_a_surplus_cell_is_named_and_shown() -> None:
    text = table(*PROBES)
    (fault,) = read_template((text.removesuffix("\n") + ",surplus\n").encode(), "t.csv").faults

    assert "'surplus' stands under no heading" in fault.message
    # ID, Label, Type, Parent, Domain, Range, and one too many; the last row of PROBES.
    assert fault.cell == Cell(11, 7, 11)
