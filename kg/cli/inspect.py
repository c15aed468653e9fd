"""`kg inspect`: what HDF5 files hold, without harvesting them."""

from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.show import JsonOption, StoreOption, print_json, say

_SHOWN = (
    ("definition", "definition"),
    ("start_time", "from"),
    ("end_time", "to"),
    ("instrument", "instrument"),
    ("facility", "facility"),
    ("sample", "sample"),
    ("energy_keV", "energy in keV"),
    ("wavelength_angstrom", "wavelength in angstrom"),
    ("experiment_identifier", "experiment"),
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="inspect")(inspect)


def inspect(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="NeXus, CXI, openPMD or other HDF5 files.")
    ],
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Say what files hold: entries, technique, probe, energy, and what is missing or was inferred.

    Every command takes --store; this one looks at the files alone.
    """
    from kg.harvest.files import inspect_files

    answers = inspect_files(files)
    if as_json:
        print_json(answers)
    else:
        for answer in answers:
            _show(answer)
    if any(answer["outcome"] == "damaged" for answer in answers):
        raise typer.Exit(1)


def _show(answer: dict[str, Any]) -> None:
    say(f"{answer['file']}: {answer['outcome']} ({answer['format']})")
    for entry in answer["entries"]:
        say(f"  {entry['path']}  {entry['title'] or '(no title)'}")
        for key, label in _SHOWN:
            if entry[key] is not None:
                say(f"    {label}: {entry[key]}")
        if entry["probe"]:
            say(f"    probe: {entry['probe']} ({entry['probe_basis']})")
        for user in entry["users"]:
            say(f"    user: {user['name'] or user['orcid']}")
        for technique in entry["techniques"]:
            say(f"    technique: {technique['iri']} ({technique['basis']}, {technique['confidence']})")
    for issue in answer["issues"]:
        say(f"  ! {issue['code']} at {issue['path']}: {issue['message']}")
