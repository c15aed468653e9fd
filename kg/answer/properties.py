"""The properties of a generation's documents as its index wrote them, opened when first asked for."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.index.columns import Column, Several, Strings, count_hits
from kg.index.properties import ARRAYS, COLUMNS, FOLDER, AllQuantities, Quantities, open_array
from kg.resolve.access import STATES, access_state

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Properties:
    """Columns and arrays of one index. Each is mapped once; threads that race map the same file."""

    def __init__(self, index: Path) -> None:
        self._folder = index / FOLDER
        self._columns: dict[str, Column] = {}
        self._arrays: dict[str, NDArray[np.int64]] = {}
        self.quantities: Mapping[str, Quantities] = AllQuantities(self._folder)
        # The facet of people asks for the same few names at every question.
        self._person_name = lru_cache(maxsize=4096)(self._find_person)
        self._names = Strings(self._folder / "person-name")
        self.people: Mapping[str, tuple[str, ...]] = Several(
            Column(self._folder / "person-token"), self.column("person").values_
        )

    def column(self, name: str) -> Column:
        """One of `kg.index.properties.COLUMNS`."""
        if name not in self._columns:
            self._columns[name] = Column(self._folder / name)
        return self._columns[name]

    def array(self, name: str) -> "NDArray[np.int64]":
        """One of `kg.index.properties.ARRAYS`."""
        if name not in self._arrays:
            self._arrays[name] = open_array(self._folder, name)
        return self._arrays[name]

    @property
    def person_name(self) -> Callable[[str], str | None]:
        """From an IRI to the name of a person; None for one that no document has or nobody names."""
        return self._person_name

    def _find_person(self, iri: str) -> str | None:
        place = self.column("person").values_.find(iri)
        return (self._names[place] or None) if place is not None else None

    def warm(self) -> None:
        """Read every column and array once."""
        for name in COLUMNS:
            self.column(name).warm()
        for name in ARRAYS:
            self.array(name).max(initial=0)


class Access:
    """Who may have each document on one day."""

    def __init__(self, properties: Properties, as_of: date) -> None:
        import numpy as np

        opens, groups = properties.array("opens"), properties.array("group")
        self.codes: NDArray[np.int32] = np.full(len(opens), STATES.index("unknown"), dtype=np.int32)
        """Of each document the place of its state in `STATES`."""
        rights = properties.column("rights")
        for right in rights:
            self.codes[rights[right]] = STATES.index(access_state(right, None, as_of)[0])
        self.codes[opens > as_of.toordinal()] = STATES.index("embargoed")
        self.codes[(opens > 0) & (opens <= as_of.toordinal())] = STATES.index("open")
        self._order = np.lexsort((groups, self.codes))
        self._in_order = self.codes[self._order]

    @property
    def by_state(self) -> "dict[str, NDArray[np.int64]]":
        """State -> its documents; states that no document has are left out."""
        import numpy as np

        found = {state: np.flatnonzero(self.codes == code) for code, state in enumerate(STATES)}
        return {state: numbers for state, numbers in sorted(found.items()) if numbers.size}

    def counts(self, keep: "NDArray[np.bool_]", groups: "NDArray[np.int64]") -> "NDArray[np.int64]":
        """Hits in each of `STATES`; see `Column.counts`."""
        return count_hits(self._in_order, self._order, len(STATES), keep, groups)
