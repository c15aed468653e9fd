"""Datasets like a given one: near in meaning, or with technique, sample, people and instrument in common.

Each says why. The dataset itself and the records alike it (`kg.answer.grouping`) are no answer, and of other
records alike only the nearest is shown. The same instrument alone is no likeness: it adds to one.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from kg.answer.engine import Engine
from kg.errors import BadInput
from kg.index.documents import Card
from kg.rdf.names import DOI
from kg.resolve.access import State, access_state, iso_date

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR = 0.5
"""The cosine from which on two texts are called similar; below it most pairs have little in common."""

MOST = 100
"""Similar datasets that may be asked for."""

_CANDIDATES = 1000
_MEANING, _TECHNIQUE, _SAMPLE, _PEOPLE, _INSTRUMENT = 0.5, 0.2, 0.2, 0.1, 0.05
"""What full agreement adds to the score. By judgement, not measured: no judged pairs are at hand."""


@dataclass(frozen=True, slots=True)
class Similar:
    """One dataset like the one asked about; `reasons` says why, the strongest first."""

    iri: str
    doi: str | None
    title: str
    score: float
    reasons: str
    cosine: float | None
    facility: str | None
    date: str | None
    access: State
    opens: datetime.date | None

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self) | {"opens": self.opens.isoformat() if self.opens else None}


def number_of(engine: Engine, name: str) -> int:
    """The document of an IRI or a DOI.

    Raises:
        BadInput: this generation has none.
    """
    for iri in (name, str(DOI) + name, str(DOI) + name.lower()):
        if iri in engine.numbers:
            return engine.numbers[iri]
    raise BadInput(
        f"This generation holds no dataset {name[:300]!r}. Give its IRI or DOI; search finds it by title."
    )


def similar(engine: Engine, name: str, as_of: datetime.date, limit: int = 10) -> tuple[Similar, ...]:
    """The datasets most like the one of this IRI or DOI, the most similar first; none is padded.

    Raises:
        BadInput: there is no such dataset, or the limit is out of range.
    """
    if not 1 <= limit <= MOST:
        raise BadInput(f"limit must be 1 to {MOST}, not {limit}.")
    number = number_of(engine, name)
    own = engine.cards[number]
    cosines = _cosines(engine, number)
    rough = _rough(engine, own, cosines)
    rough[engine.groups == engine.groups[number]] = 0
    scored = []
    for other in _best(rough, _CANDIDATES):
        card = engine.cards[other]
        cosine = float(cosines[other]) if cosines is not None else None
        score, reasons = _compared(engine, own, card, cosine)
        if reasons:
            scored.append((-round(score, 6), card.iri, other, cosine, reasons))
    found: dict[int, Similar] = {}
    for score, _, other, cosine, reasons in sorted(scored):
        group = int(engine.groups[other])
        if group not in found and len(found) < limit:
            found[group] = _shown(engine, engine.cards[other], -score, cosine, reasons, as_of)
    return tuple(found.values())


def _cosines(engine: Engine, number: int) -> "NDArray[np.float32] | None":
    import numpy as np

    if engine.vectors is None:
        return None
    cosines: NDArray[np.float32] = engine.vectors @ np.asarray(engine.vectors[number])
    return cosines


def _rough(engine: Engine, own: Card, cosines: "NDArray[np.float32] | None") -> "NDArray[np.float64]":
    """A score of every document by what arrays tell; samples and people are compared for the best only."""
    import numpy as np

    rough = np.zeros(len(engine.cards))
    if cosines is not None:
        rough += _MEANING * np.where(cosines >= NEAR, cosines, 0)
    for weight, values, by in (
        (_TECHNIQUE, own.techniques, engine.by_technique),
        (_INSTRUMENT, own.instruments, engine.by_instrument),
    ):
        for value in values:
            if value in by:
                rough[by[value]] += weight / len(values)
    for name, values in (("sample", own.samples), ("formula", own.compositions), ("creators", _names(own))):
        for value in values[:20]:
            if terms := engine.words.terms(value):
                numbers = engine.words.best(terms, _CANDIDATES)[0]
                rough[numbers] += (_PEOPLE if name == "creators" else _SAMPLE) / len(values[:20])
    return rough


def _names(card: Card) -> tuple[str, ...]:
    return tuple(person.name for person in card.people if person.name)


def _best(scores: "NDArray[np.float64]", count: int) -> Iterable[int]:
    import numpy as np

    order = np.argsort(-scores, kind="stable")[:count]
    best: list[int] = order[scores[order] > 0].tolist()
    return best


def _compared(engine: Engine, own: Card, other: Card, cosine: float | None) -> tuple[float, str]:
    """The score, and the reasons as one text; an empty one where there is no likeness."""
    same = list(_same(engine, own, other))
    score = sum(weight for weight, _ in same)
    words = [word for _, word in same]
    if cosine is not None and cosine >= NEAR:
        score += _MEANING * cosine
    near = f"similar in meaning ({cosine:.2f})" if cosine is not None and cosine >= NEAR else ""
    if not near and words in ([], ["instrument"]):
        return 0.0, ""
    return score, "; ".join(filter(None, (f"same {_listed(words)}" if words else "", near)))


def _same(engine: Engine, own: Card, other: Card) -> Iterator[tuple[float, str]]:
    """What both have: the weight of it, and its name."""
    techniques = set(own.techniques) & set(other.techniques)
    if techniques:
        label = engine.lexicon.label(min(techniques))
        yield _TECHNIQUE * len(techniques) / len(own.techniques), f"technique ({label})"
    samples = [of for of in own.samples if of.casefold() in {name.casefold() for name in other.samples}]
    formulas = set(own.compositions) & set(other.compositions)
    if samples or formulas:
        yield _SAMPLE, f"sample ({(samples or sorted(formulas))[0][:60]})"
    people = {of.iri for of in own.people} & {of.iri for of in other.people}
    if people:
        noun = "person" if len(people) == 1 else f"{len(people)} people"
        yield _PEOPLE * len(people) / len(own.people), noun
    if set(own.instruments) & set(other.instruments):
        yield _INSTRUMENT, "instrument"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _shown(
    engine: Engine, card: Card, score: float, cosine: float | None, reasons: str, as_of: datetime.date
) -> Similar:
    state, opens = access_state(card.rights, iso_date(card.available), as_of)
    return Similar(
        iri=card.iri,
        doi=card.doi,
        title=card.title,
        score=round(score, 4),
        reasons=reasons,
        cosine=round(cosine, 4) if cosine is not None else None,
        facility=", ".join(map(engine.lexicon.label, card.facilities)) or None,
        date=card.date,
        access=state,
        opens=opens,
    )
