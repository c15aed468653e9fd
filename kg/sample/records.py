"""Any number of invented catalogue records, for benches: as rich as real ones, and no two texts alike."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from kg.sample.catalogue import FIRST_DAY, Dataset, Investigation, values_of
from kg.sample.dialects import dataset_v3, moment
from kg.sample.facilities import MARK, facility_of
from kg.sample.phrases import CONDITIONS, MATERIALS, PROCESSES, PURPOSES
from kg.sample.topics import TOPICS, Quantity, Subject, Topic

Json = dict[str, Any]

_MOTORS = tuple(
    Quantity(name, "mm", -100.0, 100.0)
    for name in ("sample_x", "sample_y", "sample_z", "slit_width", "slit_height", "beamstop_x", "camera_y")
)


def records(n: int, seed: int = 0) -> Iterator[Json]:
    """`n` dataset records in SciCat's third dialect, the same ones for the same seed."""
    random = Random(seed)
    for number in range(n):
        topic = random.choice(TOPICS)
        work = _investigation(random, number, topic)
        yield _enrich(random, dataset_v3(work.datasets[0], work))


def _investigation(random: Random, number: int, topic: Topic) -> Investigation:
    place = facility_of(topic.instrument)
    material, process = random.choice(MATERIALS), random.choice(PROCESSES)
    condition, purpose = random.choice(CONDITIONS), random.choice(PURPOSES)
    title = f"{process.capitalize()} of {material} {condition}"
    about = (
        f"{topic.label.capitalize()} on {topic.instrument} of {process} of {material} {condition} {purpose}."
    )
    started = FIRST_DAY + timedelta(minutes=37 * number)
    dataset = Dataset(
        pid=f"bench/{place.slug}/{number:07d}",
        title=f"{title}, run {number % 97}",
        description=f"{about} {MARK}",
        started=started,
        hours=1 + number % 9,
        files=1 + number % 40,
        size=random.randrange(10**6, 10**10),
        values=values_of(random, topic),
    )
    return Investigation(
        number=number,
        facility=place,
        topic=topic,
        subject=Subject(title, material, ""),
        doi=f"{place.prefix}.bench.{number:07d}",
        proposal=f"{place.slug[:2].upper()}{number // 12:06d}",
        people=tuple(random.sample(place.staff, k=2)),
        started=started,
        opens=None,
        abstract=about,
        datasets=(dataset,),
    )


def _enrich(random: Random, record: Json) -> Json:
    """What real records carry besides: motor positions, counters, storage bookkeeping."""
    metadata = record["scientificMetadata"]
    for motor in _MOTORS:
        value = round(random.uniform(motor.low, motor.high), 4)
        metadata[motor.name] = {"value": value, "unit": motor.unit, "valueSI": value / 1000, "unitSI": "m"}
    metadata["count_events"] = {"value": random.randrange(10**8), "unit": ""}
    metadata["elapsed_time"] = {"value": random.randrange(60, 7200), "unit": "seconds"}
    metadata["run_number"] = {"value": random.randrange(10**5), "unit": ""}
    record["history"] = []
    record["packedSize"] = record["size"]
    record["classification"] = "AV=medium,CO=low"
    record["createdAt"] = moment(FIRST_DAY)
    record["sharedWith"] = []
    record["relationships"] = []
    record["attachments"] = []
    record["datasetlifecycle"] |= {
        "archivable": True,
        "retrievable": False,
        "isOnCentralDisk": True,
        "archiveStatusMessage": "datasetCreated",
        "retrieveStatusMessage": "",
        "archiveRetentionTime": moment(FIRST_DAY + timedelta(days=3650)),
    }
    return record
