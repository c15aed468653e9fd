"""How tests kill a command at a chosen spot, and what must be the same afterwards."""

import os
from pathlib import Path

ENVIRONMENT = os.environ | {"KG_ENCODER": "none"}

SABOTAGE = """
import os, signal, sys
from functools import reduce
from importlib import import_module
from kg.cli.main import run

path, count = sys.argv.pop(1).rsplit(" ", 1)
parts = path.split(".")
import kg.pipeline
size = next(n for n in range(len(parts) - 1, 0, -1) if ".".join(parts[:n]) in sys.modules)
owner = reduce(getattr, parts[size:-1], import_module(".".join(parts[:size])))
original, left = getattr(owner, parts[-1]), [int(count)]

def fatal(*arguments, **named):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return original(*arguments, **named)

setattr(owner, parts[-1], fatal)
run()
"""
"""A program: its first argument names a function and a call of it, before which the process kills itself."""


def lasting(dump: Path) -> set[str]:
    """The lines of an N-Quads file but for when payloads were read, which differs from run to run."""
    lines = dump.read_text("utf-8").split("\n")
    return {line for line in lines if line and "def#retrieved>" not in line}
