"""The order of hits, and which record of a group stands for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, overload

from kg.answer.engine import Engine
from kg.answer.match import Match
from kg.errors import BadInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Sort = Literal["relevance", "date", "-date", "title", "citations"]

SORTS: tuple[Sort, ...] = ("relevance", "date", "-date", "title", "citations")
"""Best first; oldest first; newest first; by alphabet; most cited first. What states none comes last."""


class Group(NamedTuple):
    """Matching documents alike: the one shown, how many there are, and the best score among them."""

    shown: int
    size: int
    score: float


def as_sort(text: str) -> Sort:
    """The order of this name.

    Raises:
        BadInput: there is no such order.
    """
    if text not in SORTS:
        raise BadInput(f"Hits cannot be sorted by {text[:40]!r}; use one of: {', '.join(SORTS)}.")
    return text


class Groups(Sequence[Group]):
    """Groups in order, each made when it is asked for: a page shows ten of a hundred thousand."""

    def __init__(
        self, shown: "NDArray[np.int64]", sizes: "NDArray[np.int64]", scores: "NDArray[np.float64]"
    ) -> None:
        self.shown, self._sizes, self._scores = shown, sizes, scores

    def __len__(self) -> int:
        return len(self.shown)

    @overload
    def __getitem__(self, place: int) -> Group: ...
    @overload
    def __getitem__(self, place: slice) -> list[Group]: ...
    def __getitem__(self, place: int | slice) -> Group | list[Group]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        return Group(int(self.shown[place]), int(self._sizes[place]), float(self._scores[place]))


def in_order(
    engine: Engine,
    matched: Match,
    keep: "NDArray[np.bool_]",
    grouped: "NDArray[np.int64]",
    sort: Sort = "relevance",
) -> "tuple[Groups, NDArray[np.int64]]":
    """The matching groups and all matching documents, in order.

    A group stands where its first document stands; its collection is shown where that matches, too.
    """
    import numpy as np

    numbers = engine.standing[keep[engine.standing]]
    scores, shares = matched.scores_of(numbers), matched.shares[numbers]
    # By score; then by share of the words; of equal ones as they stand.
    by_score = np.lexsort((-shares, -scores))
    numbers, scores, groups = numbers[by_score], scores[by_score], grouped[numbers[by_score]]
    at = np.arange(len(numbers))
    leading = _first_key(engine, numbers, sort)
    order = at if leading is None else np.argsort(leading, kind="stable")
    many = int(groups.max(initial=-1)) + 1
    first, shown = np.empty(many, dtype=np.int64), np.empty(many, dtype=np.int64)
    # Written backwards, so that what comes first stays.
    first[groups[order][::-1]] = at[::-1]
    parts = engine.parts[numbers] == 0
    for some in (np.flatnonzero(parts), np.flatnonzero(~parts)):
        shown[groups[some[::-1]]] = numbers[some[::-1]]
    in_turn = groups[order][first[groups[order]] == at]
    sizes = np.bincount(groups, minlength=1)
    best: NDArray[np.float64] = np.zeros(many)
    best[groups[::-1]] = scores[::-1]
    return Groups(shown[in_turn], sizes[in_turn], best[in_turn]), numbers[order]


def _first_key(engine: Engine, numbers: "NDArray[np.int64]", sort: Sort) -> "NDArray[np.int64] | None":
    """What is ordered by before everything else; the last key counts first."""
    import numpy as np

    dates = engine.dates[numbers]
    if sort == "date":
        latest: NDArray[np.int64] = np.where(dates == 0, np.iinfo(np.int64).max, dates)
        return latest
    if sort == "-date":
        return -dates
    if sort == "citations":
        return -engine.citations[numbers]
    if sort == "title":
        return engine.titles[numbers]
    return None
