"""Log in to an engine the way it asks for: by token, or by user and password as Basic or Digest."""

from collections.abc import Generator

import httpx2

from kg.store.remote import Access

_Flow = Generator[httpx2.Request, httpx2.Response, None]


def login_of(access: Access) -> httpx2.Auth | None:
    """How to log in; None where the operator gave neither token nor user."""
    if access.token:
        return _Token(access.token)
    return _Password(access.user, access.password or "") if access.user else None


class _Token(httpx2.Auth):
    """A bearer token with every request."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx2.Request) -> _Flow:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class _Password(httpx2.Auth):
    """Waits for the challenge, so that a password goes only where one is asked for."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx2.BasicAuth(user, password)
        self._digest = httpx2.DigestAuth(user, password)
        self._kind = ""

    def auth_flow(self, request: httpx2.Request) -> _Flow:
        if not self._kind:
            response = yield request
            if response.status_code != 401:
                return
            challenge = response.headers.get("WWW-Authenticate", "").lower()
            self._kind = "digest" if challenge.startswith("digest") else "basic"
        yield from (self._digest if self._kind == "digest" else self._basic).auth_flow(request)
