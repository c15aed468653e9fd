"""The files of a page of datasets: one question for many, and never more of them than are kept."""

from collections.abc import Iterator

from harvesters._distribution import MOST as MOST_FILES
from harvesters._icat_files import unwrapped
from harvesters._icat_session import Session
from harvesters._read import branch
from kg.errors import BadInput
from kg.harvest.payload import Json
from kg.harvest.source import Aside

MOST_AT_ONCE = 1000
_KEPT = ("id", "name", "description", "fileSize", "checksum", "datafileCreateTime", "datafileModTime")
"""What is kept of a file; `location` is a path within the facility."""


class FileLists:
    """Adds the first files to datasets, as the relation `datafiles`, which they are never asked with."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._is_open = True

    def add(self, datasets: list[dict[str, Json]]) -> Iterator[Aside]:
        """Write the files into the datasets; a server that refuses to list them is not asked again."""
        waiting = {body["id"]: body for body in datasets if body.get("fileCount") != 0}
        while waiting and self._is_open:
            try:
                answer = self._session.ask(_query(list(waiting)))
            except BadInput:
                self._is_open = False
                reason = "The server does not list the files of datasets: they are not public, or too many."
                yield Aside("list", "Datafile", b"", f"{self._session.address}#Datafile", reason, "skipped")
                return
            last = _sort_in(answer, waiting)
            if len(answer) < MOST_AT_ONCE or last is None:
                return
            waiting = _left(waiting, last)


def _query(numbers: list[int]) -> str:
    return (
        f"SELECT o FROM Datafile o WHERE o.dataset.id IN ({', '.join(map(str, numbers))}) "
        f"ORDER BY o.dataset.id, o.id INCLUDE o.dataset LIMIT 0, {MOST_AT_ONCE}"
    )


def _sort_in(answer: list[Json], waiting: dict[int, dict[str, Json]]) -> int | None:
    """Give each file to its dataset; the number of the last dataset that had one."""
    last: int | None = None
    for body in waiting.values():
        body.pop("datafiles", None)
    for wrapped in answer:
        _, file = unwrapped(wrapped) or ("", {})
        number = branch(file, "dataset").get("id")
        if not isinstance(number, int) or (dataset := waiting.get(number)) is None:
            continue
        last = number
        files = dataset.setdefault("datafiles", [])
        if len(files) < MOST_FILES:
            files.append({name: file[name] for name in _KEPT if name in file})
    return last


def _left(waiting: dict[int, dict[str, Json]], last: int) -> dict[int, dict[str, Json]]:
    """The datasets that a full answer did not come to; the last one again, if it may have been cut short."""
    is_cut = len(waiting) > 1 and len(waiting[last]["datafiles"]) < MOST_FILES
    return {number: body for number, body in waiting.items() if number > last or (is_cut and number == last)}
