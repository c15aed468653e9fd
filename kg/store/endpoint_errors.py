"""What an engine's answer means when it is not simply the answer."""

import re
from urllib.parse import urlsplit

import httpx2

from kg.errors import BadQuery, KgError, QueryFailed

_TOO_SLOW = re.compile(
    r"time[d ]*-?out|timed out|cancell?ed|estimated execution time .* exceeds|\bS1T00\b", re.IGNORECASE
)
_MARKUP = re.compile(r"<(script|style|title)\b.*?</\1>|</?[a-z!][^>]*>", re.DOTALL | re.IGNORECASE)
_LONGEST_DETAIL = 200
_BUSY = (429, 503)
_NO_SUCH_SERVICE = (404, 405, 410)


class LoginRefused(QueryFailed):
    """The engine knows us not, or lets us not."""


class Misplaced(QueryFailed):
    """Something answers at the address, and it is no SPARQL engine."""


def remote_failure(host: str, what: str, wait: float | None = None) -> QueryFailed:
    """The engine does not do its part."""
    return QueryFailed(f"The engine at {host} {what}", "remote", wait)


def misplaced(url: str, given: str) -> Misplaced:
    """What is at the address given for an engine gave something else than one would."""
    address = urlsplit(url)._replace(query="", fragment="").geturl()
    return Misplaced(
        f"The engine at {urlsplit(url).netloc} answered {given} at {address}, where a SPARQL 1.1 service was "
        "expected. See whether that address is the right one.",
        "remote",
    )


def too_slow(seconds: float) -> QueryFailed:
    """No whole answer came in time."""
    return QueryFailed(
        f"The query took longer than {seconds:g} s and was stopped. Narrow it, or ask for less at a time.",
        "timeout",
    )


def too_large(most_bytes: int) -> QueryFailed:
    """The answer outgrew its cap."""
    return QueryFailed(f"The answer is larger than {most_bytes / (1 << 20):g} MB. Add a LIMIT.", "too-large")


def cut_off(host: str) -> QueryFailed:
    """The answer ends in the middle, or is not what it says it is."""
    return remote_failure(
        host, "sent an answer that breaks off; most often it stopped the query for its time."
    )


def status_error(response: httpx2.Response, said: str, seconds: float) -> KgError | None:
    """What a status and its headers mean; None where they promise a whole answer.

    A refused text is BadQuery, everything else QueryFailed.
    """
    host = urlsplit(str(response.request.url)).netloc
    status, detail = response.status_code, _short(said)
    if response.headers.get(
        "X-SQL-State"
    ):  # Virtuoso's "anytime" answers: what was found in time, with a 200
        return too_slow(seconds)
    if status in (200, 201, 204):
        return None
    if response.is_redirect:
        target = response.headers.get("Location", "elsewhere")
        return remote_failure(
            host, f"redirects to {_short(target)}; if that is right, name that address instead."
        )
    if status == 206:
        return remote_failure(host, "sent a part of its answer only.")
    if status in (401, 403):
        return LoginRefused(
            f"The engine at {host} refuses this login ({status}). Set KG_STORE_USER and KG_STORE_PASSWORD, "
            "or KG_STORE_TOKEN.",
            "remote",
        )
    if status in (408, 504) or (status >= 400 and _TOO_SLOW.search(detail)):
        return QueryFailed(f"The engine at {host} gave up: {detail or 'it took too long'}", "timeout")
    if status == 400:
        return BadQuery(f"The engine at {host} refuses this: {detail}", *_place(said))
    if status in _NO_SUCH_SERVICE:
        return misplaced(str(response.request.url), f"{status}{': ' if detail else ''}{detail}")
    wait = _seconds(response.headers.get("Retry-After")) if status in _BUSY else None
    return remote_failure(host, f"answered {status}{': ' if detail else ''}{detail}", wait)


def _short(said: str) -> str:
    """The first lines of an error page, as plain text."""
    text = " ".join(_MARKUP.sub(" ", said).partition("SPARQL query:")[0].split())
    return text if len(text) <= _LONGEST_DETAIL else text[: _LONGEST_DETAIL - 1] + "…"


def _place(said: str) -> tuple[int | None, int | None]:
    found = re.search(r"error at (\d+):(\d+)", said)
    return (int(found[1]), int(found[2])) if found else (None, None)


def _seconds(text: str | None) -> float | None:
    return float(text) if text and text.isdigit() else None
