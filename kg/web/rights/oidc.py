"""Bearer tokens (JWT) of an OpenID Connect issuer: signature, audience, times, and the roles they name."""

from dataclasses import dataclass
from typing import Any

import jwt

from kg.web.rights.jwks import Jwk, KeyRing
from kg.web.rights.principal import Principal, Role

LEEWAY_SECONDS = 30
"""How far the issuer's clock may be off ours."""
LONGEST = 8192
"""Characters a token may have."""

_REQUIRED = ["exp", "iat", "iss", "aud", "sub"]
_SIGNS_WITH = {
    "RS256": ("RSA", None),
    "RS384": ("RSA", None),
    "RS512": ("RSA", None),
    "PS256": ("RSA", None),
    "ES256": ("EC", "P-256"),
    "ES384": ("EC", "P-384"),
    "EdDSA": ("OKP", "Ed25519"),
}
"""The only algorithms accepted, all asymmetric, with the kind of key and the curve that each needs."""


class BadToken(Exception):
    """The token is not valid here; the message is for our log and quotes nothing of the token."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Where in a token the audience and the roles stand."""

    audience: str
    roles: str = "roles"
    """A claim, or a path of claims joined by dots."""
    prefix: str = ""
    """What the issuer puts before the names of our roles."""


class Issuer:
    """Reads the tokens of one issuer."""

    def __init__(self, keys: KeyRing, claims: Claims) -> None:
        self._keys = keys
        self._claims = claims

    def read(self, token: str) -> Principal:
        """Whom a token stands for; the roles may be none.

        Raises:
            BadToken: it is not the issuer's, not for us, or not valid now.
        """
        if len(token) > LONGEST:
            raise BadToken("it is too long")
        try:
            header = jwt.get_unverified_header(token)
            algorithm = _algorithm(header)
            key = self._key(header.get("kid"), algorithm)
            said = jwt.decode(
                token,
                key,
                algorithms=[algorithm],
                audience=self._claims.audience,
                issuer=self._keys.issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": _REQUIRED, "enforce_minimum_key_length": True},
            )
        except (jwt.PyJWTError, ValueError, TypeError, ArithmeticError, RecursionError) as error:
            # Whatever strange token or key trips the library: it is not valid. Its messages may quote claims.
            raise BadToken(type(error).__name__) from None
        if not said["sub"]:
            raise BadToken("its subject is empty")
        return Principal(f"{said['iss']}#{said['sub']}", self._roles(said))

    def _key(self, kid: object, algorithm: str) -> jwt.PyJWK:
        if kid is not None and not isinstance(kid, str):
            raise BadToken("its key id is no text")
        fit = [key for key in self._keys.find(kid) if _fits(key, algorithm)]
        if len(fit) != 1 or self._keys.issuer is None:
            raise BadToken("it is not signed with exactly one known key")
        return jwt.PyJWK(fit[0], algorithm)

    def _roles(self, said: dict[str, Any]) -> frozenset[Role]:
        listed = _claim(said, self._claims.roles)
        names = listed.split() if isinstance(listed, str) else listed if isinstance(listed, list) else []
        wanted = {self._claims.prefix + role: role for role in Role}
        return frozenset(wanted[name] for name in names if isinstance(name, str) and name in wanted)


def _algorithm(header: dict[str, Any]) -> str:
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in _SIGNS_WITH:
        raise BadToken("its algorithm is not accepted")
    if "crit" in header or "b64" in header:
        raise BadToken("it needs extensions")
    return algorithm


def _fits(key: Jwk, algorithm: str) -> bool:
    """Whether the issuer meant this key to verify signatures made so."""
    kind, curve = _SIGNS_WITH[algorithm]
    return (
        key.get("kty") == kind
        and (curve is None or key.get("crv") == curve)
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
    )


def _claim(said: dict[str, Any], path: str) -> object:
    if path in said:  # some issuers name claims by addresses, which hold dots themselves
        return said[path]
    found: object = said
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found
