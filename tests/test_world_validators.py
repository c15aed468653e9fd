"""Answers that are remembered, and asked for again only as far as they changed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from random import Random

import pytest
from misbehaving_http import Send, answer, asking, listening

from kg.errors import SourceUnavailable
from kg.harvest.validators import Kept, KeptAnswers

THEN = format_datetime(datetime(2025, 5, 1, tzinfo=UTC), usegmt=True)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[KeptAnswers]:
    with closing(KeptAnswers(tmp_path / "answers.sqlite")) as memory:
        yield memory


def by_etag(asked: bytes, send: Send) -> None:
    """A list whose version is "v1"."""
    if b'if-none-match: "v1"' in asked.lower():
        send(answer(b"", "304 Not Modified", ETag='"v1"'))
    else:
        send(answer(b'["whole"]', ETag='"v1"', Last_Modified=THEN))


def test_what_did_not_change_is_not_sent_again(memory: KeptAnswers) -> None:
    with listening(by_etag) as peer, asking(peer, validators=memory) as world:
        first, second = world.get_json("/x"), world.get_json("/x")

    assert first == second == ["whole"]
    assert peer.header("If-None-Match", 0) is None
    assert (peer.header("If-None-Match", 1), peer.header("If-Modified-Since", 1)) == ('"v1"', THEN)


def test_what_changed_replaces_what_was_kept(memory: KeptAnswers) -> None:
    replies = [answer(b"1", ETag='"1"'), answer(b"2", ETag='"2"'), answer(b"", "304 Not Modified")]

    with listening(replies) as peer, asking(peer, validators=memory) as world:
        assert [world.get_json("/x") for _ in range(3)] == [1, 2, 2]

    assert [peer.header("If-None-Match", number) for number in range(3)] == [None, '"1"', '"2"']


def test_the_date_alone_will_do_and_survives_the_process(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    replies = [answer(b"<a>1</a>", Last_Modified=THEN), answer(b"", "304 Not Modified")]

    with listening(replies) as peer:
        for _ in range(2):
            with closing(KeptAnswers(path)) as memory, asking(peer, validators=memory) as world:
                assert world.get_xml("/x").said() == "1"

    assert peer.header("If-Modified-Since") == THEN


def test_each_address_and_media_type_is_remembered_for_itself(memory: KeptAnswers) -> None:
    with listening([answer(b"1", ETag='"1"')]) as peer, asking(peer, validators=memory) as world:
        world.get_json("/x", page=1)
        world.get_json("/x", page=2)
        world.get_bytes("/x", accept="text/turtle", page=1)

    assert peer.header("If-None-Match") is None
    assert len(peer.asked) == 3


@pytest.mark.parametrize(
    "reply",
    [
        answer(b"1"),
        answer(b"1", ETag='"1"', Cache_Control="private, no-store"),
        answer(b"1", "203 Changed On The Way", ETag='"1"'),
        answer(b"1", ETag='"\u00e9"'),
        answer(b"1", ETag=f'"{"x" * 2000}"'),
    ],
)
def test_answers_that_cannot_or_must_not_be_kept_are_not(memory: KeptAnswers, reply: bytes) -> None:
    with listening([reply]) as peer, asking(peer, validators=memory) as world:
        world.get_json("/x")
        world.get_json("/x")

    assert peer.header("If-None-Match") is None


def test_answers_that_cannot_be_read_are_not_kept(memory: KeptAnswers) -> None:
    with listening([answer(b"<html>", ETag='"1"')]) as peer, asking(peer, validators=memory) as world:
        for _ in range(2):
            with pytest.raises(SourceUnavailable):
                world.get_json("/x")

    assert peer.header("If-None-Match") is None


def test_forms_and_addresses_with_secrets_are_never_remembered(memory: KeptAnswers, tmp_path: Path) -> None:
    with listening([answer(b"1", ETag='"1"')]) as peer, asking(peer, validators=memory) as world:
        world.hide("0a1b-2c3d")
        for _ in range(2):
            world.post_json("/form", {"a": "b"})
            world.get_json("/catalogue/0a1b-2c3d/x")
            world.get_json("/x", sessionId="unknown")

    assert all(peer.header("If-None-Match", number) is None for number in range(6))


def test_no_address_is_written_to_disk(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    with closing(KeptAnswers(path)) as memory:
        memory.keep("https://a.example/private-name", "text/plain", Kept('"1"', None, b"body"))

    assert b"private-name" not in path.read_bytes()


def test_a_damaged_answer_is_none(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    with closing(KeptAnswers(path)) as memory:
        memory.keep("https://a.example/x", "text/plain", Kept('"1"', None, b"body"))
        memory.keep("https://a.example/y", "text/plain", Kept('"1"', None, b"body"))
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE answer SET bytes = x'6e6f' WHERE rowid = 1")
        database.execute("UPDATE answer SET raw = 'other' WHERE rowid = 2")

    with closing(KeptAnswers(path)) as memory:
        assert memory.find("https://a.example/x", "text/plain") is None
        assert memory.find("https://a.example/y", "text/plain") is None


def test_what_was_not_used_for_the_longest_time_goes_first(tmp_path: Path) -> None:
    """Each body of 1,000 random bytes takes a little more than that packed; three fit, a fourth does not."""
    bodies = [Random(number).randbytes(1000) for number in range(4)]
    with closing(KeptAnswers(tmp_path / "answers.sqlite", most_bytes=3300)) as memory:
        for number in range(3):
            memory.keep(f"https://a.example/{number}", "text/plain", Kept('"1"', None, bodies[number]))
        assert memory.find("https://a.example/0", "text/plain")
        memory.keep("https://a.example/3", "text/plain", Kept('"1"', None, bodies[3]))

        found = [memory.find(f"https://a.example/{number}", "text/plain") for number in range(4)]

    assert [kept.body if kept else None for kept in found] == [bodies[0], None, bodies[2], bodies[3]]
