"""`kg ontology update`: bring a new release of a vocabulary into the store."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.show import JsonOption, StoreOption, complain, print_json, progress, say
from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.store.home import Home
    from kg.update.proposal import Proposal

NameArgument = Annotated[str, typer.Argument(metavar="[NAME]", help="panet, esrfet or nexus.")]
FromOption = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="PLACE",
        help="A file (CSV template, OWL) or address (default: the current release).",
    ),
]
MetadataOption = Annotated[
    Path | None,
    typer.Option("--metadata", metavar="FILE", help="What states version and licence of a CSV template."),
]
VersionOption = Annotated[
    str | None,
    typer.Option("--version", metavar="TEXT", help="The release's version, where no file states it."),
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Only show what it would change, on a copy; exit code 1 on FAIL.")
]
SearchesOption = Annotated[
    Path | None,
    typer.Option("--searches", metavar="FILE", help="With --dry-run: questions to try, one a line."),
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day of these questions (default: today).")
]
ReplayOption = Annotated[bool, typer.Option("--replay", help="Map all kept records by the new release, too.")]
YesOption = Annotated[
    bool, typer.Option("--yes", help="Also if it is older or the same, or data lose much by it.")
]
BackOption = Annotated[
    bool, typer.Option("--back", help="Swap with the release before; once more swaps back.")
]


def register(group: typer.Typer) -> None:
    """Add `update`."""
    group.command()(update)


def update(
    name: NameArgument = "panet",
    place: FromOption = None,
    metadata: MetadataOption = None,
    version: VersionOption = None,
    dry_run: DryRunOption = False,
    searches: SearchesOption = None,
    as_of: AsOfOption = None,
    replay: ReplayOption = False,
    yes: YesOption = False,
    back: BackOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring the current release of PaNET, ESRFET or the NeXus concepts into the store, as one generation.

    Shows first what it changes: terms, inferred hierarchy, datasets per facility, terms in use that are gone.
    Asks, or wants --yes, where terms in use are gone or retired, datasets are no longer below the root
    technique, or a tenth of those with a technique lose one.
    """
    from kg.cli.stores import home_of

    _check(name, back, place, dry_run, searches)
    home = home_of(store)
    if (dry_run or back) and home.remote is None and home.is_empty():
        raise BadInput(f"There is no store in {home.path}, and none was made. Is the path right?")
    if back:
        _go_back(home, name, replay, as_json)
        return
    questions, day = _questions(searches), _day(as_of)
    proposal = _proposed(home, name, place, metadata, version)
    if proposal.obstacle and not yes and not dry_run:
        raise BadInput(f"{proposal.obstacle} Take it in all the same with --yes.")
    answer = proposal.as_json() | {"taken": False, "generation": None, "remapping": None, "rehearsal": None}
    if not as_json:
        _tell_proposal(proposal)
    if not replay and name == "panet":
        answer["remapping"] = _remapped(home, proposal, as_json)
    if dry_run:
        answer["rehearsal"] = _rehearsed(home, proposal, questions, day, as_json)
    elif yes or not proposal.doubts or _is_wanted(proposal, as_json):
        answer |= _taken(home, proposal, replay, as_json)
    if as_json:
        print_json(answer)
    if not dry_run and not answer["taken"]:
        why = "; ".join(proposal.doubts)
        complain(f"Nothing was changed: {why}. Take the release in all the same with --yes.")
        raise typer.Exit(1)
    if dry_run and proposal.review is not None and proposal.review.verdict == "fail":
        raise typer.Exit(1)


def _check(name: str, back: bool, place: str | None, dry_run: bool, searches: Path | None) -> None:
    from kg.vocabulary import NAMES

    if name not in NAMES:
        raise BadInput(f"There is no vocabulary {name[:40]!r}; there are: {', '.join(NAMES)}.")
    if back and (place or dry_run):
        raise BadInput("--back goes alone or with --replay: it reads no file and is not tried out.")
    if searches and not dry_run:
        raise BadInput("--searches goes with --dry-run, which tries them on a copy.")


def _proposed(
    home: "Home", name: str, place: str | None, metadata: Path | None, version: str | None
) -> "Proposal":
    from kg.cli.harvest import announce_retries
    from kg.cli.places import private_hosts
    from kg.update.offer import offer_of
    from kg.update.proposal import propose

    announce_retries()
    return propose(home, offer_of(name, place, metadata, version, private_hosts()))


def _remapped(home: "Home", proposal: "Proposal", as_json: bool) -> dict[str, Any]:
    from kg.cli.ontology.updating import tell_remapping
    from kg.rdf.panet import read_panet
    from kg.update.remapping import remapping

    with progress(as_json) as show:
        found = remapping(home, read_panet(proposal.table), show).as_json()
    if not as_json:
        tell_remapping(found)
    return found


def _rehearsed(
    home: "Home", proposal: "Proposal", questions: list[str], day: date | None, as_json: bool
) -> dict[str, Any]:
    from kg.cli.ontology.updating import tell_rehearsal
    from kg.rehearsal import rehearse

    with progress(as_json) as show:
        tables = [(proposal.release, proposal.table)]
        found = rehearse(home, tables, questions, as_of=day, progress=show)
    if not as_json:
        tell_rehearsal(found)
    return found


def _taken(home: "Home", proposal: "Proposal", replay: bool, as_json: bool) -> dict[str, Any]:
    from kg.cli.stores import encoder_of
    from kg.update.taking import take_in

    with progress(as_json) as show:
        told = take_in(home, proposal, replays=replay, encoder=encoder_of(), progress=show)
    if not as_json:
        say(f"The store stands on {proposal.release.name} {proposal.release.version}.")
        _tell_generation(told)
    return told | {"taken": True}


def _go_back(home: "Home", name: str, replay: bool, as_json: bool) -> None:
    from kg.cli.stores import encoder_of
    from kg.update.taking import go_back

    with progress(as_json) as show:
        told = go_back(home, name, replays=replay, encoder=encoder_of(), progress=show)
    if as_json:
        print_json({"name": name} | told)
        return
    say(f"The store stands on {name} {told['version']} again, instead of {told['left']}.")
    say("--back once more swaps them again; a release before both comes in with --from FILE --yes.")
    _tell_generation(told)


def _tell_generation(told: dict[str, Any]) -> None:
    from kg.cli.harvest import summarise

    for source in told["sources"] or ():
        summarise(source)
    say(f"Readers now see generation {told['generation']}.")


def _tell_proposal(proposal: "Proposal") -> None:
    from kg.cli.ontology.updating import tell_proposal

    tell_proposal(proposal)


def _is_wanted(proposal: "Proposal", as_json: bool) -> bool:
    """Whether somebody at the terminal says so; nobody does where there is none."""
    if as_json or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return typer.confirm(f"Mind: {'; '.join(proposal.doubts)}. Go on?", default=False, err=True)


def _questions(file: Path | None) -> list[str]:
    if file is None:
        return []
    try:
        return [line for line in file.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"Cannot read the questions in {file}: {error}.") from error


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(f"--as-of {text!r} is no date; write it like 2026-01-31.") from None
