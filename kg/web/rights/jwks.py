"""The public keys of an OpenID Connect issuer: discovered, fetched with care, kept through its outages."""

import ipaddress
import json
from logging import getLogger
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import httpx2

from kg.errors import BadInput, SourceUnavailable

DISCOVERY = "/.well-known/openid-configuration"
REFRESH_SECONDS = 60.0
"""An unknown key makes us ask the issuer again, but not more often than this."""
RETRY_SECONDS = 5.0
"""The same, while we have no key at all."""
STALE_SECONDS = 3600.0
"""After this the keys are fetched anew, so that a key the issuer withdrew does not stay valid."""

_MOST_BYTES = 512 << 10
_MOST_KEYS = 64
_SECONDS = 5.0
_WAIT_SECONDS = 2.0

Jwk = dict[str, Any]
_log = getLogger("uvicorn.error")


class KeyRing:
    """The keys that one issuer signs with; `issuer` is its name once the discovery document was read."""

    def __init__(self, place: str) -> None:
        """`place` is the issuer, or the address of its discovery document. Nothing is fetched yet.

        Raises:
            BadInput: it is no https address (http is for loopback only).
        """
        self._discovery = place if place.endswith(DISCOVERY) else place.rstrip("/") + DISCOVERY
        _check_address(self._discovery)
        self.issuer: str | None = None
        self._keys: list[Jwk] = []
        self._fetched = self._tried = -STALE_SECONDS
        self._lock = Lock()

    def find(self, kid: str | None) -> list[Jwk]:
        """The keys of that id, all for None; the issuer is asked again when there is none or all are old."""
        if monotonic() - self._fetched > STALE_SECONDS or not self._named(kid):
            self._refresh()
        return self._named(kid)

    def fetch(self) -> None:
        """Fetch the discovery document and the keys now.

        Raises:
            SourceUnavailable: the issuer does not answer, or not with what it should; the old keys stay.
        """
        document = _get_json(self._discovery)
        issuer, place = document.get("issuer"), document.get("jwks_uri")
        wanted = self._discovery.removesuffix(DISCOVERY)
        if not isinstance(issuer, str) or issuer.rstrip("/") != wanted.rstrip("/"):
            raise SourceUnavailable(f"{self._discovery} speaks for another issuer than {wanted}.")
        if not isinstance(place, str):
            raise SourceUnavailable(f"{self._discovery} names no jwks_uri.")
        try:
            _check_address(place)
        except BadInput as error:
            raise SourceUnavailable(f"{self._discovery} names keys that cannot be used. {error}") from None
        if _is_loopback(place) and not _is_loopback(self._discovery):
            raise SourceUnavailable(f"{self._discovery} says that its keys are on this machine.")
        keys = _get_json(place).get("keys")
        if not isinstance(keys, list):
            raise SourceUnavailable(f"{place} holds no list of keys.")
        self._keys = [key for key in keys[:_MOST_KEYS] if isinstance(key, dict)]
        self.issuer, self._fetched = issuer, monotonic()

    def _named(self, kid: str | None) -> list[Jwk]:
        return [key for key in self._keys if kid is None or key.get("kid") == kid]

    def _refresh(self) -> None:
        """One request at a time asks the issuer; those that meanwhile wait find the answer."""
        if not self._may_ask() or not self._lock.acquire(timeout=_WAIT_SECONDS):
            return
        try:
            if self._may_ask():
                self._tried = monotonic()
                self.fetch()
        except SourceUnavailable as error:
            _log.error("The keys fetched before stay valid. %s", error)
        finally:
            self._lock.release()

    def _may_ask(self) -> bool:
        return monotonic() - self._tried >= (REFRESH_SECONDS if self._keys else RETRY_SECONDS)


def _get_json(address: str) -> dict[str, Any]:
    """The object at an address; no redirect is followed.

    Raises:
        SourceUnavailable: there is no such answer within the limits of time and size.
    """
    deadline, body = monotonic() + _SECONDS, bytearray()
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    try:
        with httpx2.stream("GET", address, headers=headers, timeout=_SECONDS, follow_redirects=False) as said:
            if said.status_code != 200:
                raise SourceUnavailable(f"{address} answers {said.status_code}.")
            # Raw: what is packed against our wish could unpack to any size, and is no JSON.
            for piece in said.iter_raw(8192):
                body += piece
                if len(body) > _MOST_BYTES or monotonic() > deadline:
                    raise SourceUnavailable(f"{address} sends too much or too slowly.")
        found = json.loads(body)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise SourceUnavailable(f"{address} does not answer: {str(error) or type(error).__name__}.") from None
    except (ValueError, RecursionError):
        raise SourceUnavailable(f"{address} does not answer JSON.") from None
    if not isinstance(found, dict):
        raise SourceUnavailable(f"{address} answers no JSON object.")
    return found


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.hostname is None or parts.username or parts.query or parts.fragment:
        raise BadInput(f"{address!r} is no plain web address; give scheme, host and path only.")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(address)):
        raise BadInput(f"{address!r} must be an https address (http only for this machine).")


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
