"""Sealed words, cursors and receipts: what goes in comes out, and nothing else is taken for one."""

import zlib
from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answer.cursor import Cursor, StaleCursor, question_digest, read_cursor
from kg.answer.receipt import Receipt, differences, hits_digest, read_receipt, reading_digest
from kg.answer.sealed import seal, unseal
from kg.errors import BadInput
from kg.read.chip import Chip
from kg.read.reading import Reading

DAY = date(2026, 1, 1)
RECEIPT = Receipt(
    (("q", "bronze ☃"), ("technique", "SAXS"), ("technique", "SANS")), DAY, 7, "2026-01-01T10:00:00+00:00",
    ("technique: small angle x-ray scattering",), "0" * 16, 12, "1" * 16, "1.0",
)  # fmt: skip


@given(st.dictionaries(st.text(), st.one_of(st.text(), st.integers(-1000, 1000), st.none())))
def test_a_document_comes_back_as_it_was(content: dict[str, object]) -> None:
    word = seal("thing", content)

    assert unseal("thing", word) == content
    assert word.isascii()
    assert word.replace("-", "").replace("_", "").isalnum()


@given(st.text())
def test_any_text_is_refused_calmly(text: str) -> None:
    with pytest.raises(BadInput, match="no thing"):
        unseal("thing", text)


def test_a_changed_letter_is_noticed() -> None:
    word = seal("thing", {"a": "bronze"})
    for place in range(len(word)):
        changed = word[:place] + ("A" if word[place] != "A" else "B") + word[place + 1 :]
        if changed != word:
            try:
                assert unseal("thing", changed) == {"a": "bronze"}  # bits that base64 does not use
                assert place == len(word) - 1
            except BadInput:
                pass


def test_a_word_of_another_kind_is_refused() -> None:
    with pytest.raises(BadInput):
        unseal("receipt", seal("cursor", {"a": 1}))


def test_a_small_word_does_not_become_a_large_document() -> None:
    packed = zlib.compress(b'{"a":"' + b"x" * 10_000_000 + b'"}', 9)
    with pytest.raises(BadInput):
        unseal("thing", urlsafe_b64encode(b"\0" * 6 + packed).decode())


def test_a_cursor_leads_to_its_place() -> None:
    digest = question_digest([("q", "bronze"), ("technique", "SAXS")])
    cursor = Cursor(7, DAY, 123_456, digest)

    assert read_cursor(str(cursor), 7, question_digest([("technique", "SAXS"), ("q", "bronze")])) == cursor


def test_a_cursor_of_another_generation_says_what_to_do() -> None:
    with pytest.raises(StaleCursor, match=r"generation 7; generation 8 is served now.*without the cursor"):
        read_cursor(str(Cursor(7, DAY, 10, "q")), 8, "q")


def test_a_cursor_of_another_question_says_so() -> None:
    with pytest.raises(StaleCursor, match="another question"):
        read_cursor(str(Cursor(7, DAY, 10, "q")), 7, "other")


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"g": 7, "d": "2026-01-01", "n": -1, "q": "q"},
        {"g": 7, "d": "2026-01-01", "n": 10**15, "q": "q"},
        {"g": "7", "d": "2026-01-01", "n": 1, "q": "q"},
        {"g": 7, "d": "yesterday", "n": 1, "q": "q"},
        {"g": 7, "d": 20260101, "n": 1, "q": "q"},
        {"g": 7, "d": "2026-01-01", "n": "1", "q": "q"},
    ],
)
def test_a_well_sealed_cursor_is_checked_all_the_same(content: dict[str, object]) -> None:
    with pytest.raises(BadInput, match="no cursor"):
        read_cursor(seal("cursor", content), 7, "q")


def test_a_receipt_comes_back_as_it_was() -> None:
    assert read_receipt(str(RECEIPT)) == RECEIPT
    assert read_receipt(str(RECEIPT)).text == "bronze ☃"


@pytest.mark.parametrize(
    "change", [{"g": -1}, {"g": True}, {"p": "q"}, {"p": [["q"]]}, {"d": ""}, {"c": [1]}]
)
def test_a_well_sealed_receipt_is_checked_all_the_same(change: dict[str, object]) -> None:
    content = unseal("receipt", str(RECEIPT)) | change
    with pytest.raises(BadInput, match="no receipt"):
        read_receipt(seal("receipt", content))


def test_the_longest_question_fits_into_an_address() -> None:
    text = "".join(chr(0x4E00 + number * 7 % 20_000) for number in range(2000))  # packs badly
    word = str(replace(RECEIPT, parameters=(("q", text),)))

    assert read_receipt(word).text == text


def test_the_same_answer_differs_in_nothing() -> None:
    assert differences(RECEIPT, RECEIPT) == {}


def test_what_differs_is_said_in_sentences() -> None:
    now = replace(
        RECEIPT, generation=8, chips=("technique: tomography",), reading="2" * 16, total=11, hits="3"
    )
    told = differences(RECEIPT, now)

    assert told["reading"] == (
        "It was read as “technique: small angle x-ray scattering”; now it is read as “technique: tomography”."
    )
    assert told["hits"] == "It found 12 datasets; now 11 are found, not all the same."
    assert told["generation"].startswith("That was generation 7 of 2026-01-01; this is generation 8")


def test_the_digest_of_hits_is_that_of_their_sorted_lines() -> None:
    expected = sha256(b"https://a\nhttps://b\n").hexdigest()[:16]

    assert hits_digest(["https://b", "https://a"]) == expected


def test_labels_and_places_do_not_change_a_reading() -> None:
    chip = Chip("technique", "SAXS", "https://x/1", "SAXS", (0, 4), "acronym")
    one = Reading("SAXS", "en", (chip,))
    other = Reading(" SAXS", "en", (replace(chip, span=(1, 5), label="saxs", basis="label"),))

    assert reading_digest(one) == reading_digest(other)
    assert reading_digest(one) != reading_digest(Reading("SAXS", "en", (replace(chip, negated=True),)))
