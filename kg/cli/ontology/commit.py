"""`kg ontology commit`: judge what is about to be committed; the command behind the pre-commit hook."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.ontology.colour import paint_for_stdout
from kg.cli.ontology.options import ConfigOption, FailOn
from kg.cli.show import JsonOption, complain, print_json, say
from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.cli.ontology.judging import Judged

FilesArgument = Annotated[list[str], typer.Argument(metavar="FILE...", help="Files of this git repository.")]
FailOnOption = Annotated[FailOn, typer.Option("--fail-on", help="From which verdict on the exit code is 1.")]


def register(group: typer.Typer) -> None:
    """Add `commit`."""
    group.command()(commit)


def commit(
    files: FilesArgument,
    config: ConfigOption = None,
    fail_on: FailOnOption = FailOn.fail,
    as_json: JsonOption = False,
) -> None:
    """Judge each file against the last commit (for pre-commit hooks); exit code 1 on a fail."""
    from kg.cli.ontology.judging import judged

    found = [judged(_committed(file), file, config=config) for file in files]
    if as_json:
        from kg.ontology.render.answer import answer

        print_json([answer(each.review) for each in found])
    else:
        for each in found:
            _tell(each)
    if any(each.review.verdict in ("fail", fail_on.value) for each in found):
        raise typer.Exit(1)


def _committed(file: str) -> str:
    """The file as it was committed last; empty where it is new.

    Raises:
        BadInput: there is no such file.
    """
    from kg.ontology.read.revision import blob

    if not Path(file).is_file():
        raise BadInput(f"There is no file {file!r}.")
    path = Path(file).as_posix()
    spec = f"HEAD:{path if path.startswith('/') else './' + path}"
    try:
        blob(spec)
    except BadInput:
        complain(f"{file} is in no commit yet: all of it is judged as new.")
        return ""
    return spec


def _tell(found: "Judged") -> None:
    say(found.text(paint_for_stdout(), older=False, everything=False))
    say()
