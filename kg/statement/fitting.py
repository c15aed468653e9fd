"""How what a text names fits what a record says, where a text may speak of several things at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Fit = Literal["agrees", "differs", "not-stated", "not-known"]


@dataclass(frozen=True, slots=True)
class Fitting:
    """How the text and a record fit: what the text names, what the record does, and how that is known."""

    fit: Fit
    text: tuple[str, ...]
    record: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What is known to be an identifier's own: key to compare by -> name to show; `basis` is where from."""

    values: Mapping[str, str]
    basis: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What a stretch of text names, and what is known of the other identifiers in it."""

    names: Mapping[str, str]
    others: Sequence[Mapping[str, str]]

    def left(self) -> tuple[str, ...]:
        """The names that are no other identifier's; none where another may have any of them."""
        if not all(self.others):
            return ()
        free = (name for key, name in self.names.items() if not any(key in other for other in self.others))
        return tuple(dict.fromkeys(free))


def fit(mine: Stated, scopes: Sequence[Scope]) -> Fitting:
    """Agreement, or contradiction, in the first scope where there is either."""
    of_record = tuple(dict.fromkeys(mine.values.values()))
    if not mine.values:
        named = tuple(dict.fromkeys(name for scope in scopes for name in scope.names.values()))
        return Fitting("not-known", named, (), mine.basis)
    for scope in scopes:
        if fitting := tuple(name for key, name in scope.names.items() if key in mine.values):
            return Fitting("agrees", fitting, of_record, mine.basis)
        if left := scope.left():
            return Fitting("differs", left, of_record, mine.basis)
    return Fitting("not-stated", (), of_record, mine.basis)
