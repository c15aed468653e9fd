"""Reading mapping tables: separators, padding, quotes, metadata, and what is no table at all."""

import csv
import io
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mapping_tables import NAMES, needs_data, real, rows_of

from kg.errors import BadInput
from kg.ontology.mappings import read
from kg.ontology.mappings.example import FAULTLESS, HEADER, METADATA
from kg.ontology.mappings.read import metadata_beside, open_table, read_table
from kg.ontology.mappings.rows import rows
from kg.ontology.mappings.table import MappingTable

TEXT = METADATA + HEADER + "\n" + FAULTLESS + "\n"


def table(text: str) -> MappingTable:
    return read_table(text.encode(), "table")


def cells(read: MappingTable) -> list[list[str]]:
    return [[field.text for field in row.fields] for row in read.rows]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_separators_line_ends_and_byte_order_mark(separator: str, end: str, mark: str) -> None:
    body = (HEADER + "\n" + FAULTLESS + "\n").replace(",", separator)
    found = table(mark + (METADATA + body).replace("\n", end))
    assert cells(found) == [FAULTLESS.split(",")]
    assert found.has_bom == bool(mark)
    assert found.prefixes["panet"] == "http://purl.org/pan-science/PaNET/"
    assert (found.rows[0].number, found.rows[0].line) == (8, 8)


def test_metadata_padded_and_quoted_by_a_spreadsheet() -> None:
    padded = (
        "# curie_map:,,,,,\n#   panet: http://purl.org/pan-science/PaNET/,,,,,\n"
        '"# mapping_set_description: one, two, ""three""",,,,,\n#   and more.,,,,,\n# ,,,,,\n'
    )
    found = table(padded + HEADER + "\n")
    assert found.metadata_fault is None
    assert found.stated("mapping_set_description") == 'one, two, "three" and more.'
    assert found.prefixes["panet"] == "http://purl.org/pan-science/PaNET/"


def test_metadata_that_are_no_yaml_are_read_line_by_line() -> None:
    found = table('#curie_map:\n#  panet: http://p/\n#  "<broken>",\n#license: x\n' + HEADER + "\n")
    assert found.metadata_fault is not None
    assert found.prefixes["panet"] == "http://p/"
    assert found.stated("license") == "x"


def test_values_stay_text() -> None:
    assert (
        table("#mapping_set_version: 2025-11-18\n" + HEADER + "\n").stated("mapping_set_version")
        == "2025-11-18"
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "#a: &a [x, x]\n#b: [*a, *a]\n",
        "#a: " + "[" * 5000 + "\n",
        "#a: !!python/object/apply:os.system [true]\n",
        "#a: " + "x" * 100_000 + "\n",
        "#? [a]\n#: b\n",
    ],
)
def test_hostile_metadata_are_a_fault_and_no_more(hostile: str) -> None:
    assert table(hostile + "#license: x\n" + HEADER + "\n" + FAULTLESS + "\n").rows


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "subject_id"),
        (b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        ("subject_id".encode("utf-16"), "UTF-16"),
        (b"subject_id,object_id\n\xe9", "line 2"),
        (b"ID,Label\nID,A rdfs:label\n", "ID, Label"),
        (b"# only comments\n", "comments"),
        (b"subject_id\n", "object_id"),
    ],
)
def test_what_is_no_mapping_table_is_told_what_would_be(data: bytes, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        read_table(data, "some file")


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_BYTES", 100)
    with pytest.raises(BadInput, match="100 bytes"):
        table(TEXT)
    monkeypatch.setattr(read, "MOST_BYTES", 10_000)
    monkeypatch.setattr(read, "MOST_ROWS", 5)
    with pytest.raises(BadInput, match="5 rows"):
        table(TEXT)
    monkeypatch.setattr(read, "MOST_ROWS", 100)
    with pytest.raises(BadInput, match="200 columns"):
        table(TEXT + "," * 300)


def test_external_metadata_are_named(tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "a.sssom.tsv").write_text(TEXT)
    assert metadata_beside(folder / "a.sssom.tsv") is None
    (folder / "a.sssom.yml").write_text("license: x")
    assert metadata_beside(folder / "a.sssom.tsv") == folder / "a.sssom.yml"


@needs_data
@pytest.mark.parametrize("name", NAMES)
def test_real_tables_read_as_the_csv_module_reads_them(name: str) -> None:
    found = open_table(real(name))
    assert cells(found) == [list(row.values()) for row in rows_of(name)]
    lines = real(name).read_text().splitlines()
    assert all(lines[row.line - 1].startswith(row.fields[0].text) for row in found.rows)


@settings(deadline=None)
@given(st.lists(st.lists(st.text('ab,"\n\r #', max_size=6), min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_the_csv_module_writes_is_read_again(wanted: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    # Python's writer leaves # unquoted, which begins a comment.
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(wanted)
    assert [[field.text for field in row.fields] for row in rows(written.getvalue(), ",")] == wanted


@settings(deadline=None)
@given(st.text('ab,"\n\r #;\t', max_size=60))
def test_every_text_is_parted_without_a_letter_lost(text: str) -> None:
    found = list(rows(text, ","))
    again = "".join(",".join(field.written for field in row.fields) for row in found)
    between = "".join(text[one.end : other.start] for one, other in pairwise(found))
    assert set(between) <= {"\r", "\n"}
    assert len(again) + len(between) + len(text[found[-1].end :] if found else text) == len(text)
    assert all(text[row.start : row.end] == ",".join(field.written for field in row.fields) for row in found)
