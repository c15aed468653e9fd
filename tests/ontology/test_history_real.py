"""PaNET's real history: what the check says of the commits that can be rebuilt from the shipped versions.

Figures are those of the background study's table (its section 1.5), which another reader and reasoner made.
How near each case is:

exact      both sides are shipped, or one is and the other differs by the rows the commit touched, and the
           figures of the study are met: c4a22cd, b4e5ed1, dc00bc2, 1ef8c35, e30127c, c48e3db, f939a81 (the 71
           collisions and 3 ambiguous references; the other 84 of its labels are not known), e8d2404, 5d92a66,
           dfa98e7, fff8023, 445e1ce, 7011e6b, 1598371, 8e0bebd, 2c2775f, ace6adc
in kind    the same edit on a neighbouring version: b2a3200, cfcc08b and 3a80fa5, 84fcd5d, 56826cd, d44305b
           and its three companions, 547642c, 4b96e6a, one of the single parent fixes
not here   983b753 (133 classes at once: no version between it and its neighbours is shipped) and the other
           nine single parent fixes (which parents they changed is not recorded); 4f8cb01, ab66ee9 and 225b2e0
           mend 84fcd5d, dfa98e7 and 4b96e6a just as 3a80fa5 mends cfcc08b

The commits up to v1.2.0 and its columns stand here, those on the columns of v1.3.0 in
`test_history_real_later.py`.
"""

from pathlib import Path

import pytest
from panet_reviews import Panet, count, found, levels, moved, own, replacing, said
from panet_table import LABEL, V1_0, V1_1, V1_2, PanetTable, raw, row_like

from kg.ontology.read.template import read_template
from kg.ontology.review import review
from kg.rdf.names import PANET


@pytest.fixture(scope="module")
def tables(shared_data: Path) -> Panet:
    return Panet(shared_data)


def examples(table: PanetTable) -> list[str]:
    """The ten rows of example data in v1.0 and v1.1: their IRIs are written short."""
    return [row[1] for row in table.rows if len(row) > 1 and row[1].startswith("PaNET:")]


def without_examples(table: PanetTable) -> PanetTable:
    return table.without(examples(table))


def test_c4a22cd_a_synonym_of_spectroscopy_dropped_is_a_large_loss(tables: Panet) -> None:
    told = tables.review(tables[V1_0], tables[V1_1])

    assert told.verdict == "warn"
    assert moved(told) == (0, 80)
    assert levels(told, "warn") == {"large-loss", "label-lost"}
    assert count(told, "label-lost") == 3
    assert "spectroscopy and versus energy no longer mean the same" in said(
        told, "inferred"
    ) or "versus energy and spectroscopy no longer mean the same" in said(told, "inferred")


def test_b4e5ed1_other_line_ends_are_no_change(tables: Panet, shared_data: Path) -> None:
    dos = raw(shared_data, V1_1)
    unix = dos.replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf")
    assert unix != dos
    told = review(read_template(dos, "dos.csv"), read_template(unix, "unix.csv"), memory=tables.memory)

    assert (told.verdict, told.findings, moved(told), told.version_step) == ("pass", (), (0, 0), "none")
    assert "No semantic change" in said(told, "asserted")


def test_dc00bc2_released_examples_are_removed(tables: Panet) -> None:
    told = tables.review(tables[V1_1], without_examples(tables[V1_1]))

    assert told.verdict == "fail"
    assert levels(told, "fail") == {"released-term-gone"}
    assert count(told, "released-term-gone") == 10
    assert (moved(told), told.version_step) == ((0, 0), "major")


def test_1ef8c35_three_rows_lose_51_relations(tables: Panet) -> None:
    told = tables.review(without_examples(tables[V1_1]), tables[V1_2])

    assert told.verdict == "warn"
    assert moved(told) == (8, 51)
    assert levels(told, "warn") == {"large-loss"}
    assert "imaging is no longer put below defined by functional dependence" in said(told, "asserted")
    assert "obtain spatial map is no longer defined by functional dependence" in said(told, "side-effect")


def test_e30127c_one_released_term_is_removed(tables: Panet) -> None:
    told = tables.review(tables[V1_2], tables[V1_2].without(["00000"]))

    assert told.verdict == "fail"
    assert [each.term for each in found(told, "released-term-gone")] == [f"{PANET}PaNET00000"]
    assert moved(told) == (0, 0)


def test_a_single_parent_fix_passes(tables: Panet) -> None:
    """In kind: of the two parents of v1.2.0's resonant scattering, the closer one of v1.3.0 is named."""
    before = tables[V1_2].edited(replacing("neutron diffraction", "neutron probe"), "01236")
    told = tables.review(before, tables[V1_2])

    assert (told.verdict, told.findings) == ("pass", ())
    assert 1 <= moved(told)[0] <= 8
    assert "is now put below neutron diffraction instead of neutron probe" in said(told, "asserted")


def test_b2a3200_a_wrong_equivalence_to_another_ontology_is_removed(tables: Panet) -> None:
    told = tables.review(tables[V1_2], tables[V1_2].edited(replacing("CHMO:0000182", ""), "01022"))

    assert (told.verdict, told.findings) == ("pass", ())
    assert (own(told.change.inferred_gained), own(told.change.inferred_lost)) == (0, 0)


def microscopy(table: PanetTable, **cells: str) -> PanetTable:
    """With the new term of c48e3db, in the columns of v1.2.0; `cells` replace some."""
    told = {
        "c2": "MHz x-ray microscopy",
        "c7": "owl:Class",
        "c8": "subclass",
        "c9": "x-ray microscopy",
        "c10": "hard x-ray probe",
        "c11": "versus time ultrafast",
        "c12": "single shot technique",
    }
    return table.with_rows(row_like(table, "01331", **{**told, **cells}))


def test_c48e3db_a_new_term_lacks_its_definition(tables: Panet) -> None:
    told = tables.review(tables[V1_2], microscopy(tables[V1_2]))

    assert told.verdict == "warn"
    assert "no-definition" in levels(told, "warn")
    assert moved(told) == (16, 0)
    assert told.version_step == "minor"


def test_cfcc08b_a_capital_letter_breaks_a_reference(tables: Panet) -> None:
    broken = microscopy(tables[V1_2], c10="X-ray probe")
    told = tables.review(tables[V1_2], broken)

    assert (told.verdict, told.complete) == ("fail", False)
    (reference,) = found(told, "unresolved-reference")
    assert (reference.text, reference.suggestion, reference.count) == ("X-ray probe", "x-ray probe", 1)
    assert reference.cell is not None
    assert (reference.cell.row, reference.cell.column) == (len(broken.rows), 11)
    assert found(told, "no-verdict") == []
    assert "unknown" in said(told, "inferred")


def test_3a80fa5_mends_it(tables: Panet) -> None:
    """The repair is no failure, though what it changes in the hierarchy cannot be told."""
    told = tables.review(microscopy(tables[V1_2], c10="X-ray probe"), microscopy(tables[V1_2]))

    assert told.verdict == "warn"
    assert (levels(told, "warn"), told.mended, told.complete) == ({"no-verdict"}, 1, False)


def test_84fcd5d_three_labels_lead_nowhere(tables: Panet) -> None:
    """In kind: the three wrong labels of the commit in place of right ones."""
    wrong = {
        "UV and visible circular dichroism spectroscopy": "uv circular dichroism",
        "neutron time of flight technique": "neutron time of flight",
        "time of flight technique": "time of flight  technique 2",
    }
    used = {cell for row in tables[V1_2].rows for cell in row[LABEL + 1 :]} & wrong.keys()
    after = tables[V1_2].edited(
        lambda row: row.__setitem__(slice(9, 14), [wrong.get(c, c) for c in row[9:14]])
    )
    told = tables.review(tables[V1_2], after)

    assert used
    assert told.verdict == "fail"
    assert {each.text for each in found(told, "unresolved-reference")} == {wrong[label] for label in used}


def test_56826cd_labels_in_small_letters_pass(tables: Panet) -> None:
    """In kind: ten labels of v1.2.0 that had capitals, and all references to them."""
    words = [row[LABEL] for row in tables[V1_2].rows if tables[V1_2].number(row).startswith("01")]
    capitals = {label: label[0].upper() + label[1:] for label in words[40:50]}
    told = tables.review(tables[V1_2].respelt(capitals), tables[V1_2])

    assert len(told.change.relabelled) == 10
    assert (told.verdict, moved(told), told.version_step) == ("pass", (0, 0), "patch")
