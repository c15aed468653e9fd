"""What a harvest asks of its place: everything, what changed since some day, or the rest of a cut listing."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from kg.harvest.ledger import Ledger
from kg.harvest.runs import Past, Terms
from kg.harvest.source import Source, World
from kg.harvest.walk import MOST_IN_A_ROW

OVERLAP = timedelta(days=1)
"""How far it reaches back behind the last harvest: clocks differ, and some datestamps have no time."""
OLDEST_MARK = timedelta(days=1)
"""A listing changes under an older mark, so that records would be missed."""
OLDEST_WALK = timedelta(days=60)
"""DOIs keep their order; but what was answered so long ago is better asked again. Some sources can be asked
once a minute, which makes a walk of weeks."""


@dataclass(frozen=True, slots=True)
class Listing:
    """`since` and `resume` are for the world, `after` is the cut run to go on with, `note` is for the report.

    `remap` says that even unchanged payloads must be mapped again.
    """

    since: str | None = None
    resume: str | None = None
    after: Past | None = None
    note: str | None = None
    remap: bool = False


def place_of(world: World) -> str:
    """What the ledger calls the place: with its options, for each set of them is a listing of its own.

    So is each facility whose DOIs the place is asked about.
    """
    asked_for = {"facility": world.facility} if world.identifiers and world.facility else {}
    options = urlencode(sorted({**world.options, **asked_for}.items()))
    return f"{world.place} {options}" if options else world.place


def terms_of(source: Source, world: World) -> Terms:
    """What records of this harvest are mapped with."""
    return Terms(source.version, world.facility, world.licence)


def choose(
    name: str, source: Source, world: World, ledger: Ledger, full: bool = False, since: str | None = None
) -> Listing:
    """What to ask for: the rest of what was cut short, else as told, else changes where they can be told."""
    place, terms = place_of(world), terms_of(source, world)
    latest, whole = ledger.runs.latest(name, place), ledger.runs.covering(name, place)
    is_licence_new = whole is not None and whole.terms.licence != terms.licence
    if latest and not full and _goes_on(latest, terms, since, world.identifiers):
        note = f"Went on where the harvest begun {told(latest.began)} was cut short."
        return Listing(latest.since, latest.mark, latest, note)
    if since is not None:
        return Listing(since, note=f"Asked for what changed since {since}, as told.", remap=full)
    if not (source.incremental and world.live):  # files are all read anyway
        return Listing(remap=full or is_licence_new)
    if latest is None:  # nobody expects less of a first harvest, so there is nothing to explain
        return Listing(remap=full)
    reason = _why_all(name, place, terms, whole, ledger, full)
    if reason or whole is None:
        return Listing(note=f"Asked for everything: {reason}.", remap=full or is_licence_new)
    since = (datetime.fromisoformat(whole.began) - OVERLAP).date().isoformat()
    return Listing(
        since,
        note=f"Asked for what changed since {since}: a day before the last whole harvest, which began "
        f"{told(whole.began)}. Leave nothing out with --full.",
    )


def _goes_on(latest: Past, terms: Terms, since: str | None, dois: Sequence[str]) -> bool:
    oldest = OLDEST_WALK if dois else OLDEST_MARK
    return (
        latest.outcome == "cut"
        and bool(latest.mark)
        and not _is_stuck(latest, dois)
        and latest.terms == terms
        and since in (None, latest.since)
        and datetime.now(UTC) - datetime.fromisoformat(latest.began) < oldest
    )


def _is_stuck(latest: Past, dois: Sequence[str]) -> bool:
    """Whether going on would lead nowhere; a walk over DOIs waits for its source, unless it is near its end.

    There, what is left may fail for ever, which only a walk from the beginning can tell from a dead source.
    """
    return latest.is_stuck and len(dois) - bisect_right(dois, latest.mark or "") < MOST_IN_A_ROW


def _why_all(
    name: str, place: str, terms: Terms, whole: Past | None, ledger: Ledger, full: bool
) -> str | None:
    """Why changes alone will not do; None where they will."""
    if full:
        return "--full was given"
    if whole is None:
        return "this place was not harvested to its end before"
    if whole.terms != terms:
        return "mapping, facility or licence are others than at the last harvest"
    if ledger.doubts.any_of(name):
        return "some graphs may have been changed by others"
    if not ledger.has_varying_datestamps(name, place):
        return "the datestamps here do not tell records apart"
    return None


def told(moment: str) -> str:
    """A UTC moment of the ledger as messages give it."""
    return moment[:16].replace("T", " ") + " UTC"
