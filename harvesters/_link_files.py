"""Find links, and answers of services of links, in files: dumps hold millions, so one is read at a time."""

from collections.abc import Callable, Iterator
from pathlib import Path

from harvesters._documents import not_read
from harvesters._json_stream import objects_in, opened
from harvesters._scholix_live import link_item, members_in, nothing_listed
from kg.errors import BadRecord
from kg.harvest.payload import Json, read_json
from kg.harvest.source import Aside, Item, Record, World

_READ = (".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ndjson.gz")

Sort = Callable[[Json, str, str | None], Record | Aside]
"""What a piece of JSON from this origin is, of this facility."""
Answers = Callable[[Json, str, str | None], Iterator[Item]]
"""What the outermost objects of a file hold."""


def links_in_files(world: World) -> Iterator[Item]:
    """Every link in every file, and every file that holds none."""
    return objects_in_files(world, link_item)


def objects_in_files(world: World, sort: Sort) -> Iterator[Item]:
    """What `sort` makes of every object, or of every member of an answer, and every file that holds none."""

    def answers(body: Json, origin: str, facility: str | None) -> Iterator[Record | Aside]:
        members = members_in(body)
        if members is None:
            yield sort(body, origin, facility)
            return
        if not members:
            yield nothing_listed(origin)
        for place, one in enumerate(members):
            yield sort(one, f"{origin}/{place}", facility)

    return answers_in_files(world, answers)


def answers_in_files(world: World, answers: Answers) -> Iterator[Item]:
    """What `answers` finds in every outermost object, and every file that has none."""
    root = Path(world.place)
    for path in world.files():
        origin = path.name if root.is_file() else path.relative_to(root).as_posix()
        if not path.name.lower().endswith(_READ):
            yield not_read(origin, b"", f"No file of {', '.join(_READ)}.", is_skipped=True)
            continue
        number = 0
        try:
            with opened(path) as file:
                for number, raw in enumerate(objects_in(file), 1):
                    yield from _in_object(raw, f"{origin}#{number - 1}", world.facility, answers)
        except BadRecord as error:
            yield not_read(origin, b"", str(error))
        else:
            if not number:
                yield not_read(origin, b"", "No JSON object in it.", is_skipped=True)


def _in_object(raw: bytes, origin: str, facility: str | None, answers: Answers) -> Iterator[Item]:
    try:
        body = read_json(raw)
    except BadRecord as error:
        yield Aside("unknown", origin, raw, origin, str(error), "quarantined")
        return
    yield from answers(body, origin, facility)
