"""A file as it stands in a revision of the git repository that holds the working folder."""

import os
import subprocess
from pathlib import Path

from kg.errors import BadInput
from kg.ontology.read.limits import check_size

_GIT = (
    "git",
    "--no-pager",
    "--no-replace-objects",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
)
_CALM = {
    "GIT_NO_LAZY_FETCH": "1",  # a partial clone would fetch what is missing
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_SECONDS = 30


def blob(spec: str) -> bytes:
    """The bytes of `REV:PATH`; the object is looked up first, and its size before its content.

    Plain objects are read: no filter, text conversion or hook of the repository runs, nothing is fetched.

    Raises:
        BadInput: no git, no repository, no such revision or file, a folder, or a file beyond the limits.
    """
    if spec.startswith("-") or "\0" in spec:
        raise BadInput(f"{spec[:200]!r} is no revision and no file.")
    name = _git(spec, "rev-parse", "--verify", "--quiet", "--end-of-options", spec).decode().strip()
    kind = _git(spec, "cat-file", "-t", name).decode().strip()
    if kind != "blob":
        raise BadInput(f"{spec} is no file, but a {kind}; give a file in it.")
    check_size(int(_git(spec, "cat-file", "-s", name)), spec)
    return _git(spec, "cat-file", "blob", name)


def run_git(*arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder (the working folder) as its answers are read here: without hooks, pager or network.

    Raises:
        FileNotFoundError: git is not installed.
        subprocess.TimeoutExpired: it did not answer within 30 s.
    """
    place = ("-C", str(folder)) if folder else ()
    return subprocess.run(
        [*_GIT, *place, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
        env={**os.environ, **_CALM},
    )


def _git(spec: str, *arguments: str) -> bytes:
    try:
        done = run_git(*arguments)
    except FileNotFoundError:
        raise BadInput(f"There is no file {spec}, and no git to look for a revision.") from None
    except subprocess.TimeoutExpired:
        raise BadInput(f"git did not answer within {_SECONDS} s about {spec}.") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")[:300]
        reason = f" ({said})" if said else ""
        raise BadInput(
            f"There is neither a file {spec} nor such a file in a git revision{reason}."
            + ("" if said else " A revision's paths count from the root of the repository.")
        )
    return done.stdout
