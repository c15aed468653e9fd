"""E-mail addresses in free texts, where the operator may publish them: the same source, keeping them."""

from dataclasses import replace

from kg.harvest.source import Mapped, Record, Source
from kg.resolve.email import keeping_addresses


def with_addresses(source: Source) -> Source:
    """The source with a mapping that leaves e-mail addresses where they stand.

    It is another version of the mapping, so that what was mapped without is mapped again, and back.
    """

    def triples(record: Record) -> Mapped:
        with keeping_addresses():
            return source.triples(record)

    return replace(source, triples=triples, version=f"{source.version}, e-mail addresses kept")
