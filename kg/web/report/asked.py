"""Which report an address asks for, and the reports that were asked for last."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from threading import Lock
from urllib.parse import unquote

from starlette.requests import Request

from kg.report.book_file import book_of, published_on
from kg.report.facility import NoFacility, Reported, list_facilities
from kg.report.population import registered_now
from kg.report.report import Report, report_on
from kg.report.scope import Scope, open_book, open_scope
from kg.web.problems import NotHere
from kg.web.question import day_of
from kg.web.state import Served

_REMEMBERED = 16


def facility_in(path: str) -> str:
    """What the path of a report names: a short name ("esrf"), or an IRI without `https://`."""
    said = unquote(path)
    return f"https://{said}" if "/" in said and "://" not in said else said


def day_in(request: Request) -> date:
    """The day of the report; today unless given. Raises BadInput for what is no day."""
    return day_of(request.query_params.get("as_of") or None)


@contextmanager
def scope_of(served: Served, facility: str, day: date) -> Iterator[Scope]:
    """The scope of a report from the generation served.

    Raises:
        NotHere: the book knows no such facility.
        BadInput: there is no book.
    """
    generation = served.generation
    path, published = book_of(generation), published_on(generation)
    try:
        with open_scope(path, facility, day, generation.number, published) as scope:
            yield scope
    except NoFacility as error:
        raise NotHere(str(error)) from None


@dataclass(frozen=True, slots=True)
class Offered:
    """A facility that there is a report on; `registered` is what its report says of the day."""

    facility: Reported
    registered: int

    def as_json(self) -> dict[str, object]:
        """The JSON form."""
        return self.facility.as_json() | {"registered": self.registered}


def facilities_of(served: Served, day: date) -> tuple[Offered, ...]:
    """All facilities that there is a report on. Raises BadInput where there is no book."""
    with open_book(book_of(served.generation)) as database:
        registered = registered_now(database, day)
        return tuple(Offered(one, registered.get(one.iri, 0)) for one in list_facilities(database))


class Reports:
    """The reports asked for last, of one generation: making one of 50,000 data takes seconds."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._generation = 0
        self._known: dict[tuple[str, date, str | None], Report] = {}

    def of(self, served: Served, facility: str, day: date, since: str | None) -> Report:
        """The report, made once. Raises as `scope_of`, and BadInput for a `since` that cannot be."""
        number, key = served.generation.number, (facility, day, since)
        with self._lock:
            if self._generation != number or len(self._known) >= _REMEMBERED:
                self._generation, self._known = number, {}
            known = self._known
        if key not in known:
            with scope_of(served, facility, day) as scope:
                known[key] = report_on(scope, since)
        return known[key]
