"""Page through another SPARQL endpoint."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from pyoxigraph import NamedNode, Triple

from harvesters._sparql_client import WorldClient, check_graph
from harvesters._sparql_query import (
    MOST_TRIPLES,
    classes_of,
    page_query,
    subject_query,
    subjects_query,
)
from harvesters._sparql_record import is_ours, statements_of, write_statements
from kg.errors import BadInput, BadRecord, SourceUnavailable
from kg.harvest.payload import Json
from kg.harvest.source import Aside, Item, Mark, Record, World
from kg.rdf.terms import iri

PAGE = 50
"""Subjects asked for at once."""

LARGEST_PAGE = 1_000


class Asked(NamedTuple):
    """What is asked for: subjects of these classes, so many at once."""

    classes: Sequence[NamedNode]
    size: int


def records_on_the_web(world: World) -> Iterator[Item]:
    """Every subject of the classes, by the order of their IRIs.

    Raises:
        BadInput: an option is wrong, or the endpoint refuses the query.
        SourceUnavailable: it does not answer, or answers the same page again.
    """
    graph = world.options.get("graph")
    client = WorldClient(world, check_graph(graph) if graph else None)
    asked = Asked(classes_of(world.options.get("classes")), _size(world.options.get("page")))
    after = world.resume or ""
    before: list[str] = []
    while found := _addresses(client.select(subjects_query(asked.classes, after, asked.size))):
        # Which is the last is the engine's to say: engines sort in ways of their own.
        if found[-1] in before or found[-1] == after:
            raise SourceUnavailable(f"{world.place} answers the same page again; it cannot be paged through.")
        yield from _page(world, client, asked, after, found)
        before, after = found, found[-1]
        yield Mark(after)


def _size(option: str | None) -> int:
    if option is None or not option.strip():
        return PAGE
    if not option.strip().isdecimal() or not 1 <= int(option) <= LARGEST_PAGE:
        raise BadInput(f"The option page is {option[:40]!r}; give a number from 1 to {LARGEST_PAGE:,}.")
    return int(option)


def _addresses(bindings: list[dict[str, Json]]) -> list[str]:
    """The subjects as they came, each once."""
    terms = (solution.get("s") for solution in bindings)
    values = (term.get("value") for term in terms if isinstance(term, dict) and term.get("type") == "uri")
    return list(dict.fromkeys(value for value in values if isinstance(value, str) and value))


def _page(
    world: World, client: WorldClient, asked: Asked, after: str, addresses: list[str]
) -> Iterator[Item]:
    """The records of a page.

    Endpoints cut long answers short without a word. An answer that lacks one of the subjects, or cannot be
    read, is such a one: then each subject is asked for by itself.
    """
    subjects = [node for one in addresses if (node := _subject(one))]
    try:
        triples = client.construct(page_query(asked.classes, after, asked.size)) if subjects else []
    except (BadRecord, SourceUnavailable):
        triples = []
    said = {triple.subject for triple in triples}
    is_whole = all(subject in said for subject in subjects)
    for address in addresses:
        subject = _subject(address)
        if subject is None:
            yield _aside(world, address, "Its address is no http, https or urn IRI.")
        elif is_ours(subject):
            yield _aside(world, address, "A term or graph that is not the endpoint's to describe.")
        elif is_whole:
            yield _record(world, subject, triples)
        else:
            yield _alone(world, client, subject)


def _subject(address: str) -> NamedNode | None:
    """The subject, if its address is one as it stands: it goes into queries."""
    node = iri(address)
    return node if node is not None and node.value == address else None


def _alone(world: World, client: WorldClient, subject: NamedNode) -> Item:
    try:
        return _record(world, subject, client.construct(subject_query(subject)))
    except BadRecord as error:
        return _aside(world, subject.value, str(error), "quarantined")


def _record(world: World, subject: NamedNode, triples: Sequence[Triple]) -> Item:
    statements = statements_of(subject, triples)
    if len(statements) > MOST_TRIPLES:
        return _aside(
            world, subject.value, f"More than {MOST_TRIPLES:,} triples are said of it.", "quarantined"
        )
    if not statements:
        return _aside(world, subject.value, "The endpoint says nothing of it.")
    raw = write_statements(statements)
    return Record("subject", subject.value, statements, raw, world.place, world.facility)


def _aside(
    world: World, key: str, reason: str, outcome: Literal["skipped", "quarantined"] = "skipped"
) -> Aside:
    return Aside("subject", key, b"", world.place, reason, outcome)
