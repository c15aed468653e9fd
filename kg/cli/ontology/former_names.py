"""`kg ontology former-names`: what terms are called in other releases of PaNET."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.show import JsonOption, complain, print_json, say
from kg.errors import BadInput

ReleasesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="VERSION=FILE...", help="Releases of PaNET, each after its version: v1.0.0=PaNET.csv."
    ),
]


def register(group: typer.Typer) -> None:
    """Add `former-names`."""
    group.command("former-names")(former_names)


def former_names(
    releases: ReleasesArgument,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="PATH", help="Write here instead of stdout.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write the names that other releases of PaNET give to its terms, for `kg link`; no definitions."""
    from kg.ontology.former_names import former_names as table
    from kg.ontology.read.source import open_document
    from kg.rdf.panet import shipped_panet

    pairs = [_pair(each) for each in releases]
    text = table([(version, open_document(file)) for version, file in pairs], shipped_panet())
    if out is None and not as_json:
        say(text.decode().rstrip("\n"))
        return
    if out is not None:
        out.write_bytes(text)
        complain(f"Wrote {len(text):,} bytes to {out}.")
    if as_json:
        names = text.count(b"\n") - text.count(b"\n#") - 2
        print_json({"file": str(out.resolve()) if out else None, "names": names})


def _pair(said: str) -> tuple[str, str]:
    version, equals, file = said.partition("=")
    if not (equals and version.strip() and file):
        raise BadInput(f"{said[:80]!r} is no VERSION=FILE, such as v1.0.0=PaNET_v1.0.0.csv.")
    return version.strip(), file
