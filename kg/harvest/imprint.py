"""What a place on disk held when it was last read to its end: where that is unchanged, no record is read."""

import os
from collections import Counter
from collections.abc import Callable
from hashlib import file_digest, sha256
from pathlib import Path

from kg import __version__
from kg.harvest.ledger import Ledger
from kg.harvest.listing import place_of, terms_of, told
from kg.harvest.report import HarvestReport
from kg.harvest.runs import Run
from kg.harvest.source import Source, World
from kg.harvest.world import FileWorld

_NAME = "imprint"

Told = Callable[[int], None]
"""Is told how many files were looked at."""


def imprint_of(source: Source, world: World, tell: Told = lambda _: None) -> str | None:
    """A digest of names and bytes of all files of the place; None where those do not settle what is read.

    The release is part of it: another one may let in what this one's shapes keep out. So are the DOIs that
    the place is asked about.
    """
    if not source.whole_files or not isinstance(world, FileWorld):
        return None
    whole, root = sha256(f"{__version__}\0".encode()), Path(world.place)
    whole.update("\0".join(world.identifiers).encode())
    try:
        for number, path in enumerate(world.files()):
            name = os.fsencode(path.name if path == root else path.relative_to(root))
            with path.open("rb") as file:
                whole.update(b"%d\0%b%b" % (len(name), name, file_digest(file, "sha256").digest()))
            tell(number)
    except OSError:
        return None  # the source is the one to say what it cannot read
    return whole.hexdigest()


def keep_imprint(ledger: Ledger, run: Run, imprint: str | None) -> None:
    """Remember what a place held that was read to its end, and how its records stand in the ledger.

    What was remembered of an earlier listing holds no longer without being forgotten: it names that listing.
    """
    if imprint is not None and (standing := ledger.standing_since(run)):
        ledger.facts.remember(_fact(run.source, run.place), f"{run.first} {imprint} {standing}")


def repeated(
    name: str, source: Source, world: World, ledger: Ledger, imprint: str | None
) -> HarvestReport | None:
    """The report on a place that is as its last harvest left it; None where it must be read.

    It must have been read to its end then, under the same terms, and all its records must stand as they did:
    none taken over by another place, mapped again, or changed in the store by others. No record is touched:
    the run that is entered counts as part of the listing that it confirms.
    """
    place, terms = place_of(world), terms_of(source, world)
    last = ledger.runs.latest(name, place)
    if imprint is None or last is None or last.outcome != "whole" or last.since or last.terms != terms:
        return None
    listing = Run(last.id, name, place, last.began, last.first)
    kept = f"{last.first} {imprint} {ledger.standing_since(listing)}"
    if ledger.facts.find(_fact(name, place)) != kept:
        return None
    run = ledger.runs.begin(name, place, terms, after=last)
    report = _report(name, run, ledger.runs.report(last.id))
    report.notes.append(
        f"No file has changed since the harvest of {told(last.began)}, so no record was read. "
        "Read them all with --full."
    )
    ledger.runs.finish(run, report.as_json())
    return report


def _report(name: str, run: Run, before: dict[str, object]) -> HarvestReport:
    """What reading the same again would count: what was mapped then is unchanged now."""
    counts = {key: value for key, value in before.items() if isinstance(value, int)}
    skipped, reasons = (before.get(key) for key in ("skipped", "quarantine_reasons"))
    return HarvestReport(
        name,
        read=counts["read"],
        unchanged=counts["mapped"] + counts["unchanged"],
        skipped=Counter(skipped if isinstance(skipped, dict) else {}),
        quarantined=counts["quarantined"],
        reasons=Counter(reasons if isinstance(reasons, dict) else {}),
        runs=[run.id],
    )


def _fact(source: str, place: str) -> str:
    return f"{_NAME} {source} {place}"
