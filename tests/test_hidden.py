"""Secrets never reach a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.harvest.hidden import Hidden


def test_a_secret_is_hidden_in_every_spelling() -> None:
    hidden = Hidden()
    hidden.add("a/b c+d=é")

    shown = hidden.scrubbed("a/b c+d=é a/b%20c%2Bd%3D%C3%A9 a%2Fb%20c%2Bd%3D%C3%A9 a%2Fb+c%2Bd%3D%C3%A9")

    assert shown == "[hidden] [hidden] [hidden] [hidden]"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://a.example/x?sessionId=12-34&q=1", "https://a.example/x?sessionId=[hidden]&q=1"),
        ("x?q=1&access_token=abc.", "x?q=1&access_token=[hidden]"),
        ("x?API_KEY=abc#y", "x?API_KEY=[hidden]#y"),
        ("x?session_id=a;sid=b", "x?session_id=[hidden];sid=[hidden]"),
        ("http://me:pw@a.example/x", "http://[hidden]@a.example/x"),
        ("Authorization: Bearer abcdefgh.ijk-l", "Authorization: Bearer [hidden]"),
        ("Authorization: basic bWU6cGFzcw==", "Authorization: basic [hidden]"),
    ],
)
def test_secrets_are_known_by_their_names(text: str, shown: str) -> None:
    assert Hidden().scrubbed(text) == shown
    assert Hidden().is_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://a.example/x?skip=1&resumptionToken=abc&keyword=x",
        "a token of thanks",
        "me@a.example",
        "x?tokens=3",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert Hidden().scrubbed(text) == text
    assert not Hidden().is_in(text)


def test_a_resumption_token_is_no_secret_but_a_hidden_one_is() -> None:
    hidden = Hidden()
    hidden.add("tok-123")
    hidden.add("tok-123-longer")
    hidden.add("x")  # hiding each x would only garble

    assert hidden.scrubbed("tok-123-longer, tok-123, x") == "[hidden], [hidden], x"


@given(st.text(min_size=4, max_size=20), st.text(max_size=10), st.text(max_size=10))
def test_no_hidden_text_is_left(secret: str, before: str, after: str) -> None:
    hidden = Hidden()
    hidden.add(secret)

    left = hidden.scrubbed(before + secret + after).replace("[hidden]", "")

    assert secret not in left
