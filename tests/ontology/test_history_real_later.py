"""PaNET's real history from v1.3.0 on; `test_history_real.py` says which commits there are, and how near."""

from pathlib import Path

import pytest
from panet_reviews import (
    Panet,
    count,
    definition,
    found,
    levels,
    members,
    moved,
    own,
    parents,
    replacing,
    said,
    setting,
)
from panet_table import DEFINITION, JUNE, LABEL, MAY, PARENTS, V1_2, V1_3, PanetTable, row_like

from kg.ontology.read.template import read_template
from kg.ontology.review import review
from kg.rdf.names import PANET

BEAMS = ("00103", "00104", "00105", "00106")
USANS, VSANS, SANS = (f"{PANET}PaNET0{number}" for number in (1240, 1278, 1189))


@pytest.fixture(scope="module")
def tables(shared_data: Path) -> Panet:
    return Panet(shared_data)


def specifiers(table: PanetTable) -> PanetTable:
    """v1.3.0 before f939a81: the 71 specifiers that share a technique's label have another one."""
    techniques = {row[LABEL].strip() for row in table.rows if len(table.number(row)) == 5}
    own_kind = {"resonance phenomenon", "characterize excitations"}

    def edit(row: list[str]) -> None:
        label = row[LABEL].strip()
        number = table.number(tuple(row))
        if len(number) == 7 and number.startswith("2") and label in techniques:
            row[LABEL] = f"{label} (specifier)"
        for label in own_kind:
            row[PARENTS.start :] = [
                f"{label} (specifier)"
                if cell == label
                else cell.replace(f"'{label}'", f"'{label} (specifier)'")
                for cell in row[PARENTS.start :]
            ]

    return table.edited(edit)


def test_f939a81_two_terms_get_one_label(tables: Panet) -> None:
    told = tables.review(specifiers(tables[V1_3]), tables[V1_3])

    assert told.verdict == "fail"
    assert count(told, "duplicate-label") == 71
    assert count(told, "ambiguous-reference") == 3
    assert moved(told) == (0, 0)
    (duplicates,) = found(told, "duplicate-label")
    assert len(duplicates.members) == 71, "one line for the editor, every one of them for a program"


def test_its_collisions_are_older_findings_later(tables: Panet) -> None:
    """A step long after f939a81 is not blamed for it: only what is new counts."""
    told = tables.review(tables[MAY].without(["00107", "2011007"]), tables[MAY])

    assert "duplicate-label" not in {each.rule for each in told.findings}
    assert told.older >= 71


def test_547642c_a_second_row_makes_two_terms_equal(tables: Panet) -> None:
    """In kind: a second row of `imaging` says that it is `obtain spatial map`."""
    table = tables[V1_3].edited(setting(parent=parents("purpose"), equal=definition()), "2020070")
    second = row_like(table, "2020070", c2="imaging", c15="PaNET:PaNET2014001")
    told = tables.review(table, table.with_rows(second))

    assert told.verdict == "warn"
    assert levels(told, "warn") == {"new-equivalence"}
    assert [each.level for each in found(told, "repeated-row")] == ["info"]
    assert "now mean the same" in said(told, "inferred")


def diffraction(table: PanetTable) -> PanetTable:
    return table.edited(lambda row: row.__setitem__(3, ""), "01163")


def test_2c2775f_a_misleading_synonym_is_removed(tables: Panet) -> None:
    told = tables.review(tables[V1_2], diffraction(tables[V1_2]))

    assert (told.verdict, told.findings, moved(told)) == ("pass", (), (0, 0))
    assert 'loses the alternative label "Diffraction"' in said(told, "asserted")


def test_its_inverse_is_a_synonym_clash(tables: Panet) -> None:
    told = tables.review(diffraction(tables[V1_2]), tables[V1_2])

    assert told.verdict == "warn"
    assert "synonym-clash" in levels(told, "warn")


@pytest.mark.parametrize(
    "spelling",
    [
        {"microfocussed probe": "microfocused probe", "nanofocussed probe": "nanofocused probe"},
        {"high-resolution neutron imaging": "high resolution neutron imaging"},
        {"time-of-flight spectrometry": "time of flight spectrometry"},
        {"spin echo  scattering": "spin echo scattering"},
    ],
    ids=["d44305b", "64f8002", "5aa30bf", "956ac42"],
)
def test_another_spelling_passes(tables: Panet, spelling: dict[str, str]) -> None:
    told = tables.review(tables[V1_3], tables[V1_3].respelt(spelling))

    assert told.change.relabelled
    assert (told.verdict, moved(told)) == ("pass", (0, 0))
    assert levels(told, "info") <= {"label-lost"}


def test_fff8023_the_model_edit_passes(tables: Panet) -> None:
    told = tables.review(tables[MAY].taking(tables[V1_3], "01032"), tables[MAY])

    assert (told.verdict, told.findings) == ("pass", ())
    assert moved(told) == (2, 0)
    assert "stays as alternative label" in said(told, "asserted")


def contrast(table: PanetTable) -> PanetTable:
    """May's table with 1598371's definition of x-ray phase contrast imaging: by the specifier x-ray."""
    return table.edited(replacing("PaNET:PaNET01012", "PaNET:PaNET2020009"), "01334")


def test_1598371_a_technique_is_defined_as_a_specifier(tables: Panet) -> None:
    told = tables.review(tables[MAY].without(["01334"]), contrast(tables[MAY]))

    assert told.verdict == "fail"
    assert levels(told, "fail") == {"category-clash"}
    assert moved(told) == (11, 0)


def test_8e0bebd_mends_it_and_makes_two_terms_equal(tables: Panet) -> None:
    told = tables.review(contrast(tables[MAY]), tables[MAY])

    assert told.verdict == "warn"
    assert levels(told, "warn") == {"new-equivalence"}
    assert moved(told) == (10, 4)
    assert told.mended == 1


def test_e8d2404_probes_leave_the_techniques(tables: Panet) -> None:
    domains = tables[V1_3].edited(lambda row: row.__setitem__(22, "owl:Thing"), "1000000", "1001000")
    told = tables.review(tables[V1_3], domains)

    assert told.verdict == "warn"
    assert moved(told) == (0, 28)
    assert levels(told, "warn") == {"large-loss", "technique-lost"}


def test_5d92a66_a_characteristic_of_the_beam_is_added(tables: Panet) -> None:
    probes = ("2011003", "2011004", "2011005", "2011006")
    before = tables[MAY].without(["2005000", "1005000", "00006"])
    before = before.edited(replacing("beam characteristic", "probe"), *probes)
    before = before.edited(replacing("definedbycharacteristic", "definedbyprobe"), *BEAMS)
    told = tables.review(before, tables[MAY])

    assert told.verdict in ("pass", "warn")
    assert moved(told) == (56, 27)


RENAMED = (
    *("00100", "00101", "00102"),
    *(f"0{number}" for number in range(1005, 1016)),
)


def renamed(tables: Panet) -> PanetTable:
    """v1.3.0 with the labels of dfa98e7, the 93 references left behind."""
    old, new = tables[V1_3], tables[MAY]
    labels = {old.row(number)[LABEL]: new.row(number)[LABEL] for number in RENAMED}
    return old.respelt(labels, references=False)


def test_dfa98e7_93_references_are_left_behind(tables: Panet) -> None:
    told = tables.review(tables[V1_3], renamed(tables))

    assert (told.verdict, told.complete) == ("fail", False)
    references = found(told, "unresolved-reference")
    assert count(told, "unresolved-reference") == 93
    assert len(references) == 13, "one for each label that is still referred to, VUV photon probe is not"
    assert {each.count for each in references if each.text == "x-ray probe"} == {48}
    assert levels(told, "fail") == {"unresolved-reference"}, "no-verdict would say it a second time"


def test_a_commit_on_top_of_it_fails_still(tables: Panet) -> None:
    """Between dfa98e7 and ab66ee9 nothing could be built, whatever else was changed."""
    broken = renamed(tables)
    told = tables.review(broken, broken.edited(lambda row: row.__setitem__(DEFINITION, "A test"), "01030"))

    assert told.verdict == "fail"
    assert levels(told, "fail") == {"no-verdict"}
    assert told.older >= 93


def test_4b96e6a_conflict_markers_are_committed(tables: Panet) -> None:
    """In kind: one conflict of three markers, both sides left in the table."""
    lines = tables[MAY].data.decode().splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if "PaNET01333" in line)
    conflict = ["<<<<<<< HEAD\n", lines[place], "=======\n", lines[place], ">>>>>>> other\n"]
    data = "".join([*lines[:place], *conflict, *lines[place + 1 :]]).encode()
    told = review(tables[MAY].document, read_template(data, "PaNET.csv"), memory=tables.memory)

    assert told.verdict == "fail"
    assert count(told, "conflict-marker") == 3
    assert {each.cell.line for each in members(found(told, "conflict-marker")) if each.cell} == {
        place + 1,
        place + 3,
        place + 5,
    }


def test_445e1ce_a_probe_is_added(tables: Panet) -> None:
    told = tables.review(tables[MAY].without(["00107", "2011007"]), tables[MAY])

    assert told.verdict in ("pass", "warn")
    assert moved(told) == (3, 0)
    assert told.change.added == (f"{PANET}PaNET00107", f"{PANET}PaNET2011007")


def before_vsans(table: PanetTable) -> PanetTable:
    """May's table before 7011e6b: USANS is not yet below VSANS, and VSANS is defined by USAS."""
    usans = setting(
        parent=parents(), equal=definition("ultra small angle scattering", "neutron probe technique")
    )
    vsans = setting(
        parent=parents(), equal=definition("small angle neutron scattering", "ultra small angle scattering")
    )
    return table.edited(usans, "01240").edited(vsans, "01278")


def test_7011e6b_says_the_side_effect_and_why(tables: Panet) -> None:
    told = tables.review(before_vsans(tables[MAY]), tables[MAY])

    assert (told.verdict, told.findings) == ("pass", ())
    # The study counts PaNET's own pairs here; the sixth is that of the Wikidata item equal to diffraction.
    assert (own(told.change.inferred_gained), own(told.change.inferred_lost)) == (5, 3)
    assert {(USANS, VSANS), (USANS, SANS)} <= told.change.inferred_gained
    assert (
        "ultra small angle neutron scattering is now put below very small angle neutron scattering"
        in said(told, "asserted")
    )
    (effect,) = [each for each in told.sentences if each.kind == "side-effect" and "becomes" in each.text]
    assert effect.text.startswith("ultra small angle neutron scattering also becomes neutron diffraction")
    for label in ("diffraction", "elastic scattering"):
        assert label in effect.text
    assert ", because small angle neutron scattering is defined" in effect.text
    assert "neutron diffraction" in effect.text.partition("because")[2]
    assert effect.because


def test_ace6adc_240_labels_are_lost(tables: Panet) -> None:
    told = tables.review(tables[MAY], tables[JUNE])

    assert told.verdict == "warn"
    assert moved(told) == (0, 0)
    (lost,) = found(told, "label-lost")
    assert (lost.count, len(lost.members)) == (240, 240)
    assert len({each.term for each in lost.members}) == 240
    assert told.mended >= 71, "the new labels part the techniques from the specifiers"
    assert '240 labels changed, 240 of them now ending in "-based techniques"' in said(told, "asserted")
    assert told.version_step == "patch"


@pytest.mark.parametrize(
    ("before", "after", "closures"),
    [(V1_2, V1_3, (3120, 3720)), (V1_3, MAY, (3720, 3750))],
    ids=["v1.3.0", "May 2026"],
)
def test_a_release_is_told_in_about_a_page(
    tables: Panet, before: str, after: str, closures: tuple[int, int]
) -> None:
    told = tables.review(tables[before], tables[after])

    assert tuple(view.hierarchy.subsumptions for view in (told.change.before, told.change.after)) == closures
    assert len(told.sentences) <= 75
    assert len(told.findings) <= 40
