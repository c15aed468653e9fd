"""What filters need of all documents: columns and arrays, written in one pass, opened without reading."""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.index.columns import ColumnWriter, Strings, mapped
from kg.index.days import interval, ordinal, sortable
from kg.index.documents import Card, Named
from kg.index.probe import probe_wholes
from kg.index.quantities import QUANTITIES
from kg.rdf.panet import PanetTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COLUMNS = (
    "number", "facility", "instrument", "technique", "technique-under", "kind", "person", "element",
    "composition", "year", "probe", "sample", "sample-name", "rights",
)  # fmt: skip
ARRAYS = ("group", "parts", "date", "from", "to", "opens", "citations", "title")
FOLDER = "properties"


class Quantities(NamedTuple):
    """One quantity: documents and the closed interval of each value, in coherent SI units."""

    numbers: "NDArray[np.int64]"
    low: "NDArray[np.float64]"
    high: "NDArray[np.float64]"


def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a person's name as they are looked up: no case, no accents, each once.

    >>> name_tokens("Müller, Anna-Lena")
    ('muller', 'anna', 'lena')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return tuple(dict.fromkeys(re.findall(r"\w+", plain)))


def sample_key(name: str) -> str:
    """A sample's name as it is looked up: without case, blanks made one."""
    return " ".join(name.casefold().split())


def with_wholes(named: Mapping[str, Named], facilities: Sequence[str]) -> tuple[str, ...]:
    """The facilities and those they are part of."""
    found = list(facilities)
    for iri in found:  # grows while it is read; a facility is not entered twice
        whole = named[iri].operator if iri in named else None
        if whole and whole not in found:
            found.append(whole)
    return tuple(found)


class PropertyWriter:
    """Collects the properties of cards in document order."""

    def __init__(self, named: Iterable[Named], table: PanetTable) -> None:
        self._named = {of.iri: of for of in named}
        self._table = table
        self._columns = {name: ColumnWriter() for name in COLUMNS}
        self._arrays = {name: array("q") for name in ARRAYS}
        self._names: dict[str, str] = {}
        self._titles: dict[str, int] = {}
        self._quantities: dict[str, tuple[array[int], array[float], array[float]]] = {}

    def add(self, card: Card) -> None:
        """Take in the next card."""
        number = len(self._arrays["group"])
        first, last = interval(card)
        numbers = {
            "group": card.group, "parts": card.parts, "date": sortable(card.date),
            "from": first, "to": last, "opens": ordinal(card.available),
            "citations": -1 if card.citations is None else card.citations,
            "title": self._titles.setdefault(card.title.casefold().strip(), len(self._titles)),
        }  # fmt: skip
        for name, value in numbers.items():
            self._arrays[name].append(value)
        for name, values in self._values(card).items():
            self._columns[name].add(number, values)
        self._names.update((of.iri, of.name) for of in card.people)
        for one in card.quantities:
            numbered, low, high = self._quantities.setdefault(one.name, (array("q"), array("d"), array("d")))
            numbered.append(number)
            low.append(one.low)
            high.append(one.high)

    def _values(self, card: Card) -> dict[str, Iterable[str]]:
        terms = self._table.terms
        above = {up for iri in card.techniques if iri in terms for up in terms[iri].ancestors_or_self}
        return {
            "number": (card.iri,),
            "facility": with_wholes(self._named, card.facilities),
            "instrument": card.instruments,
            "technique": card.techniques,
            "technique-under": above | set(card.techniques),
            "kind": card.data_kinds,
            "person": (of.iri for of in card.people),
            "element": card.elements,
            "composition": card.compositions,
            "year": (card.date[:4],) if card.date else (),
            "probe": probe_wholes(card.probe) if card.probe else (),
            "sample": map(sample_key, card.samples),
            "sample-name": card.samples,
            "rights": (card.rights,) if card.rights else (),
        }

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return max(self._arrays["group"], default=-1) + 1

    def write(self, folder: Path) -> None:
        """Write everything to the folder."""
        import numpy as np

        folder.mkdir(parents=True, exist_ok=True)
        groups = np.frombuffer(self._arrays["group"], dtype=np.int64)
        for name, values in self._arrays.items():
            array_ = np.frombuffer(values, dtype=np.int64)
            np.save(folder / f"{name}.npy", self._alphabet()[array_] if name == "title" else array_)
        for name, column in self._columns.items():
            values_ = column.write(folder / name, groups)
            if name == "person":
                self._write_people(values_, folder)
        for name, (numbers, low, high) in self._quantities.items():
            np.save(_quantity_file(folder, name, "numbers"), np.frombuffer(numbers, dtype=np.int64))
            np.save(_quantity_file(folder, name, "low"), np.frombuffer(low, dtype=np.float64))
            np.save(_quantity_file(folder, name, "high"), np.frombuffer(high, dtype=np.float64))

    def _alphabet(self) -> "NDArray[np.int64]":
        """Place of each title, whatever its case, among all; what has none stands last."""
        import numpy as np

        places = np.empty(len(self._titles), dtype=np.int64)
        in_order = sorted(self._titles, key=lambda title: (not title, title))
        places[[self._titles[title] for title in in_order]] = np.arange(len(in_order))
        return places

    def _write_people(self, iris: Sequence[str], folder: Path) -> None:
        tokens = ColumnWriter()
        for number, iri in enumerate(iris):
            tokens.add(number, name_tokens(self._names[iri]))
        tokens.write(folder / "person-token")
        Strings.write((self._names[iri] for iri in iris), folder / "person-name")


def open_array(folder: Path, name: str) -> "NDArray[np.int64]":
    """One of `ARRAYS`, mapped."""
    return mapped(folder / f"{name}.npy")


class AllQuantities(Mapping[str, Quantities]):
    """Name -> the values of that quantity, mapped; only quantities that some document has."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names = [name for name in QUANTITIES if _quantity_file(folder, name, "numbers").is_file()]

    def __getitem__(self, name: str) -> Quantities:
        if name not in self._names:
            raise KeyError(name)
        return Quantities(*(mapped(_quantity_file(self._folder, name, end)) for end in Quantities._fields))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _quantity_file(folder: Path, name: str, end: str) -> Path:
    return folder / f"quantity-{name.replace(' ', '-')}-{end}.npy"
