"""Check a data availability statement against one generation of the graph."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.citation.book import Book
from kg.errors import BadInput
from kg.index.documents import Named as NamedPlace
from kg.index.tables import load_names
from kg.rdf.mint import graph_source
from kg.rdf.names import DCT
from kg.read.lexicon import Lexicon
from kg.statement.access import access, licence, open_on
from kg.statement.agreement import facility, instrument, proposal, title
from kg.statement.announced import announcements
from kg.statement.answer import Answer, Checked
from kg.statement.asked import Asked
from kg.statement.case import Case, Known
from kg.statement.classify import kind_of, level_in
from kg.statement.find import Found, Named, identifiers_in
from kg.statement.identity import existence, kind, level, syntax
from kg.statement.kinds import Said, kinds_in
from kg.statement.mention import Mention
from kg.statement.metadata import metadata
from kg.statement.people import people
from kg.statement.places import lexicon_of_places, places_in
from kg.statement.profile import Profile
from kg.statement.record import read_record
from kg.statement.registered import relation
from kg.statement.registry import Registry
from kg.statement.stated_access import with_access
from kg.statement.surroundings import own_of, surroundings
from kg.statement.verdict import CHECKS, Verdict
from kg.store.generation import Generation
from kg.store.graph_reader import GraphReader
from kg.store.outcomes import tombstone_of

_IN_ORDER: tuple[Callable[[Case], Verdict], ...] = (
    syntax, existence, kind, level, access, licence, facility, instrument, proposal, people, relation, title,
)  # fmt: skip
_NOT_LOOKED_UP = "There is no whole identifier to look up."


@dataclass(frozen=True, slots=True)
class Desk:
    """What checks need of one generation; `book` is None where it has no citation book."""

    reader: GraphReader
    ledger: Path
    number: int
    lexicon: Lexicon
    book: Book | None

    @classmethod
    def of(cls, generation: Generation, reader: GraphReader) -> "Desk":
        """The desk of a generation."""
        return cls(reader, generation.ledger, generation.number, _lexicon(generation), _book(generation))


def check_statement(
    desk: Desk, asked: Asked, today: date, profile: Profile | None = None, registry: Registry | None = None
) -> Answer:
    """Every identifier of a statement, with verdicts and evidence.

    Args:
        desk: the generation to look in.
        asked: the statement and what is known of its article.
        today: the day on which access is judged where the date of publication is not given.
        profile: what raw data should say of themselves; the one that ships, if None.
        registry: is asked of what the graph does not know; None: nobody is.

    Raises:
        BadInput: the text is too long, or names too many identifiers.
    """
    profile = profile or Profile()
    found = identifiers_in(asked.text)
    statement = tuple(replace(of, span=found.read.span(*of.span)) for of in kinds_in(found.text))
    known = {named: _known(desk, named.mention, asked.article, registry) for named in found.named}
    cases = _cases(desk, found, known, asked, statement, today)
    has_data = any(case.kind == "dataset" for case in cases)
    if has_data and not any(one.kind == "open-repository" for one in statement):
        mention = next(case.mention for case in cases if case.kind == "dataset")
        statement = (Said("open-repository", mention.said, found.read.span(*mention.span)), *statement)
    checked = tuple(
        Checked(case, open_on(case), _verdicts(case, profile), found.read.span(*case.mention.span))
        for case in cases
    )
    as_of = None if asked.published else today
    version = (profile.name, profile.version)
    return Answer(asked, statement, checked, desk.number, as_of, version, found.addresses)


def _cases(
    desk: Desk,
    found: Found,
    known: dict[Named, Known],
    asked: Asked,
    statement: tuple[Said, ...],
    today: date,
) -> list[Case]:
    own = {named: own_of(named, of.record, desk.lexicon) for named, of in known.items()}
    places = cache(lambda words: places_in(words, desk.lexicon))
    announces, cases = announcements(found), []
    for named, of in known.items():
        around = surroundings(named, found, own, desk.lexicon, places)
        told = announces[named]
        case = Case(
            named,
            of,
            asked,
            statement,
            around,
            desk.book,
            today,
            frozenset(told.kinds),
            frozenset(told.years),
        )
        what, why = kind_of(case)
        case = replace(case, kind=what, kind_basis=why)
        level_, why = level_in(case)
        cases.append(replace(case, level=level_, level_basis=why))
    return cases


def _verdicts(case: Case, profile: Profile) -> tuple[Verdict, ...]:
    first = syntax(case)
    if case.mention.syntax != "valid":
        return (first, *(Verdict(check, "unknown", _NOT_LOOKED_UP) for check in CHECKS[1:]))
    return (*(check(case) for check in _IN_ORDER), metadata(case, profile))


def _known(desk: Desk, mention: Mention, article: str | None, registry: Registry | None) -> Known:
    if mention.scheme == "proposal":
        return Known(data_of_proposal=_data_of(desk.reader, mention.identifier))
    if mention.iri is None:
        return Known()
    thing, record = NamedNode(mention.iri), read_record(desk.reader, mention.iri)
    kinds = {row["kind"].value for row in desk.reader.rows("claims_of_kind", work=thing)}
    record = with_access(desk.reader, desk.book, record) if record else None
    known = Known(record, claimed=tuple(sorted(kinds)), stated=_stated(desk.reader, thing, article))
    if record is not None:
        return known
    related = desk.reader.rows("things_pointing_here", property=DCT["relation"], value=thing)
    named_by = tuple(sorted(row["thing"].value for row in related))
    known = replace(known, tombstone=tombstone_of(desk.ledger, mention.iri), named_by=named_by)
    if registry is None or mention.scheme != "doi":
        return known
    answer = registry.ask(mention.identifier)
    return replace(known, registered=answer.registered, told=answer.told)


def _stated(reader: GraphReader, thing: NamedNode, article: str | None) -> tuple[tuple[str, str], ...]:
    """What sources claim between a thing and the article: source and word."""
    if article is None:
        return ()
    rows = reader.rows("claims_between", one=thing, other=NamedNode(article))
    said = {(graph_source(row["graph"].value) or row["graph"].value, row["relation"].value) for row in rows}
    return tuple(sorted(said))


def _data_of(reader: GraphReader, number: str) -> tuple[tuple[str, str], ...]:
    """Data measured under a proposal of this number, in its usual spellings, with the facility."""
    spellings = {number, number.upper(), number.replace(" ", "-").upper(), number.replace(" ", "").upper()}
    found = {
        (row["dataset"].value, row["facility"].value if "facility" in row else "")
        for spelling in sorted(spellings)
        for row in reader.rows("data_of_proposal", number=Literal(spelling))
        if "dataset" in row
    }
    return tuple(sorted(found))


def _lexicon(generation: Generation) -> Lexicon:
    named: Iterable[NamedPlace] = load_names(generation.index)
    return lexicon_of_places(named)


def _book(generation: Generation) -> Book | None:
    try:
        return Book.open(generation.citations)
    except BadInput:
        return None
