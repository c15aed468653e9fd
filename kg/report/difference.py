"""What is different from an earlier report, and why; a source that does not answer takes no citation away."""

from collections import Counter
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import orjson

from kg.errors import BadInput
from kg.report.scope import Scope

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One pair that was added, removed or judged differently; `source` caused it, as far as that is known.

    `suspect`: the source that is missing behind a removed pair does not answer, so nobody took anything back.
    """

    generation: int
    at: str
    citing: str
    cited: str
    what: str
    source: str | None
    reason: str | None
    before: Any
    after: Any
    suspect: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes after the generation `since` (0: all there are).

    `first` is the oldest generation of which changes are known.
    `counts` are (what, source, reason, number), most first; `listed` the newest changes, `left_out` more.
    `silent` sources did not answer when they were last asked: what they said before still counts.
    """

    since: int
    until: int
    first: int | None
    counts: tuple[tuple[str, str | None, str | None, int], ...]
    listed: tuple[Change, ...]
    left_out: int
    silent: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        names = ("what", "source", "reason", "pairs")
        return asdict(self) | {"counts": [dict(zip(names, one, strict=True)) for one in self.counts]}


def difference(scope: Scope, since: str | None, silent: Collection[str]) -> Difference:
    """The changes after a generation (its number) or a day (ISO); None: since the generation before this one.

    Raises:
        BadInput: `since` is neither, or there is no such generation.
    """
    number = scope.generation - 1 if since is None else _generation(scope, since)
    rows = scope.rows(
        """
        SELECT generation, at, citing, cited, what, why FROM main.change
        WHERE generation > :number AND generation <= :until
          AND EXISTS (SELECT 1 FROM json_each(facilities) WHERE value = :facility)
        ORDER BY generation DESC, what, cited, citing
        """,
        number=number,
        until=scope.generation,
    )
    changes = [_change(row, silent) for row in rows]
    counted = Counter((one.what, one.source, one.reason) for one in changes)
    counts = sorted(
        ((*key, number) for key, number in counted.items()),
        key=lambda one: (-one[3], one[0], str(one[1]), str(one[2])),
    )
    first = scope.rows("SELECT MIN(generation) FROM main.change")[0][0]
    return Difference(
        number, scope.generation, first, tuple(counts), tuple(changes[:MOST_LISTED]),
        max(0, len(changes) - MOST_LISTED), tuple(sorted(silent)),
    )  # fmt: skip


def _generation(scope: Scope, since: str) -> int:
    """The generation that was there at the end of that day, or the one of that number."""
    said = since.strip()
    if said.isascii() and said.isdigit():
        if not 1 <= int(said[:20]) <= scope.generation:
            there = f"are 1 to {scope.generation}" if scope.generation > 1 else "is 1 only"
            raise BadInput(f"Changes since generation {said[:20]} cannot be told: there {there}.")
        return int(said)
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise BadInput(
            f"Changes since {since[:40]!r} cannot be told: name a generation by its number, or a day such as "
            "2026-01-31."
        ) from None
    # Of the last change up to that day; "~" comes after every time of the day.
    query = "SELECT MAX(generation) FROM main.change WHERE at <= :day || '~'"
    return scope.number(query, day=day.isoformat())


def _change(row: tuple[Any, ...], silent: Collection[str]) -> Change:
    generation, at, citing, cited, what, text = row
    why = orjson.loads(text)
    why = why if isinstance(why, dict) else {}
    source = why.get("source")
    suspect = what == "removed" and source in silent
    return Change(
        generation, at, citing, cited, what, source, why.get("reason"), why.get("before"), why.get("after"),
        suspect,
    )  # fmt: skip
