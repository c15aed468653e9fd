"""A file as it stands in a revision of the git repository here, or of the one that holds the file."""

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

    PATH counts from the root of the repository that holds the working folder, `./PATH` from this folder. An
    absolute path is looked for in the repository that holds it. `:PATH` is what is staged.
    Plain objects are read: no filter, text conversion or hook of the repository runs, nothing is fetched.

    Raises:
        BadInput: no git, no repository, no such revision or file, a folder, or a file beyond the limits.
    """
    if spec.startswith("-") or "\0" in spec:
        raise BadInput(f"{spec[:200]!r} is no revision and no file.")
    folder, asked = _beside(spec)

    def git(*arguments: str) -> bytes:
        return _git(spec, *arguments, folder=folder)

    name = git("rev-parse", "--verify", "--quiet", "--end-of-options", asked).decode().strip()
    kind = git("cat-file", "-t", name).decode().strip()
    if kind != "blob":
        raise BadInput(f"{spec} is no file, but a {kind}; give a file in it.")
    check_size(int(git("cat-file", "-s", name)), spec)
    return git("cat-file", "blob", name)


def former_name(file: Path) -> str | None:
    """`HEAD:PATH`, PATH absolute, of a file whose renaming is staged; None where none is, or no repository.

    A file that was moved without telling git (no `git mv`, no `git add`) is not followed.
    """
    folder = file.absolute().parent
    try:
        top = _git("", "rev-parse", "--show-toplevel", folder=folder).decode().strip()
        listed = _git("", "ls-files", "--full-name", "-z", "--", file.name, folder=folder).decode()
        staged = ("diff-index", "--cached", "-M", "--diff-filter=R", "--name-status", "-z", "HEAD")
        fields = _git("", *staged, folder=folder).decode("utf-8", "surrogateescape").split("\0")
    except (BadInput, UnicodeDecodeError):
        return None
    # Each renaming is three fields: R100, the old path, the new one.
    former = dict(zip(fields[2::3], fields[1::3], strict=False))
    old = former.get(listed.partition("\0")[0])
    return f"HEAD:{Path(top, old)}" if old else None


def _beside(spec: str) -> tuple[Path | None, str]:
    """The folder to ask git in (None: the working folder), and what to ask for there."""
    revision, _, path = spec.partition(":")
    if not Path(path).is_absolute():
        return None, spec
    folder = next(each for each in Path(path).parents if os.path.isdir(each))
    return folder, f"{revision}:./{Path(path).relative_to(folder).as_posix()}"


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


def _git(spec: str, *arguments: str, folder: Path | None = None) -> bytes:
    try:
        done = run_git(*arguments, folder=folder)
    except FileNotFoundError:
        raise BadInput(f"There is no file {spec}, and no git to look for a revision.") from None
    except subprocess.TimeoutExpired:
        raise BadInput(f"git did not answer within {_SECONDS} s about {spec}.") from None
    if done.returncode:
        revision = spec.partition(":")[0]
        if arguments[0] == "rev-parse" and _unknown(revision):
            raise BadInput(
                f"There is neither a file {spec} nor a git revision {revision[:100]!r}. "
                "git log and git tag list those there are; a shallow clone has only some."
            )
        said = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")[:300]
        reason = f" ({said})" if said else ""
        raise BadInput(
            f"There is neither a file {spec} nor such a file in a git revision{reason}."
            + ("" if said else " A revision's paths count from the root of the repository.")
        )
    return done.stdout


def _unknown(revision: str) -> bool:
    """Whether this is a repository, and the name stands for none of its revisions; "" is the index."""
    if not revision or run_git("rev-parse", "--git-dir").returncode:
        return False
    return run_git("rev-parse", "--verify", "--quiet", "--end-of-options", revision).returncode != 0
