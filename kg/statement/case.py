"""One identifier with all that its checks need to know: its record, the words around it, the article."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.citation.book import Book
from kg.statement.asked import Asked
from kg.statement.find import Named
from kg.statement.kinds import Kind as StatementKind
from kg.statement.kinds import Said
from kg.statement.mention import Mention
from kg.statement.record import Looked, Record
from kg.statement.surroundings import Surroundings
from kg.store.outcomes import Tombstone

Kind = Literal["dataset", "publication", "software", "component", "instrument", "other"]
Level = Literal[
    "proposal", "experiment", "session", "collection", "dataset", "part", "file", "instrument"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph and the registries say of an identifier.

    `registered` is what a registry answered, None where none was asked or none knew; `told` who that was.
    `named_by` are things whose records name it; `claimed` are kinds that claims of sources state;
    `stated` are the relations with the article that sources claim, each as (source, its word);
    `data_of_proposal` are the data of a proposal's number, each with its facility.
    """

    record: Record | None = None
    tombstone: Tombstone | None = None
    registered: bool | None = None
    told: str | None = None
    claimed: tuple[str, ...] = ()
    named_by: tuple[str, ...] = ()
    stated: tuple[tuple[str, str], ...] = ()
    data_of_proposal: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """All of it.

    `announces` is what the statement says of this identifier, `announced_years` the years that it names with
    an embargo.

    `kind` and `level` were decided before the checks, with the reason in words.
    """

    named: Named
    known: Known
    asked: Asked
    statement: tuple[Said, ...]
    surroundings: Surroundings
    book: Book | None
    today: date
    announces: frozenset[StatementKind] = frozenset()
    announced_years: frozenset[int] = frozenset()
    kind: Kind | None = None
    kind_basis: str = ""
    level: Level | None = None
    level_basis: str = ""

    @property
    def mention(self) -> Mention:
        """The identifier where it first stands."""
        return self.named.mention

    @property
    def record(self) -> Record | None:
        """The record, where the graph has one."""
        return self.known.record

    @property
    def looked(self) -> tuple[Looked, ...]:
        """The source records behind it."""
        return self.record.looked if self.record else ()


NOT_DATA = "This is asked of data only."
NO_RECORD = "This graph has no record of it, so nothing can be compared."
