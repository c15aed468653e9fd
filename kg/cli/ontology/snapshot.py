"""`kg ontology snapshot`: the facts-only table of a PaNET release."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.ontology.options import FileArgument
from kg.cli.show import JsonOption, complain, print_json, say

TableOption = Annotated[
    Path | None, typer.Option("--out", metavar="PATH", help="Write here instead of stdout.")
]
MetadataOption = Annotated[
    Path | None,
    typer.Option("--metadata", metavar="FILE", help="What states version and licence of a CSV template."),
]
VersionOption = Annotated[
    str | None,
    typer.Option("--version", metavar="TEXT", help="The release's version, where no file states it."),
]


def register(group: typer.Typer) -> None:
    """Add `snapshot`."""
    group.command()(snapshot)


def snapshot(
    file: FileArgument,
    metadata: MetadataOption = None,
    version: VersionOption = None,
    out: TableOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the facts-only table of a released PaNET: names and classified hierarchy, no definitions."""
    from kg.ontology.read.source import open_document
    from kg.ontology.snapshot import snapshot as table

    beside = open_document(str(metadata)) if metadata else None
    text = table(open_document(file), beside, version)
    if out is None and not as_json:
        say(text.decode().rstrip("\n"))
        return
    if out is not None:
        out.write_bytes(text)
        complain(f"Wrote {len(text):,} bytes to {out}.")
    if as_json:
        print_json({"file": str(out.resolve()) if out else None, "bytes": len(text)})
