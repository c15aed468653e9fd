"""A search as an address holds it: words, filters, the day that access is judged on, and the page."""

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request

from kg.answer.engine import Engine
from kg.answer.search import SearchAnswer, search
from kg.errors import BadInput

FILTERS = ("facility", "technique", "instrument", "year", "access", "alike")
MOST_HITS = 100
"""Hits that one answer may hold."""
_MOST_PAGES = 100


@dataclass(frozen=True, slots=True)
class Question:
    """`filters` are names or IRIs as given, for the names in FILTERS; `as_of` is today unless given."""

    text: str
    filters: dict[str, str]
    as_of: date
    page: int
    limit: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked, as on the front page."""
        return not self.text and not self.filters

    def answer(self, engine: Engine) -> SearchAnswer:
        """The hits of this page of the answer. Raises BadInput for a filter that names nothing known."""
        year = self.filters.get("year")
        others = {name: value for name, value in self.filters.items() if name != "year"}
        return search(
            engine,
            self.text,
            limit=self.limit,
            offset=(self.page - 1) * self.limit,
            as_of=self.as_of,
            year=_number("year", year, 1000, 9999) if year else None,
            **others,
        )


def read_question(request: Request, limit: int) -> Question:
    """The question in the address; empty fields of the form count as absent.

    Raises:
        BadInput: a date, year, page or limit that cannot be.
    """
    given = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
    return Question(
        text=given.get("q", ""),
        filters={name: given[name] for name in FILTERS if name in given},
        as_of=_day(given.get("as_of")),
        page=_number("page", given.get("page", "1"), 1, _MOST_PAGES),
        limit=_number("limit", given.get("limit", str(limit)), 1, MOST_HITS),
    )


def _day(text: str | None) -> date:
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"as_of must be a day like 2026-11-21, not {text[:40]!r}.") from None


def _number(name: str, text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise BadInput(f"{name} must be a number from {least} to {most}, not {text[:40]!r}.")
    return int(text)
