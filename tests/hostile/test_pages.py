"""No address of a page leads out of its folder, and no parameter breaks one."""

import pytest

from hostile.judge import reason
from hostile.pages import EVERYWHERE, PAGES, Page
from hostile.service import PATIENCE, Service
from hostile.wire import read_reply, request

SECRETS = (b"root:", b"[extensions]", b"repositoryformatversion", b"{% extends", b"def create_app")
"""What would be seen of the files that the paths lead to."""


@pytest.mark.parametrize("case", PAGES, ids=str)
def test_a_hostile_address_is_answered_in_time_and_honestly(service: Service, case: Page) -> None:
    for accept in ("application/json", "text/html"):
        reply = service.get(case.target, {"Accept": accept})

        assert reply.status in case.statuses, reply
        assert not any(secret in reply.body for secret in SECRETS)
        if reply.media_type == "text/html":
            assert b"<script>alert" not in reply.body
            assert b"<img src=x" not in reply.body
        assert reply.header("set-cookie") is None
        assert reply.header("x-content-type-options") == "nosniff"
        if accept == "application/json" and reply.status >= 400:
            reason(reply)


def test_a_long_question_does_no_harm(service: Service) -> None:
    reply = service.get("/search?q=" + "x" * 60_000)

    assert reply.status in (200, 400, 414, 431)


@pytest.mark.parametrize("target", EVERYWHERE)
@pytest.mark.parametrize("accept", ["text/html", "*/*", "image/png"])
def test_head_is_get_without_the_body(service: Service, target: str, accept: str) -> None:
    """On one connection, so that a body where none may be would be taken for the next answer."""
    headers = {"Accept": accept, "Connection": "keep-alive"}
    with service.place.connection(PATIENCE) as (opened, stream):
        opened.sendall(b"".join(request(method, target, headers) for method in ("HEAD", "GET", "HEAD")))
        first, second, third = (read_reply(stream, is_head) for is_head in (True, False, True))

    assert first is not None
    assert second is not None
    assert third is not None
    assert first.status == second.status == third.status
    assert first.media_type == second.media_type
