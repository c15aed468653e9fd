"""Ask the services that know of citations about a facility's data, and about the works that go with them."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from kg.asking import NothingToAsk, named_facility
from kg.harvest.place import Place
from kg.harvest.provider import Provider
from kg.harvest.state import NEVER, SourceState, states_at
from kg.harvest.wish import Wish
from kg.harvest.witness import check_names, witnesses
from kg.pipeline import harvest_places
from kg.publishing import Progress, quiet
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
        BadInput: there is no such source, or the store holds nothing to ask about.
        StoreBusy: another process writes to this store.
    """
    check_names(providers, names)
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
    states = [state for state in citation_states(home, wish.facility) if state.name in asked]
    return {
        "facility": _slug(wish.facility),
        "sources": reports,
        "states": [state.as_json() for state in states],
        "notes": notes,
        "generation": reports[-1]["generation"] if reports else None,
    }


def citation_states(home: Home, facility: str | None = None) -> list[SourceState]:
    """How each source was last asked; of one facility, also those asked for no single one.

    While somebody writes to the store, as of its current generation.
    """
    states = states_at(home.ledger_path)
    if states is None and (generation := home.current()):
        states = states_at(generation.ledger)
    wanted = _slug(facility)
    if wanted is None:
        return states or []
    ours = [state for state in states or [] if state.facility in {"", wanted}]
    could = {of.name for of in states or [] if of.state == "never" or of.asked is not None}
    never = could - {state.name for state in ours}
    ours += [SourceState(name, wanted, "never", reason=NEVER) for name in sorted(never)]
    return sorted(ours, key=lambda state: (state.name, state.facility))


def _slug(name: str | None) -> str | None:
    facility = named_facility(name)
    return facility.slug if facility else None
