"""Where a generation has its book, and the day it was made on."""

from datetime import date
from pathlib import Path

from kg.citation.book import NAME
from kg.errors import BadInput
from kg.resolve.access import iso_date
from kg.store.generation import Generation


def book_of(generation: Generation) -> Path:
    """The file of a generation's citation book.

    Raises:
        BadInput: the generation was made before there were books.
    """
    path = generation.path / NAME
    if not path.is_file():
        raise BadInput(
            f"Generation {generation.number} was made by an older release and holds no citation book. "
            "Make a new one with: kg publish"
        )
    return path


def published_on(generation: Generation) -> date | None:
    """The day on which a generation was made, as its facts say."""
    return iso_date(str(generation.facts.get("created") or ""))
