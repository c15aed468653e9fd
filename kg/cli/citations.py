"""`kg citations`: ask who cited the data of a facility, and see which sources answered."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.label import label
from kg.cli.label_list import labels
from kg.cli.show import JsonOption, StoreOption, complain, print_json, progress, say
from kg.errors import BadInput, SourceUnavailable

if TYPE_CHECKING:
    from kg.store.home import Home

FacilityOption = Annotated[
    str | None, typer.Option("--facility", metavar="NAME", help="Whose data; none: those of all facilities.")
]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Who cited the data: ask the sources, see which answered, and label the pairs.")
    group.callback()(_root)
    group.command("update")(update)
    group.command("sources")(sources)
    group.command("label")(label)
    group.command("labels")(labels)
    app.add_typer(group, name="citations")


def _root() -> None:
    """Stands for the group, which has no options."""


def update(
    facility: FacilityOption = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="NAME", help="Only this source, such as crossref; may be repeated."),
    ] = None,
    full: Annotated[
        bool,
        typer.Option(
            "--full",
            help="Ask from the beginning, map unchanged records again, and remove what two whole walks in a "
            "row did not give.",
        ),
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask every source about the DOIs of the data and of the works that cite them; go on where it was cut.

    A source that is down is named (exit 4; 3 where all are), and what it said before is kept. So is what was
    harvested until Ctrl-C (exit 130).
    """
    from kg.citing import update_citations
    from kg.cli.harvest import announce_retries
    from kg.cli.places import contact, known_providers, private_hosts, with_token
    from kg.cli.stores import encoder_of, home_of
    from kg.harvest.wish import Wish
    from kg.settings import Settings

    announce_retries()
    home, begun = home_of(store), datetime.now(UTC).isoformat(timespec="seconds")
    wish = Wish(
        facility=facility,
        full=full,
        keep_email=Settings().keep_email,
        contact=contact(),
        private_hosts=private_hosts(),
    )
    try:
        with progress(as_json) as show:
            document = update_citations(
                home,
                known_providers(),
                wish,
                source or (),
                prepared=with_token,
                encoder=encoder_of(),
                progress=show,
            )
    except KeyboardInterrupt:
        _tell_stopped(home, begun)
        raise typer.Exit(130) from None
    if as_json:
        print_json(document)
    else:
        _show_update(document)
    _exit(document["sources"])


def _show_update(document: dict[str, Any]) -> None:
    from kg.cli.harvest import summarise

    for report in document["sources"]:
        summarise(report)
    for note in document["notes"]:
        say(f"Note: {note}")
    if document["generation"] is not None:
        say(f"Readers now see generation {document['generation']}.")


def sources(facility: FacilityOption = None, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Show of each source whether it answered when it was last asked, about how much, and why not."""
    from kg.citing import citation_states, meant_facility
    from kg.cli.stores import home_of

    home = home_of(store)
    if home.is_empty():
        raise BadInput(f"There is no store in {home.path}. Harvest something first: kg harvest")
    meant = meant_facility(home, facility)
    states = citation_states(home, meant)
    if as_json:
        print_json(
            {"facility": meant.slug if meant else None, "sources": [state.as_json() for state in states]}
        )
        return
    for state in states:
        asked = "" if state.asked is None else f"{state.answered:,} of {state.asked:,} DOIs answered"
        read = f"read to its end {state.retrieved_at[:16]}" if state.retrieved_at else "never read to its end"
        say(f"{state.name:<16} {state.facility:<16} {state.state:<8} {read:<32} {asked}".rstrip())
        if state.reason and state.state != "never":
            tried = f"asked {state.asked_at[:16]}: " if state.asked_at else ""
            say(f"{'':<34}{tried}{state.reason}")


def _tell_stopped(home: "Home", begun: str) -> None:
    """Name the sources that were asked since `begun` (UTC, ISO 8601), and how far they came."""
    from kg.citing import citation_states

    complain("Stopped. What was harvested is kept; the same command goes on from there.")
    for state in citation_states(home):
        if (state.asked_at or "") >= begun:
            about = "" if state.asked is None else f": {state.answered:,} of {state.asked:,} DOIs answered"
            complain(f"  {state.name} {state.state}{about}")
    complain("Readers see it after: kg publish")


def _exit(reports: list[dict[str, Any]]) -> None:
    """Partly done when some source failed and another did not; when all did, why not."""
    failed = [report for report in reports if report["failed"]]
    gave = any(not report["failed"] or _answered(report) for report in reports)
    if (failed and gave) or any(report["held_back"] for report in reports):
        raise typer.Exit(4)
    if failed:
        for report in failed:
            complain(f"{report['source']} gave nothing.")
        is_down = any(failure["is_down"] for report in failed for failure in report["failed"])
        raise typer.Exit(SourceUnavailable.exit_code if is_down else BadInput.exit_code)


def _answered(report: dict[str, Any]) -> bool:
    return bool((report.get("walked") or {}).get("done"))
