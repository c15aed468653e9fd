"""Who sends a request that needs a right: roles, and the errors of those who lack one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kg.errors import KgError


class Role(StrEnum):
    """What a token allows; only an operator may do what all the others may."""

    READER = "reader"
    CURATOR = "curator"
    ONTOLOGY_EDITOR = "ontology-editor"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Principal:
    """Who a valid token stands for."""

    name: str
    roles: frozenset[Role]

    def may(self, role: Role) -> bool:
        """Whether the roles hold this one; every role may read."""
        return role in self.roles or Role.OPERATOR in self.roles or (role is Role.READER and bool(self.roles))


class NotAuthenticated(KgError):
    """No valid token came with the request; `challenge` is the header WWW-Authenticate.

    `reason` is `no-token` or `bad-token`; strangers are not told more than the challenge says.
    """

    def __init__(
        self, message: str, challenge: str = 'Bearer realm="pan-kg"', reason: str = "no-token"
    ) -> None:
        super().__init__(message)
        self.challenge = challenge
        self.reason = reason


class NotAllowed(KgError):
    """The token is valid, its roles do not include what the request needs; `principal` is who holds it."""

    reason = "missing-role"

    def __init__(self, message: str, principal: Principal | None = None) -> None:
        super().__init__(message)
        self.principal = principal


class Gatekeeper(Protocol):
    """Reads the header Authorization."""

    def require(self, authorization: str | None, role: Role) -> Principal:
        """Who is asking, if they have the role.

        Raises:
            NotAuthenticated: there is no token, or none that is valid now.
            NotAllowed: its roles do not include the role.
        """
