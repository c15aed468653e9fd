"""Any number of invented catalogue records, for benches: as rich as real ones, and no two texts alike."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from kg.sample.catalogue import FIRST_DAY, Dataset, Investigation, values_of
from kg.sample.dialects import dataset_v3, moment
from kg.sample.facilities import MARK, facility_of
from kg.sample.phrases import CONDITIONS, MATERIALS, PROCESSES, PURPOSES
from kg.sample.topics import TOPICS, Subject, Topic

Json = dict[str, Any]


def records(n: int, seed: int = 0) -> Iterator[Json]:
    """`n` dataset records in SciCat's third dialect, the same ones for the same seed."""
    random = Random(seed)
    for number in range(n):
        topic = random.choice(TOPICS)
        work = _investigation(random, number, topic)
        yield _enrich(random, dataset_v3(work.datasets[0], work), number)


def publications(n: int, seed: int = 0) -> Iterator[tuple[Investigation, Json]]:
    """`n` investigations, each with its one dataset as `records` gives it."""
    random = Random(seed)
    for number in range(n):
        work = _investigation(random, number, random.choice(TOPICS))
        yield work, _enrich(random, dataset_v3(work.datasets[0], work), number)


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
        values=values_of(random, topic)[:2],
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


def _enrich(random: Random, record: Json, number: int) -> Json:
    """What real records carry besides: counters, texts, storage bookkeeping; one in five a dummy ORCID."""
    if number % 5 and record["orcidOfOwner"] == "default":
        del record["orcidOfOwner"]
    metadata = record["scientificMetadata"]
    metadata["count_events"] = {"value": random.randrange(10**8), "unit": ""}
    for name, value in (("title", record["datasetName"]), ("file_name", f"/raw/{record['pid']}.hdf")):
        metadata[name] = {"value": value, "unit": ""}
    if random.random() < 0.3:  # real catalogues name a technique less often still
        record["techniques"] = []
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
