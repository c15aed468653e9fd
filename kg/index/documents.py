"""What the indexes know of one dataset: its card, which every search keeps in memory, and its texts."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from kg.rdf.panet import PanetTable, Term

Kind = Literal["facility", "instrument"]


@dataclass(frozen=True, slots=True)
class Named:
    """A facility or instrument: its IRI, label, all names it is known by, and the facility it belongs to."""

    kind: Kind
    iri: str
    label: str
    names: tuple[str, ...] = ()
    operator: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What a hit shows and filters test; `start` and `available` are ISO dates, `issued` a year or one.

    `from_parts` names what a collection does not say itself: facility, instrument, sample, technique or year;
    `part_techniques` are those of its techniques that only its parts state.
    """

    iri: str
    title: str
    group: int
    doi: str | None = None
    collection: str | None = None
    parts: int = 0
    facilities: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    part_techniques: tuple[str, ...] = ()
    from_parts: tuple[str, ...] = ()
    start: str | None = None
    issued: str | None = None
    available: str | None = None
    rights: str | None = None
    summary: str = ""

    @property
    def date(self) -> str | None:
        """When it was measured, else when it was published."""
        return self.start or self.issued

    @property
    def date_kind(self) -> str | None:
        """Which clock `date` shows: collected or issued."""
        return "collected" if self.start else "issued" if self.issued else None


@dataclass(frozen=True, slots=True)
class Document:
    """One dataset to index: the card and the texts of each searched field."""

    card: Card
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def meaning(self) -> str:
        """The text that is embedded: title, techniques, sample and instrument, then the description."""
        order = (
            "title",
            "techniques",
            "sample",
            "formula",
            "instrument",
            "keywords",
            "variants",
            "description",
        )
        return _embedded(". ".join(text for name in order for text in self.texts.get(name, ())[:5]))


def save_cards(cards: Sequence[Card], named: Iterable[Named], folder: Path) -> None:
    """Write `cards.json` and `names.json`."""
    import orjson

    (folder / "cards.json").write_bytes(orjson.dumps([asdict(card) for card in cards]))
    (folder / "names.json").write_bytes(orjson.dumps([asdict(name) for name in named]))


def load_cards(folder: Path) -> list[Card]:
    """The cards in document order: card i belongs to row i of every array."""
    import orjson

    return [Card(**_frozen(row)) for row in orjson.loads((folder / "cards.json").read_bytes())]


def load_names(folder: Path) -> list[Named]:
    """The facilities and instruments of the generation."""
    import orjson

    return [Named(**_frozen(row)) for row in orjson.loads((folder / "names.json").read_bytes())]


def save_techniques(table: PanetTable, folder: Path) -> None:
    """Write `techniques.json`: the PaNET that this index was built with."""
    import orjson

    terms = [
        asdict(term) | {"ancestors_or_self": sorted(term.ancestors_or_self)} for term in table.terms.values()
    ]
    (folder / "techniques.json").write_bytes(orjson.dumps({"version": table.version, "terms": terms}))


def load_techniques(folder: Path) -> PanetTable:
    """The PaNET that an index was built with."""
    import orjson

    kept = orjson.loads((folder / "techniques.json").read_bytes())
    rows = (
        _frozen(row) | {"ancestors_or_self": frozenset(row["ancestors_or_self"])} for row in kept["terms"]
    )
    return PanetTable(kept["version"], {row["iri"]: Term(**row) for row in rows})


def save_aligned(names: Iterable[tuple[str, str]], folder: Path) -> None:
    """Write `aligned.json`: what another vocabulary calls techniques of PaNET."""
    import orjson

    (folder / "aligned.json").write_bytes(orjson.dumps(sorted(names)))


def load_aligned(folder: Path) -> list[tuple[str, str]]:
    """(name, IRI of PaNET); none in an index that was made before such names were kept."""
    import orjson

    file = folder / "aligned.json"
    return [(name, iri) for name, iri in orjson.loads(file.read_bytes())] if file.is_file() else []


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _embedded(text: str) -> str:
    return " ".join(text[:2000].split())  # the encoder reads 256 word pieces; 2,000 characters are more
