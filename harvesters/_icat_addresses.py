"""Records without e-mail addresses: names become parts of identifiers, where nobody would look for one."""

from dataclasses import replace

from kg.harvest.payload import Json
from kg.harvest.source import Record
from kg.resolve.email import without_addresses


def without_mail(record: Record) -> Record:
    """The record with a sign in place of every e-mail address; the kept payload stays as it came."""
    return replace(record, body=_without(record.body)) if b"@" in record.raw else record


def _without(value: Json) -> Json:
    if isinstance(value, str):
        return without_addresses(value) if "@" in value else value
    if isinstance(value, dict):
        return {name: _without(inner) for name, inner in value.items()}
    return [_without(inner) for inner in value] if isinstance(value, list) else value
