"""Addresses of the searches next to the one that is shown: a condition more, one less, other words."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request

from kg.web.question import CHANGES, FILTERS

Pair = tuple[str, str]

_KNOWN = ("q", *FILTERS, *CHANGES, "as_of", "sort", "limit")
_LONGEST = 4000
"""Characters of a value that go on into further addresses."""


@dataclass(frozen=True, slots=True)
class Address:
    """The question, its filters and how it is shown, as parameters; each method gives another address.

    Where in the list of hits one stands is no part of it: a changed search begins with its first page.
    """

    pairs: tuple[Pair, ...]

    @classmethod
    def of(cls, request: Request) -> "Address":
        """What this request asks; today as the day of access is left out, so that a kept link stays new."""
        today = ("as_of", date.today().isoformat())
        given = ((name, value.strip()[:_LONGEST]) for name, value in request.query_params.multi_items())
        kept = (pair for pair in given if pair[0] in _KNOWN and pair[1] and pair != today)
        return cls(tuple(dict.fromkeys(kept)))

    @property
    def asked(self) -> "Address":
        """The question without the number of hits on a page, for files and feeds."""
        return self.minus("limit")

    @property
    def text(self) -> str:
        """The words of the question."""
        return next((value for name, value in self.pairs if name == "q"), "")

    def plus(self, name: str, value: str) -> "Address":
        """With this parameter beside others of its name."""
        return Address(tuple(dict.fromkeys([*self.pairs, (name, value)])))

    def minus(self, name: str, value: str | None = None) -> "Address":
        """Without this parameter, or without any of its name."""
        return Address(tuple(pair for pair in self.pairs if pair[0] != name or value not in (None, pair[1])))

    def put(self, name: str, value: str) -> "Address":
        """With this value as the only one of its name."""
        return replace(self.minus(name), pairs=(*self.minus(name).pairs, (name, value)))

    def asking(self, text: str) -> "Address":
        """The same with another text. Chips that are off by their place would be others in it."""
        kept = (
            pair for pair in self.pairs if pair[0] != "q" and not (pair[0] == "off" and pair[1].isdigit())
        )
        return Address((("q", text), *kept) if text else tuple(kept))

    def path(self, at: str = "/search", *others: Pair) -> str:
        """The address as a link; `others` are further parameters."""
        query = urlencode([*self.pairs, *others])
        return f"{at}?{query}" if query else at
