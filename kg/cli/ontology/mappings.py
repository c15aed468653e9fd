"""`kg ontology mappings`: check SSSOM tables against the ontology, and write the sure repairs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.ontology.options import ImportOption
from kg.cli.show import JsonOption, complain, print_json, say
from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.ontology.document import Document
    from kg.ontology.mappings.check import MappingReview
    from kg.ontology.mappings.fix import Fixed

_FORMS = ("text", "json", "sarif", "junit", "markdown", "github")
_SHOWN = 8
"""Findings of one rule that the text lists unless all are asked for."""

TablesArgument = Annotated[
    list[Path], typer.Argument(metavar="TABLE...", help="SSSOM tables: TSV or CSV with a block of # lines.")
]
OntologyOption = Annotated[
    str,
    typer.Option(
        "--ontology", metavar="FILE", help="The ontology they map: a file or REV:PATH of the repository here."
    ),
]
FixOption = Annotated[
    Path | None,
    typer.Option("--fix", metavar="OUT", help="Write the table with the sure repairs; a folder for several."),
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Let OUT replace a file, which is kept beside it as .bak.")
]
FormatOption = Annotated[str, typer.Option("--format", metavar="FORM", help=f"One of {', '.join(_FORMS)}.")]
AllOption = Annotated[bool, typer.Option("--all", help="Leave nothing out of the text form.")]


def register(group: typer.Typer) -> None:
    """Add `mappings`."""
    group.command()(mappings)


def mappings(
    tables: TablesArgument,
    ontology: OntologyOption,
    fix: FixOption = None,
    force: ForceOption = False,
    form: FormatOption = "text",
    everything: AllOption = False,
    imports: ImportOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check mapping tables against an ontology; exit code 1 when a finding of level fail stands in TABLE."""
    from time import perf_counter

    from kg.cli.ontology.reading import opened
    from kg.ontology.mappings.check import check
    from kg.ontology.mappings.read import open_table

    form = "json" if as_json else form
    if form not in _FORMS:
        raise BadInput(f"No format is called {form[:40]!r}; there are: {', '.join(_FORMS)}.")
    start = perf_counter()
    read = [open_table(path) for path in tables]
    document = opened(ontology, imports)
    reviews = [check(table, document) for table in read]
    outs = _outs(tables, fix, force)
    fixed = [_fixed(review, out) for review, out in zip(reviews, outs, strict=True)] if fix else []
    seconds = round(perf_counter() - start, 3)
    if form == "json":
        print_json(_answer(reviews, [*zip(outs, fixed, strict=False)], seconds))
    elif form == "text":
        _tell(reviews, everything)
    else:
        say(_rendered(reviews, document, form, seconds))
    _tell_notes(tables, [*zip(outs, fixed, strict=False)])
    if any(review.verdict == "fail" for review in reviews):
        raise typer.Exit(1)


def _outs(tables: list[Path], fix: Path | None, force: bool) -> list[Path]:
    """Where each repaired table goes; nothing is written yet."""
    if fix is None:
        return [*tables]
    is_folder = fix.is_dir() or len(tables) > 1
    outs = [fix / table.name for table in tables] if is_folder else [fix]
    if len({*outs}) < len(outs):
        raise BadInput("Two of the tables have one name; repair them one by one.")
    there = next((out for out in outs if out.exists()), None)
    if there is not None and not force:
        raise BadInput(f"{there} exists; choose another OUT, or --force to replace it and keep it as .bak.")
    return outs


def _fixed(review: "MappingReview", out: Path) -> "Fixed":
    from kg.ontology.mappings.fix import fix

    fixed = fix(review.table, review.findings)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.exists():
            out.replace(out.with_name(out.name + ".bak"))
        out.write_bytes(fixed.data)
    except OSError as error:
        raise BadInput(f"Cannot write {out}: {error.strerror or error}.") from error
    return fixed


def _answer(
    reviews: "list[MappingReview]", fixed: "list[tuple[Path, Fixed]]", seconds: float
) -> dict[str, object]:
    from kg.ontology.mappings.answer import finding_answer, table_answer
    from kg.ontology.mappings.check import verdict

    found = [each for review in reviews for each in review.findings]
    return {
        "verdict": verdict(found),
        "findings": [finding_answer(each) for each in found],
        "rows": sum(len(review.table.rows) for review in reviews),
        "checked": sum(review.checked for review in reviews),
        "tables": [table_answer(review) for review in reviews],
        "fixed": [
            {
                "file": str(out.resolve()),
                "applied": [finding_answer(each) for each in one.applied],
                "left": [finding_answer(each) for each in one.left],
            }
            for out, one in fixed
        ],
        "seconds": seconds,
    }


def _rendered(reviews: "list[MappingReview]", document: "Document", form: str, seconds: float) -> str:
    """The forms that reviews of an ontology have too, of a review in which the ontology stays as it is."""
    from dataclasses import replace

    from kg.ontology.change import Change
    from kg.ontology.hierarchy import Hierarchy
    from kg.ontology.mappings.check import verdict
    from kg.ontology.mappings.rules import RULES
    from kg.ontology.render import rendered
    from kg.ontology.review import Impact, Review
    from kg.ontology.view import View

    view = View(replace(document, name=reviews[0].table.name), Hierarchy({}, (), True, ""))
    found = tuple(each for review in reviews for each in review.findings)
    told = Review(Change(view, view), verdict(found), found, 0, 0, (), Impact(), True, seconds)
    columns = [field.text for field in reviews[0].table.header.fields] if len(reviews) == 1 else []
    return rendered(told, form, RULES, columns)


def _tell(reviews: "list[MappingReview]", everything: bool) -> None:
    from kg.cli.ontology.colour import paint_for_stdout
    from kg.ontology.mappings.answer import lines

    paint = paint_for_stdout()
    for number, review in enumerate(reviews):
        if number:
            say()
        for line in lines(review, paint, None if everything else _SHOWN):
            say(line)


def _tell_notes(tables: list[Path], fixed: "list[tuple[Path, Fixed]]") -> None:
    from kg.ontology.mappings.read import metadata_beside

    for table in tables:
        if (beside := metadata_beside(table)) is not None:
            complain(f"{beside} lies beside {table.name} and is not read; its metadata do not count.")
    for out, one in fixed:
        applied, left = (sum(each.count for each in found) for found in (one.applied, one.left))
        complain(f"Wrote {out}: {applied} places mended, {left} left for you to decide.")
