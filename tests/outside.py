"""A running service, for tests that talk to it from outside its process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(store: Path, verb: str = "serve") -> Iterator[str]:
    """The address, without its last slash, of `kg serve` or `kg demo` on this store; stopped at the end."""
    command = [sys.executable, "-m", "kg", verb, "--store", str(store), "--port", "0"]
    environment = os.environ | {"KG_ENCODER": "none"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True
    ) as service:
        assert service.stdout is not None
        try:
            # The line is printed once it listens; there is none if it died.
            ready = next((line for line in service.stdout if line.startswith("Serving on ")), "")
            assert ready, service.wait()
            yield ready.removeprefix("Serving on ").strip().rstrip("/")
        finally:
            service.terminate()
