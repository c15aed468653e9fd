"""The rules on PaNET's real versions; the figures are counted from the CSV files, or stand in its history."""

import csv
from collections import Counter, defaultdict
from io import StringIO
from pathlib import Path

import pytest
from rule_trial import found, step, version, view

from kg.ontology.rules import shipped_rules
from kg.ontology.view import View

V1_0, V1_1, V1_2, V1_3 = "v1.0.0", "v1.1.0", "v1.2.0", "v1.3.0"
MAY, JUNE = "master_2026-05-18_73715e8", "master_2026-06-29_7b19189"
PANET = "http://purl.org/pan-science/PaNET/"


def rows(shared_data: Path, name: str) -> list[dict[str, list[str]]]:
    """The table by its template strings, read by nothing of the product."""
    data = (shared_data / "ontologies" / "panet" / f"PaNET_{name}.csv").read_bytes().decode("utf-8-sig")
    _, template, *listed = csv.reader(StringIO(data, newline=""))
    found: list[dict[str, list[str]]] = []
    for cells in listed:
        by_column: dict[str, list[str]] = defaultdict(list)
        for column, cell in zip(template, cells, strict=False):
            if cell.strip():
                by_column[column].append(cell)
        if by_column["ID"] and by_column["ID"][0].startswith("http"):
            found.append(by_column)
    return found


def classes(shared_data: Path, name: str) -> dict[str, dict[str, list[str]]]:
    """The classes by IRI, the cells of repeated rows put together."""
    merged: dict[str, dict[str, list[str]]] = {}
    for row in rows(shared_data, name):
        for column, cells in row.items():
            merged.setdefault(row["ID"][0], defaultdict(list))[column] += cells
    return {iri: row for iri, row in merged.items() if row["TYPE"] != ["owl:ObjectProperty"]}


def of_rule(name: str, before: View, after: View) -> list[str]:
    return [each.term or "" for each in step(shipped_rules()[name], before, after)]


@pytest.mark.parametrize(("name", "shared"), [(V1_2, 1), (V1_3, 71), (JUNE, 0)])
def test_names_shared_by_two_terms(shared_data: Path, name: str, shared: int) -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for iri, row in classes(shared_data, name).items():
        for text in row["A rdfs:label"][:1] + row["A http://www.w3.org/2004/02/skos/core#altLabel"]:
            bearers[text.strip().casefold()].add(iri)
    by_hand = {text for text, iris in bearers.items() if len(iris) > 1}

    told = [each for each in found("duplicate-label", version(shared_data, name)) if each.text]
    synonyms = found("synonym-clash", version(shared_data, name))
    told += [each for each in synonyms if "but for case" in each.message]

    assert len(by_hand) == shared
    assert sorted((each.text or "").strip().casefold() for each in told) == sorted(by_hand)


@pytest.mark.parametrize(("name", "defined", "sourced"), [(V1_2, 16, 95), (V1_3, 28, 96), (JUNE, 53, 107)])
def test_definitions_and_sources(shared_data: Path, name: str, defined: int, sourced: int) -> None:
    panet = {iri: row for iri, row in classes(shared_data, name).items() if "/PaNET/PaNET" in iri}
    without = {iri for iri, row in panet.items() if not row["A IAO:0000115"]}
    unsourced = {iri for iri, row in panet.items() if not row["A IAO:0000119"]}
    seen = version(shared_data, name)
    with_labels = {iri for iri, row in panet.items() if row["A rdfs:label"]}

    assert {each.term for each in found("no-definition", seen)} & panet.keys() == without & with_labels
    assert {each.term for each in found("no-source", seen)} & panet.keys() == unsourced & with_labels
    # A row without a label (PaNET00000 in the first versions) is told by no-label alone.
    bare = panet.keys() - with_labels
    assert {each.term for each in found("no-label", seen)} == bare
    assert len(panet) - len(without) == defined
    assert len(panet) - len(unsourced) == sourced


def test_a_mass_renaming_that_kept_no_label(shared_data: Path) -> None:
    """PaNET ace6adc, which lies between the tables of May and of June 2026."""
    labels = {
        name: {iri: row["A rdfs:label"][0].strip() for iri, row in classes(shared_data, name).items()}
        for name in (MAY, JUNE)
    }
    renamed = {iri for iri, label in labels[JUNE].items() if labels[MAY].get(iri, label) != label}

    findings = found("label-lost", version(shared_data, JUNE), version(shared_data, MAY))

    assert len(renamed) == 240
    assert {each.term for each in findings} == renamed
    assert Counter(each.level for each in findings) == {"warn": 240}
    first = next(each for each in findings if each.term == f"{PANET}PaNET01022")
    assert first.suggestion == "Add the alternative label 'diffraction'."


def test_nothing_but_labels_was_broken_by_the_mass_renaming(shared_data: Path) -> None:
    before, after = version(shared_data, MAY), version(shared_data, JUNE)
    told = {name for name, rule in shipped_rules().items() if step(rule, before, after)}

    assert told == {"label-lost"}


def test_spelling_alone_is_no_lost_label(shared_data: Path) -> None:
    """PaNET d44305b and 64f8002: focused, dashes, spaces; between v1.3.0 and May 2026."""
    findings = found("label-lost", version(shared_data, MAY), version(shared_data, V1_3))
    spelt = {each.text for each in findings if each.level == "info"}

    assert spelt == {
        "microfocused probe",
        "nanofocused probe",
        "polymer micro- and nanografting",
        "time of flight spectrometry",
        "high resolution neutron imaging",
    }
    # A double space is no other name; "micro scale diffraction" was kept beside "microfocus diffraction".
    assert not {"spin echo scattering", "microfocus diffraction"} & {each.text for each in findings}
    assert Counter(each.level for each in findings)["warn"] == 18


def test_terms_that_share_a_label_before_and_after_are_an_older_fault(shared_data: Path) -> None:
    """Both `microfocussed probe` were spelt otherwise; they shared their label before."""
    assert found("duplicate-label", version(shared_data, MAY), version(shared_data, V1_3)) == []


def test_removed_terms(shared_data: Path) -> None:
    """PaNET dc00bc2 removed ten examples before v1.2.0, e30127c the root PaNET00000 before v1.3.0."""
    examples = of_rule("released-term-gone", version(shared_data, V1_1), version(shared_data, V1_2))
    root = of_rule("released-term-gone", version(shared_data, V1_2), version(shared_data, V1_3))

    assert len(examples) == 10
    assert f"{PANET}hasTechnique" in examples
    assert root == [f"{PANET}PaNET00000"]
    assert of_rule("released-term-gone", version(shared_data, V1_3), version(shared_data, JUNE)) == []


def test_equivalences_that_arose(shared_data: Path) -> None:
    """The guide's five of June 2026, less diffraction = Wikidata's, which is a cross-reference."""
    pairs = {
        tuple(sorted(each.key.removeprefix(PANET).replace(PANET, "").split(" ")))
        for before, after in [(V1_0, V1_1), (V1_1, V1_2), (V1_2, V1_3), (V1_3, MAY), (MAY, JUNE)]
        for each in found("new-equivalence", version(shared_data, after), version(shared_data, before))
    }
    first = found("new-equivalence", version(shared_data, V1_0))
    pairs |= {tuple(sorted(each.key.replace(PANET, "").split(" "))) for each in first}

    assert {
        ("PaNET01107", "PaNET01273"),
        ("PaNET01261", "PaNET01334"),
        ("PaNET2014001", "PaNET2020070"),
    } <= pairs
    assert not [pair for pair in pairs if any("Q133900" in iri or "CHMO" in iri for iri in pair)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [(V1_0, V1_1, True), (V1_1, V1_2, True), (V1_2, V1_3, False), (V1_3, MAY, True), (MAY, JUNE, False)],
)
def test_large_losses_of_the_real_versions(shared_data: Path, before: str, after: str, told: bool) -> None:
    """c4a22cd (v1.1.0), 1ef8c35 (v1.2.0) and e8d2404 (by May 2026) are to be told."""
    findings = found("large-loss", version(shared_data, after), version(shared_data, before))

    assert bool(findings) is told
    assert found("large-gain", version(shared_data, after), version(shared_data, before)) == []


def test_who_loses_is_named(shared_data: Path) -> None:
    (told,) = found("large-loss", version(shared_data, V1_2), version(shared_data, V1_1))

    assert told.message.startswith("51 inferred relations are lost")
    assert "'defined by functional dependence' loses 51" in told.message


def test_each_loss_of_may_is_told_at_its_own_rows(shared_data: Path) -> None:
    """Rows 533 and 534 set two domains to owl:Thing: 20 of the 49 pairs, by hand with both cells undone."""
    told = found("large-loss", version(shared_data, MAY), version(shared_data, V1_3))
    (domain,) = [each for each in told if each.cell and each.cell.row == 533]
    (left,) = found("technique-lost", version(shared_data, MAY), version(shared_data, V1_3))

    assert domain.message.startswith("20 inferred relations are lost")
    assert "'photon and neutron technique' loses 20." in domain.message
    assert sum(int(each.message.split(" ")[0]) for each in told) == 49
    assert (left.cell, left.message[:28]) == (domain.cell, "20 terms are no longer under")


def test_specifiers_moved_away_from_the_property_that_uses_them(shared_data: Path) -> None:
    """Since PaNET 5d92a66 two techniques are definedbyprobe some beam characteristic; nobody wrote that."""
    findings = found("wrong-specifier-branch", version(shared_data, MAY), version(shared_data, V1_3))

    assert [(each.term, each.level) for each in findings] == [
        (f"{PANET}PaNET01002", "warn"),
        (f"{PANET}PaNET01004", "warn"),
    ]
    assert {"definedbycharacteristic" in (each.suggestion or "") for each in findings} == {True}


def test_what_stands_in_the_table_of_june(shared_data: Path) -> None:
    """Worked out by reading the table: faults that nobody has mended so far."""
    seen = version(shared_data, JUNE)

    assert [each.text for each in found("spaces", seen)] == ["x-ray birefringence imaging "]
    assert of_rule("repeated-row", view("ID,Label\nID,A rdfs:label\n"), seen) == [f"{PANET}PaNET01022"]
    assert {each.text for each in found("label-style", seen)} == {
        "Micro XRF",
        "Absorption-based tomographic microscopy",
        "Ultra-fast tomographic microscopy",
    }
    assert ("polarised reflectivity-based techniques", "polarized reflectivity-based techniques") in {
        (each.text, each.suggestion) for each in found("spelling-variant", seen)
    }
    assert {(each.term, each.key) for each in found("outside-profile", seen)} == {
        (f"{PANET}PaNET{number}", "asymmetric irreflexive")
        for number in (1000000, 1001000, 1002000, 1003000, 1004000, 1005000)
    }
    for rule in (
        "category-clash",
        "subclass-loop",
        "unsatisfiable",
        "no-parent",
        "iri-out-of-range",
        "punning",
    ):
        assert found(rule, seen) == [], rule


def test_a_row_width_of_the_shipped_tables_is_right(shared_data: Path) -> None:
    for name in (V1_0, V1_1, V1_2, V1_3, MAY, JUNE):
        assert found("row-width", version(shared_data, name)) == []
        assert found("conflict-marker", version(shared_data, name)) == []
        assert found("bad-expression", version(shared_data, name)) == []
