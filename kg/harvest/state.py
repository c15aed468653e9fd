"""How each source was last asked: whether it answered, how far, and why not.

A source that is down does not say that citations are gone: what it said before is kept, and its state tells
that nothing was heard since.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from kg.harvest.attempt import Try, tries_in
from kg.harvest.ledger import Ledger
from kg.harvest.source import Walked
from kg.harvest.witness import asking_sources

State = Literal["ok", "partial", "down", "never"]

_KILLED = "The last harvest was killed, or is under way."
NEVER = "It was never asked."
_WORST: tuple[State, ...] = ("down", "partial", "ok")


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source, as far as one facility goes (`facility` is empty where it was asked for no single one).

    `state` is `ok` where it was read to its end, `partial` where it was cut short or did not answer about
    all, `down` where it answered nothing, `never` where it was not asked. `asked_at` is the last try,
    `retrieved_at` the last time that it was read to its end (UTC, ISO 8601). Of the `asked` DOIs it answered
    about so many, and knew so many of these; None for sources that are not asked about DOIs.
    """

    name: str
    facility: str
    state: State
    asked_at: str | None = None
    retrieved_at: str | None = None
    reason: str | None = None
    asked: int | None = None
    answered: int | None = None
    known: int | None = None

    def as_json(self) -> dict[str, Any]:
        """What `kg citations sources --json` prints of it."""
        return asdict(self)


def source_states(ledger: Ledger) -> list[SourceState]:
    """The state of every source of the ledger, and of those that could be asked about DOIs and were not."""
    return states_of(ledger.runs.tries(), asking_sources())


def states_at(ledger: Path) -> list[SourceState] | None:
    """The same of a ledger that nobody holds open; None where there is none, or somebody writes to it."""
    # Its writer leaves no such file behind. Reading without locks and extra files cannot get in its way.
    if not ledger.is_file() or ledger.with_name(f"{ledger.name}-wal").exists():
        return None
    address = f"{ledger.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            return states_of(tries_in(database), asking_sources())
    except sqlite3.Error:
        return None


def states_of(tries: Iterable[Try], asking: Sequence[str] = ()) -> list[SourceState]:
    """The states after these tries, the oldest first; `asking` are the sources that are asked about DOIs."""
    places: dict[tuple[str, str], dict[str, list[Try]]] = defaultdict(lambda: defaultdict(list))
    for one in tries:
        places[one.source, one.facility or ""][one.place].append(one)
    found = {ident: _joined([_state(of) for of in by_place.values()]) for ident, by_place in places.items()}
    facilities = {facility for name, facility in found if name in asking and facility} or {""}
    for name in asking:
        is_for_all = (name, "") in found
        for facility in facilities:
            if (name, facility) not in found and not is_for_all:
                found[name, facility] = SourceState(name, facility, "never", reason=NEVER)
    return [found[ident] for ident in sorted(found)]


def states_for(states: Iterable[SourceState], facility: str) -> list[SourceState]:
    """Those of one facility (its slug) and those of no single one, by name, the facility's own last.

    A source that was asked for other facilities alone was never asked for this one.
    """
    known = list(states)
    ours = [state for state in known if state.facility in {"", facility}]
    could = {of.name for of in known if of.state == "never" or of.asked is not None}
    never = could - {state.name for state in ours}
    ours += [SourceState(name, facility, "never", reason=NEVER) for name in never]
    return sorted(ours, key=lambda state: (state.name, state.facility))


def _state(tries: Sequence[Try]) -> SourceState:
    """The state of one place."""
    last = tries[-1]
    whole = next((one for one in reversed(tries) if one.outcome == "whole"), None)
    listing = [one for one in tries if one.first == last.first]
    walked = _walked(listing)
    state, reason = _judged(last, walked)
    if (
        state == "ok"
        and walked
        and walked.unknown
        and not _known(walked)
        and _knew(one for one in tries if one.first != last.first)
    ):
        state, reason = "partial", f"It knows none of {walked.asked:,} DOIs any more; it may have moved."
    return SourceState(
        last.source,
        last.facility or "",
        state,
        last.started,
        whole.ended if whole else None,
        reason,
        walked.asked if walked else None,
        walked.at - walked.failed if walked else None,
        _known(walked) if walked else None,
    )


def _known(walked: Walked) -> int:
    """How many DOIs the place knew, of those that lie behind."""
    return walked.at - walked.failed - walked.unknown


def _knew(before: Iterable[Try]) -> bool:
    """Whether a place that now says "not there" of all has known some: it lost its lists, not the works."""
    return any(one.walked and _known(one.walked) > 0 for one in before)


def _judged(last: Try, walked: Walked | None) -> tuple[State, str | None]:
    if last.outcome is None or last.is_interrupted:
        return "partial", last.failure or _KILLED
    if last.outcome == "whole":
        if walked and walked.failed:
            return "partial", f"{walked.failed:,} of {walked.asked:,} DOIs could not be asked."
        return "ok", None
    gave = last.walked.done if last.walked else last.read
    return ("partial" if gave else "down"), last.failure


def _walked(listing: Sequence[Try]) -> Walked | None:
    """The runs of one listing as one walk: each goes on where the one before was cut short."""
    parts = [one.walked for one in listing if one.walked]
    if not parts:
        return None
    last = parts[-1]
    unknown, failed = sum(of.unknown for of in parts), sum(of.failed for of in parts)
    return Walked(last.asked, 0, last.at, unknown, failed)


def _joined(states: Sequence[SourceState]) -> SourceState:
    """Several places of one source as one.

    A place that never gave anything does not count where another was asked after it, and answered.
    """
    good = max((of.asked_at or "" for of in states if of.state != "down"), default="")
    counting = [of for of in states if of.state != "down" or of.retrieved_at or (of.asked_at or "") >= good]
    if len(counting) == 1:
        return counting[0]
    found = {of.state for of in counting}
    worst = next(state for state in _WORST if state in found)
    bad = next((of for of in counting if of.state == worst), counting[0])
    asked = [of for of in counting if of.asked is not None]
    return SourceState(
        bad.name,
        bad.facility,
        "partial" if len(found) > 1 else worst,
        max((of.asked_at for of in counting if of.asked_at), default=None),
        min((of.retrieved_at for of in counting if of.retrieved_at), default=None),
        bad.reason,
        sum(of.asked or 0 for of in asked) if asked else None,
        sum(of.answered or 0 for of in asked) if asked else None,
        sum(of.known or 0 for of in asked) if asked else None,
    )
