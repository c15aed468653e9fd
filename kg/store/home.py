"""Where a store keeps its parts on disk."""

from pathlib import Path

from kg.errors import BadInput
from kg.store.generation import Generation
from kg.store.graph_reader import GraphReader
from kg.store.reader import Reader
from kg.store.remote import Remote


class Home:
    """The folder of one store.

    `live/` belongs to the one writer, `generations/<number>/` are for readers, `current` names the newest.
    With a `remote`, the graphs are in that engine, and everything else in this folder all the same.
    """

    def __init__(self, path: Path | str, remote: Remote | None = None) -> None:
        self.path = Path(path).expanduser().absolute()
        self.remote = remote

    @property
    def live_path(self) -> Path:
        """The writer's store."""
        return self.path / "live"

    @property
    def ledger_path(self) -> Path:
        """What every source said, and what became of it."""
        return self.path / "ledger.sqlite"

    @property
    def payloads_path(self) -> Path:
        """Every raw payload, by its hash."""
        return self.path / "payloads.sqlite"

    @property
    def citations_path(self) -> Path:
        """The citation book, which the writer brings up to date; generations have copies."""
        return self.path / "citations.sqlite"

    @property
    def generations_path(self) -> Path:
        """The folder of all generations."""
        return self.path / "generations"

    @property
    def pointer_path(self) -> Path:
        """The file that names the current generation."""
        return self.path / "current"

    def is_empty(self) -> bool:
        """Whether nothing was ever written here."""
        return (
            not self.live_path.exists() and not self.ledger_path.exists() and not self.pointer_path.exists()
        )

    def current(self) -> Generation | None:
        """The generation that readers should open; None before the first publication."""
        try:
            number = int(self.pointer_path.read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        generation = self.generation(number)
        if self.remote and generation.facts.get("engine") != self.remote.query:
            return None  # published before the graphs moved to this engine
        return generation

    def generation(self, number: int) -> Generation:
        """One generation by its number.

        Raises:
            BadInput: there is none of that number (any more).
        """
        generation = Generation(self.generations_path / f"{number:06d}", number)
        if not generation.facts_path.is_file():
            raise BadInput(f"There is no generation {number} in {self.path}. Make one with: kg publish")
        return generation

    def reader(self, generation: Generation) -> GraphReader:
        """Who answers our own queries about a generation.

        Raises:
            BadInput: its graph is not there.
        """
        if self.remote is None:
            return Reader(generation.graph)
        from kg.store.remote_reader import RemoteReader  # needs an HTTP client, which a folder does not

        return RemoteReader(self.remote, generation)

    def numbers(self) -> list[int]:
        """The numbers of all complete generations, ascending."""
        if not self.generations_path.is_dir():
            return []
        return sorted(int(entry.name) for entry in self.generations_path.iterdir() if entry.name.isdigit())
