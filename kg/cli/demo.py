"""`kg demo`: the sample world, or a folder of real records, through the whole line and onto pages."""

from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.show import JsonOption, StoreOption, complain, print_json, progress, say
from kg.cli.stores import demo_store
from kg.errors import BadInput
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.store.generation import Generation
    from kg.store.home import Home

MADE_FROM = "demo-of.txt"
"""The file in a demo's store that says which data it shows, so that two demos are never mixed."""


def register(app: typer.Typer) -> None:
    """Add `demo`."""

    @app.command()
    def demo(
        data: Annotated[
            Path | None,
            typer.Option(
                help="Show a folder with catalogues/scicat, nexus and citations, not the sample world."
            ),
        ] = None,
        port: Annotated[
            int | None, typer.Option(min=0, max=65535, help="Port to serve on; 0 takes a free one.")
        ] = None,
        once: Annotated[bool, typer.Option("--once", help="Stop after building; serve nothing.")] = False,
        as_json: JsonOption = False,
        store: StoreOption = None,
    ) -> None:
        """Build a store from the sample world, or from a folder of records, and serve it."""
        settings = Settings()
        home = Path(store) if store else _own_store(data)
        if not once:
            _refuse_busy(settings.host, settings.port if port is None else port)
        answer = _build(home, data, settings, quiet=as_json)
        if as_json:
            print_json(answer)
        else:
            _show(answer)
        if not once:
            _serve(home, port, settings)
        if any(harvest["failed"] for harvest in answer["sources"]):
            raise typer.Exit(4)


def _refuse_busy(host: str, port: int) -> None:
    """Building takes a while; a port that others hold is better known before."""
    from kg.cli.serve import Place, listen

    listen(Place(host, port)).close()


def _own_store(data: Path | None) -> Path:
    """A folder for this demo, apart from the user's own store and from demos of other data."""
    place = demo_store()
    if data is None:
        return place
    return place.with_name(f"demo-{sha256(str(data.resolve()).encode()).hexdigest()[:8]}")


def _build(path: Path, data: Path | None, settings: Settings, quiet: bool) -> dict[str, Any]:
    from kg.index.encoder import encoder_problem, load_encoder
    from kg.pipeline import build_from_folder
    from kg.store.home import Home

    started = perf_counter()
    home = Home(path)
    _claim(home, data)
    with progress(quiet) as show:
        folder = data or _sample_world(home)
        if problem := encoder_problem(settings.encoder, settings.cache):
            complain(problem)
        else:
            show("Preparing the encoder (seconds, the first time)", 0)
        encoder = load_encoder(settings.encoder, settings.cache)
        facts = build_from_folder(home, folder, sample=data is None, encoder=encoder, progress=show)
        show("Checking against the shapes", 0)
        findings = _findings(home, home.generation(facts["generation"]))
    counts = {
        name: facts[name] for name in ("datasets", "publications", "files", "triples", "with_description")
    }
    return counts | {
        "findings": sum(findings.values()),
        "generation": facts["generation"],
        "seconds": round(perf_counter() - started, 2),
        "findings_by_severity": findings,
        "sources": facts["harvests"],
        "sample": data is None,
        "encoder": facts["encoder"],
        "store": str(home.path),
    }


def _claim(home: "Home", data: Path | None) -> None:
    """Note in the store which data it shows.

    Raises:
        BadInput: it shows other data, or the folder named is none.
    """
    from kg.pipeline import LAID_OUT

    parts = [part for _, part in LAID_OUT]
    if data is not None and not any((data / part).is_dir() for part in parts):
        raise BadInput(f"{str(data)!r} is no folder of records. Name one that holds {' or '.join(parts)}.")
    wanted = "the sample world" if data is None else str(data.resolve())
    note = home.path / MADE_FROM
    if note.is_file() and (found := note.read_text(encoding="utf-8").strip()) != wanted:
        raise BadInput(
            f"The store {home.path} is a demo of {found}. Name another with --store, or remove it."
        )
    home.path.mkdir(parents=True, exist_ok=True)
    note.write_text(wanted + "\n", encoding="utf-8")


def _sample_world(home: "Home") -> Path:
    from kg.sample.world import write_sample_world

    folder = home.path / "sample-world"
    write_sample_world(folder)
    return folder


def _findings(home: "Home", generation: "Generation") -> dict[str, int]:
    """SHACL results by severity: Violation, Warning, Info."""
    from kg.check.shapes import load_shapes
    from kg.check.verdict import check_store
    from kg.rdf.shipped import shipped

    return check_store(home.reader(generation).select, load_shapes(shipped("shapes"))).by_severity


def _show(answer: dict[str, Any]) -> None:
    from kg.store.counts import beside

    world = "sample world (all of it invented)" if answer["sample"] else "records"
    say(f"Generation {answer['generation']} of the {world}, {answer['seconds']} s, in {answer['store']}")
    told = {"datasets": f"  {answer['publications']:,} of them publications", "files": ""}
    for name, more in told.items():
        say(f"  {name:<13}{answer[name]:>9,}{more}")
    say(f"  {'triples':<13}{answer['triples']:>9,}  {beside(answer)}")
    severities = ", ".join(f"{number} {name}" for name, number in answer["findings_by_severity"].items())
    say(f"  {'findings':<13}{answer['findings']:>9,}  {severities}")
    for harvest in answer["sources"]:
        _show_harvest(harvest)


def _show_harvest(harvest: dict[str, Any]) -> None:
    skipped = sum(harvest["skipped"].values())
    sums = ", ".join(f"{harvest[name]} {name}" for name in ("mapped", "unchanged", "quarantined"))
    say(f"{harvest['source']}: {harvest['read']} read: {sums}, {skipped} skipped")
    for reason, number in (harvest["skipped"] | harvest["quarantine_reasons"]).items():
        say(f"  {number:>4}  {reason}")
    for failed in harvest["failed"]:
        complain(f"  {failed['location']}: {failed['reason']}")


def _serve(path: Path, port: int | None, settings: Settings) -> None:
    from kg.cli.serve import Place, run_service
    from kg.store.home import Home
    from kg.web.state import Limits

    place = Place(settings.host, settings.port if port is None else port)
    limits = Limits(settings.query_timeout, settings.query_memory, 1)
    run_service(Home(path), place, limits, settings)
