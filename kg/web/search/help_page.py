"""`/help/search`: what can be asked, by examples that are read while the page is made.

An example that is not read as meant is left out, so the page promises nothing that the search does not do.
"""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from starlette.responses import Response

from kg.read.lexicon import Lexicon
from kg.read.read import read
from kg.web import pages
from kg.web.per_generation import PerGeneration
from kg.web.search.chips import WORDS, told
from kg.web.search.help_examples import KINDS, Kind
from kg.web.state import Served, State


@dataclass(frozen=True, slots=True)
class Read:
    """One example in one language, and the conditions that it is read as."""

    lang: str
    text: str
    chips: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of condition with its examples."""

    kind: Kind
    examples: tuple[Read, ...]


def routes(state: State) -> APIRouter:
    """The one page."""
    router = APIRouter()
    kept = PerGeneration(_sections)

    @router.get("/help/search", include_in_schema=False)
    def help_page() -> Response:
        served = state.now()
        return pages.show("search-help.html", facts=served.facts, sections=kept.of(served))

    return router


def read_example(lexicon: Lexicon, kind: Kind, lang: str, text: str, today: date) -> Read | None:
    """The example as it is read; None where it is not read as this kind, or words are left over."""
    reading = read(lexicon, text, today)
    if reading.unmatched or reading.ambiguous or reading.unmapped:
        return None
    if kind.slot == "ask":
        by = f" by {reading.ask.by}" if reading.ask and reading.ask.by else ""
        return Read(lang, text, (f"numbers{by}",)) if reading.ask else None
    chips = [chip for chip in reading.chips if not chip.basis.startswith("implied")]
    is_meant = any(
        chip.slot == kind.slot and chip.negated is kind.negated and (chip.any_of is not None) is kind.any_of
        for chip in chips
    )
    said = (
        f"{'not ' if of.negated else ''}{WORDS.get(of.slot, of.slot)}: {told(of, today)}"
        f"{' (one of these)' if of.any_of is not None else ''}"
        for of in chips
    )
    return Read(lang, text, tuple(said)) if is_meant else None


def _sections(served: Served) -> tuple[Section, ...]:
    lexicon, today = served.engine.lexicon, date.today()
    found = []
    for kind in KINDS:
        tried = (read_example(lexicon, kind, lang, text, today) for lang, text in kind.examples)
        found.append(Section(kind, tuple(of for of in tried if of)))
    return tuple(section for section in found if section.examples)
