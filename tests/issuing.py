"""An OpenID Connect issuer on loopback: discovery, keys that can be rotated, tokens good and bad."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import get_default_algorithms
from jwt.api_jws import PyJWS

AUDIENCE = "pan-kg"
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey

_spare: list[Key] = []
"""First keys of issuers that have ended: making one takes a hundred times as long as using it."""


def new_key(algorithm: str) -> Key:
    """A private key for an algorithm."""
    if algorithm.startswith("ES"):
        return ec.generate_private_key(ec.SECP256R1() if algorithm == "ES256" else ec.SECP384R1())
    if algorithm == "EdDSA":
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def jwk(key: Key, kid: str | None, algorithm: str, **more: str) -> dict[str, Any]:
    """The public half, as an issuer shows it."""
    public: str = get_default_algorithms()[algorithm].to_jwk(key.public_key())
    shown: dict[str, Any] = json.loads(public)
    shown.pop("key_ops", None)
    return shown | ({"kid": kid} if kid else {}) | more


class Issuing:
    """What the issuer says now; tests change it. `asked` lists the paths that were fetched."""

    def __init__(self, port: int, first: Key) -> None:
        self.address = f"http://127.0.0.1:{port}/realm"
        self.documents: dict[str, Any] = {}
        self.status = 200
        self.headers: dict[str, str] = {}
        self.asked: list[str] = []
        self.private: dict[str, Key] = {}
        self.say("issuer", self.address)
        self.say("jwks_uri", f"{self.address}/keys")
        self.turn_to("first", "RS256", first)

    def say(self, name: str, value: str) -> None:
        """Change the discovery document."""
        self.documents.setdefault("/realm/.well-known/openid-configuration", {})[name] = value

    def show(self, *keys: dict[str, Any]) -> None:
        """Change the keys shown."""
        self.documents["/realm/keys"] = {"keys": list(keys)}

    def rotate(self, kid: str, algorithm: str) -> None:
        """Sign with a new key, and show no other."""
        self.turn_to(kid, algorithm, new_key(algorithm))

    def turn_to(self, kid: str, algorithm: str, key: Key) -> None:
        """Sign with this key, and show no other."""
        self.private = {kid: key}
        self.show(jwk(key, kid, algorithm))

    def claims(self, **changed: object) -> dict[str, Any]:
        """Good claims of an operator; a claim changed to None is left out."""
        now = int(time.time())
        good = {
            "iss": self.address,
            "aud": AUDIENCE,
            "sub": "ada",
            "iat": now,
            "nbf": now,
            "exp": now + 300,
            "roles": ["operator"],
        }
        return {name: value for name, value in (good | changed).items() if value is not None}

    def token(self, algorithm: str = "RS256", *, kid: str | None = None, **changed: object) -> str:
        """A token signed with the newest key; `kid` says another name for it."""
        name, key = next(iter(self.private.items()))
        return sign(self.claims(**changed), key, algorithm, {"kid": name if kid is None else kid})


def sign(claims: dict[str, Any], key: Key | str, algorithm: str, header: dict[str, Any]) -> str:
    """A signed token of any claims, also of those that a library would not sign."""
    signed: str = PyJWS().encode(json.dumps(claims).encode(), key, algorithm, {"typ": "JWT"} | header)
    return signed


@contextmanager
def issuing() -> Iterator[Issuing]:
    """An issuer that answers until the end of the block; no two have the same key at a time."""
    issuer: Issuing
    first = _spare.pop() if _spare else new_key("RS256")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            issuer.asked.append(self.path)
            document = issuer.documents.get(self.path)
            body = document if isinstance(document, bytes) else json.dumps(document).encode()
            self.send_response(issuer.status if document is not None else 404)
            for name, value in issuer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        issuer = Issuing(server.server_port, first)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield issuer
        server.shutdown()
        thread.join()
    _spare.append(first)
