"""Run `kg` in this process, as a shell would."""

import json
from typing import Any

from typer.testing import CliRunner, Result

from kg.cli.main import build


def kg(*arguments: object) -> Result:
    """What a command printed, and how it ended."""
    return CliRunner().invoke(build(), [str(argument) for argument in arguments])


def answer(*arguments: object, code: int = 0) -> dict[str, Any]:
    """The document that a command prints with `--json`; it must end with this exit code."""
    result = kg(*arguments, "--json")
    assert result.exit_code == code, result.output
    document: dict[str, Any] = json.loads(result.stdout)
    return document
