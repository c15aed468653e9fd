"""What sources send as JSON, sound or not."""

import pytest

from kg.errors import BadRecord
from kg.harvest.payload import read_json, write_json


def test_control_characters_inside_texts_are_let_through() -> None:
    assert read_json(b'{"abstract": "one\x0b\ntwo"}') == {"abstract": "one\x0b\ntwo"}


def test_not_a_number_becomes_null() -> None:
    assert read_json(b'{"value": NaN, "other": [Infinity]}') == {"value": None, "other": [None]}


def test_a_byte_order_mark_is_no_obstacle() -> None:
    assert read_json(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


def test_half_a_surrogate_pair_becomes_a_question_mark() -> None:
    assert read_json(b'{"title": "a\\ud800b"}') == {"title": "a?b"}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "An HTML or XML page instead of JSON"),
        (b'[{"doi": "10.5072/a", "title": "Never fin', "Truncated JSON: it breaks off at line 1"),
        (b'[{"doi": "10.5072/a"},', "Truncated JSON"),
        (b"", "Empty"),
        (b"Internal Server Error", "No valid JSON: Expecting value at line 1, column 1"),
        (b"[" * 100_000, "nested deeper than 100 levels"),
        (b"[" * 600 + b"\x01" + b"]" * 600, "No valid JSON"),
        (b"1" * 5000, "No valid JSON"),
    ],
)
def test_what_is_no_json_is_refused_with_what_it_is(data: bytes, says: str) -> None:
    with pytest.raises(BadRecord, match=says):
        read_json(data)


def test_integers_of_any_length_are_written() -> None:
    assert write_json({"big": 2**70}) == b'{"big":1180591620717411303424}'


def test_too_deep_a_value_is_refused_when_written() -> None:
    deep: list[object] = []
    for _ in range(300):
        deep = [deep]

    with pytest.raises(BadRecord, match="nested deeper"):
        write_json(deep)
