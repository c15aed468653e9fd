"""Source of data management plans: maDMP (the RDA's DMP Common Standard 1.2), in files or at one address.

    kg harvest madmp plans/

A plan is no publication. A dataset in it counts as one that exists only if it has a persistent identifier
and was issued by the day on which the plan was last changed; any other is planned, and stays a part of the
plan under an IRI of the plan's own: whoever reads the graph must not take an intention for data.

A dmp_id of the prefix 10.0000 is a placeholder, as in the examples of the RDA: such plans are told apart by
their files, titles and days of creation.
"""

from collections.abc import Iterator

from harvesters._documents import Document, in_documents
from harvesters._madmp_plan import plan_key, plan_triples
from harvesters._read import branch
from kg.errors import BadRecord
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Item, Mapped, Record, Source, World


def records(world: World) -> Iterator[Item]:
    """Every plan in the files, or in the answer of the address."""
    return in_documents(world, lambda document: _in(document, world.facility))


def triples(record: Record) -> Mapped:
    """What a plan says, as triples; the address of its contact is not taken along.

    Raises:
        BadRecord: it is no maDMP.
    """
    plan = branch(record.body, "dmp")
    if not plan:
        raise BadRecord("No maDMP: a plan is an object under the key dmp.")
    try:
        return plan_triples(record, plan)
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


def _in(document: Document, facility: str | None) -> Iterator[Item]:
    body, origin = document
    for number, member in enumerate(body if isinstance(body, list) else [body]):
        yield _record(member, origin, number, facility)


def _record(member: Json, origin: str, number: int, facility: str | None) -> Record | Aside:
    raw, plan = write_json(member), branch(member, "dmp")
    key = plan_key(plan, origin)
    if key is None:
        reason = "No maDMP: no plan under the key dmp with a dmp_id."
        return Aside("unknown", f"{origin}#{number}", raw, origin, reason, "skipped")
    changed = plan.get("modified")
    return Record("plan", key, member, raw, origin, facility, changed if isinstance(changed, str) else None)


SOURCE = Source("Data management plans: maDMP 1.2 in JSON", records, triples, version="2")
