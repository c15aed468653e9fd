"""Which DOIs of the store a source is asked about: of data, or of the works that go with them."""

from collections.abc import Collection

from kg.errors import BadInput
from kg.harvest.asked import NOBODY, OPTION, Asked, bare_doi, given_dois, in_order
from kg.harvest.source import Source
from kg.harvest.wish import Wish
from kg.resolve.facility import Facility, facility_by_name, new_facility
from kg.store.graph_reader import GraphReader
from kg.store.home import Home

_QUERIES = {"data": ("dois_of_data",), "works": ("dois_of_works", "dois_of_claims")}


class NothingToAsk(BadInput):
    """The store holds no DOI that a source could be asked about."""


def asked_of(home: Home, source: Source, wish: Wish, *, is_live: bool) -> Asked:
    """What a source is asked about at a place: the DOIs of the option, else those of the current generation.

    A place on disk is read without them, too, and so is one that is asked by options of its source.

    Raises:
        NothingToAsk: nothing was published yet, or it holds no such DOI.
        BadInput: the option holds what is no DOI.
    """
    if source.asks_about == "nothing":
        return NOBODY
    facility = wish.whose or named_facility(wish.facility)
    slug = facility.slug if facility else None
    if said := wish.options.get(OPTION):
        return Asked(given_dois(said), slug)
    generation = home.current()
    if is_live and not wish.options.keys().isdisjoint(source.options):
        return Asked((), slug)
    if generation is None:
        if not is_live:
            return Asked((), slug)
        raise NothingToAsk(
            f"There is nothing to ask about: no generation was published in {home.path}. "
            "Harvest the data first (kg harvest), or name DOIs with "
            f"--option {OPTION}=10.5072/a,10.5072/b or {OPTION}=@FILE."
        )
    dois = dois_about(home.reader(generation), source.asks_about, facility)
    if is_live and not dois:
        whose = f"of {facility.label} " if facility else ""
        what = "data with a DOI" if source.asks_about == "data" else "works that cite data, or go with them,"
        raise NothingToAsk(
            f"There is nothing to ask about: generation {generation.number} holds no {what} {whose}".rstrip()
            + f". Harvest them first, or name DOIs with --option {OPTION}=@FILE."
        )
    return Asked(dois, slug)


def dois_about(reader: GraphReader, what: str, facility: Facility | None) -> tuple[str, ...]:
    """The DOIs of data or of works that the graph has, of one facility or of all, in order."""
    bindings = {"facility": facility.iri} if facility else {}
    found = (
        bare_doi(row["thing"].value) for query in _QUERIES[what] for row in reader.rows(query, **bindings)
    )
    return in_order(doi for doi in found if doi)


def named_facility(name: str | None) -> Facility | None:
    """The facility that is meant, be it one that only the operator's own file of providers knows."""
    return None if name is None else facility_by_name(name) or new_facility(name)


def check_asked(sources: Collection[Source], options: Collection[str]) -> list[str]:
    """The options that are left for the sources themselves.

    Raises:
        BadInput: DOIs are given to sources that ask about none.
    """
    if OPTION in options and all(source.asks_about == "nothing" for source in sources):
        raise BadInput(f"The option {OPTION!r} is for sources that are asked about DOIs; this is none.")
    return [name for name in options if name != OPTION]
