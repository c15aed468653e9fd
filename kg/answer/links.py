"""Small looks into a generation's graph: what is said of a thing, and the named things around it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.rdf.terms import Term
from kg.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Link:
    """A thing and the name to show for it; `label` is None where nothing names it."""

    iri: str
    label: str | None


class Values:
    """What is said of one thing, by property."""

    def __init__(self, pairs: dict[str, list[Term]]) -> None:
        self._pairs = pairs

    def texts(self, property_: NamedNode) -> tuple[str, ...]:
        """The distinct values as text, IRIs whole, sorted."""
        return tuple(sorted({term.value for term in self._pairs.get(property_.value, ())}))

    def text(self, property_: NamedNode) -> str | None:
        """The first of the values in order; None for none."""
        return next(iter(self.texts(property_)), None)

    def literals(self) -> Iterator[tuple[str, str]]:
        """Property and text of everything said in a literal."""
        for name, terms in sorted(self._pairs.items()):
            yield from ((name, term.value) for term in terms if isinstance(term, Literal))


def about(reader: Reader, thing: NamedNode) -> Values:
    """Everything said of a thing in any record."""
    pairs: dict[str, list[Term]] = defaultdict(list)
    for row in reader.rows("about", thing=thing):
        pairs[row["property"].value].append(row["value"])
    return Values(pairs)


def linked(reader: Reader, thing: NamedNode, property_: NamedNode) -> tuple[Link, ...]:
    """What a thing points to, sorted by label."""
    rows = reader.rows("labels_of_values", thing=thing, property=property_)
    links = (Link(row["value"].value, row["label"].value if "label" in row else None) for row in rows)
    return tuple(sorted(set(links), key=lambda of: (of.label or "", of.iri)))


def pointing(reader: Reader, property_: NamedNode, thing: NamedNode) -> tuple[Link, ...]:
    """The datasets that point to a thing, sorted by title."""
    rows = reader.rows("things_pointing_here", property=property_, value=thing)
    links = (Link(row["thing"].value, row["label"].value if "label" in row else None) for row in rows)
    return tuple(sorted(set(links), key=lambda of: (of.label or "", of.iri)))
