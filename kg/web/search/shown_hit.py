"""A hit as the page shows it: matched words marked, asked techniques first, the reasons in short."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from kg.answer.engine import Engine
from kg.answer.hit import Hit
from kg.answer.search import SearchAnswer
from kg.web.search.marked import Marker

_EXCERPT = 220
"""Characters of a summary that a list shows."""


@dataclass(frozen=True, slots=True)
class ShownTechnique:
    """A technique of a hit; whether it is one of those asked for, or below one."""

    iri: str
    label: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class ShownHit:
    """`hit` and what is shown of it in another way."""

    hit: Hit
    title: Markup
    sample: Markup
    summary: Markup
    techniques: tuple[ShownTechnique, ...]
    reasons: tuple[str, ...]
    """The strongest first; those by the conditions of the question, which every hit meets, come last."""
    score: str


def shown_hits(engine: Engine, answer: SearchAnswer) -> list[ShownHit]:
    """The hits of the page."""
    asked = frozenset(
        iri for of in answer.constraints if not of.negated for iri in _techniques(answer, of.slot)
    )
    stems = cache(lambda text: tuple(engine.words.stems(text)))
    names = [of.written for of in answer.reading.chip("technique") if " " not in of.written]
    return [_shown(engine, hit, asked, Marker(stems, [*_words(hit), *names])) for hit in answer.hits]


def _shown(engine: Engine, hit: Hit, asked: frozenset[str], marker: Marker) -> ShownHit:
    has_summary = bool(hit.summary) and hit.summary != hit.title
    return ShownHit(
        hit,
        marker.mark(hit.title),
        marker.mark(hit.sample or ""),
        marker.excerpt(hit.summary, _EXCERPT) if has_summary else Markup(""),
        tuple(sorted(_shown_techniques(engine, hit, asked), key=lambda of: not of.is_asked)),
        tuple(dict.fromkeys(of.text for of in hit.because if of.kind != "all")),
        _score(hit.scores),
    )


def _shown_techniques(engine: Engine, hit: Hit, asked: frozenset[str]) -> Iterator[ShownTechnique]:
    terms = engine.lexicon.table.terms
    for iri, label in hit.techniques:
        above = terms[iri].ancestors_or_self if iri in terms else frozenset((iri,))
        yield ShownTechnique(iri, label, bool(asked & above))


def _techniques(answer: SearchAnswer, slot: str) -> Iterable[str]:
    """The techniques of the conditions that hold."""
    if "technique" not in slot or answer.matching is None:
        return ()
    chips = (chip for of in answer.matching.conditions if not of.negated for chip in of.chips)
    return [iri for chip in chips if chip.slot == "technique" and not chip.negated for iri in chip.iris]


def _words(hit: Hit) -> list[str]:
    return [word for reason in hit.because for word in reason.words]


def _score(scores: dict[str, float | None]) -> str:
    """The parts of a score in words; empty where the order does not come from one."""
    words, near = scores.get("words"), scores.get("meaning")
    parts = [] if not words else [f"holds {words:.0%} of the words, rare ones counting more"]
    parts += [] if near is None else [f"nearness in meaning {near:.2f} of 1"]
    return "; ".join(parts)
