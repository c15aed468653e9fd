"""What hostile and broken servers send, and what becomes of it: all invented, and served on the loopback."""

import pytest
from misbehaving_http import FakeTime, Send, answer, asking, listening

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.http import HttpWorld
from kg.harvest.payload import NotJson


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between tries, which pass at once."""
    slept = FakeTime()
    monkeypatch.setattr("tenacity.nap.time", slept)
    return slept.waits


def test_json_xml_bytes_and_forms_are_asked_for_as_what_they_are() -> None:
    with (
        listening([answer(b'{"a": [1]}'), answer(b"<a><b>x</b></a>"), answer(b"\x00"), answer(b"2")]) as peer,
        asking(peer, "/api/") as world,
    ):
        assert world.get_json("/x", q="a b&c") == {"a": [1]}
        assert world.get_xml("/y").said("b") == "x"
        assert world.get_bytes("/z", accept="text/turtle") == b"\x00"
        assert world.post_json("/form", {"name": "é="}) == 2

    assert peer.targets == ["/api/x?q=a%20b%26c", "/api/y", "/api/z", "/api/form"]
    assert [peer.header("Accept", number) for number in range(4)] == [
        "application/json",
        "application/xml, text/xml;q=0.9",
        "text/turtle",
        "application/json",
    ]
    assert peer.header("Host") == f"127.0.0.1:{peer.port}"
    assert "pan-kg/" in (peer.header("User-Agent") or "")
    assert peer.asked[3].endswith(b"\r\n\r\nname=%C3%A9%3D")


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost:{port}/",
        "http://127.0.0.2:{port}/",
        "http://0x7f000001:{port}/",
        "http://127.1:{port}/",
        "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://127.0.0.1:{other}/",
        "https://127.0.0.1:{port}/",
        "http://user:password@127.0.0.1:{port}/",
        "//127.0.0.1/x",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "gopher://127.0.0.1:{port}/x",
        "http://[broken",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:{port}\\@169.254.169.254/",
        "http://127.0.0.1:{port}@169.254.169.254/",
    ],
)
def test_no_redirect_leads_out_of_the_house(target: str) -> None:
    there = target.format(port="{port}", other=9)

    def behave(asked: bytes, send: Send) -> None:
        send(answer(b"", "302 Found", Location=there.replace("{port}", str(peer.port))))

    with (
        listening(behave) as peer,
        asking(peer) as world,
        pytest.raises(BadInput, match="redirects to"),
    ):
        world.get_json("/x")

    assert peer.targets == ["/x"]


@pytest.mark.parametrize("path", ["@169.254.169.254/x", ":9/x", ".evil.example/x", "0.example/"])
def test_no_path_leads_out_of_the_house(path: str) -> None:
    """A path that a source took from a record, and that should have begun with a slash."""
    with (
        listening([answer(b"1")]) as peer,
        asking(peer) as world,
        pytest.raises(BadInput, match="is no address on the host that is harvested"),
    ):
        world.get_json(path)

    assert peer.asked == []


@pytest.mark.parametrize(
    "target", ["http:\\\\169.254.169.254/", "\\\\169.254.169.254/", "/\\169.254.169.254"]
)
def test_backslashes_are_no_slashes(target: str) -> None:
    """Browsers take them for such; here they are letters of a path on the same host."""
    with (
        listening([answer(b"", "302 Found", Location=target)]) as peer,
        asking(peer) as world,
        pytest.raises(BadInput, match="redirects again and again"),
    ):
        world.get_json("/x")

    assert len(peer.asked) == 4


@pytest.mark.parametrize(
    ("path", "target"), [("/a b", "/a%20b"), ("/é", "/%C3%A9"), ("/%2F..%2f", "/%2F..%2f")]
)
def test_a_path_keeps_its_meaning(path: str, target: str) -> None:
    with listening([answer(b"1")]) as peer, asking(peer) as world:
        assert world.get_json(path) == 1

    assert peer.targets == [target]


@pytest.mark.parametrize("path", ["/x\ny", "/x\r\nHost: evil", "/" + "x" * 70_000, "/\x00"])
def test_a_path_that_cannot_be_one_is_refused(path: str) -> None:
    with (
        listening([answer(b"1")]) as peer,
        asking(peer) as world,
        pytest.raises(BadInput, match="is no address on the host") as refused,
    ):
        world.get_json(path)

    assert peer.asked == []
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 500


def test_a_redirect_within_the_house_is_followed_a_few_times() -> None:
    replies = [
        answer(b"", "301 Moved", Location="/y?a=1"),
        answer(b"", "307 Temporary", Location="z"),
        answer(b"1"),
    ]

    with listening(replies) as peer, asking(peer) as world:
        assert world.get_json("/x") == 1

    assert peer.targets == ["/x", "/y?a=1", "/z"]


def test_a_redirect_in_a_circle_ends() -> None:
    with (
        listening([answer(b"", "302 Found", Location="/x")]) as peer,
        asking(peer) as world,
        pytest.raises(BadInput, match="redirects again and again"),
    ):
        world.get_json("/x")

    assert len(peer.asked) == 4


def test_a_form_is_never_sent_on() -> None:
    with (
        listening([answer(b"", "307 Temporary", Location="/y")]) as peer,
        asking(peer) as world,
        pytest.raises(BadInput, match="redirects to"),
    ):
        world.post_json("/x", {"password": "p"})

    assert peer.targets == ["/x"]


def test_a_page_with_200_is_no_xml_and_not_asked_for_again() -> None:
    with (
        listening([answer(b"<html><head><title>Log in</title><body><p>Hello")]) as peer,
        asking(peer) as world,
        pytest.raises(SourceUnavailable, match=r"/x did not answer XML\. This is an HTML page"),
    ):
        world.get_xml("/x")

    assert len(peer.asked) == 1


def test_a_page_with_200_is_no_json() -> None:
    with (
        listening([answer(b"<!DOCTYPE html><html>Log in</html>")]) as peer,
        asking(peer) as world,
        pytest.raises(NotJson, match=r"/x did not answer JSON\. An HTML or XML page"),
    ):
        world.get_json("/x")


def test_xml_that_breaks_off_is_asked_for_again() -> None:
    with listening([answer(b"<a><b>x</"), answer(b"<a><b>x</b></a>")]) as peer, asking(peer) as world:
        assert world.get_xml("/x").said("b") == "x"

    assert len(peer.asked) == 2


def test_xml_with_a_document_type_is_refused_at_once() -> None:
    doc = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'

    with (
        listening([answer(doc)]) as peer,
        asking(peer) as world,
        pytest.raises(SourceUnavailable, match="declares a document type"),
    ):
        world.get_xml("/x")

    assert len(peer.asked) == 1


def test_an_error_status_that_counts_as_an_answer_is_one() -> None:
    with listening([answer(b"<e>no</e>", "500 Oh")]) as peer, asking(peer) as world:
        assert world.get_xml("/x", also={500}).said() == "no"

    assert len(peer.asked) == 1


def test_a_refusal_is_told_with_what_the_server_says() -> None:
    with (
        listening([answer(b"You shall not\n pass", "403 Forbidden")]) as peer,
        asking(peer) as world,
        pytest.raises(BadInput, match=r"/x answered 403 Forbidden: 'You shall not pass'"),
    ):
        world.get_json("/x")


def test_an_unasked_304_is_no_answer() -> None:
    with (
        listening([answer(b"", "304 Not Modified")]) as peer,
        asking(peer) as world,
        pytest.raises(BadInput, match="answered 304"),
    ):
        world.get_json("/x")


def test_a_token_goes_into_the_header_and_into_nothing_else() -> None:
    body = b"Who is Bearer s3cr3t-t0ken? See /x?token=s3cr3t-t0ken"

    with (
        listening([answer(b"1"), answer(body, "403 Forbidden")]) as peer,
        asking(peer, token="s3cr3t-t0ken") as world,
    ):
        world.get_json("/a")
        with pytest.raises(BadInput) as refused:
            world.get_json("/b", echo="s3cr3t-t0ken")

    assert peer.header("Authorization", 0) == "Bearer s3cr3t-t0ken"
    assert "answered 403" in str(refused.value)
    assert "s3cr3t" not in str(refused.value)


def test_a_session_in_an_address_is_not_shown() -> None:
    with listening([answer(b"", "500 Oh")]) as peer, asking(peer) as world:
        world.hide("0a1b-2c3d")
        with pytest.raises(SourceUnavailable) as failed:
            world.get_json("/catalogue/0a1b-2c3d/investigation", sessionId="4e5f-6a7b", q="x")

    assert "/catalogue/[hidden]/investigation?sessionId=[hidden]&q=x answered 500 Oh 5 times" in str(
        failed.value
    )


@pytest.mark.parametrize("token", ["", "a b", "a\r\nX-Evil: 1", "clé"])
def test_a_token_that_no_header_can_hold_is_refused_unseen(token: str) -> None:
    with pytest.raises(BadInput) as refused:
        HttpWorld("https://a.example", token=token)

    assert not token or token not in str(refused.value)


def test_a_token_does_not_travel_in_the_clear() -> None:
    with pytest.raises(BadInput, match="https addresses only"):
        HttpWorld("http://a.example", token="s3cr3t-t0ken")


@pytest.mark.parametrize(
    "place",
    [
        "http://",
        "http://user:pw@a.example/",
        "http://a.example/?x=1",
        "http://a.example/#x",
        "http://a.example:99999/",
        "http://[broken/",
        "gopher://a.example/",
    ],
)
def test_a_place_must_be_a_plain_web_address(place: str) -> None:
    with pytest.raises(BadInput, match="no plain web address"):
        HttpWorld(place)


def test_an_empty_answer_is_no_xml_yet_and_asked_for_again() -> None:
    with listening([answer(b""), answer(b"<a/>")]) as peer, asking(peer) as world:
        assert world.get_xml("/x").local == "a"

    assert len(peer.asked) == 2
