"""Access is a function of the day it is asked for."""

from datetime import date

import pytest

from kg.resolve.access import access_state, iso_date

OPENING = date(2025, 6, 1)


@pytest.mark.parametrize(
    ("rights", "available", "as_of", "expected"),
    [
        ("RESTRICTED", OPENING, date(2025, 5, 31), ("embargoed", OPENING)),
        ("RESTRICTED", OPENING, OPENING, ("open", None)),
        ("NON_PUBLIC", OPENING, date(2025, 6, 2), ("open", None)),
        ("PUBLIC", OPENING, date(2025, 5, 31), ("embargoed", OPENING)),
        (None, OPENING, date(2025, 6, 2), ("open", None)),
        ("PUBLIC", None, OPENING, ("open", None)),
        ("RESTRICTED", None, OPENING, ("closed", None)),
        ("NON_PUBLIC", None, OPENING, ("closed", None)),
        (None, None, OPENING, ("unknown", None)),
        ("SOMETHING_NEW", None, OPENING, ("unknown", None)),
    ],
)
def test_the_opening_day_decides_where_it_is_known(
    rights: str | None, available: date | None, as_of: date, expected: tuple[str, date | None]
) -> None:
    assert access_state(rights, available, as_of) == expected


def test_a_year_is_no_day() -> None:
    assert iso_date("2025") is None
    assert iso_date("2025-02-30") is None
    assert iso_date("2025-02-28T12:00:00Z") == date(2025, 2, 28)
