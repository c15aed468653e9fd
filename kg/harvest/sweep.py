"""Records that a place lists no longer: removed when two whole listings in a row lack them, unless too many.

Every whole listing bears witness, with `--full` or without; only `--full` removes. Of a place on disk one
listing is enough: a folder holds what its operator handed over, while a catalogue may have a bad day.
"""

import re
from collections.abc import Callable, Collection
from urllib.parse import unquote

from kg.harvest.entry import Entry
from kg.harvest.intake import Intake
from kg.harvest.ledger import Ledger
from kg.harvest.walk import ASKED

_DOI = re.compile(r"\b10\.\d{4,9}(?:\.\d+)*/[^\s&?#]+")

LIMIT = 0.2
"""Where more than this share vanished at once, the listing is more likely wrong than the records gone."""
NO_LONGER_LISTED = "no longer listed by the source"

Allow = Callable[[str], bool]
"""Asked with a question whether so many may be removed."""


def never(_: str) -> bool:
    """The answer where nobody can be asked."""
    return False


def sweep(
    intake: Intake, ledger: Ledger, allow: Allow, is_live: bool = True, dois: Collection[str] = ()
) -> None:
    """After a whole listing with `--full`: make tombstones, or say why not; `is_live` for one on the web.

    Of a place that was asked about `dois`, nothing is known of the records of others, nor of those that could
    not be asked.
    """
    run, report = intake.run, intake.report
    before = ledger.runs.listing_before(run) if is_live else run.first
    gone = _missing(intake, ledger, before, dois) if before is not None else []
    newly = len(_missing(intake, ledger, run.first, dois)) - len(gone)
    if newly:
        report.notes.append(
            f"{newly} records are not listed by {run.place} for the first time. "
            "The next --full removes those that are missing again."
        )
    if not gone:
        return
    listed = ledger.count_listed(run)
    if len(gone) > LIMIT * listed:
        told = f"{len(gone)} of {listed} records are no longer listed by {run.place}"
        if not allow(f"{told}. Remove them all?"):
            report.held_back += len(gone)
            report.notes.append(
                f"{told}; that is too many to be believed, so they were kept. If they are gone indeed, "
                "harvest with --full --allow-removal."
            )
            return
    for entry in gone:
        intake.lay(entry, NO_LONGER_LISTED)
    intake.enter_removal()


def _missing(intake: Intake, ledger: Ledger, since_run: int, dois: Collection[str]) -> list[Entry]:
    missing = ledger.missing(intake.run, since_run)
    if not dois:
        return missing
    answered = set(dois) - ledger.quarantined(intake.run, ASKED, since_run)
    return [entry for entry in missing if not answered.isdisjoint(_dois_of(entry))]


def _dois_of(entry: Entry) -> list[str]:
    """The DOIs that a record may be an answer about: what its key begins with, and those in its address."""
    return [entry.key.partition(" ")[0], *_DOI.findall(unquote(entry.origin).lower())]
