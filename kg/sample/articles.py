"""Invented articles that cite the invented data: those of the teams, of their neighbours, and of strangers.

Whatever they claim is constructed, and so are they: all have DOIs below DataCite's test prefix.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from kg.sample.catalogue import Investigation
from kg.sample.facilities import ORCID_OF_NOBODY

PAPER = "10.5072/paper"
"""How the DOIs of all articles begin."""

STRANGE = f"{PAPER}.by-strangers-"
"""How the DOIs of articles by people of no facility begin."""

LAST_DAY = datetime(2026, 6, 30)
"""No invented article is younger."""

INSTRUMENT_PAPER = f"{PAPER}.lyra-instrument"
"""An article about an instrument, older than all data, that a careless record relates to data."""

MARK = "Constructed citation of the pan-kg sample world."
"""The sentence that every payload about citations carries."""


@dataclass(frozen=True, slots=True)
class Author:
    """An invented author; the country is one of the codes that ISO 3166 leaves to users."""

    given: str
    family: str
    institute: str
    country: str
    orcid: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An invented article; `supplements` are the data it was published with, `references` those it lists."""

    doi: str
    title: str
    published: datetime
    authors: tuple[Author, ...]
    supplements: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


STRANGERS = (
    Author("Tertia", "Quillfeather", "University of Lower Tidewater", "XA"),
    Author("Balthazar", "Oakhollow", "University of Lower Tidewater", "XA"),
    Author("Mirembe", "Saltmarsh", "Academy of the Far Shore", "XB"),
    Author("Leocadia", "Pinnacle", "Academy of the Far Shore", "XB"),
    Author("Octavian", "Brasswheel", "Institute of Clockwork Matter", "XC"),
    Author("Ysolde", "Halo", "Institute of Clockwork Matter", "XC"),
)
"""People at none of the facilities. The last one has the family name of somebody who is at one."""


def articles(works: Sequence[Investigation], seed: int = 7) -> Iterator[Article]:
    """All invented articles, always the same for the same seed."""
    for article in _written(works, Random(seed)):
        # Virtuoso 7 takes a month for its first day, and two dates for one: no article is of a first day.
        late = timedelta(days=1) if article.published.day == 1 else timedelta()
        if article.published + late <= LAST_DAY:
            yield replace(article, published=article.published + late)


def _written(works: Sequence[Investigation], random: Random) -> Iterator[Article]:
    for work in works:
        if work.number % 3:
            yield _companion(random, work)
        if work.number % 5 == 0:
            yield _sequel(random, work)
    opened = [work for work in works if work.opens is None and work.started.year < 2023]
    for number in range(1, 25):
        yield _by_strangers(random, number, random.sample(opened, k=1 + number % 3))
    yield Article(
        INSTRUMENT_PAPER, "The instrument LYRA at the Aurora Light Source",
        datetime(2009, 5, 4), _team(works[0], 2),
    )  # fmt: skip


def _companion(random: Random, work: Investigation) -> Article:
    """The team's own article, published with the data."""
    published = work.started + timedelta(days=240 + random.randrange(400))
    title = f"{work.subject.title}: what the data show"
    return Article(f"{PAPER}.{work.number}", title, published, _team(work, 1), supplements=(work.doi,))


def _sequel(random: Random, work: Investigation) -> Article:
    """A later article by one of the team with others."""
    published = work.started + timedelta(days=900 + random.randrange(500))
    authors = (_staff(work.people[0], work), *random.sample(STRANGERS[:5], k=2))
    title = f"{work.subject.title}, looked at again"
    return Article(f"{PAPER}.again-{work.number}", title, published, authors, references=(work.doi,))


def _by_strangers(random: Random, number: int, works: Sequence[Investigation]) -> Article:
    """An article by people who had no part in measuring the data that it lists among its references."""
    latest = max(work.started for work in works)
    published = latest + timedelta(days=400 + random.randrange(900))
    authors = tuple(random.sample(STRANGERS, k=2))
    title = f"A comparison of {works[0].subject.sample} with a model, number {number}"
    data = tuple(work.doi for work in works)
    return Article(f"{STRANGE}{number}", title, published, authors, references=data)


def _team(work: Investigation, others: int) -> tuple[Author, ...]:
    team = tuple(_staff(name, work) for name in work.people)
    return (*team, *STRANGERS[:others])


def _staff(name: str, work: Investigation) -> Author:
    given, _, family = name.rpartition(" ")
    orcid = ORCID_OF_NOBODY if name == "Josiah Carberry" else None
    return Author(given, family, work.facility.institutes[0], "XZ", orcid)
