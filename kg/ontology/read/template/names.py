"""What a reference stands for: the label of a row, a short IRI, or an IRI."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from kg.ontology.document import ANNOTATION_PROPERTY, CLASS, DATA_PROPERTY, INDIVIDUAL, OBJECT_PROPERTY
from kg.ontology.read.template.entry import Entry, unknown_prefix
from kg.ontology.read.template.nearest import Nearest
from kg.ontology.read.template.prefixes import expand, is_builtin
from kg.ontology.read.template.shown import shown
from kg.ontology.read.vocabulary import DATATYPE

CLASSES, PROPERTIES, INDIVIDUALS, DATATYPES, ANNOTATIONS = [
    "class",
    "property",
    "individual",
    "datatype",
    "annotation",
]
"""The sorts of things that a place in an expression can ask for."""

_NAMED_BEARERS = 2
_NEAR = 3
_DIGITS = "0123456789"

_SORTS = {
    CLASS: CLASSES,
    OBJECT_PROPERTY: PROPERTIES,
    DATA_PROPERTY: PROPERTIES,
    INDIVIDUAL: INDIVIDUALS,
    DATATYPE: DATATYPES,
    ANNOTATION_PROPERTY: ANNOTATIONS,
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a reference stands for; `rule` and `message` where something is wrong with it.

    `iri` is None where the reference stands for nothing.
    """

    iri: str | None
    rule: str | None = None
    message: str = ""
    suggestion: str | None = None


class Names:
    """The labels of a table; like ROBOT, they are found in their own upper and lower case only."""

    def __init__(self, entries: Iterable[Entry], alternatives: Iterable[tuple[str, str]] = ()) -> None:
        self._bearers: dict[str, dict[str, dict[str, Entry]]] = defaultdict(lambda: defaultdict(dict))
        self.kinds: dict[str, str | None] = {}
        self._spaces: Counter[str] = Counter()
        for entry in entries:
            # A row whose TYPE says nothing known still bears its label: one fault is enough.
            sort = _SORTS.get(entry.kind or "", CLASSES)
            if entry.label:
                bearers = self._bearers[sort][entry.label]
                bearers.pop(entry.iri, None)
                bearers[entry.iri] = entry
            self.kinds.setdefault(entry.iri, entry.kind)
            self._spaces[_space(entry.iri)] += 1
        self._own = max(self._spaces, key=lambda space: (self._spaces[space], space), default=None)
        self._alternatives = {text.strip().casefold(): label for text, label in alternatives}
        self._suggested: dict[tuple[str, str], str | None] = {}

    def bears(self, text: str, sort: str) -> bool:
        """Whether the text is, as it stands, the label of a thing of the sort."""
        return text in self._bearers[sort]

    def find(self, text: str, sort: str, *, quoted: bool = False) -> Found:
        """What the text stands for; a quoted text is a label and nothing else."""
        if self.bears(text, sort):
            return self._borne(text, self._bearers[sort][text])
        expanded = None if quoted else expand(text)
        if expanded is None or not text:
            return self._missing(text, sort)
        iri = expanded.iri
        if expanded.prefix:
            return Found(iri, "unknown-prefix", unknown_prefix(text, expanded), expanded.suggestion)
        if _space(iri) == self._own and iri not in self.kinds and not is_builtin(iri):
            return self._unstated(text, iri)
        return Found(iri)

    def _unstated(self, text: str, iri: str) -> Found:
        start = text.removesuffix(_name(iri))
        near = [start + _name(other) for other in one_slip_away(iri) if other in self.kinds]
        said = f"No row of the table states the term {shown(text)}."
        if near:
            more = f" (and {len(near) - _NEAR} more)" if len(near) > _NEAR else ""
            said += f" One digit away: {', '.join(map(shown, near[:_NEAR]))}{more}."
        return Found(iri, "unresolved-reference", said, near[0] if len(near) == 1 else None)

    def suggestion(self, text: str, sort: str) -> str | None:
        """The label that was most likely meant; None where nothing is near."""
        key = (text, sort)
        if key not in self._suggested:
            self._suggested[key] = self._suggest(text, sort)
        return self._suggested[key]

    def _suggest(self, text: str, sort: str) -> str | None:
        folded = " ".join(text.split()).casefold()
        return (
            self._folded[sort].get(folded)
            or (self._alternatives.get(folded) if sort == CLASSES else None)
            or self._nearest[sort].to(text)
        )

    def _borne(self, text: str, bearers: dict[str, Entry]) -> Found:
        last = next(reversed(bearers))
        if len(bearers) == 1:
            return Found(last)
        named = [*islice(bearers.values(), _NAMED_BEARERS), bearers[last]]
        places = [
            f"{entry.iri} (row {entry.row.number})" for entry in {each.iri: each for each in named}.values()
        ]
        if len(bearers) > len(places):
            places[-1:] = [f"{len(bearers) - len(places)} more", places[-1]]
        said = (
            f"{shown(text)} is the label of {', '.join(places[:-1])} and {places[-1]}; ROBOT takes the last."
        )
        return Found(last, "ambiguous-reference", f"{said} Write the IRI that is meant.", last)

    def _missing(self, text: str, sort: str) -> Found:
        others = [other for other in self._bearers if other != sort and self.bears(text, other)]
        if others:
            said = (
                f"{shown(text)} is the label of a term of another sort ({others[0]}); a {sort} is due here."
            )
            return Found(None, "unresolved-reference", said)
        suggestion = self.suggestion(text, sort)
        said = f"No row of the table bears the label {shown(text)}."
        if suggestion:
            said += f" Is {shown(suggestion)} meant?"
        return Found(None, "unresolved-reference", said, suggestion)

    @cached_property
    def _folded(self) -> dict[str, dict[str, str]]:
        folded: dict[str, dict[str, str]] = defaultdict(dict)
        for sort, bearers in self._bearers.items():
            for label in bearers:
                folded[sort].setdefault(" ".join(label.split()).casefold(), label)
        return folded

    @cached_property
    def _nearest(self) -> dict[str, Nearest]:
        found = {sort: Nearest(bearers) for sort, bearers in self._bearers.items()}
        return defaultdict(lambda: Nearest(()), found)


def one_slip_away(iri: str) -> list[str]:
    """The IRIs whose number has one digit more, less or other: those with one more at the end come first."""
    found = re.fullmatch(r"(.*?)([0-9]{1,12})", iri)
    if not found:
        return []
    start, digits = found.groups()
    places = range(len(digits))
    longer = [digits[:at] + each + digits[at:] for at in reversed((*places, len(digits))) for each in _DIGITS]
    swapped = [digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in places[:-1]]
    shorter = [digits[:at] + digits[at + 1 :] for at in places]
    changed = [digits[:at] + each + digits[at + 1 :] for at in places for each in _DIGITS]
    every = dict.fromkeys([*longer, *swapped, *shorter, *changed])
    return [start + each for each in every if each != digits]


def _name(iri: str) -> str:
    return iri[len(_space(iri)) :]


def _space(iri: str) -> str:
    return iri[: max(iri.rfind("/"), iri.rfind("#"), iri.rfind(":")) + 1]
