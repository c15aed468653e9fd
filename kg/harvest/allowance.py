"""How often a service lets itself be asked, where its answers say so as Crossref's do."""

import re
from collections.abc import Mapping

LONGEST_GAP = 60.0
"""Seconds between two requests that an answer can make us keep: by more, a host would just stop us."""

_INTERVAL = re.compile(r"(\d{1,5}) ?s?")
_LIMIT = re.compile(r"\d{1,7}")


def allowance_of(headers: Mapping[str, str]) -> float | None:
    """Requests a second by `X-Rate-Limit-Limit` and `X-Rate-Limit-Interval`; None where they say nothing.

    >>> allowance_of({"x-rate-limit-limit": "50", "x-rate-limit-interval": "10s"})
    5.0
    """
    limit = _LIMIT.fullmatch(headers.get("x-rate-limit-limit", "").strip())
    interval = _INTERVAL.fullmatch(headers.get("x-rate-limit-interval", "").strip())
    if limit is None or interval is None or int(interval[1]) == 0:
        return None
    return max(int(limit[0]) / int(interval[1]), 1 / LONGEST_GAP)
