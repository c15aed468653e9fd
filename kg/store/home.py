"""Where a store keeps its parts on disk."""

from pathlib import Path

from kg.errors import BadInput
from kg.store.generation import Generation
from kg.store.reader import Reader


class Home:
    """The folder of one store.

    `live/` belongs to the one writer, `generations/<number>/` are for readers, `current` names the newest.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path).expanduser().absolute()

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
        return self.generation(number)

    def generation(self, number: int) -> Generation:
        """One generation by its number.

        Raises:
            BadInput: there is none of that number (any more).
        """
        generation = Generation(self.generations_path / f"{number:06d}", number)
        if not generation.facts_path.is_file():
            raise BadInput(f"There is no generation {number} in {self.path}. Make one with: kg publish")
        return generation

    def reader(self, generation: Generation) -> Reader:
        """Who answers our own queries about a generation.

        Raises:
            BadInput: its graph is not there.
        """
        return Reader(generation.graph)

    def numbers(self) -> list[int]:
        """The numbers of all complete generations, ascending."""
        if not self.generations_path.is_dir():
            return []
        return sorted(int(entry.name) for entry in self.generations_path.iterdir() if entry.name.isdigit())
