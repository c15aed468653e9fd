"""Source of Crossref: articles with their reference lists and relations, asked about by DOI or from files.

    kg harvest crossref https://api.crossref.org

Crossref registers what publishers deposit: authors in full, references with or without DOI, and relations
such as "is-supplemented-by", whose targets may be files of the article itself. How often a work is cited is a
number without the citing works. Abstracts are not kept: the rights in them are unclear.
Unverified: no live service was reached; the shapes are those of recorded answers.
"""

from collections.abc import Iterator
from urllib.parse import quote

from harvesters._answers import in_answers
from harvesters._crossref_record import sort_answer, work_item
from harvesters._crossref_triples import crossref_triples
from harvesters._read import branch
from kg.errors import BadRecord, SourceUnavailable
from kg.harvest.source import Item, Mapped, Record, Source, World
from kg.harvest.walk import walk


def records(world: World) -> Iterator[Item]:
    """The work of each DOI that is asked about, or those in the files."""
    if world.live:
        yield from walk(world, lambda doi: _asked(world, doi))
    else:
        yield from in_answers(world, sort_answer)


def triples(record: Record) -> Mapped:
    """What Crossref says of a work, as triples.

    Raises:
        BadRecord: it is no work of Crossref, or has no DOI.
    """
    try:
        return crossref_triples(record)
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


def _asked(world: World, doi: str) -> Iterator[Item]:
    path = f"/works/{quote(doi, safe='')}"
    work = branch(world.get_json(path), "message")
    if not work.get("DOI"):
        raise SourceUnavailable(f"{world.place}{path} answered JSON that is no work of Crossref.")
    yield work_item(work, f"{world.place}{path}", doi)


SOURCE = Source(
    "Crossref: references, relations, authors and dates of articles",
    records,
    triples,
    version="2",
    asks_about="works",
)
