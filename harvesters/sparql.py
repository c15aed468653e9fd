"""Source of records in another SPARQL endpoint: what is described there in DCAT, schema.org or FaBiO.

    kg harvest sparql https://data.example.org/sparql
    kg harvest sparql https://data.example.org/sparql --option classes=dcat:Dataset --option graph=https://…

Every subject of a class is a record, with what is said of it and of the nodes below it. Nothing else is
taken, whatever the endpoint sends: it has no say about our vocabularies, our graphs or other things. Options:
`classes` (else those of `_sparql_query`), `page` (subjects asked for at once), `graph` (one named graph).
"""

from collections.abc import Iterator

from harvesters._sparql_live import records_on_the_web
from harvesters._sparql_record import read_statements
from harvesters._sparql_triples import subject_triples
from kg.errors import BadInput, BadRecord
from kg.harvest.source import Item, Mapped, Record, Source, World


def records(world: World) -> Iterator[Item]:
    """Every subject of the classes.

    Raises:
        BadInput: the place is a file, or an option is none.
    """
    if not world.live:
        raise BadInput(f"{world.place!r} is no SPARQL endpoint; give its http or https address.")
    return records_on_the_web(world)


def triples(record: Record) -> Mapped:
    """What the endpoint says of a subject, in our vocabularies.

    Raises:
        BadRecord: it says nothing that has a place here.
    """
    if not isinstance(record.body, list):
        raise BadRecord("A record of a SPARQL endpoint is a list of triples.")
    try:
        return subject_triples(record)
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


SOURCE = Source(
    "Datasets, software, publications and training of another SPARQL endpoint (DCAT, schema.org, FaBiO)",
    records,
    triples,
    version="3",
    body=read_statements,
    options=("classes", "graph", "page"),
)
