"""How sentences name terms: by their labels, without quotes where nothing can be mistaken."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.ontology.change import Change
from kg.rdf.names import OWL

SHOWN = 6
"""Names in a list before the rest is only counted."""

_MISTAKABLE = re.compile(r",|\b(?:and|or|is|as|some|below|instead|also|more)\b")

_SPACES = re.compile(r"^\s+|\s+$|\s{2,}|[^\S ]")
"""Spaces at an end, in a row, or of a special kind."""


@dataclass(frozen=True)
class Names:
    """The words for the terms of a change; a term has the name that the later version gives it."""

    change: Change

    def of(self, iri: str) -> str:
        """The term's label, quoted where it could be mistaken for a part of the sentence.

        Where two terms bear it, the end of the IRI tells which is meant.
        """
        text = self.label(iri)
        quoted = f'"{text}"' if _MISTAKABLE.search(text) else text
        return f"{quoted} ({short(iri)})" if self.ambiguous(iri) else quoted

    def label(self, iri: str) -> str:
        """The label, or the last part of the IRI."""
        if iri == OWL["Thing"].value:
            return "everything"
        if iri == OWL["Nothing"].value:
            return "nothing"
        view = self.change.after if iri in self.change.after.terms else self.change.before
        return view.label(iri)

    def listed(self, iris: Iterable[str], shown: int = SHOWN) -> str:
        """The names in the order given: a, b and c; or a, b and 12 more."""
        names = [self.of(iri) for iri in iris]
        return series(names, shown)

    def sorted(self, iris: Iterable[str]) -> list[str]:
        """The IRIs by label, case-folded."""
        return sorted(iris, key=lambda iri: (self.label(iri).casefold(), iri))

    def ambiguous(self, iri: str) -> bool:
        """Whether another term has the same preferred label, so that the label alone names neither."""
        view = self.change.after if iri in self.change.after.terms else self.change.before
        label = self.label(iri).casefold()
        bearers = view.bearers.get(label, ())
        return sum(view.label(each).casefold() == label for each in bearers) > 1


def series(words: list[str], shown: int = SHOWN) -> str:
    """Words as a list in a sentence; one more than shown is shown too, since "and 1 more" saves nothing."""
    if len(words) > shown + 1:
        return f"{', '.join(words[:shown])} and {len(words) - shown:,} more"
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def short(iri: str) -> str:
    """The last part of an IRI, which editors know a term by."""
    return iri.rstrip("/#").rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def spaced(text: str) -> str:
    """The text with each space made visible that is not a single one between words.

    >>> spaced("x-ray  diffraction ")
    'x-ray␣␣diffraction␣'
    """
    return _SPACES.sub(lambda found: "".join(map(_mark, found[0])), text)


def _mark(space: str) -> str:
    return "␣" if space == " " else f"[U+{ord(space):04X}]"


def plural(count: int, noun: str) -> str:
    """`1 term`, `2 terms`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
