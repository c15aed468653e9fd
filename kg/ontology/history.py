"""Replay the git history of one ontology file: what each commit changed, and what it would have been told."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kg.errors import BadInput
from kg.ontology.document import Document
from kg.ontology.memory import Memory
from kg.ontology.read.limits import check_size
from kg.ontology.read.owl import read_owl
from kg.ontology.read.revision import run_git
from kg.ontology.review import Review, review
from kg.ontology.rules.configuration import Configuration

_NOTHING = "0" * 40
_MARK = "\x1e"

Read = Callable[[bytes, str], Document]
"""Reads a version from its bytes and its name, which ends as the file's does. No imports are looked for."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that touched the file; `before` and `after` are git's ids of its contents, None if absent."""

    revision: str
    date: datetime
    subject: str
    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Replayed:
    """A commit and the review of its step; `review` is None where a side is missing or cannot be read.

    `reason` then says why.
    """

    commit: Commit
    review: Review | None
    reason: str | None = None


def commits(path: Path, start: str | None = None, end: str = "HEAD") -> list[Commit]:
    """The commits that touched a file, oldest first, across renames; merges are left out.

    `start` is the last commit that is not wanted any more.

    Raises:
        BadInput: the file is in no git repository, git is not installed, or a revision does not exist.
    """
    for revision in filter(None, (start, end)):
        if revision.startswith("-"):
            raise BadInput(f'"{revision}" is no git revision: it begins with "-".')
    folder, name = path.absolute().parent, path.name
    if not folder.is_dir():
        raise BadInput(f"{path}: there is no folder {folder}; run this inside the repository.")
    span = f"{start}..{end}" if start else end
    form = f"--format={_MARK}%H%x00%cI%x00%s"
    told = _git(folder, "log", "--follow", "--no-merges", "--raw", "--no-abbrev", form, span, "--", name)
    found = [_commit(part) for part in told.decode("utf-8", "replace").split(_MARK)[1:]]
    if not found:
        raise BadInput(f"{path}: git knows no commit of this file in {span}; is it committed?")
    return found[::-1]


def replay(
    path: Path,
    *,
    read: Read = read_owl,
    start: str | None = None,
    end: str = "HEAD",
    configuration: Configuration | None = None,
) -> Iterator[Replayed]:
    """Review the step of each commit, oldest first; equal logic is classified once.

    Raises:
        BadInput: as `commits`.
    """
    configuration = configuration or Configuration()
    memory = Memory(configuration.policy)
    folder = path.absolute().parent
    known: dict[str, Document] = {}
    for commit in commits(path, start, end):
        try:
            known = _both(commit, known, folder, read)
        except BadInput as error:
            yield Replayed(commit, None, str(error))
            continue
        if commit.before is None or commit.after is None:
            yield Replayed(commit, None, "The file begins here." if commit.after else "The file ends here.")
            continue
        told = review(
            known[commit.before],
            known[commit.after],
            configuration=configuration,
            memory=memory,
            reasons=False,
        )
        yield Replayed(commit, told)


def _both(commit: Commit, known: dict[str, Document], folder: Path, read: Read) -> dict[str, Document]:
    """The documents of both sides; one that the step before had already is not read again."""
    return {
        blob: known.get(blob) or read(_content(folder, blob), f"{commit.revision[:7]}:{commit.path}")
        for blob in (commit.before, commit.after)
        if blob
    }


def _content(folder: Path, blob: str) -> bytes:
    check_size(int(_git(folder, "cat-file", "-s", blob)), blob)
    return _git(folder, "cat-file", "blob", blob)


def _commit(part: str) -> Commit:
    head, _, changes = part.partition("\n")
    revision, date, subject = head.split("\0", 2)
    line = next(line for line in changes.splitlines() if line.startswith(":"))
    fields, *paths = line.split("\t")
    _, _, before, after, _ = fields.split(" ")
    return Commit(
        revision,
        datetime.fromisoformat(date),
        subject,
        paths[-1],
        None if before == _NOTHING else before,
        None if after == _NOTHING else after,
    )


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = run_git(*arguments, folder=folder)
    except FileNotFoundError as error:
        raise BadInput("git is not installed; a history cannot be read without it.") from error
    except subprocess.TimeoutExpired as error:
        raise BadInput("git gave no answer in time.") from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")[:300]
        raise BadInput(f"git cannot tell the history of a file in {folder}: {said}")
    return done.stdout
