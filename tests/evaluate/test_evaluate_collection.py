"""Reading a test collection: both ways of writing judgements, and what is wrong with a file."""

from pathlib import Path

import pytest
from evaluate.judged_files import DOCUMENTS, JUDGEMENTS, QUERIES, write_files

from kg.errors import BadInput
from kg.evaluate.collection import load_collection


def test_names_with_spaces_are_kept_where_tabs_part_the_columns(tmp_path: Path) -> None:
    collection = load_collection(*write_files(tmp_path))

    assert collection.names == ("steel 1", "bone", "owl")
    assert collection.queries == {"q1": "owl bone", "q2": "welded steel"}
    assert collection.judged == {"q1": {"bone": 1.0}, "q2": {"steel 1": 1.0}}
    assert collection.remarks == ()


def test_trec_judgements_are_parted_by_spaces_and_have_no_heading(tmp_path: Path) -> None:
    files = write_files(tmp_path, judgements="q1 0 bone 2\r\nq1  0 owl 0\n\n")

    assert load_collection(*files).judged == {"q1": {"bone": 2.0, "owl": 0.0}}


def test_texts_go_to_the_fields_of_the_index(tmp_path: Path) -> None:
    owl = load_collection(*write_files(tmp_path)).documents[2]

    assert owl.texts["papers"] == ("How the owl flies",)
    assert owl.texts["sample"] == ("owl feather",)
    assert owl.meaning.startswith("Feathers. How the owl flies")


def test_another_text_of_the_queries_can_be_asked_for(tmp_path: Path) -> None:
    assert load_collection(*write_files(tmp_path), text="short").queries["q1"] == "bone"


def test_what_cannot_be_measured_is_said(tmp_path: Path) -> None:
    judgements = JUDGEMENTS + "q1\t0\tnowhere\t1\nq9\t0\tbone\t1\n"
    files = write_files(tmp_path, queries=(*QUERIES, {"id": "q3", "query": "gold"}), judgements=judgements)

    assert load_collection(*files).remarks == (
        "1 queries have no relevant document and are left out.",
        "1 judged queries are not in the file of queries and do not count.",
        "1 relevant documents are not in the file of documents: no system can find them.",
    )


def test_a_line_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    files = write_files(tmp_path)
    text = '{"id": "one", "title": "before\u2028after"}\n{"id": "bone", "title": "bone"}\n'
    files[1].write_text(text, encoding="utf-8")

    assert load_collection(*files).names == ("one", "bone")


@pytest.mark.parametrize(
    ("judgements", "said"),
    [
        ("q1 bone 1\n", r"qrels\.tsv, line 1: a judgement reads"),
        ("q1\t0\tbone\thigh\n", r"qrels\.tsv, line 1: relevance is a whole number .* not 'high'"),
        ("q1 0 steel 1 1\n", "tabs part the columns"),
        ("q1\t0\tbone\t0\n", "no document relevant"),
    ],
)
def test_wrong_judgements_are_named(tmp_path: Path, judgements: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        load_collection(*write_files(tmp_path, judgements=judgements))


def test_wrong_lines_of_json_are_named(tmp_path: Path) -> None:
    queries, documents, judgements = write_files(tmp_path)
    documents.write_text('{"id": "a"}\n{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"docs\.jsonl, line 2: a second document is called 'a'"):
        load_collection(queries, documents, judgements)

    documents.write_text('{"id": "a"}\n{"id": \n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"docs\.jsonl, line 2: not JSON"):
        load_collection(queries, documents, judgements)

    write_files(tmp_path, queries=[{"id": "q1", "text": "owl"}])
    with pytest.raises(BadInput, match=r"queries\.jsonl, line 1: a query needs the texts `id` and `query`"):
        load_collection(queries, documents, judgements)

    with pytest.raises(BadInput, match="cannot be read"):
        load_collection(tmp_path / "none", documents, judgements)


def test_the_documents_are_not_changed_by_reading(tmp_path: Path) -> None:
    collection = load_collection(*write_files(tmp_path, documents=DOCUMENTS[:2]))

    assert [document.card.title for document in collection.documents] == [
        "Cracks in steel", "Tomography of bone"
    ]  # fmt: skip
