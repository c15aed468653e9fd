"""`kg report citations`: who cited a facility's data, who reused them, and how we know."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.show import JsonOption, StoreOption, complain
from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.report.report import Report
    from kg.report.scope import Scope
    from kg.store.generation import Generation

FORMATS = ("text", "json", "html", "csv", "markdown", "scholix3", "scholix4", "pdf")
_ENDINGS = {
    ".txt": "text",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".pdf": "pdf",
}
"""What the ending of a file means. Both forms of Scholix end in .json, and have to be asked for."""
_MOST_SHOWN = 10


def register(app: typer.Typer) -> None:
    """Add `report`."""
    reports = typer.Typer(help="Reports on what is in the graph.", no_args_is_help=True)
    app.add_typer(reports, name="report")
    reports.callback()(_root)

    @reports.command()
    def citations(
        facility: Annotated[str, typer.Option(help="Its short name, label, another name or IRI.")],
        as_of: Annotated[
            str | None, typer.Option(help="Count citing works up to this day (ISO); default today.")
        ] = None,
        since: Annotated[
            str | None, typer.Option(help="Tell what changed since this generation or day.")
        ] = None,
        format: Annotated[
            str | None,
            typer.Option(help=f"One of: {', '.join(FORMATS)}; default by the ending of --out, else text."),
        ] = None,
        out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
        json: JsonOption = False,
        store: StoreOption = None,
    ) -> None:
        """Report how a facility's data are cited: companions, teams, independent works, and the unknown."""
        from kg.cli.stores import current_of, home_to_read
        from kg.report.book_file import published_on
        from kg.report.scope import open_scope

        wanted = _wanted("json" if json else format, out)
        day = _day(as_of)
        generation = current_of(home_to_read(store))
        published = published_on(generation)
        with open_scope(_book(generation), facility, day, generation.number, published) as scope:
            _write(_body(scope, wanted, since, generation), out)


def _wanted(format: str | None, out: Path | None) -> str:
    """The format that is said, or that the ending of the file means."""
    if format is not None:
        if format not in FORMATS:
            raise BadInput(f"No format is called {format[:40]!r}; there are: {', '.join(FORMATS)}.")
        return format
    if out is None:
        return "text"
    meant = _ENDINGS.get(out.suffix.lower())
    if meant is None:
        raise BadInput(
            f"The ending of {out.name[-60:]!r} means no format; say one with --format, or end it in one of: "
            f"{', '.join(_ENDINGS)}."
        )
    return meant


def _root() -> None:
    """Stands for the group, which has no options of its own."""


def _book(generation: "Generation") -> Path:
    from kg.report.book_file import book_of

    return book_of(generation)


def _body(scope: "Scope", format: str, since: str | None, generation: "Generation") -> bytes:
    from kg.report.report import report_on
    from kg.report.written import written

    if format in ("html", "pdf"):
        from kg.web.report.alone import alone

        page = alone(report_on(scope, since), is_sample=bool(generation.facts.get("sample")))
        if format == "html":
            return page.encode()
        from kg.report.pdf import print_pdf

        return print_pdf(page)
    if format == "text":
        return _told(report_on(scope, since)).encode()
    return written(scope, format, since).encode()


def _write(body: bytes, file: Path | None) -> None:
    if file is None:
        sys.stdout.buffer.write(body)
        return
    try:
        file.write_bytes(body)
    except OSError as error:
        raise BadInput(f"Cannot write {str(file)!r}: {error.strerror or error}.") from error
    complain(f"{file}: {len(body):,} bytes.")


def _day(text: str | None) -> date:
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{text[:40]!r} is no day. Write it as 2026-01-31.") from None


def _changed(report: "Report") -> list[str]:
    """What changed, by its cause."""
    found = report.difference
    since = f"generation {found.since}" if found.since else "the beginning"
    if not found.counts:
        return [f"Changes since {since}: none."]
    lines = [f"Changes since {since}:"]
    for what, source, reason, number in found.counts[:_MOST_SHOWN]:
        why = ", ".join(part for part in (source, reason) if part)
        lines.append(f"  {number:>5,} {what}{f' ({why})' if why else ''}")
    if len(found.counts) > _MOST_SHOWN:
        lines.append(f"  and {sum(row[3] for row in found.counts[_MOST_SHOWN:]):,} more of other kinds")
    return [*lines, ""]


def _told(report: "Report") -> str:
    """What a terminal shows: the main numbers, and where the rest is."""
    from kg.report.words import KIND_NAMES, MEANINGS, between, bounds, percent
    from kg.web.pages import visible

    data, pairs, share = report.datasets, report.pairs, report.shares.any
    lines = [
        f"{report.facility.label}, as of {report.as_of}, generation {report.generation}",
        "",
        f"Data registered  {data.registered:>8,}   open {data.open:,}, closed {data.closed:,}, "
        f"not stated {data.unknown:,}" + (f"; {data.later:,} more were not yet there" if data.later else ""),
        f"Pairs counted    {pairs.total:>8,}   from {report.coverage.claims:,} claims",
        *(f"  {KIND_NAMES[kind]:20} {getattr(pairs, kind):>4,}   {told}" for kind, told in MEANINGS.items()),
        f"Independent      {bounds(*pairs.bounds):>8}   the second bound counts the unknown ones",
        f"Cited            {percent(share.share):>8}   {share.cited:,} of {share.of:,} open for two years; "
        f"95 % interval {between(share.interval)}",
        f"With evidence    {report.reused:>8,}   pairs and {report.derived.direct:,} derivations show that "
        "the data were used",
        "",
    ]
    lines += [
        f"{one.pairs['total']:>5} × {one.title or 'no title'}  {one.iri}"
        for one in report.top_cited.shown[:_MOST_SHOWN]
    ]
    lines += [
        f"{source.name}: {source.state}{f', {source.reason}' if source.reason else ''}"
        for source in report.coverage.sources
        if source.state not in ("ok", "never")
    ]
    lines += _changed(report)
    if report.constructed:
        lines.append(f"{report.constructed:,} of the pairs are constructed: invented, to show something.")
    lines.append("All of it: --format html, json, csv, markdown, scholix3, scholix4 or pdf.")
    return "\n".join(visible(" ".join(line.split("\n"))) for line in lines) + "\n"
