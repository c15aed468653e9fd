"""A question and the techniques, facilities and instruments that it names."""

from typing import NamedTuple


class Asked(NamedTuple):
    """A question, its techniques, facilities (short names of the label) and instruments."""

    text: str
    techniques: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
