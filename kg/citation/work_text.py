"""A work as the text that a book keeps of it: JSON without what is unknown, read a million times over."""

from dataclasses import fields
from typing import Any

import orjson

from kg.citation.work import PartialDate, Person, Work

_FIELDS = tuple((field.name, field.default) for field in fields(Work))
_LISTS = frozenset(name for name, default in _FIELDS if default == ()) - {"people"}
_PERSON = tuple(field.name for field in fields(Person))


def work_text(work: Work) -> str:
    """The text: a person is a list, cut off behind what is known last; a date is a list, too."""
    said = {name: value for name, default in _FIELDS if (value := getattr(work, name)) != default}
    if work.people:
        said["people"] = [_cut([getattr(one, name) for name in _PERSON]) for one in work.people]
    if work.date is not None:
        said["date"] = (work.date.text, work.date.basis)
    return orjson.dumps(said).decode()


def work_from_text(text: str) -> Work:
    """The work that `work_text` wrote."""
    said: dict[str, Any] = orjson.loads(text)
    if "people" in said:
        said["people"] = tuple([Person(*one) for one in said["people"]])
    if "date" in said:
        said["date"] = PartialDate(*said["date"])
    for name in _LISTS & said.keys():
        said[name] = tuple(said[name])
    return Work(**said)


def _cut(values: list[Any]) -> list[Any]:
    while len(values) > 1 and values[-1] is None:
        values.pop()
    return values
