"""What our own pages, indexes and reports ask of a generation, whichever engine holds it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from pyoxigraph import Triple

from kg.rdf.terms import Term

Keep = Callable[[str | None], bool]
"""Asked with a graph's name (None: the default graph) whether it is wanted."""


class GraphReader(Protocol):
    """One generation, read-only; its default graph is the union of all graphs.

    A query is the name of a stored one, or SPARQL text. Prefixes of `kg.rdf.names` need no declaration.
    Values are bound by name; a SELECT must list a bound variable among its results.

    Raises, by every method:
        BadQuery: the text is not SPARQL, or a bound variable is not in it.
        QueryFailed: another engine fails; nothing of a list is returned then.
    """

    def rows(self, query: str, /, **bindings: Term) -> Iterator[dict[str, Term]]:
        """Solutions one by one; a variable without a value is absent."""

    def select(self, query: str, /, **bindings: Term) -> list[dict[str, Term]]:
        """All solutions; a variable without a value is absent."""

    def ask(self, query: str, /, **bindings: Term) -> bool:
        """Whether the pattern of an ASK query is there."""

    def construct(self, query: str, /, **bindings: Term) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query."""

    def size(self) -> int:
        """Distinct triples."""

    def dump(self, file: Path, keep: Keep | None = None) -> int:
        """Write what every graph says as N-Quads, or those that `keep` wants; returns how many there are."""
