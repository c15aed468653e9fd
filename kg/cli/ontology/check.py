"""`kg ontology check`: judge the step from one version to the next."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.ontology.options import (
    AfterArgument,
    BeforeArgument,
    ConfigOption,
    FailOn,
    ImportOption,
    Reasoner,
    RuleOption,
    SkipOption,
    UsageOption,
)
from kg.cli.show import JsonOption, StoreOption, complain, say
from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.cli.ontology.judging import Judged

_FORMS = "text, json, sarif, junit, markdown, github or kgcl"

FormatOption = Annotated[str, typer.Option("--format", metavar="FORM", help=f"One of {_FORMS}.")]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write there; the verdict is told on stderr.")
]
AlsoOption = Annotated[
    list[str] | None,
    typer.Option("--also", metavar="FORM=FILE", help="Write this form to a file as well; repeatable."),
]
MappingsOption = Annotated[
    list[Path] | None,
    typer.Option("--mappings", metavar="FILE", help="A mapping table that must still fit; repeatable."),
]
FailOnOption = Annotated[FailOn, typer.Option("--fail-on", help="From which verdict on the exit code is 1.")]
OlderOption = Annotated[
    bool, typer.Option("--older", help="List the older findings too, not only their number.")
]
AllOption = Annotated[bool, typer.Option("--all", help="Leave nothing out of the text form.")]

ReasonerOption = Annotated[
    Reasoner, typer.Option("--reasoner", help="Who classifies both versions; hermit is slow and needs Java.")
]


def register(group: typer.Typer) -> None:
    """Add `check`."""
    group.command()(check)


def check(
    before: BeforeArgument,
    after: AfterArgument,
    form: FormatOption = "text",
    out: OutOption = None,
    also: AlsoOption = None,
    usage: UsageOption = None,
    mappings: MappingsOption = None,
    config: ConfigOption = None,
    rule: RuleOption = None,
    skip: SkipOption = None,
    imports: ImportOption = None,
    reasoner: ReasonerOption = Reasoner.rustdl,
    fail_on: FailOnOption = FailOn.fail,
    older: OlderOption = False,
    everything: AllOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Judge a change: what it breaks, what follows, what it does to the data; exit code 1 on a fail."""
    from kg.cli.ontology.judging import judged

    form = "json" if as_json else form
    files = dict(_form_and_file(each) for each in also or [])
    _known(form)
    found = judged(
        before,
        after,
        config=config,
        only=rule,
        skip=skip,
        imports=imports,
        usage=usage,
        store=store,
        mappings=mappings,
        reasoner=reasoner.value,
    )
    for other, file in files.items():
        _write(file, found.rendered(other, fail_on.value))
    if out is not None:
        _write(out, _shown(found, form, fail_on, older, everything, on_terminal=False))
        complain(f"{found.review.verdict.upper()}  {found.summary}; written to {out}")
    else:
        say(_shown(found, form, fail_on, older, everything, on_terminal=True))
    if found.review.verdict == "fail" or found.review.verdict == fail_on.value:
        raise typer.Exit(1)


def _shown(
    found: "Judged", form: str, fail_on: FailOn, older: bool, everything: bool, *, on_terminal: bool
) -> str:
    if form != "text":
        return found.rendered(form, fail_on.value)
    from kg.cli.ontology.colour import paint_for_stdout
    from kg.ontology.render.text import unpainted

    return found.text(paint_for_stdout() if on_terminal else unpainted, older=older, everything=everything)


def _form_and_file(told: str) -> tuple[str, Path]:
    form, equals, file = told.partition("=")
    if not equals or not file:
        raise BadInput(f"--also {told!r}: expected is FORM=FILE, such as sarif=check.sarif.")
    _known(form)
    return form, Path(file)


def _known(form: str) -> None:
    from kg.ontology.render import FORMS

    if form not in FORMS:
        raise BadInput(f"No format is called {form[:40]!r}; there are: {', '.join(FORMS)}.")


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text + "\n", "utf-8", errors="backslashreplace")
    except OSError as error:
        raise BadInput(f"Cannot write {file}: {error.strerror or error}.") from error
