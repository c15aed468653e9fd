"""The searched texts of one dataset, field by field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.index.documents import Card, Named
from kg.index.quantities import Parameter
from kg.rdf.panet import PanetTable


class Values(dict[str, list[str]]):
    """A dataset's values by the name of the property; none for a property that it has not."""

    def __missing__(self, name: str) -> list[str]:
        return []


_FILES = 20
"""File names searched of one dataset; scans of thousands of files are called alike."""

_TOO_BROAD = frozenset(
    f"PaNET0000{digit}" for digit in range(1, 6)
)  # "photon and neutron technique", "defined by …"


_PLACE_WORDS = frozenset(
    {
        "neutron",
        "muon",
        "neutrons",
        "photon",
        "photons",
        "light",
        "source",
        "sources",
        "synchrotron",
        "radiation",
    }
    | {"x-ray", "laser", "free-electron", "spallation", "pulsed", "science", "sciences", "center", "centre"}
    | {
        "laboratory",
        "institute",
        "facility",
        "station",
        "target",
        "research",
        "high",
        "energy",
        "and",
        "for",
        "of",
    }
    | {
        "scattering",
        "materials",
        "life",
        "experimental",
        "isotope",
        "reactor",
        "flux",
        "advanced",
        "national",
    }
)


@dataclass(frozen=True, slots=True)
class Lookups:
    """Labels of what datasets point to, by IRI."""

    named: dict[str, Named]
    people: dict[str, list[str]]
    samples: dict[str, list[str]]
    sample_ids: dict[str, list[str]]
    formulas: dict[str, list[str]]
    files: dict[str, list[str]]
    elements: dict[str, list[str]]
    compositions: dict[str, list[str]]
    papers: dict[str, list[str]]
    cited_by: dict[str, set[str]]
    counted: dict[str, int]
    """By dataset, as the citing works say."""
    parameters: dict[str, list[Parameter]]
    """By dataset or measurement."""
    probes: dict[str, list[str]]
    """By dataset or measurement, in the words of the record."""
    table: PanetTable


def field_texts(
    card: Card, values: Values, look: Lookups, related: Iterable[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Field name and its texts; `related` are the titles of the collection or of the parts."""
    yield "title", tuple(values["title"])
    yield "variants", tuple(title for title in dict.fromkeys(related) if title not in values["title"])[:30]
    yield "papers", tuple(of.title for of in card.papers if of.title and "://" not in of.title)
    yield "keywords", tuple(values["keyword"])
    yield "techniques", tuple(_technique_names(card, look.table))
    yield "broader", tuple(_broader_names(card, look.table))
    yield "instrument", _labels(values["instrument"], look.named)
    yield "facility", tuple(_telling(name) for name in _labels(values["facility"], look.named))
    yield "sample", _found(values["sample"], look.samples)
    yield "formula", _found(values["sample"], look.formulas)
    yield "sample_ids", _found(values["sample"], look.sample_ids)
    yield "creators", _found(values["creator"], look.people)
    yield "description", tuple(values["description"])
    files = _found(values["distribution"], look.files)[:_FILES]
    yield "files", files
    yield "identifiers", tuple(identifier_forms([card.iri, card.doi or "", *values["identifier"], *files]))


def identifier_forms(identifiers: Iterable[str]) -> Iterator[str]:
    """Each identifier in lower case, whole and from its last slash on; empty ones left out."""
    seen = set()
    for identifier in identifiers:
        whole = identifier.strip().lower()
        for form in (whole, whole.rsplit("/", 1)[-1]):
            if form and form not in seen:
                seen.add(form)
                yield form


def _technique_names(card: Card, table: PanetTable) -> Iterator[str]:
    for iri in card.techniques:
        if iri in table.terms:
            yield from (table.terms[iri].label, *table.terms[iri].alt_labels)


def _broader_names(card: Card, table: PanetTable) -> list[str]:
    own = set(card.techniques)
    above = {up for iri in own if iri in table.terms for up in table.terms[iri].ancestors_or_self} - own
    return sorted(table.terms[up].label for up in above if up in table.terms and up[-10:] not in _TOO_BROAD)


def _labels(iris: Iterable[str], named: dict[str, Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for iri in iris if iri in named for name in named[iri].names))


def _telling(name: str) -> str:
    """A facility's name without the words for the kind of place: they would match every question."""
    return " ".join(word for word in name.split() if word.casefold() not in _PLACE_WORDS)


def _found(iris: Iterable[str], labels: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for iri in iris for label in labels.get(iri, ())))
