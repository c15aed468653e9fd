"""Ask the services that know of citations about a facility's data, and about the works that go with them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from pyoxigraph import NamedNode

from kg.asking import NothingToAsk
from kg.harvest.place import Place
from kg.harvest.provider import Provider
from kg.harvest.state import SourceState, states_at, states_for
from kg.harvest.wish import Wish
from kg.harvest.witness import check_names, witnesses
from kg.pipeline import harvest_places
from kg.publishing import Progress, quiet
from kg.report.facility import NoFacility, find_facility
from kg.report.scope import open_book
from kg.resolve.facility import Facility, facility_by_name, new_facility
from kg.store.home import Home

if TYPE_CHECKING:
    from kg.index.encoder import Encoder

About = Literal["data", "works"]


def update_citations(
    home: Home,
    providers: Mapping[str, Provider],
    wish: Wish,
    names: Sequence[str] = (),
    *,
    prepared: Callable[[Place], Place] = lambda place: place,
    encoder: "Encoder | None" = None,
    progress: Progress = quiet,
) -> dict[str, Any]:
    """Ask all sources, or these, about data first and then about works; returns the document of the command.

    Works are known from the answers about data, so these are published in between. `prepared` gives a place
    what only the edge knows, as its key.

    Raises:
        BadInput: there is no such source or facility, or the store holds nothing to ask about.
        StoreBusy: another process writes to this store.
    """
    check_names(providers, names)
    meant = meant_facility(home, wish.facility)
    if meant is not None:
        wish = replace(wish, facility=meant.label, whose=meant)
    reports: list[dict[str, Any]] = []
    notes: list[str] = []
    for about in get_args(About):
        places = [prepared(place) for place in witnesses(providers, about, names)]
        if not places:
            continue
        try:
            reports += harvest_places(home, places, wish, encoder=encoder, progress=progress)
        except NothingToAsk as error:
            if about == "data" or not reports:
                raise
            notes.append(f"{', '.join(place.source for place in places)}: {error}")
    asked = {report["source"] for report in reports}
    states = [state for state in citation_states(home, meant) if state.name in asked]
    return {
        "facility": meant.slug if meant else None,
        "sources": reports,
        "states": [state.as_json() for state in states],
        "notes": notes,
        "generation": reports[-1]["generation"] if reports else None,
    }


def citation_states(home: Home, facility: Facility | None = None) -> list[SourceState]:
    """How each source was last asked; of one facility, also those asked for no single one.

    While somebody writes to the store, as of its current generation.
    """
    states = states_at(home.ledger_path)
    if states is None and (generation := home.current()):
        states = states_at(generation.ledger)
    return states_for(states or (), facility.slug) if facility else states or []


def meant_facility(home: Home, said: str | None) -> Facility | None:
    """The facility that is meant, found as for a report; else a known one of which the store has no data.

    Raises:
        BadInput: it is none of these, or may be several; the message lists those there are.
    """
    if said is None:
        return None
    generation = home.current()
    known = facility_by_name(said)
    if generation is None or not generation.citations.is_file():
        return known or new_facility(said)
    with open_book(generation.citations) as database:
        try:
            found = find_facility(database, said)
        except NoFacility:
            if known is None:
                raise
            return known
    return Facility(NamedNode(found.iri), found.label, found.slug)
