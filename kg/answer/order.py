"""The order of hits, and which record of a group stands for it."""

from typing import TYPE_CHECKING, Literal, NamedTuple

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


def in_order(
    engine: Engine,
    matched: Match,
    keep: "NDArray[np.bool_]",
    grouped: "NDArray[np.int64]",
    sort: Sort = "relevance",
) -> "tuple[list[Group], NDArray[np.int64]]":
    """The matching groups and all matching documents, in order.

    A group stands where its first document stands; its collection is shown where that matches, too.
    """
    import numpy as np

    numbers = np.flatnonzero(keep)
    scores, shares = matched.scores[numbers], matched.shares[numbers]
    # By score; then by share of the words, then collections before parts, then newest, then by IRI.
    keys = (numbers, -engine.dates[numbers], -engine.parts[numbers], -shares, -scores)
    groups = grouped[numbers]
    leading = _first_key(engine, numbers, sort)
    order = np.lexsort(keys if leading is None else (*keys, leading))
    first = order[np.sort(np.unique(groups[order], return_index=True)[1])]
    shown = np.lexsort((*keys, engine.parts[numbers] == 0))
    of_group = dict(zip(groups[shown][::-1].tolist(), numbers[shown][::-1].tolist(), strict=True))
    sizes = np.bincount(groups, minlength=1)
    best: NDArray[np.float64] = np.zeros(len(sizes))
    np.maximum.at(best, groups, scores)
    found = [Group(of_group[of], int(sizes[of]), float(best[of])) for of in groups[first].tolist()]
    return found, numbers[order]


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
        titles = [engine.cards[number].title.casefold().strip() for number in numbers.tolist()]
        places = {title: place for place, title in enumerate(sorted({*titles, ""} - {""}))}
        return np.array([places.get(title, len(places)) for title in titles], dtype=np.int64)
    return None
