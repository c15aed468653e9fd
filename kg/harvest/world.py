"""What a source reads from: the files below a place on disk, or an address on the web."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.errors import BadInput
from kg.harvest.payload import Json
from kg.harvest.source import Answer, Walked, World
from kg.harvest.xml import Element

if TYPE_CHECKING:
    from kg.harvest.contain import Containment
    from kg.harvest.key import Key
    from kg.harvest.validators import Validators


def open_world(
    place: str,
    facility: str | None = None,
    contained: bool = True,
    *,
    token: str | None = None,
    key: "Key | None" = None,
    contact: str | None = None,
    per_second: float | None = None,
    private_hosts: Collection[str] = (),
    validators: "Validators | None" = None,
) -> World:
    """The world at a URL, a file or a folder.

    Args:
        place: the URL, the file or the folder.
        facility: the facility the operator named, if any.
        contained: whether files are read in a worker process.
        token: the bearer token for a URL.
        key: the key that a URL wants in another way.
        contact: the operator's e-mail address, for the User-Agent.
        per_second: how often a URL's host may be asked at most; None: as usual.
        private_hosts: names that the operator says belong to a private network of his own.
        validators: remembers what URLs answered, so that what did not change need not be sent again.

    Raises:
        BadInput: there is no such file or folder, or the URL is none that can be fetched.
    """
    scheme = urlsplit(place).scheme.lower()
    if scheme in {"http", "https"}:
        from kg.harvest.http import HttpWorld

        is_private = (urlsplit(place).hostname or "") in {host.strip().lower() for host in private_hosts}
        return HttpWorld(
            place, facility, token=token, key=key, contact=contact, per_second=per_second,
            is_private=is_private, validators=validators,
        )  # fmt: skip
    if len(scheme) > 1:  # one letter is a Windows drive
        raise BadInput(f"{place!r} cannot be read: give an http or https address, a file or a folder.")
    if not Path(place).exists():
        raise BadInput(f"There is no file or folder {place!r}.")
    return FileWorld(place, facility, contained)


class FileWorld:
    """A file, or a folder with all that lies below it."""

    live = False
    since: str | None = None
    resume: str | None = None
    licence: str | None = None
    expected: int | None = None
    walked: Walked | None = None

    def __init__(self, place: str, facility: str | None = None, contained: bool = True) -> None:
        self.place = place
        self.facility = facility
        self.options: Mapping[str, str] = {}
        self.identifiers: Sequence[str] = ()
        self._is_contained = contained
        self._containment: Containment | None = None

    def get_json(self, path: str, **params: str | int) -> Json:
        """Refused: files answer no requests."""
        raise self._no_address(path)

    def get_xml(self, path: str, *, also: Collection[int] = (), **params: str | int) -> Element:
        """Refused, like `get_json`."""
        raise self._no_address(path)

    def get_bytes(self, path: str, *, accept: str, **params: str | int) -> bytes:
        """Refused, like `get_json`."""
        raise self._no_address(path)

    def post_json(self, path: str, form: Mapping[str, str], *, accept: str = "application/json") -> Json:
        """Refused, like `get_json`."""
        raise self._no_address(path)

    def hide(self, secret: str) -> None:
        """Nothing to hide: files are read without secrets."""

    def files(self, *suffixes: str) -> Iterator[Path]:
        """The file itself, or the files below the folder whose names end so, sorted, without hidden ones."""
        root = Path(self.place)
        if root.is_file():
            yield root
            return
        for path in sorted(root.rglob("*")):
            is_hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
            if path.is_file() and not is_hidden and (not suffixes or path.name.lower().endswith(suffixes)):
                yield path

    def contained(self, task: Callable[[Path], Answer], path: Path) -> Answer:
        """Run `task(path)` in the worker process, which is started once and kept."""
        return self._worker().run(task, path) if self._is_contained else task(path)

    def contained_bytes(self, task: Callable[[bytes], Answer], data: bytes) -> Answer:
        """Run `task(data)` there."""
        return self._worker().run_on_bytes(task, data) if self._is_contained else task(data)

    def close(self) -> None:
        """End the worker process, if one was started."""
        if self._containment is not None:
            self._containment.close()
            self._containment = None

    def _worker(self) -> "Containment":
        if self._containment is None:
            from kg.harvest.contain import Containment

            self._containment = Containment()
        return self._containment

    def _no_address(self, path: str) -> BadInput:
        return BadInput(f"{self.place!r} is a file or folder; only an address on the web answers {path!r}.")
