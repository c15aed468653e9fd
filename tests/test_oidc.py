import base64
import hmac
import json
import time
from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from issuing import AUDIENCE, Issuing, issuing, jwk, new_key, sign

from kg.web.rights.doorkeeper import Doorkeeper
from kg.web.rights.jwks import KeyRing
from kg.web.rights.oidc import BadToken, Claims, Issuer
from kg.web.rights.principal import NotAuthenticated, Role


@pytest.fixture
def issuer() -> Iterator[Issuing]:
    with issuing() as running:
        yield running


@pytest.fixture
def reading(issuer: Issuing) -> Issuer:
    keys = KeyRing(issuer.address)
    keys.fetch()
    return Issuer(keys, Claims(AUDIENCE))


def encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


@pytest.mark.parametrize("role", Role)
def test_each_role_is_read(issuer: Issuing, reading: Issuer, role: Role) -> None:
    found = reading.read(issuer.token(roles=["something-else", role.value]))

    assert set(found.roles) == {role}
    assert found.name == f"{issuer.address}#ada"


@pytest.mark.parametrize("algorithm", ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"])
def test_each_asymmetric_algorithm_is_read(issuer: Issuing, reading: Issuer, algorithm: str) -> None:
    issuer.rotate("next", algorithm)

    assert reading.read(issuer.token(algorithm)).may(Role.OPERATOR)


@pytest.mark.parametrize(
    ("claim", "prefix", "said"),
    [
        ("realm_access.roles", "", {"realm_access": {"roles": ["curator"]}}),
        ("https://example.org/roles", "", {"https://example.org/roles": ["curator"]}),
        ("scope", "kg:", {"scope": "openid kg:curator operator"}),
        ("roles", "kg-", {"roles": ["operator", "kg-curator", "kg-", 7, None]}),
    ],
)
def test_roles_stand_where_the_settings_say(
    issuer: Issuing, claim: str, prefix: str, said: dict[str, Any]
) -> None:
    reading = Issuer(KeyRing(issuer.address), Claims(AUDIENCE, claim, prefix))

    assert set(reading.read(issuer.token(**{"roles": None} | said)).roles) == {Role.CURATOR}


@pytest.mark.parametrize("said", [None, "king", [], {"operator": True}, 7, [["operator"]]])
def test_a_valid_token_without_our_roles_may_nothing(issuer: Issuing, reading: Issuer, said: object) -> None:
    found = reading.read(issuer.token(roles=said))

    assert not [role for role in Role if found.may(role)]


NOW = int(time.time())


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "another-service"},
        {"aud": ["another-service"]},
        {"aud": None},
        {"aud": ""},
        {"iss": "http://127.0.0.1:1/realm"},
        {"iss": None},
        {"iss": ["x"]},
        {"exp": NOW - 120},
        {"exp": None},
        {"exp": "soon"},
        {"exp": 1e400},
        {"exp": -(10**400)},
        {"nbf": NOW + 3600},
        {"nbf": 1e400},
        {"iat": NOW + 3600},
        {"iat": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
    ],
    ids=",".join,  # without the times, which differ between processes that collect these tests
)
def test_a_token_with_wrong_claims_is_refused(
    issuer: Issuing, reading: Issuer, changed: dict[str, Any]
) -> None:
    with pytest.raises(BadToken):
        reading.read(issuer.token(**changed))


def test_an_audience_among_others_and_a_clock_slightly_off_are_fine(issuer: Issuing, reading: Issuer) -> None:
    now = int(time.time())
    token = issuer.token(aud=["another", AUDIENCE], exp=now - 5, nbf=now + 5, iat=now + 5)

    assert reading.read(token).may(Role.OPERATOR)


def test_a_token_without_a_begin_is_fine(issuer: Issuing, reading: Issuer) -> None:
    assert reading.read(issuer.token(nbf=None)).may(Role.OPERATOR)


@pytest.mark.parametrize("spelled", ["none", "None", "NONE", "nOnE", "", None, "HS256", 7, ["RS256"]])
def test_a_token_that_chooses_its_own_algorithm_is_refused(
    issuer: Issuing, reading: Issuer, spelled: object
) -> None:
    unsigned = f"{encoded({'alg': spelled, 'typ': 'JWT', 'kid': 'first'})}.{encoded(issuer.claims())}."
    signature = issuer.token().rpartition(".")[2]

    for token in (unsigned, unsigned + signature):
        with pytest.raises(BadToken):
            reading.read(token)


@pytest.mark.parametrize("algorithm", ["HS256", "HS384", "HS512"])
def test_the_public_key_is_no_shared_secret(issuer: Issuing, reading: Issuer, algorithm: str) -> None:
    """Key confusion: the token is signed symmetrically with what everybody can fetch."""
    key = issuer.private["first"]
    assert isinstance(key, rsa.RSAPrivateKey)
    public = key.public_key()
    digest = {"HS256": "sha256", "HS384": "sha384", "HS512": "sha512"}[algorithm]
    for secret in (
        public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        public.public_bytes(Encoding.PEM, PublicFormat.PKCS1),
        public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        json.dumps(jwk(key, "first", "RS256")).encode(),
    ):
        text = f"{encoded({'alg': algorithm, 'kid': 'first'})}.{encoded(issuer.claims())}"
        mac = hmac.digest(secret, text.encode(), digest)
        with pytest.raises(BadToken):
            reading.read(f"{text}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}")


def test_a_symmetric_key_among_the_issuers_is_never_used(issuer: Issuing, reading: Issuer) -> None:
    secret = base64.urlsafe_b64encode(b"s" * 64).rstrip(b"=").decode()
    issuer.show({"kty": "oct", "k": secret, "kid": "shared", "alg": "HS256"})
    token = sign(issuer.claims(), "s" * 64, "HS256", {"kid": "shared"})

    with pytest.raises(BadToken):
        reading.read(token)


@pytest.mark.parametrize(
    "kid",
    ["unknown", "../../../../dev/null", "/dev/null", "first' OR 1=1", "a" * 5000, "http://127.0.0.1:1/k", ""],
)
def test_a_key_id_is_only_compared(issuer: Issuing, reading: Issuer, kid: str) -> None:
    with pytest.raises(BadToken):
        reading.read(issuer.token(kid=kid))

    assert set(issuer.asked) == {"/realm/.well-known/openid-configuration", "/realm/keys"}


@pytest.mark.parametrize("header", [{"jwk": 1}, {"jku": 1}, {"x5u": 1}, {"x5c": 1}])
def test_keys_and_addresses_in_the_token_itself_are_ignored(
    issuer: Issuing, reading: Issuer, header: dict[str, Any]
) -> None:
    thief = new_key("RS256")
    (name,) = header
    values = {"jwk": jwk(thief, "first", "RS256"), "x5c": ["AAAA"]}
    value = values.get(name, "http://127.0.0.1:1/keys")

    with pytest.raises(BadToken):
        reading.read(sign(issuer.claims(), thief, "RS256", {"kid": "first", name: value}))


@pytest.mark.parametrize("extension", [{"crit": ["exp"]}, {"b64": False, "crit": ["b64"]}, {"crit": []}])
def test_extensions_are_refused(issuer: Issuing, reading: Issuer, extension: dict[str, Any]) -> None:
    head, body, _ = issuer.token().split(".")
    header = json.loads(base64.urlsafe_b64decode(head + "==")) | extension
    text = f"{encoded(header)}.{body}"
    key = issuer.private["first"]
    assert isinstance(key, rsa.RSAPrivateKey)
    signature = jwt.algorithms.RSAAlgorithm(jwt.algorithms.RSAAlgorithm.SHA256).sign(text.encode(), key)

    with pytest.raises(BadToken):
        reading.read(f"{text}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}")


@pytest.mark.parametrize(
    "garbage",
    [
        *("", ".", "..", "a.b.c", "....", "x" * 100, "e30.e30.", "bnVsbA.e30.AA"),
        *("\u00e9.\u00e9.\u00e9", "\udcff.a.b"),
        f"{encoded([1])}.{encoded([1])}.AA",
        f"{encoded({'alg': 'RS256', 'kid': 7})}.e30.AA",
        f"{base64.urlsafe_b64encode(b'[' * 5000).decode().rstrip('=')}.e30.AA",
    ],
)
def test_garbage_is_refused(reading: Issuer, garbage: str) -> None:
    with pytest.raises(BadToken):
        reading.read(garbage)


def test_a_huge_token_is_not_even_read(issuer: Issuing, reading: Issuer) -> None:
    with pytest.raises(BadToken, match="too long"):
        reading.read(issuer.token(much="x" * 10_000))


def test_a_changed_or_foreign_signature_is_refused(issuer: Issuing, reading: Issuer) -> None:
    head, body, signature = issuer.token(roles=["reader"]).split(".")
    thief = sign(issuer.claims(), new_key("RS256"), "RS256", {"kid": "first"})

    for token in (f"{head}.{encoded(issuer.claims())}.{signature}", f"{head}.{body}.AAAA", thief):
        with pytest.raises(BadToken):
            reading.read(token)


def test_a_token_of_another_issuer_is_refused(reading: Issuer) -> None:
    with issuing() as other, pytest.raises(BadToken):
        reading.read(other.token())


def test_the_doorkeeper_reads_both_kinds_and_tells_neither_apart(
    issuer: Issuing, reading: Issuer, caplog: pytest.LogCaptureFixture
) -> None:
    keeper = Doorkeeper(None, reading)
    good, expired = issuer.token(), issuer.token(exp=NOW - 1000)

    assert keeper.require(f"Bearer {good}", Role.OPERATOR).name == f"{issuer.address}#ada"
    told = set()
    for token in (expired, "garbage", issuer.token(aud="x")):
        with pytest.raises(NotAuthenticated) as caught:
            keeper.require(f"Bearer {token}", Role.OPERATOR)
        told.add((str(caught.value), caught.value.challenge))

    assert len(told) == 1
    assert "ExpiredSignatureError" in caplog.text
    assert not any(part in caplog.text for part in expired.split("."))
