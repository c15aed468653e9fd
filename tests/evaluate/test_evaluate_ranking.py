"""Systems side by side on a collection known by heart; and the command that prints them."""

from pathlib import Path

import pytest
from commands import answer, kg
from evaluate.judged_files import write_files
from searching import LetterEncoder, silent

from kg.answer.rank import rank
from kg.evaluate.collection import load_collection
from kg.evaluate.ranking import evaluate_search
from kg.evaluate.runs import read_run, run_name
from kg.evaluate.table import markdown
from kg.index.words import Words, write_words

DATAFINDER = ("queries-dev.jsonl", "docs.jsonl", "qrels-dev.tsv")


def test_words_alone_find_both_and_say_what_is_missing(tmp_path: Path) -> None:
    collection = load_collection(*write_files(tmp_path))

    report = evaluate_search(collection, None, silent, tmp_path / "runs", "There is no encoder here.")

    assert (report["n"], report["documents"], report["dense"]) == (2, 3, False)
    assert report["dense_reason"] == "There is no encoder here."
    assert [row["system"] for row in report["systems"] if row["default"]] == ["BM25 over fields"]
    first = report["systems"][0]
    # "welded steel" is held by one document; of "owl bone" the bone's holds both words.
    assert (first["system"], first["ndcg@10"], first["recall@20"]) == ("BM25, one field", 1, 1)
    assert first["interval"] == [1, 1]
    assert (first["difference"], first["p"]) == (0, 1)


def test_there_is_a_run_file_for_every_system_with_the_names_as_they_were(tmp_path: Path) -> None:
    collection = load_collection(*write_files(tmp_path))

    report = evaluate_search(collection, None, silent, tmp_path / "runs")

    files = {path.name for path in (tmp_path / "runs").iterdir()}
    assert files == {f"{run_name(row['system'])}.run" for row in report["systems"]}
    for name in files:
        run = read_run(tmp_path / "runs" / name)
        assert run["q2"][0][0] == "steel 1"


def test_the_default_is_the_ranking_of_the_search(tmp_path: Path) -> None:
    collection = load_collection(*write_files(tmp_path))
    encoder = LetterEncoder(tmp_path / "cache")

    report = evaluate_search(collection, encoder, silent, tmp_path / "runs")

    (default,) = [row["system"] for row in report["systems"] if row["default"]]
    run = read_run(tmp_path / "runs" / f"{run_name(default)}.run")
    write_words(collection.documents, tmp_path / "words")
    words = Words(tmp_path / "words")
    vectors = encoder.encode([document.meaning for document in collection.documents])
    for query, text in collection.queries.items():
        ranking = rank(words, words.terms(text), vectors, encoder.encode([text])[0])
        assert [name for name, _ in run[query]] == [collection.names[at] for at in ranking.order()]


def test_the_table_for_the_readme_marks_the_default_and_shows_the_losers(tmp_path: Path) -> None:
    table = markdown(evaluate_search(load_collection(*write_files(tmp_path)), None, silent))

    lines = table.splitlines()
    assert lines[0].startswith("| 2 queries, 3 documents | nDCG@10")
    assert lines[2] == "| BM25, one field | 1.000 [1.000, 1.000] | 1.000 |  |"
    assert sum(line.startswith("| **BM25 over fields** (default) |") for line in lines) == 1
    assert any(line.startswith("| PaNOSC scoring |") for line in lines)
    assert "10,000 bootstrap draws" in table
    assert "chosen on these very queries" in table


def test_the_command_prints_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENCODER", "none")
    files = write_files(tmp_path)

    report = answer("eval", "search", *files, "--run-dir", tmp_path / "runs")

    assert report["n"] == 2
    assert {"system", "ndcg@10", "recall@20", "interval", "default"} <= report["systems"][0].keys()
    assert sum(row["default"] for row in report["systems"]) == 1
    assert (tmp_path / "runs" / "BM25-one-field.run").is_file()
    assert "switched off" in report["dense_reason"]


def test_the_command_names_the_line_that_is_wrong(tmp_path: Path) -> None:
    files = write_files(tmp_path, judgements="q1 bone\n")

    result = kg("eval", "search", *files)

    assert result.exit_code != 0
    assert "qrels.tsv, line 1" in str(result.exception)


@pytest.mark.slow
def test_fields_are_not_worse_than_one_field_on_real_queries(shared_data: Path) -> None:
    """The lexical side alone, as it is without the extra; the paired interval lies above zero."""
    folder = shared_data / "search" / "datafinder"
    queries, documents, judgements = (folder / name for name in DATAFINDER)
    collection = load_collection(queries, documents, judgements)

    rows = {row["system"]: row for row in evaluate_search(collection, None, silent)["systems"]}

    assert len(collection.queries) == 192
    assert rows["BM25, one field"]["ndcg@10"] == pytest.approx(0.126, abs=0.005)  # published baseline
    assert rows["BM25 over fields"]["difference_interval"][0] > 0
    assert rows["PaNOSC scoring"]["difference_interval"][1] < 0
