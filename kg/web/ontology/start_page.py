"""`/ontology`: the release that this service stands on, in numbers, and the way to its editors' tools."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kg.answer.links import Link
from kg.rdf.panet import PanetTable, is_specifier, shipped_panet
from kg.store.releases import KeptRelease, kept_releases
from kg.store.techniques import techniques_of
from kg.web import pages
from kg.web.addresses import linkable
from kg.web.negotiate import wanted
from kg.web.ontology.review_request import served_release
from kg.web.ontology.rules_page import catalogue
from kg.web.state import Served, State

_SHIPPED = "shipped with pan-kg"
"""As a store calls the source of the shipped release when it goes back to it."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """A table of PaNET in numbers; `subsumptions` are pairs of its terms in force, each below the other."""

    version: str
    techniques: int
    specifiers: int
    retired: int
    alternative_labels: int
    subsumptions: int
    tops: tuple[Link, ...]


def routes(state: State) -> APIRouter:
    """One page."""
    router = APIRouter()

    @lru_cache(maxsize=1)
    def counted(generation: int) -> Numbers:
        return numbers_of(techniques_of(state.now().reader))

    @router.get("/ontology", include_in_schema=False)
    def ontology_page(request: Request) -> Response:
        served = state.now()
        numbers = counted(served.generation.number)
        told = _told(served, numbers)
        if wanted(request, "html", "json") == "json":
            return JSONResponse(told, headers={"Vary": "Accept"})
        shipped_in_use = any(of["in_use"] and of["source"] == _SHIPPED for of in told["releases"])
        return pages.show(
            "ontology.html",
            facts=served.facts,
            numbers=numbers,
            release=told,
            shipped_in_use=shipped_in_use,
        )

    return router


def numbers_of(table: PanetTable) -> Numbers:
    """The numbers of one release."""
    terms = [term for term in table.terms.values() if not term.retired]
    pairs = sum(len({*term.ancestors_or_self} & table.terms.keys()) - 1 for term in terms)
    return Numbers(
        version=table.version,
        techniques=sum(not is_specifier(term.iri) for term in terms),
        specifiers=sum(is_specifier(term.iri) for term in terms),
        retired=len(table.terms) - len(terms),
        alternative_labels=sum(len(term.alt_labels) for term in terms),
        subsumptions=pairs,
        tops=tuple(Link(term.iri, term.label) for term in terms if not term.parents),
    )


def _from(release: KeptRelease) -> str | None:
    """The address it came from; of a file only the name, for its folder is nobody's business."""
    source = release.source
    return source if source is None or linkable(source) else PurePath(source).name


def _listed(past: Sequence[KeptRelease], in_use: str) -> list[dict[str, Any]]:
    """The one that every installation ships, unless the store has listed it, and those taken in."""
    shipped = KeptRelease("panet", shipped_panet().version, "", source=_SHIPPED)
    listed = past if any(of.version == shipped.version for of in past) else [shipped, *past]
    last = max((at for at, of in enumerate(listed) if of.version == in_use), default=None)
    return [
        {"version": of.version, "source": _from(of), "retrieved": of.retrieved, "in_use": at == last}
        for at, of in enumerate(listed)
    ]


def _told(served: Served, numbers: Numbers) -> dict[str, Any]:
    past = kept_releases(served.generation, "panet")
    return {
        "ontology": "PaNET",
        **asdict(numbers),
        "generation": served.generation.number,
        "comparable": served_release(served) is not None,
        "releases": _listed(past, numbers.version),
        "rules": {group: len(rules) for group, rules in catalogue().items()},
    }
