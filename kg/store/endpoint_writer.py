"""The right to write to another engine: for one process at a time, from the folder that has its ledger."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from kg.errors import StoreBusy
from kg.store.endpoint import EndpointStore
from kg.store.endpoint_generation import claim
from kg.store.remote import Remote

_LOCK = "writer"


@contextmanager
def open_endpoint(folder: Path, remote: Remote) -> Iterator[EndpointStore]:
    """An engine opened for writing.

    Raises:
        StoreBusy: another process writes from this folder.
        BadInput: the engine is written to from another folder.
        QueryFailed: the engine does not answer.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreBusy(
                f"Another process writes to the engine at {remote.host} from {folder}. "
                "Wait for it to end, then run this again."
            ) from None
        lock.seek(0)
        name = lock.read().strip()
        if not name:
            name = uuid4().hex
            lock.write(name)
            lock.flush()
        with EndpointStore(remote) as store:
            claim(store, str(folder), name)
            yield store
