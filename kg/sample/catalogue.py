"""The sample world's catalogue: invented investigations and datasets, before any dialect is spoken."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from kg.sample.facilities import MARK, Facility, facility_of
from kg.sample.topics import TOPICS, Quantity, Subject, Topic

FIRST_DAY = datetime(2018, 2, 1, 8)
"""When the first invented beamtime started."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One measurement or what was computed from one."""

    pid: str
    title: str
    description: str
    started: datetime
    hours: int
    files: int
    size: int
    values: tuple[tuple[Quantity, float], ...]
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Investigation:
    """A publication of data with its datasets; `opens` is a day on which an embargo ends, if there is one."""

    number: int
    facility: Facility
    topic: Topic
    subject: Subject
    doi: str
    proposal: str
    people: tuple[str, ...]
    started: datetime
    opens: datetime | None
    abstract: str
    datasets: tuple[Dataset, ...] = field(default=())


def investigations(seed: int = 1) -> Iterator[Investigation]:
    """The sixty investigations of the sample world, always the same for the same seed."""
    random = Random(seed)
    number = 0
    for round_ in range(4):
        for topic in TOPICS:
            number += 1
            yield _investigation(random, number, topic, topic.subjects[round_])


def _investigation(random: Random, number: int, topic: Topic, subject: Subject) -> Investigation:
    place = facility_of(topic.instrument)
    started = FIRST_DAY + timedelta(days=49 * number + random.randrange(20), hours=random.randrange(12))
    # Every seventh is under an embargo that ends in 2031 or later, whatever day the demo is shown.
    opens = datetime(2031 + number // 7, 1 + number % 12, 15) if number % 7 == 3 else None
    proposal = f"{place.slug[:2].upper()}{20250000 + number * 37}"
    names = tuple(random.sample(place.staff, k=random.randint(1, 3)))
    return Investigation(
        number=number,
        facility=place,
        topic=topic,
        subject=subject,
        doi=f"{place.prefix}.{number:04d}",
        proposal=proposal,
        people=names,
        started=started,
        opens=opens,
        abstract=_abstract(random, topic, subject, place),
        datasets=_datasets(random, number, topic, subject, place, started),
    )


def _abstract(random: Random, topic: Topic, subject: Subject, place: Facility) -> str:
    aim = random.choice(
        (
            "The aim was to follow the structure while it changes.",
            "The data served to test a model against its nearest rival.",
            "A first look with coarse steps was followed by a careful one.",
            "Reference measurements of the empty cell are part of the series.",
        )
    )
    what = (
        f"{subject.title}, studied by {topic.label} at the instrument {topic.instrument} of the {place.name}."
    )
    return f"{what} The sample was {subject.sample}. {aim} {MARK}"


def _datasets(
    random: Random, number: int, topic: Topic, subject: Subject, place: Facility, started: datetime
) -> tuple[Dataset, ...]:
    made: list[Dataset] = []
    for part in range(2 + number % 2):
        processed = part == 2
        moment = started + timedelta(hours=3 * part, minutes=random.randrange(60))
        kind = "reduced data" if processed else f"run {part + 1}"
        made.append(
            Dataset(
                pid=f"{place.slug}/{number:04d}-{part + 1}",
                title=f"{subject.title}, {kind}",
                description=f"{topic.label.capitalize()} of {subject.sample}, {kind}. {MARK}",
                started=moment,
                hours=1 + random.randrange(8),
                files=1 + random.randrange(40),
                size=random.randrange(10**6, 10**10),
                values=values_of(random, topic),
                inputs=tuple(earlier.pid for earlier in made) if processed else (),
            )
        )
    return tuple(made)


def values_of(random: Random, topic: Topic) -> tuple[tuple[Quantity, float], ...]:
    """A value within its range for every quantity of the topic."""
    return tuple(
        (quantity, round(random.uniform(quantity.low, quantity.high), 3)) for quantity in topic.quantities
    )
