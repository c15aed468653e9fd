"""Kept payloads mapped again, without asking anybody: after the mapping or the gate changed."""

from kg.harvest.intake import Checker, Intake, Write
from kg.harvest.ledger import Ledger
from kg.harvest.report import HarvestReport
from kg.harvest.run import Progress
from kg.harvest.runs import NOWHERE
from kg.harvest.source import Source
from kg.harvest.wish import CHECKPOINT

NOT_KEPT = "its payload is not kept"
_BATCH = 1000
_NAMED = 10
"""Records named in a note; the others are counted."""


def replay(
    source_name: str,
    source: Source,
    ledger: Ledger,
    gate: Checker,
    write: Write,
    progress: Progress,
    *,
    checkpoint: int = CHECKPOINT,
) -> HarvestReport:
    """Map all kept payloads of a source again; `mapped` counts the records that changed by it.

    Quarantined records have another chance. What came beside records (other copies, pages that were no
    records) has no mapping and stays aside. A record whose payload is missing stays as it is.
    """
    run = ledger.runs.begin(source_name, NOWHERE)
    intake = Intake(source, run, ledger, gate, write, checkpoint=checkpoint)
    report, after, missing = intake.report, ("", ""), list[str]()
    while batch := ledger.kept(source_name, after, _BATCH):
        for entry in batch:
            payload = ledger.payload(entry.raw)
            if payload is None:
                missing.append(f"{entry.kind} {entry.key!r}")
                report.read += 1
                report.skipped[NOT_KEPT] += 1
            else:
                intake.again(entry, payload, ledger.runs.licence_of(entry.run))
        after = batch[-1].kind, batch[-1].key
        progress(f"Mapping {source_name} again", report.read, None)
    intake.enter_page(amends=True)
    if missing:
        report.notes.append(_told(missing))
    ledger.runs.finish(run, report.as_json())
    return report


def _told(missing: list[str]) -> str:
    named = ", ".join(name[:200] for name in missing[:_NAMED])
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    return f"Kept as they are, for their payloads are missing: {named}{more}. Harvest them again with --full."
