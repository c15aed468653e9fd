"""Commands get the values that typer alone would give them, and a plain one comes without pydantic."""

import os
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from typer.main import get_command

from kg.cli.parameter import sparing


class Level(StrEnum):
    """Two choices."""

    low = "low"
    high = "high"


def _app(seen: list[dict[str, Any]]) -> typer.Typer:
    app = typer.Typer(rich_markup_mode=None)

    @app.command()
    def one(
        name: str,
        more: Annotated[list[str] | None, typer.Argument()] = None,
        file: Path | None = None,
        count: Annotated[int, typer.Option(min=1, max=9)] = 3,
        level: Level = Level.low,
        word: list[str] | None = None,
        loud: bool = False,
        maybe: bool | None = None,
        shouted: Annotated[str, typer.Option(parser=lambda text: text.upper())] = "quiet",
    ) -> None:
        seen.append(dict(locals()))
        seen[-1].pop("seen", None)

    return app


def _asked(arguments: list[str], *, spared: bool) -> tuple[list[dict[str, Any]], object]:
    seen: list[dict[str, Any]] = []
    command = get_command(_app(seen))
    try:
        (sparing(command) if spared else command)(arguments)
    except SystemExit as end:
        return seen, end.code
    return seen, None


@pytest.mark.parametrize(
    "arguments",
    [
        ["a"],
        ["a", "b", "c"],
        ["1", "--count", "7", "--level", "high", "--word", "x", "--word", "2", "--loud"],
        ["a", "--file", "/nowhere/at/all", "--no-maybe", "--shouted", "now"],
        ["", "--maybe"],
        ["a", "--count", "12"],
        ["a", "--count", "many"],
        ["a", "--level", "middle"],
        ["a", "--level", "HIGH"],
        ["a", "--unknown"],
        [],
    ],
)
def test_values_and_exit_codes_are_typer_s_own(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    plain = _asked(arguments, spared=False), capsys.readouterr()
    spared = _asked(arguments, spared=True), capsys.readouterr()

    assert spared == plain
    types = [
        {name: type(value) for name, value in each.items()}
        for (seen, _), _ in (plain, spared)
        for each in seen
    ]
    assert types[: len(types) // 2] == types[len(types) // 2 :]


def test_a_check_of_an_ontology_does_without_pydantic(tmp_path: Path) -> None:
    table = tmp_path / "terms.csv"
    table.write_text("ID,Label,Type\nID,A rdfs:label,TYPE\nhttps://example.org/1,one,owl:Class\n")
    script = (
        "import sys; from kg.cli.main import run\n"
        f"sys.argv = ['kg', 'ontology', 'check', {str(table)!r}, {str(table)!r}]\n"
        "try: run()\nexcept SystemExit as end: assert not end.code, end.code\n"
        "print('pydantic' in sys.modules, file=sys.stderr)"
    )
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}  # no store of one's own
    environment.pop("KG_STORE", None)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False
    )

    assert done.stdout.startswith("PASS")
    assert done.stderr.strip() == "False"
