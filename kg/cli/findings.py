"""`kg findings`: what facilities could mend in their catalogues, most records first."""

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.show import JsonOption, StoreOption, print_json, say
from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.answer.findings import Field, Findings

_FORMATS = ("table", "json", "csv", "html")
_ACTIONS_SHOWN = 50


def register(app: typer.Typer) -> None:
    """Add `findings`."""

    @app.command()
    def findings(
        facility: Annotated[
            str | None, typer.Option(help="Only records of this facility: a name or IRI.")
        ] = None,
        rule: Annotated[str | None, typer.Option(help="Only this rule, such as licence-unknown.")] = None,
        source: Annotated[
            str | None, typer.Option(help="Only records of this source, such as scicat.")
        ] = None,
        format: Annotated[str, typer.Option(help=f"One of: {', '.join(_FORMATS)}.")] = "table",
        limit: Annotated[
            int | None,
            typer.Option(min=1, max=1000, help="Actions to show; without it 50, in csv and json all."),
        ] = None,
        json: JsonOption = False,
        store: StoreOption = None,
    ) -> None:
        """List what to change in the catalogues, and how many records each change mends."""
        from kg.answer.finding_query import Asked
        from kg.answer.findings import facility_asked, source_asked
        from kg.answer.findings import findings as find
        from kg.cli.stores import current_of, home_to_read

        wanted = "json" if json else format
        if wanted not in _FORMATS:
            raise BadInput(f"No format is called {format[:40]!r}; there are: {', '.join(_FORMATS)}.")
        home = home_to_read(store)
        generation = current_of(home)
        reader = home.reader(generation)
        about = facility_asked(reader, facility) if facility else None
        name = source_asked(generation, source) if source is not None else None
        is_whole = wanted in ("json", "csv")
        most = limit if limit is not None or is_whole else _ACTIONS_SHOWN
        found = find(reader, generation.number, Asked(about, rule, None, name), most, is_whole)
        _show(found, wanted)


def _show(found: "Findings", wanted: str) -> None:
    if wanted == "json":
        print_json(found.as_json())
    elif wanted == "csv":
        from kg.answer.findings_table import findings_csv

        say(findings_csv(found).rstrip("\r\n"))
    elif wanted == "html":
        from kg.web.findings_page import report

        say(report(found))
    else:
        _show_table(found)


def _show_table(found: "Findings") -> None:
    where = f" of {found.label or found.asked.facility}" if found.asked.facility else ""
    more = f", the first {len(found.actions)} shown" if found.total > len(found.actions) else ""
    say(f"{found.total} things to change in records{where}, generation {found.generation}{more}")
    for of in found.actions:
        records = "1 record" if of.records == 1 else f"{of.records:,} records"
        whose = "" if found.asked.facility else f"  ({_line(of.label or of.facility or 'no facility known')})"
        say(f"\n{of.level:7}  {records}  {of.rule}  in {_fields(of.fields)}{whose}")
        say(f"         {of.action}")
        for value in of.most:
            say(f"         - {_line(value.said)} ({value.records:,}): {_line(value.remedy)}")
        if of.values > len(of.most):
            others = of.values - len(of.most)
            say(f"         … and {others:,} other {'value' if others == 1 else 'values'}: --format csv")
        for example in of.examples:
            say(f"         {example.iri}")
    if not found.actions:
        say("Nothing to mend is known.")


def _fields(fields: "tuple[Field, ...]") -> str:
    """The field; of several also who calls it so, for each dialect has names of its own."""
    if len({one.field for one in fields}) == 1:
        return _line(fields[0].field)
    return ", ".join(f"{_line(one.field)} ({one.source or 'loaded'}: {one.records:,})" for one in fields)


def _line(text: str | None) -> str:
    """Text for a terminal: one line, and nothing in it that steers the terminal."""
    from kg.web.pages import visible

    shown = visible(" ".join((text or "").split()))
    return shown if len(shown) <= 160 else shown[:159] + "…"
