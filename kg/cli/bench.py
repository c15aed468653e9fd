"""`kg bench`: the project's own measurements, each beside a floor or a peer of the same run."""

from collections.abc import Callable
from importlib import import_module
from inspect import signature
from pathlib import Path
from pkgutil import iter_modules
from typing import Annotated, Any

import typer

from kg.cli.show import JsonOption, complain, print_json, say
from kg.errors import BadInput
from kg.settings import Settings

Bench = Callable[..., dict[str, Any]]


def register(app: typer.Typer) -> None:
    """Add `bench`."""

    @app.command()
    def bench(
        name: Annotated[
            str, typer.Argument(help="citations, harvest, nexus, ontology, search, sparql, or all.")
        ] = "all",
        data: Annotated[
            Path | None,
            typer.Option(
                help="A folder of real records or tables to measure on; for sparql one to keep its store in."
            ),
        ] = None,
        as_json: JsonOption = False,
    ) -> None:
        """Measure this machine and print figures with their ratios; nothing passes or fails."""
        known = benches()
        if name != "all" and name not in known:
            raise BadInput(f"No bench is called {name!r}. There are: {', '.join([*known, 'all'])}.")
        told = complain if as_json else say
        figures = {}
        for chosen in known if name == "all" else [name]:
            told(f"--- {chosen}")
            figures[chosen] = _run(known[chosen], data, told)
        if as_json:
            print_json(figures)


def benches() -> dict[str, Bench]:
    """The function `run` of every module in `kg.bench` that has one, by the module's name."""
    import kg.bench

    modules = {
        found.name: import_module(f"kg.bench.{found.name}") for found in iter_modules(kg.bench.__path__)
    }
    return {name: module.run for name, module in sorted(modules.items()) if hasattr(module, "run")}


def _run(bench: Bench, data: Path | None, told: Callable[[str], None]) -> dict[str, Any]:
    """Call a bench with what it asks for by name: a place for text, real records, the sentence encoder."""
    wanted = signature(bench).parameters
    offered: dict[str, Any] = {"say": told, "data": data}
    if "encoder" in wanted:
        from kg.index.encoder import load_encoder

        settings = Settings()
        offered["encoder"] = load_encoder(settings.encoder, settings.cache)
    return bench(**{name: value for name, value in offered.items() if name in wanted})
