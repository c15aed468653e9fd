"""A generation opened for search: word index, vectors, cards, and arrays for filters and counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kg.answer.kept_lexicon import lexicon_of
from kg.answer.properties import Access, Properties
from kg.errors import BadInput
from kg.index.build import FORMAT
from kg.index.cards import load_cards
from kg.index.columns import Column, Numbers
from kg.index.documents import Card
from kg.index.encoder import Encoder
from kg.index.parameter_names import ParameterNames, load_parameter_names
from kg.index.properties import Quantities, with_wholes
from kg.index.vectors import load_vectors
from kg.index.words import Words
from kg.read.lexicon import Lexicon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


WITHOUT_VECTORS = "This generation was published without vectors; run `kg publish` to add them."

_DAYS_KEPT = 8
"""Days whose access states are kept: a stranger may ask for any day, memory stays bounded."""


class Opened(Protocol):
    """What is asked of a generation."""

    @property
    def index(self) -> Path:
        """The folder that `build_index` wrote."""

    @property
    def number(self) -> int:
        """The generation's number."""


@dataclass
class Engine:
    """Everything a search reads. Immutable in use: many requests may share it.

    Nothing of a document is read when it is opened: cards are decoded when they are shown, all that filters
    and counts need are arrays mapped from the generation's folder.
    """

    generation: int
    cards: Sequence[Card]
    words: Words
    lexicon: Lexicon
    vectors: "NDArray[np.float32] | None"
    encoder: Encoder | None
    without_dense: str | None
    """Why there is no search by meaning, as one sentence; None where there is."""
    properties: Properties
    parameter_names: ParameterNames = field(default_factory=dict)
    """What sources call each quantity."""
    _access: "dict[date, Access]" = field(default_factory=dict)

    @classmethod
    def open(cls, generation: Opened, encoder: Encoder | None, problem: str | None = None) -> "Engine":
        """Open a published generation; `problem` says why there is no encoder, where there is none.

        Raises:
            BadInput: the generation has no index, or one of another version.
        """
        folder = generation.index
        facts = _facts(folder)
        properties = Properties(folder)
        lexicon = lexicon_of(folder, properties.column("facility"))
        lexicon.samples, lexicon.people = properties.column("sample"), properties.people
        lexicon.person_name = lambda iri: properties.person_name(iri) or iri
        vectors, problem = _vectors(folder, facts["encoder"], encoder, problem)
        return cls(
            generation.number,
            load_cards(folder),
            Words(folder / "words"),
            lexicon,
            vectors,
            encoder if not problem else None,
            problem,
            properties,
            load_parameter_names(folder),
        )

    @property
    def groups(self) -> "NDArray[np.int64]":
        """The group of each document."""
        return self.properties.array("group")

    @cached_property
    def group_sizes(self) -> "NDArray[np.int64]":
        """Documents in each group."""
        import numpy as np

        return np.bincount(self.groups)

    @property
    def parts(self) -> "NDArray[np.int64]":
        """Parts of each document; 0 for what is no collection."""
        return self.properties.array("parts")

    @property
    def dates(self) -> "NDArray[np.int64]":
        """The date of each document as a number that sorts, such as 20260131; 0 for none."""
        return self.properties.array("date")

    @property
    def dates_from(self) -> "NDArray[np.int64]":
        """First day of collection, else of publication, such as 20260131; of a year its first; 0 for none."""
        return self.properties.array("from")

    @property
    def dates_to(self) -> "NDArray[np.int64]":
        """Last day of collection, else of publication; of a year alone its last; 0 for none."""
        return self.properties.array("to")

    @property
    def citations(self) -> "NDArray[np.int64]":
        """Works that cite each document, by the graph; -1 where it says nothing."""
        return self.properties.array("citations")

    @property
    def titles(self) -> "NDArray[np.int64]":
        """Place of each document's title in the alphabet, whatever its case; equal ones have one place."""
        return self.properties.array("title")

    @cached_property
    def numbers(self) -> Numbers:
        """Dataset IRI -> document number."""
        return Numbers(self.properties.column("number"))

    def iris(self, keep: "NDArray[np.bool_]") -> Iterator[str]:
        """The IRIs of the documents that are kept, sorted; no card is decoded."""
        return self.properties.column("number").values_of(keep)

    @property
    def by_facility(self) -> Column:
        """Facility IRI -> its documents; what was measured at a part was measured at the whole."""
        return self.properties.column("facility")

    def with_wholes(self, facilities: Sequence[str]) -> tuple[str, ...]:
        """The facilities and those they are part of."""
        return with_wholes(self.lexicon.named, facilities)

    @property
    def by_instrument(self) -> Column:
        """Instrument IRI -> its documents."""
        return self.properties.column("instrument")

    @property
    def by_technique(self) -> Column:
        """Technique IRI -> documents that state this very technique."""
        return self.properties.column("technique")

    @cached_property
    def states_technique(self) -> "NDArray[np.bool_]":
        """True for the documents that state some technique."""
        return self.by_technique.stating(len(self.cards))

    @cached_property
    def standing(self) -> "NDArray[np.int64]":
        """All documents as they stand where no score tells: collections first, then the newest, by number."""
        import numpy as np

        return np.lexsort((-self.dates, -self.parts))

    @property
    def by_technique_or_narrower(self) -> Column:
        """Technique IRI -> documents that state it or a narrower one."""
        return self.properties.column("technique-under")

    @property
    def by_year(self) -> Column:
        """Year, four digits -> its documents."""
        return self.properties.column("year")

    @property
    def by_kind(self) -> Column:
        """Kind of data ("raw", "processed", "simulated") -> its documents."""
        return self.properties.column("kind")

    @property
    def by_person(self) -> Column:
        """Person IRI -> documents that the person is a creator of."""
        return self.properties.column("person")

    @property
    def by_element(self) -> Column:
        """Symbol of an element -> documents with a sample that holds it."""
        return self.properties.column("element")

    @property
    def by_composition(self) -> Column:
        """Formula in the order of Hill -> documents with such a sample."""
        return self.properties.column("composition")

    @property
    def sample_names(self) -> Column:
        """Sample name as by `kg.index.properties.sample_key` -> its documents."""
        return self.properties.column("sample")

    @property
    def by_sample(self) -> Column:
        """Sample name as it is written -> its documents."""
        return self.properties.column("sample-name")

    @property
    def probe(self) -> Column:
        """Probe ("photon", "x-ray", "neutron", "muon", "electron") -> documents; x-rays are photons, too."""
        return self.properties.column("probe")

    @property
    def quantities(self) -> Mapping[str, Quantities]:
        """Quantity ("temperature", "photon energy", …) -> its values by document."""
        return self.properties.quantities

    @property
    def people(self) -> Mapping[str, tuple[str, ...]]:
        """Word of a person's name as by `kg.index.properties.name_tokens` -> IRIs."""
        return self.properties.people

    def person(self, iri: str) -> str:
        """The name of a person; the IRI where none is known."""
        return self.properties.person_name(iri) or iri

    def under(self, technique: str) -> "NDArray[np.int64]":
        """Documents that state the technique or a narrower one."""
        import numpy as np

        found = self.by_technique_or_narrower.get(technique)
        return np.zeros(0, dtype=np.int64) if found is None else found

    def access(self, as_of: date) -> Access:
        """The access state of every document on that day."""
        if (known := self._access.get(as_of)) is not None:
            return known
        made = Access(self.properties, as_of)
        while len(self._access) >= _DAYS_KEPT:
            self._access.pop(next(iter(self._access)), None)
        self._access[as_of] = made
        return made

    def by_access(self, as_of: date) -> "Mapping[str, NDArray[np.int64]]":
        """Access state on that day -> its documents."""
        return self.access(as_of).by_state

    def warm(self) -> "Engine":
        """Read what every question needs once, so that the first one does not wait for the disk."""
        self.properties.warm()
        self.words.forms.of("warm")
        assert all(of is not None for of in (self.group_sizes, self.states_technique, self.standing))
        if self.vectors is not None:
            self.vectors.max(initial=0)
        if self.encoder is not None:
            self.encoder.encode(["warm"])
        return self


def _facts(folder: Path) -> dict[str, Any]:
    import orjson

    file = folder / "index.json"
    facts: dict[str, Any] = orjson.loads(file.read_bytes()) if file.is_file() else {}
    if facts.get("format") != FORMAT:
        raise BadInput(
            f"{folder} holds no index that this version of pan-kg reads. Run `kg publish` to make a new one."
        )
    return facts


def _vectors(
    folder: Path, made_by: str | None, encoder: Encoder | None, problem: str | None
) -> "tuple[NDArray[np.float32] | None, str | None]":
    """The vectors when the encoder at hand made them; else why not."""
    if encoder is None:
        return None, problem or "There is no sentence encoder: words and techniques only."
    if made_by is None:
        return None, WITHOUT_VECTORS
    if made_by != encoder.identity:
        return (
            None,
            f"The vectors were made by {made_by}, the encoder is {encoder.identity}; run `kg publish`.",
        )
    return load_vectors(folder), None
