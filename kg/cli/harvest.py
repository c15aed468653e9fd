"""`kg harvest`: read a source into the store."""

from datetime import date
from typing import Annotated, Any

import typer

from kg.cli.show import JsonOption, StoreOption, complain, print_json, progress, say
from kg.errors import BadInput, SourceUnavailable


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("harvest")(harvest)


def harvest(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A source, such as scicat or nexus.")],
    locations: Annotated[
        list[str], typer.Argument(metavar="LOCATION...", help="Addresses, files or folders to read.")
    ],
    publish: Annotated[
        bool, typer.Option("--publish/--no-publish", help="Show the result to readers.")
    ] = True,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only what changed since (ISO date).")
    ] = None,
    full: Annotated[
        bool,
        typer.Option("--full", help="Map unchanged records again; remove what a location no longer lists."),
    ] = False,
    facility: Annotated[
        str | None, typer.Option("--facility", metavar="NAME", help="Where it was measured, if not said.")
    ] = None,
    checkpoint: Annotated[
        int, typer.Option("--checkpoint", metavar="N", min=1, help="Records between two writes to disk.")
    ] = 5000,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Harvest a source: each record is mapped, checked and stored, or kept aside with its reason."""
    from kg import pipeline
    from kg.cli.stores import encoder_of, home_of

    _announce_retries()
    with progress(as_json) as show:
        report = pipeline.harvest(
            home_of(store),
            source,
            locations,
            publish=publish,
            facility=facility,
            full=full,
            since=_iso_date(since),
            encoder=encoder_of() if publish else None,
            progress=show,
            checkpoint=checkpoint,
        )
    if as_json:
        print_json(report)
    else:
        _summarise(report)
    _exit(report)


def _announce_retries() -> None:
    """Say on stderr why the harvest waits; the library's own messages do not name the reason."""
    from stamina.instrumentation import RetryDetails, set_on_retry_hooks

    def tell(details: RetryDetails) -> None:
        reason = str(details.caused_by) or type(details.caused_by).__name__
        complain(f"{reason}; trying again in {details.wait_for:.1f} s.")

    set_on_retry_hooks([tell])


def _iso_date(text: str | None) -> str | None:
    if text is not None:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise BadInput(f"--since {text!r} is no date; write it like 2026-01-31.") from None
    return text


def _summarise(report: dict[str, Any]) -> None:
    say(f"{report['source']}: {report['read']:,} records read")
    skipped = sum(report["skipped"].values())
    for name, number in (("mapped", report["mapped"]), ("unchanged", report["unchanged"])):
        say(f"  {number:>9,} {name}")
    _list("skipped", skipped, report["skipped"])
    _list("quarantined", report["quarantined"], report["quarantine_reasons"])
    if report["tombstoned"]:
        say(f"  {report['tombstoned']:>9,} removed: no longer listed by the source")
    for note in report["notes"]:
        say(f"  Note: {note}")
    for failure in report["failed"]:
        complain(f"{failure['location']}: {failure['reason']}")
    if report["generation"] is not None:
        say(f"Readers now see generation {report['generation']}.")


def _list(name: str, number: int, reasons: dict[str, int], most: int = 10) -> None:
    say(f"  {number:>9,} {name}")
    for reason, times in list(reasons.items())[:most]:
        say(f"  {times:>12,} × {reason}")
    if len(reasons) > most:
        say(f"               and {len(reasons) - most} more reasons: see --json")


def _exit(report: dict[str, Any]) -> None:
    """Partly done when some location gave something; else what the failures say."""
    failed = report["failed"]
    if not failed:
        return
    if report["read"]:
        raise typer.Exit(4)
    is_down = any(failure["is_down"] for failure in failed)
    raise typer.Exit(SourceUnavailable.exit_code if is_down else BadInput.exit_code)
