"""One hostile query, and by which answers the service may get out of it."""

from dataclasses import dataclass, field

from hostile.judge import Right

READ = frozenset({"bad-query", "too-large"})
"""Refused by its text alone."""
FELL = READ | {"crash", "memory", "timeout"}
"""Refused by its text, or tried and stopped."""
ENDLESS = frozenset({"timeout"})
HUGE = frozenset({"timeout", "memory", "too-large", "crash"})
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Case:
    """A query; `right` judges an answer of status 200 (None: none can be right), `reasons` are the others."""

    name: str
    sparql: str = field(repr=False)
    right: Right | None
    reasons: frozenset[str]
    accept: str | None = None

    def __str__(self) -> str:
        return self.name
