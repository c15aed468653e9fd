"""The changes themselves, each one transaction in the live store and known to the ledger."""

from pyoxigraph import DefaultGraph, NamedNode

from kg.amend.body import ending_of, refuse_bombs
from kg.amend.change import Change, Outcome
from kg.amend.labels import enter_label, word_in
from kg.amend.reach import reaches_kept
from kg.errors import BadInput, BadQuery
from kg.query.diagnosis.diagnose import diagnose
from kg.query.update_text import precheck_update, with_dataset
from kg.rdf.syntax import canonical_file
from kg.store.graphs import is_kept
from kg.vocabulary import vocabulary_graphs
from kg.writer import Writer


def amend(writer: Writer, change: Change) -> Outcome:
    """Carry out one change; when it returns, the change is safe on disk.

    Raises:
        BadInput: the graph is not open to changes, or the body is not what it should be.
        BadQuery: the update is no SPARQL Update, or not allowed.
        StoreFull: the disk is full.
    """
    if change.kind == "update":
        return _update(writer, change)
    if change.kind == "label":
        return Outcome(created=enter_label(writer, word_in(change.body)))
    graph = _named(change.graph)
    _refuse_kept(writer, change.graph)
    if change.kind == "delete":
        return _delete(writer, graph)
    refuse_bombs(change.body, change.media_type)
    created = not writer.store.holds(graph or DefaultGraph())
    if change.kind == "put":
        return Outcome(_put(writer, graph, change), created)
    _post(writer, graph, change)
    return Outcome(created=created)


def _update(writer: Writer, change: Change) -> Outcome:
    try:
        text = change.body.decode()
    except UnicodeDecodeError as error:
        raise BadQuery(f"The update is not UTF-8: {error}.") from error
    checked = precheck_update(text)
    sparql = with_dataset(checked, change.using, change.using_named)
    reaches = reaches_kept(checked.text)
    writer.doubt_all_loaded(but=() if reaches else vocabulary_graphs(writer))
    with writer.amending(doubts_records=reaches):
        try:
            writer.store.update(sparql)
        except BadQuery as error:
            said = error.engine_message or str(error)
            raise diagnose(checked.text, said, "update", sparql == checked.text) from error
    return Outcome()


def _put(writer: Writer, graph: NamedNode | None, change: Change) -> bool:
    return writer.load(graph, change.body, ending_of(change.media_type), change.graph)[1]


def _post(writer: Writer, graph: NamedNode | None, change: Change) -> None:
    triples = canonical_file(change.body, ending_of(change.media_type), change.graph)
    writer.doubt_loaded(graph)
    with writer.amending():
        writer.store.add(graph or DefaultGraph(), triples)


def _delete(writer: Writer, graph: NamedNode | None) -> Outcome:
    if not writer.store.holds(graph or DefaultGraph()):
        return Outcome(wrote=False, there=False)
    writer.doubt_loaded(graph)
    with writer.amending():
        writer.store.drop(graph or DefaultGraph())
    return Outcome()


def _named(graph: str | None) -> NamedNode | None:
    try:
        return NamedNode(graph) if graph is not None else None
    except ValueError as error:
        raise BadInput(f"{graph!r} is no absolute IRI.") from error


def _refuse_kept(writer: Writer, graph: str | None) -> None:
    source = writer.ledger.source_of(graph) if graph else None
    if graph is None or not (source or is_kept(graph)):
        return
    owner = f"the source {source!r}: harvest it to change it" if source else "the product itself"
    raise BadInput(
        f"The graph {graph} belongs to {owner}. Put what you have to say into a graph of your own; "
        "queries see both."
    )
