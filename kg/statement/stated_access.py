"""The access of a collection whose own record is silent: what its parts say, merged as in the citation book.

Reports judge the merged work; a check of the collection's own record alone would contradict them.
"""

from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from kg.citation.book import Book
from kg.rdf.names import DCT
from kg.statement.record import Record
from kg.store.graph_reader import GraphReader

OF_PARTS = "the records of its parts"
OF_MOST = "most of the records of its parts, which differ,"


def with_access(reader: GraphReader, book: Book | None, record: Record) -> Record:
    """The record with the day of opening and the rights that its parts state, where it states none itself.

    Without a book, parts that differ leave it unknown.
    """
    if (record.opens and record.rights) or not record.values.get(DCT["hasPart"]):
        return record
    opens, rights = _of_parts(reader, record.iri, "available"), _of_parts(reader, record.iri, "accessRights")
    known = book.work(record.iri) if book else None
    if known is not None and known.iri == record.iri:
        opened, right = known.work.opens, known.work.rights
    else:
        opened, right = (values[0] if len(values) == 1 else None for values in (opens, rights))
    added = {
        name: value
        for name, own, value in (("opens", record.opens, opened), ("rights", record.rights, right))
        if value and not own
    }
    if not added:
        return record
    of_parts = {_PROPERTIES[name] for name in added}
    values = record.values | {DCT[_PROPERTIES[name]]: [Literal(value)] for name, value in added.items()}
    differ = len(opens) > 1 or len(rights) > 1
    return replace(
        record,
        opens=added.get("opens", record.opens),
        rights=added.get("rights", record.rights),
        of_parts=record.of_parts | of_parts,
        values=values,
        access_by=OF_MOST if differ else OF_PARTS,
    )


_PROPERTIES = {"opens": "available", "rights": "accessRights"}


def _of_parts(reader: GraphReader, iri: str, name: str) -> list[str]:
    """The values of a property in the form that records have them: days, and the end of a right's IRI."""
    rows = reader.rows("values_of_parts", collection=NamedNode(iri), property=DCT[name])
    return sorted({row["value"].value.rpartition("/")[2][:40] for row in rows})
