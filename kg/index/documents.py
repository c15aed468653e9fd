"""What the indexes know of one dataset: its card, which hits show and filters test, and its texts."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["facility", "instrument"]
Probe = Literal["x-ray", "photon", "neutron", "muon", "electron"]


@dataclass(frozen=True, slots=True)
class Named:
    """A facility or instrument: its IRI, label, all names it is known by, and the facility it belongs to."""

    kind: Kind
    iri: str
    label: str
    names: tuple[str, ...] = ()
    operator: str | None = None


class Quantity(NamedTuple):
    """A condition of the measurement, in coherent SI units; `low` equals `high` for a single value.

    `written` is what the source wrote ("90 K"), or what the value follows from.
    """

    name: str
    low: float
    high: float
    written: str = ""


class Person(NamedTuple):
    """A creator: IRI and name, which is empty where the graph has none."""

    iri: str
    name: str


class Paper(NamedTuple):
    """A linked publication; empty are the IRI of a mere reference and the title that nobody says."""

    iri: str
    title: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a hit shows and filters test; `start`, `end`, `available` are ISO dates, `issued` a year or one.

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
    end: str | None = None
    data_kinds: tuple[str, ...] = ()
    """Of raw, processed and simulated."""
    people: tuple[Person, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    elements: tuple[str, ...] = ()
    """Symbols of the chemical elements in the samples, where their formulas are understood."""
    compositions: tuple[str, ...] = ()
    """Formulas of the samples in the order of Hill."""
    papers: tuple[Paper, ...] = ()
    citations: int | None = None
    """How many works the graph says to cite it; None where it says nothing, which is not zero."""
    probe: Probe | None = None
    """What the sample was probed with, where the graph tells; "photon" where these need not be x-rays."""

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
        """The text that is embedded: title, titles of papers, techniques, sample, then the description.

        What it holds and in which order was measured on judged searches; see the design's page on baselines.
        """
        order = (
            "title", "papers", "techniques", "sample", "formula", "instrument", "keywords", "variants",
            "description",
        )  # fmt: skip
        return _embedded(". ".join(text for name in order for text in self.texts.get(name, ())[:5]))


def _embedded(text: str) -> str:
    return " ".join(text[:2000].split())  # the encoder reads 256 word pieces; 2,000 characters are more
