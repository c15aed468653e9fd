"""The gatekeeper: static tokens first, then the issuer's; every failure looks the same from outside."""

from collections.abc import Callable
from logging import getLogger
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from kg.web.rights.principal import NotAllowed, NotAuthenticated, Principal, Role
from kg.web.rights.tokens import TokenFile

if TYPE_CHECKING:
    from kg.web.rights.oidc import Issuer

_CHALLENGE = 'Bearer realm="pan-kg"'
_LOGGED_A_MINUTE = 10

Denied = Callable[[str], None]
"""Told why somebody was not let in: `no-token`, `bad-token` or `missing-role`."""


class Doorkeeper:
    """Implements `Gatekeeper`. It may ask the issuer for new keys, so call it beside the event loop."""

    def __init__(
        self,
        tokens: TokenFile | None,
        issuer: "Issuer | None" = None,
        denied: Denied = lambda reason: None,
    ) -> None:
        self._tokens = tokens
        self._issuer = issuer
        self._denied = denied
        self._lock = Lock()
        self._minute, self._logged = 0.0, 0

    def require(self, authorization: str | None, role: Role) -> Principal:
        """See `Gatekeeper.require`."""
        scheme, _, token = (authorization or "").strip().partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            self._denied("no-token")
            raise NotAuthenticated("This needs a token: Authorization: Bearer …", _CHALLENGE)
        principal = self._find(token.strip())
        if principal is None:
            self._denied("bad-token")
            raise NotAuthenticated(
                "The token is not valid here: unknown, expired, or meant for another service.",
                f'{_CHALLENGE}, error="invalid_token"',
                "bad-token",
            )
        if not principal.may(role):
            self._denied("missing-role")
            raise NotAllowed(f"The token is valid, but this needs the role {role}.", principal)
        return principal

    def _find(self, token: str) -> Principal | None:
        if self._tokens and (known := self._tokens.find(token)):
            return known
        if self._issuer is None:
            self._log("it is none of the token file")
            return None
        from kg.web.rights.oidc import BadToken

        try:
            return self._issuer.read(token)
        except BadToken as error:
            self._log(str(error))
            return None

    def _log(self, reason: str) -> None:
        """At most some lines a minute: a flood of bad tokens must not fill the disk."""
        with self._lock:
            if monotonic() - self._minute > 60:
                self._minute, self._logged = monotonic(), 0
            self._logged += 1
            if self._logged > _LOGGED_A_MINUTE:
                return
        getLogger("uvicorn.error").warning("A bearer token was refused: %s.", reason)
