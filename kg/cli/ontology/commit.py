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

FilesArgument = Annotated[list[str], typer.Argument(metavar="FILE...", help="Files of a git repository.")]
StagedOption = Annotated[
    bool, typer.Option("--staged", help="Judge what is staged (git add), not the files as they are on disk.")
]
FailOnOption = Annotated[FailOn, typer.Option("--fail-on", help="From which verdict on the exit code is 1.")]


def register(group: typer.Typer) -> None:
    """Add `commit`."""
    group.command()(commit)


def commit(
    files: FilesArgument,
    staged: StagedOption = False,
    config: ConfigOption = None,
    fail_on: FailOnOption = FailOn.fail,
    as_json: JsonOption = False,
) -> None:
    """Judge each file as it is on disk against the last commit (for hooks); exit code 1 on a fail.

    The repository is the one that holds the file; a renaming that is staged is followed.
    """
    from kg.cli.ontology.judging import judged

    found = [judged(_committed(file, staged), _later(file, staged), config=config) for file in files]
    if as_json:
        from kg.ontology.render.answer import answer

        print_json([answer(each.review) for each in found])
    else:
        for each in found:
            _tell(each)
    if any(each.review.verdict in ("fail", fail_on.value) for each in found):
        raise typer.Exit(1)


def _later(file: str, staged: bool) -> str:
    return f":{Path(file).absolute().as_posix()}" if staged else file


def _committed(file: str, staged: bool) -> str:
    """The file as it was committed last, by its former name where it was renamed; empty where it is new.

    Raises:
        BadInput: there is no such file.
    """
    from kg.ontology.read.revision import former_name

    if not staged and not Path(file).is_file():
        raise BadInput(f"There is no file {file!r}.")
    found = next(filter(_is_there, _specs(file)), None)
    if found is None and (found := former_name(Path(file))):
        complain(f"{file} was renamed: it is compared with {found}.")
    if found is None:
        complain(
            f"{file} is in no commit yet: all of it is judged as new. (A renaming is followed once it is "
            "staged, by git mv or git add.)"
        )
    return found or ""


def _specs(file: str) -> list[str]:
    """How to name it in the repository here, then in the one that holds it."""
    path = Path(file)
    inside = [] if path.is_absolute() else [f"HEAD:./{path.as_posix()}"]
    return [*inside, f"HEAD:{path.absolute().as_posix()}"]


def _is_there(spec: str) -> bool:
    from kg.ontology.read.revision import blob

    try:
        blob(spec)
    except BadInput:
        return False
    return True


def _tell(found: "Judged") -> None:
    say(found.text(paint_for_stdout(), older=False, everything=False))
    say()
