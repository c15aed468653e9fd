"""`kg pairs`: who cites what, in payloads of citation sources, without harvesting them."""

from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.show import JsonOption, StoreOption, complain, print_json, say

PARTLY_DONE = 4


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="pairs")(pairs)


def pairs(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Payloads of citation sources, or folders of them."),
    ],
    data_only: Annotated[
        bool, typer.Option("--data-only", help="Leave out pairs whose cited side is known not to be data.")
    ] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List citation pairs in recorded answers: DataCite, Crossref, OpenAlex, Scholix, SciCat and others.

    Mentions, documentation, versions, parts and derivations are listed apart, and counted nowhere.
    Which source a file is of is recognised. Every command takes --store; this one looks at the files alone.
    Exit code 4 when a file, or a record in it, could not be read ("Not read: …"). "Nothing to read: …" is no
    error: the file is an answer that lists nothing.
    """
    from kg.pairs import of_data_only, pairs_in

    answer = pairs_in(files)
    if data_only:
        answer = of_data_only(answer)
    if as_json:
        print_json(answer)
    else:
        _show(answer)
    for one in answer["passed_over"]:
        complain(f"Nothing to read: {one['file']}: {one['reason']}")
    for one in answer["unread"]:
        where = f"{one['file']} ({one['record']})" if "record" in one else one["file"]
        complain(f"Not read: {where}: {one['reason']}")
    if answer["unread"]:
        raise typer.Exit(PARTLY_DONE)


def _show(answer: dict[str, Any]) -> None:
    for one in answer["pairs"]:
        told = [one["relation"], *one["flags"]]
        told += [f"{one['date']}"] if one["date"] else []
        told += [f"cited: {one['cited_date']}"] if one["cited_date"] else []
        say(f"{one['citing']}\n  -> {one['cited']}  ({', '.join(told)}; {', '.join(one['sources'])})")
    for name, start, end in (
        ("derivations", "derived", "source"), ("versions", "version", "of"), ("parts", "part", "of")
    ):  # fmt: skip
        for one in answer[name]:
            say(f"{name}: {one[start]} -> {one[end]}")
    for one in answer["documentation"]:
        say(f"documentation ({one['relation']}): {one['citing']} -> {one['cited']}")
    for one in answer["mentions"]:
        say(f"mention ({one['relation']}): {one['citing']} -> {one['cited']}")
    for one in answer["dropped"]:
        say(f"dropped ({one['reason']}): {one['citing']} -> {one['cited']}")
    counts = answer["counts"]
    say(
        f"{counts['pairs']} pairs from {counts['claims']} claims in {counts['files']} files, "
        f"{counts['counted']} of them citations of data or of what may be data"
    )
    if (left := counts.get("not_data_left_out")) is not None:
        say(f"{left} more pairs left out: what they cite is known not to be data")
