"""An invented catalogue for the SPARQL bench: investigations with datasets, and papers that cite them.

Skewed as real catalogues are: few facilities hold most data, few instruments measure most of it, and the
scientist of a busy instrument is an author of nearly everything measured there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from kg.rdf.panet import is_specifier, panet_table
from kg.sample.phrases import CONDITIONS, MATERIALS, PROCESSES, PURPOSES

DATASETS = 23_500
FACILITIES = 12
INSTRUMENTS = 14
"""Instruments a facility."""
USERS = 900
"""People a facility, beside one scientist for each instrument."""
RUNS = 8
"""Datasets an investigation."""
_FIRST_DAY = datetime(2012, 1, 9, 8)
_DAYS = 5000
_HOSTS = 0.7
"""The share of investigations that the instrument's scientist signs."""
_PUBLISHED = 0.5
"""The share of investigations whose datasets are published together under one DOI."""


@dataclass(frozen=True, slots=True)
class Investigation:
    """One beamtime: `facility` is a number, `instrument` one within it, `people` are (facility, number)."""

    number: int
    facility: int
    instrument: int
    techniques: tuple[str, ...]
    people: tuple[tuple[int, int], ...]
    started: datetime
    title: str
    purpose: str
    is_published: bool


@dataclass(frozen=True, slots=True)
class Dataset:
    """One run of a beamtime."""

    number: int
    work: Investigation
    started: datetime
    is_open: bool
    files: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A text of a year that cites published investigations and earlier papers by their numbers."""

    number: int
    year: int
    data: tuple[int, ...]
    papers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All there is; the same for the same size and seed."""

    works: list[Investigation]
    datasets: list[Dataset]
    papers: list[Paper]


def catalogue(datasets: int = DATASETS, seed: int = 0) -> Catalogue:
    """An invented catalogue of so many datasets."""
    random = Random(seed)
    places = _Places(random)
    works = [_work(random, places, number) for number in range(-(-datasets // RUNS))]
    runs = [_run(random, works[number // RUNS], number) for number in range(datasets)]
    return Catalogue(works, runs, _papers(random, works, max(1, datasets // 8)))


class _Places:
    """Which techniques each instrument offers, and how often facilities, instruments and users come."""

    def __init__(self, random: Random) -> None:
        known = sorted(
            iri
            for iri, term in panet_table().terms.items()
            if not is_specifier(iri) and not term.label.endswith("probe") and len(term.ancestors_or_self) > 3
        )
        self.offers = {
            (facility, instrument): tuple(random.sample(known, 3))
            for facility in range(FACILITIES)
            for instrument in range(INSTRUMENTS)
        }
        self.facilities = _falling(FACILITIES)
        self.instruments = _falling(INSTRUMENTS)
        self.users = _falling(USERS)


def _falling(size: int) -> list[float]:
    """Cumulative weights: the first comes twice as often as the second, three times as often as the third."""
    return list(accumulate(1 / place for place in range(1, size + 1)))


def _pick(random: Random, weights: Sequence[float]) -> int:
    return random.choices(range(len(weights)), cum_weights=weights)[0]


def _work(random: Random, places: _Places, number: int) -> Investigation:
    facility, instrument = _pick(random, places.facilities), _pick(random, places.instruments)
    team = {USERS + instrument} if random.random() < _HOSTS else set()
    team |= {_pick(random, places.users) for _ in range(random.randint(1, 4))}
    guest = {(random.randrange(FACILITIES), _pick(random, places.users))} if random.random() < 0.2 else set()
    return Investigation(
        number=number,
        facility=facility,
        instrument=instrument,
        techniques=tuple(random.sample(places.offers[facility, instrument], random.choice((1, 1, 1, 2)))),
        people=tuple(sorted({(facility, member) for member in team} | guest)),
        started=_FIRST_DAY + timedelta(days=random.randrange(_DAYS)),
        title=_title(random),
        purpose=random.choice(PURPOSES),
        is_published=random.random() < _PUBLISHED,
    )


def _title(random: Random) -> str:
    process, material = random.choice(PROCESSES), random.choice(MATERIALS)
    return f"{process.capitalize()} of {material} {random.choice(CONDITIONS)}"


def _run(random: Random, work: Investigation, number: int) -> Dataset:
    started = work.started + timedelta(hours=3 * (number % RUNS), minutes=random.randrange(60))
    return Dataset(number, work, started, random.random() < 0.8, random.choice((1, 1, 1, 2)))


def _papers(random: Random, works: list[Investigation], number: int) -> list[Paper]:
    published = [work for work in works if work.is_published]
    weights = _falling(len(published))
    papers: list[Paper] = []
    for paper in range(number):
        wanted = random.randint(1, 3) if published else 0
        data = {published[_pick(random, weights)].number for _ in range(wanted)}
        cited = {random.randrange(paper) for _ in range(random.randint(0, 2)) if paper}
        newest = max((works[cites].started.year for cites in data), default=_FIRST_DAY.year)
        year = newest + random.randint(0, 3)
        papers.append(Paper(paper, year, tuple(sorted(data)), tuple(sorted(cited))))
    return papers
