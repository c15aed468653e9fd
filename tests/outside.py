"""A running service, for tests that talk to it from outside its process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """The address, without a slash at its end, of `kg serve` on this store; it is stopped at the end."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0"]
    environment = os.environ | {"KG_ENCODER": "none"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True
    ) as service:
        assert service.stdout is not None
        try:
            ready = service.stdout.readline()  # printed once it listens; empty if it died
            assert ready.startswith("Serving on "), ready
            yield ready.removeprefix("Serving on ").strip().rstrip("/")
        finally:
            service.terminate()
