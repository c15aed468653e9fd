"""One harvest of one place: ask, take in page by page, settle what is gone.

It is handed the gate and the writing function, and knows neither the shapes nor the store.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.imprint import imprint_of, keep_imprint, repeated
from kg.harvest.intake import Checker, Intake, Seen, Write
from kg.harvest.ledger import Ledger
from kg.harvest.listing import choose, place_of, terms_of
from kg.harvest.report import HarvestReport
from kg.harvest.source import Aside, Gone, Record, Source, World
from kg.harvest.sweep import Allow, never, sweep
from kg.harvest.wish import CHECKPOINT

_TOLD_EVERY = 100
"""Records between two calls of the progress bar."""

_SELDOM = 100_000
"""Objects made before Python looks for cycles among them, instead of 700: payloads are trees without any, and
looking through them took a seventh of the time."""

Progress = Callable[[str, int, int | None], None]


def harvest(
    source_name: str,
    source: Source,
    world: World,
    ledger: Ledger,
    gate: Checker,
    write: Write,
    progress: Progress,
    full: bool = False,
    *,
    since: str | None = None,
    checkpoint: int = CHECKPOINT,
    seen: Seen | None = None,
    allow: Allow = never,
) -> HarvestReport:
    """Harvest one place. `full` asks for all, maps unchanged payloads again and removes what is gone.

    `seen` is shared by the places of one command, which are then all read; a single place on disk is not,
    while it is as its last harvest left it. A source that fails midway is reported in `failed`; what it
    gave until then is kept, and the next harvest goes on from its last mark.
    """
    imprint = imprint_of(source, world, lambda files: progress("Comparing files", files, None))
    if seen is None and since is None and not full:
        report = repeated(source_name, source, world, ledger, imprint)
        if report is not None:
            return report
    listing = choose(source_name, source, world, ledger, full, since)
    world.since, world.resume = listing.since, listing.resume
    terms = terms_of(source, world)
    run = ledger.runs.begin(source_name, place_of(world), terms, listing.since, listing.after)
    intake = Intake(
        source, run, ledger, gate, write,
        remap=listing.remap, licence=world.licence, checkpoint=checkpoint, seen=seen,
    )  # fmt: skip
    report = intake.report
    if listing.note:
        report.notes.append(listing.note)
    try:
        with _seldom_collected():
            _take_all(intake, source, world, progress)
    except (SourceUnavailable, BadInput) as error:
        report.fail(world.place, error)
    except KeyboardInterrupt:
        _stop(intake, world, ledger)
        raise
    report.walked = world.walked
    intake.enter_page()
    if not report.failed:
        ledger.drop_stale_copies(intake.run, listed=listing.since is None)
        if full and listing.since is None:
            sweep(intake, ledger, allow, world.live, world.identifiers if world.walked else ())
    ledger.runs.finish(run, report.as_json(), "cut" if report.failed else "whole")
    is_whole = not report.failed and listing.since is None
    keep_imprint(ledger, intake.run, imprint if is_whole else None)
    return report


def _stop(intake: Intake, world: World, ledger: Ledger) -> None:
    """Keep what was read until somebody stopped us; that says nothing of the place."""
    intake.enter_page()
    report = intake.report
    report.walked = world.walked
    report.fail(world.place, SourceUnavailable("It was stopped before its end."))
    ledger.runs.finish(intake.run, report.as_json() | {"interrupted": True}, "cut")


@contextmanager
def _seldom_collected() -> Iterator[None]:
    before = gc.get_threshold()
    if before[0]:  # nought: whoever runs this has switched it off
        gc.set_threshold(max(before[0], _SELDOM), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _take_all(intake: Intake, source: Source, world: World, progress: Progress) -> None:
    doing, report = f"Reading {intake.run.source}", intake.report
    for item in source.records(world):
        if isinstance(item, Record | Aside):
            intake.take(item)
            if report.read % _TOLD_EVERY == 0 and not world.walked:
                progress(doing, report.read, world.expected)
        elif isinstance(item, Gone):
            intake.bury(item)
        else:
            intake.seal(item)
            progress(doing, world.walked.at if world.walked else report.read, world.expected)
