"""Let somebody change a text in the editor of their choice."""

import os
import shlex
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import BadInput


def edited(text: str, suffix: str) -> str:
    """The text as it was saved in $VISUAL or $EDITOR.

    Raises:
        BadInput: neither is set, or the editor does not start, fails, or saves no UTF-8.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        raise BadInput("Which editor? Set EDITOR to its name, such as nano or vi.")
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"edit{suffix}"
        file.write_text(text, "utf-8")
        try:
            done = subprocess.run([*shlex.split(command), str(file)], check=False)
            saved = file.read_text("utf-8")
        except (OSError, ValueError) as error:
            raise BadInput(f"The editor {command!r} did not work: {error}.") from error
    if done.returncode:
        raise BadInput(f"The editor {command!r} ended with status {done.returncode}; nothing was changed.")
    return saved
