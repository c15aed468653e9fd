"""Keys and e-mail addresses: sent where they are wanted, and never to be seen anywhere else. All invented."""

import logging
from pathlib import Path

import pytest
from misbehaving_http import FakeTime, answer, asking, listening

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.address import Reach
from kg.harvest.allowance import allowance_of
from kg.harvest.http import HttpWorld
from kg.harvest.key import Key
from kg.harvest.pace import Pace
from kg.harvest.place import places_for
from kg.harvest.provider_file import parse_providers, read_providers
from kg.harvest.validators import KeptAnswers

SECRET = "s3cret/key+"
QUOTED = "s3cret%2Fkey%2B"


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept = FakeTime()
    monkeypatch.setattr("tenacity.nap.time", slept)
    return slept.waits


def test_a_key_goes_where_the_service_wants_it() -> None:
    with listening([answer()]) as peer:
        with asking(peer, key=Key(SECRET, param="api_key")) as world:
            world.get_json("/works")
            world.get_json("/works", filter="cites:W1")
        with asking(peer, key=Key(SECRET, header="X-Key")) as world:
            world.get_json("/works")

    assert peer.targets == [
        f"/works?api_key={QUOTED}",
        f"/works?filter=cites%3AW1&api_key={QUOTED}",
        "/works",
    ]
    assert peer.header("X-Key") == SECRET


@pytest.mark.parametrize("status", ["401 No", "404 No", "503 No", "429 No"])
def test_no_message_shows_a_key(status: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    body = f'"no such key: {SECRET} ({QUOTED})"'.encode()
    with (
        listening([answer(body, status)]) as peer,
        asking(peer, key=Key(SECRET, param="api_key")) as world,
        pytest.raises((BadInput, SourceUnavailable)) as refused,
    ):
        world.get_json("/works")

    said = str(refused.value) + caplog.text + repr(Key(SECRET)) + repr(world)
    assert SECRET not in said
    assert QUOTED not in said
    assert "/works answered" in str(refused.value)


def test_a_redirect_out_of_the_house_does_not_show_it_either() -> None:
    with (
        listening([answer(b"", "302 Found", Location=f"https://b.example/?api_key={QUOTED}")]) as peer,
        asking(peer, key=Key(SECRET, param="api_key")) as world,
        pytest.raises(BadInput) as refused,
    ):
        world.get_json("/works")

    assert "b.example" in str(refused.value)
    assert QUOTED not in str(refused.value)


def test_answers_that_repeat_the_address_are_kept_without_it(tmp_path: Path) -> None:
    body = f'{{"next": "/works?api_key={QUOTED}", "key": "{SECRET}"}}'.encode()
    answers = KeptAnswers(tmp_path / "answers.sqlite")
    with (
        listening([answer(body, ETag='"1"'), answer(b"", "304 Not Modified", ETag='"1"')]) as peer,
        asking(peer, key=Key(SECRET, param="api_key"), validators=answers) as world,
    ):
        first, again = world.get_json("/works"), world.get_json("/works")
        kept = answers.find(f"{world.place}/works", "application/json")
    answers.close()

    assert first == again == {"next": "/works?api_key=[hidden]", "key": "[hidden]"}
    assert peer.header("If-None-Match") == '"1"'
    assert kept is not None
    assert SECRET.encode() not in kept.body
    assert SECRET.encode() not in (tmp_path / "answers.sqlite").read_bytes()


def test_a_key_is_not_sent_in_the_clear() -> None:
    with pytest.raises(BadInput, match="https addresses only") as refused:
        HttpWorld("http://a.example", key=Key(SECRET, param="api_key"))
    assert SECRET not in str(refused.value)


def test_the_e_mail_address_is_named_where_it_is_given_and_nowhere_else() -> None:
    with listening([answer()]) as peer:
        with asking(peer, contact="data@a.example") as world:
            world.get_json("/x")
        with asking(peer) as world:
            world.get_json("/x")

    named, unnamed = peer.header("User-Agent", 0), peer.header("User-Agent", 1)
    assert named is not None
    assert named.endswith("; mailto:data@a.example)")
    assert unnamed is not None
    assert "mailto" not in unnamed


def test_a_host_is_asked_no_oftener_than_it_allows() -> None:
    time = FakeTime()
    pace = Pace(per_second=5, clock=time.clock)
    pace.limit("a.example:443", 1 / 60)
    pace.limit("a.example:443", 3)  # the other entry of the same host
    pace.limit("b.example:443", 50)

    for host in ("a.example:443", "b.example:443"):
        for _ in range(3):
            pace.turn(host)

    assert [round(wait, 6) for wait in time.waits] == [60, 60, 0.2, 0.2]


@pytest.mark.parametrize(
    ("limit", "interval", "per_second"),
    [
        ("50", "1s", 50.0),
        ("10", "20", 0.5),
        ("1", "9999s", 1 / 60),  # nobody makes us wait for hours by a header
        ("0", "1s", 1 / 60),
        ("50", "", None),
        ("many", "1s", None),
        ("50", "0s", None),
        ("5" * 5000, "1s", None),
    ],
)
def test_what_answers_say_of_the_pace(limit: str, interval: str, per_second: float | None) -> None:
    assert allowance_of({"x-rate-limit-limit": limit, "x-rate-limit-interval": interval}) == per_second


def test_a_service_can_slow_us_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the loopback nobody is spared, so this one passes for a host of the web."""
    monkeypatch.setattr(Reach, "is_loopback", property(lambda _: False))
    monkeypatch.setattr(Reach, "check", lambda *_: ["127.0.0.1"])
    time = FakeTime()
    slow = answer(X_Rate_Limit_Limit="1", X_Rate_Limit_Interval="4s")
    with listening([slow]) as peer, asking(peer, manners=time.manners()) as world:
        for _ in range(3):
            world.get_json("/x")

    assert [round(wait, 6) for wait in time.waits] == [0.2, 4.0]


SERVICE = """
[service]
label = "A service"
[[service.endpoints]]
dialect = "crossref"
location = "https://a.example"
key_env = "A_KEY"
key_param = "api_key"
per_second = 0.5
per_second_keyed = 2
mailto = true
"""


def test_a_service_is_asked_as_its_entry_says_by_its_name_or_its_address(tmp_path: Path) -> None:
    file = tmp_path / "providers.toml"
    file.write_text(SERVICE)
    providers = read_providers(file)

    (named,), (typed,) = (
        places_for("service", [], providers),
        places_for("crossref", ["https://a.example/"], providers),
    )

    for place in (named, typed):
        assert (place.per_second, place.is_mailto) == (0.5, True)
        assert place.endpoint is not None
        assert place.endpoint.key_env == "A_KEY"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('key_header = "X-Key"', "goes with one of key_header and key_param"),
        ('key_env = "1x"', "OPENALEX_KEY"),
        ("per_second = 0", "from 0.001 to 100"),
        ("per_second = true", "from 0.001 to 100"),
        ('mailto = "me@a.example"', "true or false"),
    ],
)
def test_what_an_entry_cannot_say(line: str, rule: str) -> None:
    kept = [said for said in SERVICE.splitlines() if said.split(" ")[0] != line.split(" ")[0]]

    with pytest.raises(BadInput, match=rule):
        parse_providers("\n".join([*kept, line]).encode(), "x.toml")
