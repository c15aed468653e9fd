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


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ('{"name": "Müller"}'.encode("iso-8859-1"), r"not UTF-8: byte 0xfc at position 11; send UTF-8"),
        ('[12345678901234567890, "Müller"]'.encode("cp1252"), r"not UTF-8: byte 0xfc at position 25"),
        ('{"name": "Müller"}'.encode("utf-16"), "is in UTF-16; send UTF-8"),
        ('{"name": "Müller"}'.encode("utf-16-le"), "is in UTF-16; send UTF-8"),
        ('{"name": "Müller"}'.encode("utf-16-be"), "is in UTF-16; send UTF-8"),
        ("<html>Müller".encode("iso-8859-1"), "An HTML or XML page"),
        ('{"name": "Mü'.encode()[:-1], "Truncated JSON"),
    ],
)
def test_another_encoding_than_utf_8_is_refused_and_named(data: bytes, says: str) -> None:
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


def test_integers_keep_all_their_digits() -> None:
    assert read_json(b'{"id": 18446744073709551616, "n": [-12345678901234567890123]}') == {
        "id": 18446744073709551616,
        "n": [-12345678901234567890123],
    }


def test_numbers_beyond_all_measure_are_unknown() -> None:
    assert read_json(b"[1e400, -1e400, 1e-400, 1.5e300]") == [None, None, 0.0, 1.5e300]


def test_of_a_key_that_comes_twice_the_last_value_counts() -> None:
    assert read_json(b'{"a": 1, "a": 2}') == {"a": 2}
    assert read_json(b'{"a": NaN, "a": 2}') == {"a": 2}


def test_odd_keys_are_keys() -> None:
    odd = {"__proto__": {"x": 1}, "constructor": 2, "@context": "http://127.0.0.1:9/", "": 3, "\u202e": 4}

    assert read_json(write_json(odd)) == odd


@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ('{"a":', "}")])
def test_as_many_levels_as_are_allowed_are_read(opened: str, closed: str) -> None:
    depth = 0
    value = read_json((opened * 100 + "1" + closed * 100).encode())
    while isinstance(value, dict | list):
        value, depth = value["a"] if isinstance(value, dict) else value[0], depth + 1
    assert depth == 100

    for levels in (101, 102, 254, 1000, 10_000):
        with pytest.raises(BadRecord, match="nested deeper than 100 levels"):
            read_json((opened * levels + "1" + closed * levels).encode())


def test_brackets_in_texts_are_no_levels() -> None:
    assert read_json(b'["' + b"[{" * 500 + b'"]') == ["[{" * 500]
    assert read_json(b'["' + b"]}" * 500 + b'", [[]]]') == ["]}" * 500, [[]]]


@pytest.mark.parametrize(
    "data",
    [
        b"[" + b"[]," * 2_000_000 + b"[]]",
        b"[" + b"{}," * 2_000_000 + b"{}]",
        b"[" + b"0," * 8_000_001 + b"0]",
    ],
    ids=["lists", "objects", "numbers"],
)
def test_more_values_than_memory_should_hold_are_not_read(data: bytes) -> None:
    with pytest.raises(BadRecord, match="at most 2,000,000 and 8,000,000 are read"):
        read_json(data)


def test_a_number_of_millions_of_digits_is_no_number() -> None:
    with pytest.raises(BadRecord, match="No valid JSON"):
        read_json(b"1" * 5_000_000)
