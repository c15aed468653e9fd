"""Source of software: CodeMeta 2 and 3, the codemeta.json of a repository, in files or at one address.

    kg harvest codemeta checkouts/
    kg harvest codemeta https://code.example.org/group/project/raw/main/codemeta.json

The context is neither fetched nor needed: the terms are read by their names. Unverified: no live address was
asked.
"""

from collections.abc import Iterator

from harvesters._codemeta_document import software_in
from harvesters._codemeta_triples import software_triples
from harvesters._documents import Document, in_documents
from kg.errors import BadRecord
from kg.harvest.payload import write_json
from kg.harvest.source import Aside, Item, Mapped, Record, Source, World


def records(world: World) -> Iterator[Item]:
    """The software that each file, or the answer of the address, describes."""
    return in_documents(world, lambda document: _in(document, world.facility))


def triples(record: Record) -> Mapped:
    """What is said of a piece of software, as triples.

    Raises:
        BadRecord: it is no description of software in CodeMeta's terms.
    """
    found = software_in(record.body)
    if len(found) != 1:
        raise BadRecord("No CodeMeta: one SoftwareSourceCode or SoftwareApplication with a name is expected.")
    try:
        return software_triples(record, found[0])
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


def _in(document: Document, facility: str | None) -> Iterator[Item]:
    body, origin = document
    for number, member in enumerate(body if isinstance(body, list) else [body]):
        raw, found = write_json(member), software_in(member)
        place = f"{origin}#{number}" if number else origin
        if len(found) == 1:
            changed = found[0].text("dateModified")
            yield Record("software", place, member, raw, origin, facility, changed)
        elif found:
            reason = f"Describes {len(found)} pieces of software: give each a file of its own."
            yield Aside("software", place, raw, origin, reason, "quarantined")
        else:
            reason = "No CodeMeta: it describes no software with a name."
            yield Aside("unknown", place, raw, origin, reason, "skipped")


SOURCE = Source(
    "Software: CodeMeta 2 and 3, from files or an address",
    records,
    triples,
    version="3",
)
