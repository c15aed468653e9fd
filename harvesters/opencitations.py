"""Source of OpenCitations: who cites a DOI (Index v2), and what is known of the citing works (Meta v1).

    kg harvest opencitations https://api.opencitations.net
    kg harvest opencitations dump.csv --option known=yes

Read from files as well: recorded answers, the CSV dumps of Index and Meta, and RDF (N-Quads, N-Triples).
Index answers an empty list for a work that nobody cites, and the same for one that it does not know; a DOI
must be asked with "doi:" before it, else the list is empty always. `creation` is the publication date of the
citing work (documentation of Index API v2.2.0, 2025-04-15).
Unverified: no live service was reached; the shapes are those of the documentation and of recorded answers.
"""

from collections.abc import Iterator

from harvesters._opencitations_files import records_in_files
from harvesters._opencitations_live import asked
from harvesters._opencitations_triples import opencitations_triples
from kg.errors import BadRecord
from kg.harvest.source import Item, Mapped, Record, Source, World
from kg.harvest.walk import walk


def records(world: World) -> Iterator[Item]:
    """The citations of each DOI that is asked about with their citing works, or what is in the files."""
    if world.live:
        yield from walk(world, lambda doi: asked(world, doi))
    else:
        yield from records_in_files(world)


def triples(record: Record) -> Mapped:
    """What OpenCitations says, as triples.

    Raises:
        BadRecord: it says nothing of a work with an identifier that we know.
    """
    try:
        return opencitations_triples(record)
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


SOURCE = Source(
    "OpenCitations: who cites a DOI, and what is known of the citing works",
    records,
    triples,
    version="2",
    asks_about="data",
    options=("known", "metadata"),
)
