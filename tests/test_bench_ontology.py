"""The ontology bench measures what it says, on tables of the form and size it says. Nothing is timed."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from kg.bench.ontology import run
from kg.bench.ontology_check import whole_check
from kg.bench.ontology_corpus import history, invented, mapping_tables, panet_folder, versions
from kg.bench.ontology_replay import replayed
from kg.ontology.change import Change
from kg.ontology.mappings.read import read_table
from kg.ontology.memory import Memory
from kg.ontology.read.template import read_template

_HEAD = "ID,Label,RDF Type,Parent IRI\nID,A rdfs:label,TYPE,SC %\n"
_WIDER = "ID,Label,RDF Type,Definition,Parent IRI\nID,A rdfs:label,TYPE,A IAO:0000115,SC %\n"


def _narrow(*labels: str) -> bytes:
    rows = [f"https://example.org/{at},{label},owl:Class,owl:Thing" for at, label in enumerate(labels)]
    return "\n".join([_HEAD.strip(), *rows, ""]).encode()


def _labels(data: bytes) -> list[str]:
    return [row[1] for row in csv.reader(StringIO(data.decode()))][2:]


def test_an_invented_table_has_the_size_of_panet_and_no_fault() -> None:
    document = read_template(invented(3), "invented.csv")

    assert len(document.classes) == 501 + 7  # and two of the nine upper terms are properties
    assert document.faults == ()
    assert len({term.label for term in document.terms.values()}) == len(document.terms)


def test_invented_versions_are_the_same_each_time_and_differ_from_each_other() -> None:
    first, again = versions(None), versions(None)

    assert first == again
    assert len({data for _, data in first}) == 6
    memory = Memory()
    before, after = (memory.view(read_template(data, name)) for name, data in first[:2])
    change = Change(before, after)
    # Every fifteenth technique from the first on: 1, 16, 31, ... below 501.
    assert sorted(new for _, new in change.relabelled.values()) == sorted(
        f"invented technique {number} of version 1" for number in range(1, 501, 15)
    )
    assert change.inferred_gained  # a technique of every twenty-first has another probe


def test_a_history_goes_from_the_first_table_to_the_last_row_by_row() -> None:
    found = history([_narrow("a", "b", "c", "d"), _narrow("a", "x", "y", "z")], 3)

    assert [_labels(data) for data in found] == [
        ["a", "b", "c", "d"],
        ["a", "x", "c", "d"],
        ["a", "x", "y", "d"],
        ["a", "x", "y", "z"],
    ]


def test_steps_are_shared_by_the_rows_that_differ_and_none_is_empty() -> None:
    tables = [_narrow("a", "b", "c", "d"), _narrow("a", "b", "c", "z"), _narrow("k", "l", "m", "z")]

    found = [_labels(data) for data in history(tables, 4)]

    assert found == [
        ["a", "b", "c", "d"],
        ["a", "b", "c", "z"],
        ["k", "b", "c", "z"],
        ["k", "l", "c", "z"],
        ["k", "l", "m", "z"],
    ]
    assert len(history(tables, 100)) == 5  # four rows differ, so there are no more steps than four


def test_rows_that_go_and_come_and_a_new_column_are_steps_too() -> None:
    later = "\n".join(
        [
            _WIDER.strip(),
            "https://example.org/0,a,owl:Class,,owl:Thing",
            "https://example.org/9,new,owl:Class,Said.,owl:Thing",
            "",
        ]
    ).encode()

    first, second, third = history([_narrow("a", "b"), later], 2)

    assert _labels(first) == ["a", "b"]
    assert _labels(second) == ["a", "b", "new"]
    assert _labels(third) == ["a", "new"]
    assert set(read_template(third, "x.csv").axioms) == set(read_template(later, "x.csv").axioms)


def test_panet_s_tables_are_found_oldest_first(tmp_path: Path) -> None:
    folder = tmp_path / "ontologies" / "panet"
    folder.mkdir(parents=True)
    for name in ("PaNET_master_2026-05-18.csv", "PaNET_v1.2.0.csv", "PaNET_v1.0.0.csv", "other.csv"):
        (folder / name).write_bytes(_narrow("a"))

    assert panet_folder(tmp_path) == panet_folder(folder) == folder
    assert [name for name, _ in versions(tmp_path)] == [
        "PaNET_v1.0.0.csv",
        "PaNET_v1.2.0.csv",
        "PaNET_master_2026-05-18.csv",
    ]
    assert panet_folder(tmp_path / "ontologies") is panet_folder(None) is None


def test_the_invented_mapping_table_has_the_rows_it_should() -> None:
    ((name, data),) = mapping_tables(
        None, [("https://example.org/1", "one"), ("https://example.org/2", "two")]
    )

    assert [row.line for row in read_table(data, name).rows] == [2, 3]


def test_a_replay_tells_the_verdict_of_each_step() -> None:
    told = replayed([_narrow("a", "b"), _narrow("a", "c"), _narrow("a", "c", "a")])

    assert told["steps"] == 2
    assert told["verdicts"] == {"fail": 1, "warn": 1}  # a label lost; two terms with one label


def test_a_whole_check_is_the_sum_of_its_steps(tmp_path: Path) -> None:
    before, after = tmp_path / "before.csv", tmp_path / "after.csv"
    before.write_bytes(_narrow("a"))
    after.write_bytes(_narrow("b"))

    told = whole_check(before, after, runs=1)

    steps = told["steps"]
    assert isinstance(steps, dict)
    assert [*steps] == ["interpreter", "imports", "reading", "classifying", "rules", "words", "shell"]
    assert all(seconds >= 0 for seconds in steps.values())
    # Measured in two processes, so the steps may exceed the whole by what that differs.
    assert steps["shell"] == 0 or sum(steps.values()) == pytest.approx(told["cpu_seconds"])


@pytest.mark.slow
@pytest.mark.bench
def test_the_bench_tells_figures_with_their_ratios(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.bench.ontology.STEPS", 4)
    monkeypatch.setattr("kg.bench.ontology._RUNS", 1)
    monkeypatch.setattr("kg.bench.ontology_check._RUNS", 1)
    lines: list[str] = []

    answer = run(None, lines.append)

    assert answer["invented"] is True
    assert answer["history"]["steps"] == 4 + 1  # five pairs of versions, each with at least one step
    seconds, ratio = answer["reading"]["cpu_seconds"], answer["reading"]["ratio"]
    assert ratio["rdflib"] == pytest.approx(seconds["rdflib"] / seconds["owl"])
    assert set(answer["judging"]["cpu_seconds"]) == {"rules", "explanations", "mappings", "impact"}
    assert answer["judging"]["mapping_rows"] == 450
    assert any("one whole check" in line for line in lines)
