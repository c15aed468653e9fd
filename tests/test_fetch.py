"""A permanent address leads to other hosts: followed politely, never downhill. Loopback only."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import answer as asked
from misbehaving_http import Behave, Listener, answer, listening
from releasing import NARROW, release, store_with_scattering

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.fetch import MOST_HOUSES, _check_step, fetch
from kg.update.offer import ADDRESSES


def redirect(there: str) -> bytes:
    return answer(b"", "302 Found", Location=there)


@pytest.fixture
def publisher() -> Iterator[Listener]:
    with listening([answer(b"the release")]) as listener:
        yield listener


def test_a_permanent_address_is_followed_to_the_file(publisher: Listener) -> None:
    target = f"{publisher.address}/files/PaNET.owl?signature=abc%20d"
    with listening([redirect(target)]) as purl:
        found = fetch(f"{purl.address}/PaNET/PaNET.owl", "text/turtle")

    assert found == (b"the release", f"{publisher.address}/files/PaNET.owl")
    assert purl.targets == ["/PaNET/PaNET.owl"]
    assert publisher.targets == ["/files/PaNET.owl?signature=abc%20d"]
    assert publisher.header("Accept") == "text/turtle"
    assert (publisher.header("User-Agent") or "").startswith("pan-kg/")


def test_hosts_that_point_at_each_other_are_given_up() -> None:
    addresses: dict[str, str] = {}

    def to(name: str) -> Behave:
        return lambda _, send: send(redirect(addresses[name] + "/x"))

    with listening(to("two")) as one, listening(to("one")) as two:
        addresses |= {"one": one.address, "two": two.address}
        with pytest.raises(BadInput, match=f"more than {MOST_HOUSES} hosts"):
            fetch(f"{one.address}/x", "*/*")
        assert len(one.targets) + len(two.targets) == MOST_HOUSES


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        ("https://purl.org/x", "http://example.org/x", "anybody on the way"),
        ("http://purl.org/x", "http://127.0.0.1:8080/x", "no public address"),
        ("http://purl.org/x", "http://localhost/x", "no public address"),
        ("http://purl.org/x", "http://10.0.0.7/x", "no public address"),
        ("https://purl.org/x", "https://[::1]/x", "no public address"),
    ],
)
def test_no_step_leads_inside_or_out_of_encryption(here: str, there: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        _check_step(here, there)


def test_an_address_that_is_gone_is_told() -> None:
    with listening([answer(b"no such thing", "404 Not Found")]) as gone, pytest.raises(BadInput, match="404"):
        fetch(f"{gone.address}/x", "*/*")


def test_a_redirect_to_another_scheme_is_refused() -> None:
    with listening([redirect("file:///etc/passwd")]) as purl, pytest.raises((BadInput, SourceUnavailable)):
        fetch(f"{purl.address}/x", "*/*")


def test_the_current_release_is_fetched_from_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_ENCODER", "none")
    home = store_with_scattering(tmp_path)
    with listening([answer(release("2.0.0", NARROW), Content_Type="text/turtle")]) as publisher:
        place = f"{publisher.address}/panet.ttl"
        with listening([redirect(place)]) as purl:
            monkeypatch.setitem(ADDRESSES, "panet", f"{purl.address}/PaNET.owl")
            # All four datasets lose a technique by this small release, which wants a yes.
            told = asked("ontology", "update", "--yes", "--store", home.path)

    assert (told["version"], told["source"], told["generation"]) == ("2.0.0", place, 2)
