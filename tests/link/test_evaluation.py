"""The measure itself, worked out by hand, and the product on the development mappings."""

import json
from pathlib import Path

import pytest

from kg.errors import BadInput
from kg.evaluate.link_folds import FOLDS, Mapped, cross_validated, fold_of
from kg.evaluate.linkers import Answer
from kg.evaluate.linking import evaluate_linking, load_mappings, measured, place
from kg.rdf.panet import shipped_panet

DEV = Path(__file__).parents[3] / "shared/data/search/technique-linking/dev.jsonl"


def mapped(text: str, *targets: str, verbatim: bool = False, best: int = 3) -> Mapped:
    return Mapped(text, "ours", None, verbatim, best, frozenset(targets))


def test_twins_count_as_one_only_where_said() -> None:
    row, answer = mapped("x", "urn:specifier"), Answer(("urn:other", "urn:technique"))

    assert place(row, answer, {"urn:specifier": "urn:technique"}) == 2
    assert place(row, answer, {}) is None


def test_hits_and_shares_worked_out_by_hand() -> None:
    rows = [
        mapped("a", "urn:1", verbatim=True),
        mapped("b", "urn:2"),
        mapped("c", "urn:3", best=1),
        mapped("d", "urn:4", best=1),
    ]
    answers = [
        Answer(("urn:1",), True),  # right and sure
        Answer(("urn:9", "urn:2"), True),  # second, and sure of the first
        Answer(("urn:9", "urn:8", "urn:7", "urn:6", "urn:5", "urn:3"), False),  # sixth
        Answer((), False),
    ]

    found = measured(rows, answers, {})

    assert (found["n"], found["hit@1"], found["hit@5"]) == (4, 0.25, 0.5)
    assert found["mrr"] == round((1 + 1 / 2 + 1 / 6) / 4, 4)
    assert found["by"]["verbatim"]["hit@1"] == 1
    assert found["by"]["not verbatim"]["hit@1"] == 0
    assert found["by"]["broader or narrower, not verbatim"]["n"] == 2
    sure = found["where it does not ask"]
    assert (sure["share"], sure["n"], sure["hit@1"]) == (0.5, 2, 0.5)
    assert found["interval"][0] <= 0.25 <= found["interval"][1]


def test_the_same_text_is_in_one_fold() -> None:
    assert fold_of("Powder Diffraction ") == fold_of("powder diffraction")
    assert {fold_of(str(number)) for number in range(200)} == set(range(FOLDS))


def test_every_text_is_judged_by_a_choice_made_without_it() -> None:
    table = shipped_panet()
    rows = [mapped(term.label, iri, verbatim=True) for iri, term in sorted(table.terms.items())[60:90]]

    found = cross_validated(rows, table, None, place, draws=3)["product without encoder"]

    assert found["hit@1"] > 0.9  # names of PaNET itself
    low, high = found["hit@1 of the draws, lowest and highest"]
    assert low <= found["hit@1"] <= high


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    for content in ("", "{}\n", "no json\n", '{"text": "x", "targets": 3}\n'):
        file = tmp_path / "rows.jsonl"
        file.write_text(content)
        with pytest.raises(BadInput, match="mapping"):
            load_mappings(file)
    file.write_text(
        json.dumps({"text": "x", "targets": [{"panet": "urn:1", "gain": 2}], "context": "neutron"})
    )
    (row,) = load_mappings(file)
    assert (row.context, row.best, row.targets) == ("neutron", 2, frozenset({"urn:1"}))


@pytest.mark.skipif(not DEV.is_file(), reason="needs the development mappings beside the repository")
def test_the_development_mappings_are_linked_as_well_as_is_claimed() -> None:
    report = evaluate_linking(load_mappings(DEV), shipped_panet())

    systems = {of["system"]: of for of in report["systems"]}
    product = systems["product without encoder"]
    assert product["default"]
    assert product["hit@1"] >= 0.87
    assert product["strict"]["hit@1"] >= 0.82
    assert product["hit@5"] >= 0.95
    assert product["where it does not ask"]["hit@1"] >= 0.90
    assert product["where it does not ask"]["share"] >= 0.75
    for loser in ("exact name", "word TF-IDF", "character 2-4 grams"):
        assert systems[loser]["hit@1"] < product["hit@1"]
