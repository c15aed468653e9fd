"""Mapping tables against the ontology: the published ones counted by hand, and constructed ones by rule."""

from collections import Counter
from pathlib import Path

import pytest
from mapping_tables import MASTER, NAMES, expected, needs_data, real, released, rows_of, small

from kg.ontology.mappings.check import MappingReview, check
from kg.ontology.mappings.example import FAULTLESS, HEADER, MANUAL, METADATA, example, with_column
from kg.ontology.mappings.finding import MappingFinding
from kg.ontology.mappings.read import open_table, read_table
from kg.ontology.mappings.rule import MappingExample, MappingRule
from kg.ontology.mappings.rules import RULES


def judged(made: MappingExample, name: str = "example.csv") -> MappingReview:
    return check(read_table(made.table.encode(), name), small())


def only(made: MappingExample, rule: str) -> MappingFinding:
    found = judged(made).findings
    assert [each.rule for each in found] == [rule]
    return found[0]


@needs_data
@pytest.mark.parametrize("name", NAMES)
def test_published_tables_have_the_faults_that_a_spreadsheet_shows(name: str) -> None:
    review = check(open_table(real(name)), released(MASTER))
    counts: Counter[str] = Counter()
    for finding in review.findings:
        counts[finding.rule] += finding.count
        assert finding.count == len(finding.cells)
    assert counts == expected(name)
    assert len(review.table.rows) == review.checked == len(rows_of(name))
    assert review.verdict == ("warn" if name == "WFL" else "fail")


@needs_data
def test_one_cause_in_many_rows_is_one_finding() -> None:
    review = check(open_table(real("HI")), released(MASTER))
    swapped = [each for each in review.findings if each.rule == "mapping-swapped-columns"]
    assert [each.count for each in swapped] == [16]
    assert [cell.row for cell in swapped[0].cells] == list(range(19, 35))


@needs_data
def test_a_label_of_another_term_may_mean_that_the_id_is_wrong() -> None:
    """PaNET00408 is "manufacturing-based techniques"; the row says mass spectrometry, which is PaNET01268."""
    review = check(open_table(real("IUPAC")), released(MASTER))
    found = [each for each in review.findings if each.text == "mass spectrometry"]
    assert [(each.rule, each.is_repairable) for each in found] == [("mapping-label-drift", False)]
    assert "PaNET01268" in (found[0].suggestion or "")


@needs_data
def test_the_template_is_told_as_such() -> None:
    review = check(open_table(real("template")), released(MASTER))
    assert review.is_template
    assert review.verdict == "fail"
    assert not {"mapping-orcid", "mapping-date", "mapping-confidence"} & {
        each.rule for each in review.findings
    }


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_passes_its_passing_example_and_fails_the_other(rule: MappingRule) -> None:
    assert [each.message for each in judged(rule.passing).findings] == []
    found = [each for each in judged(rule.failing).findings if each.rule == rule.name]
    assert found
    assert rule.level in {each.level for each in found}
    for text in (rule.title, rule.why, rule.remedy):
        assert text
    assert not rule.title.endswith(".")


def test_rules_are_called_as_their_keys_say() -> None:
    assert all(name == rule.name and name.startswith("mapping-") for name, rule in RULES.items())


def test_a_prefix_nobody_declared_is_no_guess() -> None:
    finding = only(example(FAULTLESS.replace("other:1", "othr:1")), "mapping-prefix")
    assert (finding.level, finding.text, finding.suggestion) == ("fail", "othr:1", "other")
    assert not finding.is_repairable
    assert finding.cell is not None
    assert (finding.cell.row, finding.cell.column) == (8, 4)


def test_an_undeclared_prefix_of_the_ontology_is_given_its_address() -> None:
    made = example(FAULTLESS, metadata=METADATA.replace("#  panet: http://purl.org/pan-science/PaNET/\n", ""))
    found = {each.rule: each for each in judged(made).findings}
    assert found["mapping-prefix"].suggestion == "panet: http://purl.org/pan-science/PaNET/"


@pytest.mark.parametrize(
    ("subject", "rule", "suggestion"),
    [
        ("panet:PaNET0103", "mapping-id-form", "panet:PaNET01030"),  # a digit missing; the label tells which
        ("panet:PaNET01031", "mapping-unknown-term", "panet:PaNET01030"),
        ("panet:PaNETPaNET01030", "mapping-id-form", "panet:PaNET01030"),
        ("panet:PaNETPaNET01031", "mapping-id-form", "panet:PaNET01030"),
        (" panet:PaNET01030", "mapping-id-form", "panet:PaNET01030"),
        ("", "mapping-id-form", "sssom:NoTermFound"),
        ("PaNET01030", "mapping-id-form", "panet:PaNET01030"),
    ],
)
def test_forms_of_wrong_ids(subject: str, rule: str, suggestion: str) -> None:
    row = f"{subject},powder diffraction,skos:exactMatch,other:2,Powder,{MANUAL}"
    finding = only(example(FAULTLESS, row), rule)
    assert (finding.level, finding.suggestion) == ("fail", suggestion)
    is_sure = subject in ("panet:PaNETPaNET01030", " panet:PaNET01030")
    assert finding.is_repairable == is_sure


def test_a_whole_iri_is_understood() -> None:
    whole = FAULTLESS.replace("panet:", "http://purl.org/pan-science/PaNET/")
    finding = only(example(whole), "mapping-id-form")
    assert (finding.level, finding.suggestion) == ("info", "panet:PaNET01022")


def test_a_table_of_another_ontology_is_said_once() -> None:
    rows = [f"other:{n},A,skos:exactMatch,other:9{n},B{n},{MANUAL}" for n in range(5)]
    finding = only(example(*rows), "mapping-unknown-term")
    assert (finding.level, finding.count) == ("fail", 1)


def test_a_retired_term_names_what_takes_its_place() -> None:
    finding = only(RULES["mapping-retired-term"].failing, "mapping-retired-term")
    assert finding.suggestion == "panet:PaNET01022"
    assert not finding.is_repairable


@pytest.mark.parametrize(
    ("label", "level", "is_sure"),
    [
        ("lattice scattering", "info", True),
        ("Diffraction", "warn", True),
        ("refraction", "warn", True),
        ("powder diffraction", "warn", False),
        ("SAS", "warn", False),
    ],
)
def test_labels_that_are_not_the_terms(label: str, level: str, is_sure: bool) -> None:
    finding = only(example(FAULTLESS.replace(",diffraction,", f",{label},")), "mapping-label-drift")
    assert (finding.level, finding.is_repairable) == (level, is_sure)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("exactMatch", "narrowMatch", "fail"),
        ("exactMatch", "relatedMatch", "fail"),
        ("broadMatch", "narrowMatch", "fail"),
        ("relatedMatch", "broadMatch", "fail"),
        ("exactMatch", "closeMatch", "warn"),
        ("closeMatch", "broadMatch", "warn"),
    ],
)
def test_relations_that_exclude_each_other(one: str, other: str, level: str) -> None:
    rows = [FAULTLESS.replace("exactMatch", relation) for relation in (one, other)]
    assert only(example(*rows), "mapping-conflict").level == level


def test_a_term_exactly_matched_into_two_vocabularies_is_right() -> None:
    metadata = METADATA.replace("#  orcid", "#  third: https://example.com/\n#  orcid")
    assert not judged(example(FAULTLESS, FAULTLESS.replace("other:1", "third:1"), metadata=metadata)).findings


def test_one_object_of_two_subjects() -> None:
    row = f"panet:PaNET01030,powder diffraction,skos:exactMatch,other:1,Diffraction,{MANUAL}"
    finding = only(example(FAULTLESS, row), "mapping-not-one-to-one")
    assert "other:1" in finding.message
    assert "rows 8, 9" in finding.message


def test_a_repeated_row_that_says_something_else_is_not_dropped() -> None:
    made = example(f"{FAULTLESS},0.9", f"{FAULTLESS},0.8", header=f"{HEADER},confidence")
    finding = only(made, "mapping-duplicate")
    assert "confidence" in finding.message
    assert not finding.is_repairable


@pytest.mark.parametrize(
    ("column", "value", "suggestion"),
    [
        ("mapping_date", "2025-02-30", None),
        ("mapping_date", "31.12.2025", "2025-12-31"),
        ("mapping_date", "12/31/2025", "2025-12-31"),
        ("mapping_date", "03/04/2025", None),  # March or April
        ("mapping_date", "2025-11-18T10:00:00", None),
        ("mapping_date", "２０２５-11-18", None),
        ("confidence", "1.01", None),
        ("confidence", "-0.1", None),
        ("confidence", '"0,9"', "0.9"),
        ("confidence", "90%", "0.9"),
        ("confidence", "nan", None),
        ("confidence", "high", None),
        ("author_id", "orcid:0000-0002-1825-0098", None),
        ("author_id", "orcid:0000-0002-1825-0097|orcid:1234", None),
    ],
)
def test_values_out_of_range(column: str, value: str, suggestion: str | None) -> None:
    rule = {"mapping_date": "mapping-date", "confidence": "mapping-confidence", "author_id": "mapping-orcid"}
    finding = only(with_column(column, value), rule[column])
    assert finding.suggestion == suggestion
    assert not finding.is_repairable


@pytest.mark.parametrize("value", ["0", "1", "0.99", ".5", "1e-3", ""])
def test_confidences_in_range(value: str) -> None:
    assert not judged(with_column("confidence", value)).findings


def test_ids_of_other_registries_are_no_wrong_orcids() -> None:
    metadata = METADATA.replace("#  orcid", "#  ror: https://ror.org/\n#  orcid")
    made = example(f"{FAULTLESS},ror:02550n020", header=f"{HEADER},author_id", metadata=metadata)
    assert not judged(made).findings


def test_what_a_merge_left_behind() -> None:
    found = judged(example("<<<<<<< HEAD", FAULTLESS, "=======", ">>>>>>> other")).findings
    rows = [each for each in found if each.rule == "mapping-row"]
    assert [(each.count, [cell.row for cell in each.cells]) for each in rows] == [(3, [8, 10, 11])]


def test_a_set_with_the_id_of_another_table(tmp_path: Path) -> None:
    metadata = METADATA.replace("https://example.org/mappings/example", "mapping_IUCr_PaNET_v1.0.0")
    for name, count in (("mapping_HI.csv", 2), ("mapping_IUCr.csv", 1), ("other.csv", 1)):
        assert len(judged(example(FAULTLESS, metadata=metadata), str(tmp_path / name)).findings) == count
