"""Backup and restore: store, ledger and payloads as one folder."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pyoxigraph

from kg.citations import copy_book
from kg.errors import BadInput
from kg.store.home import Home
from kg.store.outcomes import state_counts
from kg.store.space import full_disk_named
from kg.writer import open_writer

MANIFEST = "backup.json"
"""The file in a backup that says what it holds."""


def backup(home: Home, folder: Path) -> dict[str, int]:
    """Write a copy of all that cannot be made again into a new folder; returns records by source.

    On the store's own file system the graph costs no space: copy the folder to another disk afterwards.

    Raises:
        BadInput: the folder exists, or there is no store.
    """
    _refuse_elsewhere(home)
    if folder.exists():
        raise BadInput(f"{folder} exists already; name a folder that does not.")
    if home.is_empty():
        raise BadInput(f"There is no store in {home.path}.")
    copy = Home(folder)
    with open_writer(home) as writer:
        folder.mkdir(parents=True)
        try:
            with full_disk_named(folder):
                writer.store.backup(copy.live_path)
                writer.ledger.copy(copy.ledger_path, copy.payloads_path)
                if home.citations_path.is_file():
                    copy_book(home, copy.citations_path)
                contents = _contents(copy)
                (folder / MANIFEST).write_bytes(orjson.dumps(contents, option=orjson.OPT_INDENT_2))
        except BaseException:
            shutil.rmtree(folder)  # half a backup looks like a whole one
            raise
    records: dict[str, int] = contents["records"]
    return records


def restore(home: Home, folder: Path, *, force: bool = False) -> Path | None:
    """Put a backup in the place of a store; returns where the former store was moved to, if there was one.

    What is restored is opened and counted before anything is replaced.

    Raises:
        BadInput: the folder is no backup or a damaged one, or there is a store and `force` is not given.
        StoreBusy: another process writes to the store.
    """
    _refuse_elsewhere(home)
    saved = Home(folder)
    if not saved.live_path.is_dir() or not saved.ledger_path.is_file():
        raise BadInput(f"{folder} is no backup: it lacks live/ or ledger.sqlite.")
    if not home.is_empty() and not force:
        raise BadInput(f"The store {home.path} is not empty. With --force it is moved aside first.")
    draft = Home(home.path.with_name(f"{home.path.name}.restoring"))
    shutil.rmtree(draft.path, ignore_errors=True)
    try:
        with full_disk_named(home.path):
            _copy(saved, draft)
        _verify(draft, folder)
        aside = None if home.is_empty() else _move_aside(home)
        _move_in(draft, home)
    finally:
        shutil.rmtree(draft.path, ignore_errors=True)
    if aside:
        _count_on(home, Home(aside))
    return aside


def _copy(saved: Home, draft: Home) -> None:
    draft.path.mkdir(parents=True)
    shutil.copytree(saved.live_path, draft.live_path)
    shutil.copyfile(saved.payloads_path, draft.payloads_path)
    shutil.copyfile(saved.ledger_path, draft.ledger_path)
    if saved.citations_path.is_file():  # older backups have none; the next publication makes it anew
        shutil.copyfile(saved.citations_path, draft.citations_path)


def _move_in(draft: Home, home: Home) -> None:
    home.path.mkdir(parents=True, exist_ok=True)
    for part in sorted(draft.path.iterdir()):
        part.rename(home.path / part.name)


def _verify(draft: Home, folder: Path) -> None:
    """Open what is about to become the store, and count what is in it.

    Raises:
        BadInput: it does not open, or does not hold what the backup held when it was made.
    """
    try:
        found = _contents(draft)
    except (OSError, RuntimeError, sqlite3.Error) as error:
        raise BadInput(f"The backup {folder} is damaged, and nothing was changed: {error}") from error
    if not (folder / MANIFEST).is_file():  # made by an older release
        return
    told = orjson.loads((folder / MANIFEST).read_bytes())
    if told != found:
        raise BadInput(
            f"The backup {folder} is damaged, and nothing was changed: {told} should be in it, not {found}."
        )


def _contents(home: Home) -> dict[str, Any]:
    """Records by source, graphs and quads; reads the whole store, seconds for ten millions of quads."""
    store = pyoxigraph.Store.read_only(str(home.live_path))
    with closing(sqlite3.connect(f"{home.ledger_path.as_uri()}?mode=ro&immutable=1", uri=True)) as ledger:
        (health,) = ledger.execute("PRAGMA quick_check").fetchone()
    if health != "ok":
        raise sqlite3.DatabaseError(health)
    records = {source: sum(states.values()) for source, states in state_counts(home.ledger_path).items()}
    return {"records": records, "graphs": sum(1 for _ in store.named_graphs()), "quads": len(store)}


def _refuse_elsewhere(home: Home) -> None:
    if home.remote:
        raise BadInput(
            f"The triples are in the engine at {home.remote.host}. Back them up by the engine's own means, "
            f"or as a file with `kg dump`, and copy {home.path} beside them: it holds ledger and payloads."
        )


def _count_on(home: Home, former: Home) -> None:
    """Let the next generation's number follow the highest that readers of the former store have seen."""
    with open_writer(home) as writer:
        known = int(writer.ledger.facts.find("generation") or 0)
        writer.ledger.facts.remember("generation", str(max([known, *former.numbers()])))


def _move_aside(home: Home) -> Path:
    aside = home.path.with_name(f"{home.path.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    with open_writer(home):  # nobody may be writing to it while it moves
        home.path.rename(aside)
    return aside
