"""Whether data may be had, as a function of a date: an embargo ends by itself, nobody edits the record."""

from datetime import date
from typing import Literal

State = Literal["open", "embargoed", "closed", "unknown"]

STATES: tuple[State, ...] = ("open", "embargoed", "closed", "unknown")

_BY_RIGHTS: dict[str, State] = {"PUBLIC": "open", "RESTRICTED": "closed", "NON_PUBLIC": "closed"}


def access_state(rights: str | None, available: date | None, as_of: date) -> tuple[State, date | None]:
    """The state on the day `as_of`, and the day the data open where that is still to come.

    `rights` is the EU access-right code PUBLIC, RESTRICTED or NON_PUBLIC, or None where the source is silent;
    `available` the day the data opened or will open. The day decides where it is known: a record that said
    "restricted" while its embargo ran is not asked again when the embargo ends.

    >>> access_state("RESTRICTED", date(2025, 1, 1), date(2024, 12, 31))
    ('embargoed', datetime.date(2025, 1, 1))
    """
    if available is not None:
        return ("open", None) if available <= as_of else ("embargoed", available)
    return _BY_RIGHTS.get(rights or "", "unknown"), None


def iso_date(text: str | None) -> date | None:
    """The date a text starts with; None for none, for a bare year and for impossible ones."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
