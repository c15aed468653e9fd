"""Example questions of the front page: of each kind the first that finds something in what is served."""

from collections.abc import Iterator
from datetime import date

from kg.answer.engine import Engine
from kg.answer.search import SearchAnswer, search

_FIXED = (
    ("SAXS or WAXS", "XRD or neutron diffraction", "tomography or ptychography", "imaging or diffraction"),
    ("spectroscopy below 100 K", "scattering, open data", "imaging, open data", "open data"),
    ("how many datasets per year", "top 5 techniques", "how many datasets"),
)
_MOST_TRIED = 12


def example_questions(engine: Engine, as_of: date) -> tuple[str, ...]:
    """At most four, each read without any word left over and with at least one hit."""
    if not len(engine.cards):
        return ()
    kinds = (tuple(_of_this_data(engine, as_of)), *_FIXED)
    found = (next((text for text in kind if _is_good(engine, text, as_of)), None) for kind in kinds)
    return tuple(dict.fromkeys(text for text in found if text))


def _of_this_data(engine: Engine, as_of: date) -> Iterator[str]:
    """The techniques with most data that are not broad, each at the facility that has most of it."""
    everything = search(engine, "", limit=0, as_of=as_of)
    half = everything.total / 2
    techniques = [of for of in everything.facets["technique"] if of.count <= half]
    for technique in techniques[:_MOST_TRIED]:
        places = search(engine, technique.label, limit=0, as_of=as_of).facets["facility"]
        for place in places[:1]:
            yield f"{technique.label} at {place.label}"
        yield technique.label


def _is_good(engine: Engine, text: str, as_of: date) -> bool:
    found = search(engine, text, limit=0, as_of=as_of)
    return found.total > 0 and _is_understood(found)


def _is_understood(found: SearchAnswer) -> bool:
    reading = found.reading
    return bool(reading.chips or reading.ask) and not (
        reading.unmatched or reading.ambiguous or reading.unmapped or reading.unknown
    )
