"""A search as an address holds it: words, filters, the day that access is judged on, and the page."""

from dataclasses import dataclass, field, fields
from datetime import date

from starlette.requests import Request

from kg.answer.engine import Engine
from kg.answer.options import FILTERS as REPEATED
from kg.answer.options import Options
from kg.answer.search import SearchAnswer, search
from kg.errors import BadInput

FILTERS = (
    "facility", "technique", "instrument", "year", "access", "data_level", "sample", "person", "since",
    "until", "alike",
)  # fmt: skip
"""Parameters that narrow a search; those of `kg.answer.options.FILTERS` may be repeated."""

CHANGES = ("not", "off")
"""Parameters that say what must not hold ("facility:IRI"), and which chips of the text are switched off
("0", "sample:water"); both may be repeated."""
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
    start: int | None = None
    """Hits before the page, where a cursor says so; else the pages before it."""
    repeated: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """All values of the filters that may be repeated, and of CHANGES; `filters` has the first of each."""
    sort: str | None = None

    @property
    def before(self) -> int:
        """Hits before this page."""
        return (self.page - 1) * self.limit if self.start is None else self.start

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked, as on the front page."""
        return not self.text and not self.filters and not self.repeated

    def answer(self, engine: Engine) -> SearchAnswer:
        """The hits of this page of the answer. Raises BadInput for a filter that names nothing known."""
        options = self.options
        return search(
            engine,
            self.text,
            limit=self.limit,
            offset=self.before,
            as_of=self.as_of,
            sort=self.sort,
            **{of.name: getattr(options, of.name) for of in fields(options)},
        )

    @property
    def options(self) -> Options:
        """The filters. Raises BadInput for a year that is none."""
        year = self.filters.get("year")
        several = {name: self.repeated[name] for name in REPEATED if name in self.repeated}
        return Options(
            **several,
            year=_number("year", year, 1000, 9999) if year else None,
            since=self.filters.get("since"),
            until=self.filters.get("until"),
            excluded=self.repeated.get("not", ()),
            off=self.repeated.get("off", ()),
            alike=self.filters.get("alike"),
        )


def read_question(request: Request, limit: int) -> Question:
    """The question in the address; empty fields of the form count as absent.

    Raises:
        BadInput: a date, year, page or limit that cannot be.
    """
    given = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
    first = given | {name: values[0] for name, values in _repeated(request).items()}
    return Question(
        text=given.get("q", ""),
        filters={name: first[name] for name in FILTERS if name in first},
        as_of=day_of(given.get("as_of")),
        page=_number("page", given.get("page", "1"), 1, _MOST_PAGES),
        limit=_number("limit", given.get("limit", str(limit)), 1, MOST_HITS),
        repeated=_repeated(request),
        sort=given.get("sort"),
    )


def _repeated(request: Request) -> dict[str, tuple[str, ...]]:
    pairs = [(name, value.strip()) for name, value in request.query_params.multi_items() if value.strip()]
    names = (*REPEATED, *CHANGES)
    return {name: found for name in names if (found := tuple(value for of, value in pairs if of == name))}


def day_of(text: str | None) -> date:
    """The ISO day, today where none is given. Raises BadInput for what is none."""
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
