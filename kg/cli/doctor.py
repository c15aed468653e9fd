"""`kg doctor`: whether this machine and this installation are fit, and what to do where they are not."""

from typing import Annotated

import typer

from kg.cli.show import JsonOption, StoreOption, print_json, say
from kg.settings import Settings

_SIGNS = {"ok": "fine", "warn": "mind", "fail": "FAIL"}


def register(app: typer.Typer) -> None:
    """Add `doctor`."""

    @app.command()
    def doctor(
        store: StoreOption = None,
        port: Annotated[int | None, typer.Option(help="The port that `kg serve` is to use.")] = None,
        as_json: JsonOption = False,
    ) -> None:
        """Check Python, packages, encoder, store, disk and port; exit code 1 when something is broken."""
        from kg.cli.fitness import examine
        from kg.cli.stores import home_of

        settings = Settings()
        found = examine(home_of(store), settings, settings.port if port is None else port)
        if as_json:
            print_json([finding.as_json() for finding in found])
        else:
            for finding in found:
                say(f"{_SIGNS[finding.state]}  {finding.check:<12} {finding.detail}")
                if finding.remedy:
                    say(f"      {'':<12} {finding.remedy}")
        if any(finding.state == "fail" for finding in found):
            raise typer.Exit(1)
