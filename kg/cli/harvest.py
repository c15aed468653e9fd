"""`kg harvest`: read a source into the store."""

import sys
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

import typer

from kg.cli.show import JsonOption, StoreOption, complain, print_json, progress, say
from kg.errors import BadInput, SourceUnavailable


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("harvest")(harvest)


def harvest(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A source, such as scicat or nexus; or a provider.")
    ],
    locations: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[LOCATION...]",
            help="Addresses, files, folders or providers (see `kg sources`); none: SOURCE is a provider.",
        ),
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish/--no-publish", help="Show the result to readers.")
    ] = True,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATE",
            help="Only what changed since (ISO date). Left out, sources that can tell are asked for what "
            "changed since the last whole harvest.",
        ),
    ] = None,
    full: Annotated[
        bool,
        typer.Option(
            "--full",
            help="Ask for everything, map unchanged and quarantined records again, and remove what two whole "
            "harvests in a row did not list; of files, what is no longer there. Without it, an unchanged "
            "folder is read again only for a new mapping, release, facility, licence or option.",
        ),
    ] = False,
    allow_removal: Annotated[
        bool,
        typer.Option("--allow-removal", help="Let --full remove more than 20 % of a location's records."),
    ] = False,
    facility: Annotated[
        str | None, typer.Option("--facility", metavar="NAME", help="Where it was measured, if not said.")
    ] = None,
    option: Annotated[
        list[str] | None,
        typer.Option("--option", metavar="NAME=VALUE", help="What the source takes beyond its location."),
    ] = None,
    licence: Annotated[
        str | None,
        typer.Option("--licence", metavar="IRI", help="The licence of the metadata, if not known."),
    ] = None,
    checkpoint: Annotated[
        int, typer.Option("--checkpoint", metavar="N", min=1, help="Records between two writes to disk.")
    ] = 10_000,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Harvest a source: each record is mapped, checked and stored, or kept aside with its reason."""
    from kg import pipeline
    from kg.cli.places import asked_places, contact, private_hosts
    from kg.cli.stores import encoder_of, home_of
    from kg.harvest.provider_rules import check_licence
    from kg.settings import Settings

    places = asked_places(source, locations or [])
    if allow_removal and not full:
        raise BadInput("--allow-removal goes with --full: nothing is removed without it.")
    wish = pipeline.Wish(
        facility=facility,
        full=full,
        since=_iso_date(since),
        options=given_options(option or []),
        checkpoint=checkpoint,
        allow=_asking(allow_removal, as_json),
        licence=check_licence(licence),
        keep_email=Settings().keep_email,
        contact=contact(),
        private_hosts=private_hosts(),
    )
    announce_retries()
    with progress(as_json) as show:
        reports = pipeline.harvest_places(
            home_of(store),
            places,
            wish,
            publish=publish,
            encoder=encoder_of() if publish else None,
            progress=show,
        )
    _tell(source, reports, as_json)
    _exit(reports)


def _tell(asked: str, reports: list[dict[str, Any]], as_json: bool) -> None:
    """One source is told as itself; what a provider has in several dialects, as their list."""
    if as_json:
        is_one = len(reports) == 1 and reports[0]["source"] == asked
        generation = reports[0]["generation"]
        print_json(
            reports[0] if is_one else {"provider": asked, "sources": reports, "generation": generation}
        )
        return
    for report in reports:
        summarise(report)
    if reports[0]["generation"] is not None:
        say(f"Readers now see generation {reports[0]['generation']}.")


def _asking(allowed: bool, as_json: bool) -> Callable[[str], bool]:
    """Whoever says if more may be removed than can be believed: the option, else somebody at the terminal."""

    def ask(question: str) -> bool:
        if allowed or as_json or not (sys.stdin.isatty() and sys.stderr.isatty()):
            return allowed
        from kg.cli.bar import out_of_the_way

        with out_of_the_way():
            return typer.confirm(question, default=False, err=True)

    return ask


def given_options(given: list[str]) -> dict[str, str]:
    """The options of a source by name. Raises BadInput for what is no NAME=VALUE."""
    options = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not (name and equals):
            raise BadInput(f"--option {one!r} is no NAME=VALUE, such as prefix=10.5072.")
        options[name] = value
    return options


def announce_retries() -> None:
    """Say on stderr why a source is waited for; the library's own messages do not name the reason."""
    from stamina.instrumentation import RetryDetails, set_on_retry_hooks

    from kg.harvest.manners import SHARED
    from kg.harvest.patience import Passing

    def tell(details: RetryDetails) -> None:
        error = details.caused_by
        reason = (error.brief if isinstance(error, Passing) else str(error)) or type(error).__name__
        complain(f"{reason}; trying again in {details.wait_for:.1f} s.")

    def tell_pace(host: str, seconds: float, gap: float) -> None:
        name = host.rpartition(":")[0]
        complain(f"{name} is asked at most once in {gap:,.0f} s; waiting {seconds:,.0f} s for its next turn.")

    set_on_retry_hooks([tell])
    SHARED.pace.announce(tell_pace)


def _iso_date(text: str | None) -> str | None:
    if text is not None:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise BadInput(f"--since {text!r} is no date; write it like 2026-01-31.") from None
    return text


def summarise(report: dict[str, Any]) -> None:
    """Write what became of the records of one source, one number a line."""
    say(f"{report['source']}: {report['read']:,} records read")
    skipped = sum(report["skipped"].values())
    for name, number in (("mapped", report["mapped"]), ("unchanged", report["unchanged"])):
        say(f"  {number:>9,} {name}")
    _list("skipped", skipped, report["skipped"])
    _list("quarantined", report["quarantined"], report["quarantine_reasons"])
    if report["tombstoned"]:
        say(f"  {report['tombstoned']:>9,} removed: deleted or no longer listed by the source")
    if report["held_back"]:
        say(f"  {report['held_back']:>9,} not removed, though no longer listed by the source")
    if walked := report.get("walked"):
        done = walked["start"] + walked["done"]
        say(f"  {done:>9,} of {walked['asked']:,} DOIs asked")
        say(f"  {walked['unknown']:>9,} not known there, {walked['failed']:,} could not be asked")
    for note in report["notes"]:
        say(f"  Note: {note}")
    for failure in report["failed"]:
        complain(f"{failure['location']}: {failure['reason']}")


def _list(name: str, number: int, reasons: dict[str, int], most: int = 10) -> None:
    say(f"  {number:>9,} {name}")
    for reason, times in list(reasons.items())[:most]:
        say(f"  {times:>12,} × {reason}")
    if len(reasons) > most:
        say(f"               and {len(reasons) - most} more reasons: see --json")


def _exit(reports: list[dict[str, Any]]) -> None:
    """Partly done when some location failed and another gave something; when none did, why not."""
    failed = [failure for report in reports for failure in report["failed"]]
    usable = sum(report["mapped"] + report["unchanged"] + report["tombstoned"] for report in reports)
    if (failed and usable) or any(report["held_back"] for report in reports):
        raise typer.Exit(4)
    if failed:
        is_down = any(failure["is_down"] for failure in failed)
        raise typer.Exit(SourceUnavailable.exit_code if is_down else BadInput.exit_code)
    if any(report["read"] for report in reports) and not usable:
        complain(
            "Nothing of what was read can be used; the reasons are in the report and on the page /sources."
        )
        raise typer.Exit(BadInput.exit_code)
