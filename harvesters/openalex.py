"""Source of OpenAlex: works with authors and institutions, and the works that cite a DOI.

    kg harvest openalex https://api.openalex.org

Each DOI is looked up, which costs nothing; the list of those that cite it is asked for only where it is cited
at all. OpenAlex wants a key since February 2026, as the parameter `api_key`, which the machinery adds where
the operator gives one; without it lists are reported to be refused (401), and a walk ends there. Lists cut
authors after a hundred, so such works are looked up on their own. Abstracts are not kept.
Unverified: no live service was reached; the shapes are those of the documentation and of recorded answers.
"""

from collections.abc import Iterator

from harvesters._answers import in_answers
from harvesters._openalex_live import asked
from harvesters._openalex_record import sort_answer
from harvesters._openalex_triples import openalex_triples
from kg.errors import BadRecord
from kg.harvest.source import Item, Mapped, Record, Source, World
from kg.harvest.walk import walk


def records(world: World) -> Iterator[Item]:
    """Each DOI that is asked about and the works that cite it, or the works in the files."""
    if world.live:
        yield from walk(world, lambda doi: asked(world, doi))
    else:
        yield from in_answers(world, sort_answer)


def triples(record: Record) -> Mapped:
    """What OpenAlex says of a work, as triples.

    Raises:
        BadRecord: it is no work of OpenAlex.
    """
    try:
        return openalex_triples(record)
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


SOURCE = Source(
    "OpenAlex: works, authors, institutions, and the works that cite a DOI",
    records,
    triples,
    version="2",
    asks_about="data",
)
