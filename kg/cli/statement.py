"""`kg statement`: check a data availability statement, or a list of DOIs, before an article goes out."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.show import JsonOption, StoreOption, print_json, say
from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.statement.answer import Answer, Checked
    from kg.statement.registry import Registry
    from kg.statement.verdict import Verdict

_MOST_BYTES = 1_000_000


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(statement)


def statement(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The statement, or DOIs one a line; - reads stdin.")
    ],
    published: Annotated[
        str | None,
        typer.Option(
            "--published", "--publication-date", metavar="DATE", help="Of the article; default today."
        ),
    ] = None,
    article: Annotated[str | None, typer.Option(metavar="DOI", help="DOI of the article.")] = None,
    author: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="An author, by name or ORCID; may be repeated.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the article.")] = None,
    profile: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="SHACL shapes that raw data's records should meet; default ours."),
    ] = None,
    online: Annotated[
        bool, typer.Option("--online", help="Ask the DOI resolver about what the store does not know.")
    ] = False,
    json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Check the identifiers of a data availability statement: do they exist, are the data open, do they fit?

    FILE may also be JSON with text, publication_date, authors, article and title. Exit code 1 where a check
    failed; what is not known is no failure.
    """
    from datetime import date

    from kg.cli.stores import current_of, home_to_read
    from kg.statement.asked import asked_from, read_fields
    from kg.statement.check import Desk, check_statement
    from kg.statement.profile import Profile

    given = {"publication_date": published, "article": article, "authors": author or None, "title": title}
    fields = read_fields(_read(file)) | {name: value for name, value in given.items() if value is not None}
    asked, wanted = asked_from(fields), Profile(profile)
    home = home_to_read(store)
    generation = current_of(home)
    desk = Desk.of(generation, home.reader(generation))
    with ExitStack() as stack:
        registry = _registry(stack) if online else None
        answer = check_statement(desk, asked, date.today(), wanted, registry)
    print_json(answer.as_json()) if json else _show(answer)
    if answer.findings:
        raise typer.Exit(1)


def _read(file: str) -> str:
    from sys import stdin

    try:
        data = stdin.buffer.read(_MOST_BYTES + 1) if file == "-" else _beginning(Path(file))
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}.") from error
    if len(data) > _MOST_BYTES:
        raise BadInput(f"{file} has more than {_MOST_BYTES:,} bytes; give the statement alone.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(
            f"{file} is not UTF-8: {error.reason} at byte {error.start}. Save it as UTF-8 text."
        ) from None


def _beginning(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_MOST_BYTES + 1)


def _registry(stack: ExitStack) -> "Registry":
    from kg.harvest.world import open_world
    from kg.rdf.names import DOI
    from kg.statement.registry import Registry

    world = open_world(str(DOI).rstrip("/"))
    close = getattr(world, "close", None)
    if close is not None:
        stack.callback(close)
    return Registry(world)


def _show(answer: "Answer") -> None:
    from kg.statement.kinds import WORDS

    told = ", ".join(WORDS[of.kind] for of in answer.kinds)
    say(f"Statement: {told or 'of no kind that its words show'}")
    for note in answer.notes:
        say(note)
    for one in answer.checked:
        _show_one(one)
    name, version = answer.profile
    say(f"\nGeneration {answer.generation}, profile {name} {version}. Findings: {answer.findings}.")


def _show_one(one: "Checked") -> None:
    from kg.ontology.render.plain import visible

    case = one.case
    about = (case.kind or "kind unknown", case.level, f"open on {one.open_on}" if one.open_on else None)
    say(f"\n{visible(case.mention.identifier)}  ({', '.join(filter(None, about))})")
    folded = _folded(one)
    for verdict in one.verdicts:
        if verdict in folded or (verdict.verdict == "unknown" and one.verdicts[0].verdict == "fail"):
            continue  # nothing was looked up
        say(f"  {verdict.verdict:<8}{verdict.check:<11}{visible(verdict.words)}")
        if verdict.remedy and verdict.verdict != "pass":
            say(f"  {'':<19}→ {visible(verdict.remedy)}")
    if folded:
        named = ", ".join(of.check for of in folded)
        say(f"  {len(folded)} more checks unknown, for this graph has no record of it: {named}")


def _folded(one: "Checked") -> "list[Verdict]":
    """Checks that say nothing but that there is no record: one line is enough for them."""
    from kg.statement.case import NO_RECORD

    if one.case.record is not None or not any(of.words == NO_RECORD for of in one.verdicts):
        return []
    told = ("facility", "instrument", "proposal")
    unknown = [of for of in one.verdicts if of.verdict == "unknown" and of.remedy is None]
    return [of for of in unknown if of.words == NO_RECORD or of.check not in told]
