"""What words of a question can become: a condition, a choice, or a technique that PaNET does not have."""

from dataclasses import dataclass
from typing import Any, Literal

Slot = Literal[
    "technique", "facility", "instrument", "sample", "formula", "parameter", "date", "access", "person",
    "doi", "data_level", "text",
]  # fmt: skip

Value = str | float | dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Chip:
    """One understood condition; `span` is its place in the text, `basis` why it was understood so.

    `value` is what was understood: of names the words as written; of `sample` the English phrase in the
    singular; of `access` a state; of `data_level` raw, processed or simulated; of `date` the ISO days `from`
    and `to`, inclusive, None where open; of `parameter` a number in `unit`, for `op` "between" the lower one
    with the upper one in `upper`. `si` is the closed interval in `si_unit` that a value must meet, infinite
    where open; `strict` says which of its ends are left out. `iri` is empty where nothing in the graph or the
    ontologies is meant.
    """

    slot: Slot
    value: Value
    iri: str
    label: str
    span: tuple[int, int]
    basis: str
    negated: bool = False
    also: tuple[str, ...] = ()
    """Further IRIs that the words mean just as well: two sources may each have one for an instrument."""
    op: str | None = None
    unit: str | None = None
    upper: float | None = None
    si: tuple[float, float] | None = None
    si_unit: str | None = None
    strict: tuple[bool, bool] = (False, False)
    day: str | None = None
    """Of an access: the ISO day for which it is asked; `op` "as of" means the state on that day, "opens" data
    that are not open yet and open by then, or at all where no day is given."""
    any_of: int | None = None
    """Chips with the same number are joined by "or"; all others by "and"."""
    words: tuple[str, ...] = ()
    """Of a sample: texts any of which names it (English, translations, symbols); of a text: the phrase."""
    parts: tuple[tuple[str, ...], ...] = ()
    """Of a sample: its components, each as texts; one text of every component must be there."""
    elements: tuple[str, ...] = ()
    """Of a formula that lists elements ("contains Si and K"): symbols that must all be there."""

    @property
    def iris(self) -> frozenset[str]:
        """All things that the words mean."""
        return frozenset(filter(None, (self.iri, *self.also)))

    @property
    def written(self) -> str:
        """The value as text."""
        return self.value if isinstance(self.value, str) else self.label

    def as_json(self) -> dict[str, Any]:
        """The JSON form; what this kind of chip has not is left out but for the keys that all have."""
        always = {
            "slot": self.slot, "value": self.value, "iri": self.iri or None, "label": self.label,
            "op": self.op, "unit": self.unit, "span": list(self.span),
            "negated": self.negated, "basis": self.basis,
        }  # fmt: skip
        sometimes = {
            "also": list(self.also), "upper": self.upper, "day": self.day, "any_of": self.any_of,
            "words": list(self.words),
            "parts": [list(part) for part in self.parts],
            "elements": list(self.elements), "si_unit": self.si_unit,
            "si": [None if abs(end) == float("inf") else end for end in self.si] if self.si else None,
        }  # fmt: skip
        return always | {name: value for name, value in sometimes.items() if value not in (None, [])}


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Words with more than one meaning: none is chosen. A choice is a slot, an IRI (or empty) and a label."""

    text: str
    span: tuple[int, int]
    choices: tuple[tuple[Slot, str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        choices = [{"slot": slot, "iri": iri or None, "label": label} for slot, iri, label in self.choices]
        return {"text": self.text, "span": list(self.span), "choices": choices}


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A technique that PaNET does not have, with broader ones (IRI, label) that may serve instead."""

    text: str
    span: tuple[int, int]
    broader: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        broader = [{"iri": iri, "label": label} for iri, label in self.broader]
        return {"text": self.text, "span": list(self.span), "broader": broader}


@dataclass(frozen=True, slots=True)
class Ask:
    """That the question wants no list: "how many", "per year", "top 5 instruments", "most cited"."""

    kind: Literal["count", "per", "top", "most_cited", "latest"]
    span: tuple[int, int]
    by: str | None = None
    """What is counted by: year, facility, instrument, technique, sample, person or access."""
    limit: int | None = None

    @property
    def told(self) -> str:
        """What is asked for, in words.

        >>> Ask("top", (0, 17), "instrument", 5).told
        'the top 5 by instrument'
        """
        if self.kind == "latest":
            return "newest first"
        if self.kind == "most_cited":
            return "most cited first"
        if self.kind == "top":
            return f"the top {f'{self.limit} ' if self.limit else ''}by {self.by}"
        return f"counted per {self.by}" if self.by else "counted"

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return {"kind": self.kind, "by": self.by, "limit": self.limit, "span": list(self.span)}
