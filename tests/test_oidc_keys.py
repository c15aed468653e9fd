import json
from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from issuing import AUDIENCE, Issuing, issuing, jwk, new_key, sign

from kg.errors import BadInput, SourceUnavailable
from kg.web.rights import jwks
from kg.web.rights.jwks import KeyRing
from kg.web.rights.oidc import BadToken, Claims, Issuer
from kg.web.rights.principal import Role


@pytest.fixture
def issuer() -> Iterator[Issuing]:
    with issuing() as running:
        yield running


@pytest.fixture
def reading(issuer: Issuing) -> Issuer:
    keys = KeyRing(issuer.address)
    keys.fetch()
    return Issuer(keys, Claims(AUDIENCE))


@pytest.mark.parametrize(
    "more", [{"use": "enc"}, {"alg": "RS512"}, {"alg": "RSA-OAEP"}], ids=["encryption", "RS512", "OAEP"]
)
def test_a_key_serves_only_what_the_issuer_meant_it_for(issuer: Issuing, more: dict[str, str]) -> None:
    issuer.show(jwk(issuer.private["first"], "first", "RS256", **more))

    with pytest.raises(BadToken):
        Issuer(KeyRing(issuer.address), Claims(AUDIENCE)).read(issuer.token())


def test_a_short_key_is_refused(issuer: Issuing, reading: Issuer) -> None:
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    issuer.show(jwk(short, "short", "RS256"))
    with pytest.warns(jwt.InsecureKeyLengthWarning):
        token = sign(issuer.claims(), short, "RS256", {"kid": "short"})

    with pytest.raises(BadToken):
        reading.read(token)


def test_of_several_fitting_keys_without_an_id_none_is_guessed(issuer: Issuing) -> None:
    one = issuer.private["first"]
    token = sign(issuer.claims(), one, "RS256", {})
    issuer.show(jwk(one, None, "RS256"))
    assert Issuer(KeyRing(issuer.address), Claims(AUDIENCE)).read(token).may(Role.OPERATOR)

    issuer.show(jwk(one, None, "RS256"), jwk(new_key("RS256"), None, "RS256"))
    with pytest.raises(BadToken):
        Issuer(KeyRing(issuer.address), Claims(AUDIENCE)).read(token)


def test_a_rotated_key_is_fetched_but_not_more_than_once_a_minute(
    issuer: Issuing, reading: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = issuer.token()
    assert reading.read(before)
    issuer.rotate("second", "RS256")
    assert reading.read(issuer.token()), "an unknown key is asked for at once"
    with pytest.raises(BadToken):
        reading.read(before)
    issuer.rotate("third", "RS256")
    asked = len(issuer.asked)
    for _ in range(20):
        with pytest.raises(BadToken):
            reading.read(issuer.token())
    assert len(issuer.asked) == asked, "the minute is not over"

    monkeypatch.setattr(jwks, "REFRESH_SECONDS", 0.0)
    assert reading.read(issuer.token())


def test_an_outage_keeps_the_last_keys(
    issuer: Issuing, reading: Issuer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(jwks, "REFRESH_SECONDS", 0.0)
    monkeypatch.setattr(jwks, "STALE_SECONDS", -1.0)
    for broken in (500, 302):
        issuer.status, issuer.headers = broken, {"Location": f"{issuer.address}/elsewhere"}
        assert reading.read(issuer.token()).may(Role.OPERATOR)
    issuer.status, issuer.headers = 200, {}
    for document in (b"<html>", b"[]", b'{"keys": 7}', b"[" * 100_000, b" " * 600_000, b"\xff"):
        issuer.documents["/realm/keys"] = document
        assert reading.read(issuer.token()).may(Role.OPERATOR)

    assert len(caplog.records) == 8
    assert "stay valid" in caplog.records[0].getMessage()


def test_without_any_key_every_token_is_refused_until_the_issuer_answers(
    issuer: Issuing, monkeypatch: pytest.MonkeyPatch
) -> None:
    issuer.status = 503
    keys = KeyRing(issuer.address)
    with pytest.raises(SourceUnavailable):
        keys.fetch()
    reading = Issuer(keys, Claims(AUDIENCE))
    with pytest.raises(BadToken):
        reading.read(issuer.token())
    issuer.status = 200
    monkeypatch.setattr(jwks, "RETRY_SECONDS", 0.0)

    assert reading.read(issuer.token()).may(Role.OPERATOR)


def test_no_redirect_is_followed_and_no_long_document_is_read(issuer: Issuing) -> None:
    keys = KeyRing(issuer.address)
    good = json.dumps(issuer.documents["/realm/keys"]).encode()
    issuer.documents["/realm/keys"] = good + b" " * 600_000
    with pytest.raises(SourceUnavailable, match="too much"):
        keys.fetch()
    issuer.documents["/realm/keys"] = good
    issuer.documents["/elsewhere"] = issuer.documents["/realm/.well-known/openid-configuration"]
    issuer.status, issuer.headers = 302, {"Location": "/elsewhere"}
    with pytest.raises(SourceUnavailable, match="302"):
        keys.fetch()

    assert "/elsewhere" not in issuer.asked


@pytest.mark.parametrize("shown", [{}, {"kid": 7}, {"n": "!!"}, {"n": 7}, {"e": ""}, {"kty": ["RSA"]}])
def test_a_broken_key_is_no_key(issuer: Issuing, shown: dict[str, Any]) -> None:
    broken = {"kty": "RSA", "kid": "first", "e": "AQAB"} | shown
    issuer.show(broken)

    with pytest.raises(BadToken):
        Issuer(KeyRing(issuer.address), Claims(AUDIENCE)).read(issuer.token())


def test_the_discovery_address_may_be_named_itself(issuer: Issuing) -> None:
    keys = KeyRing(f"{issuer.address}/.well-known/openid-configuration")

    assert Issuer(keys, Claims(AUDIENCE)).read(issuer.token()).may(Role.OPERATOR)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("issuer", "http://127.0.0.1:1/realm"),
        ("jwks_uri", "http://keys.example.org/keys"),
        ("jwks_uri", "file:///etc/hostname"),
        ("jwks_uri", "not an address"),
    ],
)
def test_a_discovery_document_cannot_lead_elsewhere(issuer: Issuing, name: str, value: str) -> None:
    issuer.say(name, value)

    with pytest.raises(SourceUnavailable):
        KeyRing(issuer.address).fetch()


@pytest.mark.parametrize(
    "place",
    [
        *("http://login.example.org/realm", "http://127.0.0.1.example.org/", "ftp://login.example.org"),
        *(
            "https://u:p@example.org",
            "https://example.org/realm?x=1",
            "login.example.org",
            "file:///realm",
            "",
        ),
    ],
)
def test_an_issuer_is_asked_over_https(place: str) -> None:
    with pytest.raises(BadInput):
        KeyRing(place)
