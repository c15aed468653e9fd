"""Backup and restore: store, ledger and payloads as one folder."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import BadInput
from kg.store.home import Home
from kg.store.outcomes import state_counts
from kg.writer import open_writer


def backup(home: Home, folder: Path) -> dict[str, int]:
    """Write a copy of all that cannot be made again into a new folder; returns records by source.

    On the store's own file system the graph costs no space: copy the folder to another disk afterwards.

    Raises:
        BadInput: the folder exists, or there is no store.
    """
    if folder.exists():
        raise BadInput(f"{folder} exists already; name a folder that does not.")
    if home.is_empty():
        raise BadInput(f"There is no store in {home.path}.")
    folder.mkdir(parents=True)
    copy = Home(folder)
    with open_writer(home) as writer:
        writer.store.backup(copy.live_path)
        writer.ledger.copy(copy.ledger_path, copy.payloads_path)
    return {source: sum(states.values()) for source, states in state_counts(copy.ledger_path).items()}


def restore(home: Home, folder: Path, *, force: bool = False) -> Path | None:
    """Put a backup in the place of a store; returns where the former store was moved to, if there was one.

    Raises:
        BadInput: the folder is no backup, or the store is not empty and `force` is not given.
        StoreBusy: another process writes to the store.
    """
    saved = Home(folder)
    if not saved.live_path.is_dir() or not saved.ledger_path.is_file():
        raise BadInput(f"{folder} is no backup: it lacks live/ or ledger.sqlite.")
    aside = None if home.is_empty() else _move_aside(home, force)
    home.path.mkdir(parents=True, exist_ok=True)
    shutil.copytree(saved.live_path, home.live_path)
    shutil.copyfile(saved.payloads_path, home.payloads_path)
    shutil.copyfile(saved.ledger_path, home.ledger_path)
    if aside:
        _count_on(home, Home(aside))
    return aside


def _count_on(home: Home, former: Home) -> None:
    """Let the next generation's number follow the highest that readers of the former store have seen."""
    with open_writer(home) as writer:
        known = int(writer.ledger.fact("generation") or 0)
        writer.ledger.remember("generation", str(max([known, *former.numbers()])))


def _move_aside(home: Home, force: bool) -> Path:
    if not force:
        raise BadInput(f"The store {home.path} is not empty. With --force it is moved aside first.")
    aside = home.path.with_name(f"{home.path.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    with open_writer(home):  # nobody may be writing to it while it moves
        home.path.rename(aside)
    return aside
