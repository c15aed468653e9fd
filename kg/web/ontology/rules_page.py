"""`/ontology/rules` and `/ontology/rules/<name>`: every rule with its level, why, remedy and examples."""

from collections.abc import Mapping
from dataclasses import asdict
from difflib import get_close_matches
from functools import cache
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kg.ontology.mappings.rules import RULES as MAPPING_RULES
from kg.ontology.render.plain import Explained
from kg.ontology.rule import Rule
from kg.ontology.rules import no_verdict, shipped_rules
from kg.ontology.suggest.release import GATE
from kg.web import pages
from kg.web.negotiate import wanted
from kg.web.ontology.rule_examples import Shown, examples_of
from kg.web.problems import NotHere
from kg.web.state import State

_RANKS = {"fail": 0, "warn": 1, "info": 2}
_VERSION, _STEP = "Rules about one version", "Rules about the step from one version to the next"
_TABLES, _RELEASE = "Rules about mapping tables", "Rules about a release"


def routes(state: State) -> APIRouter:
    """The catalogue, and one page per rule."""
    router = APIRouter()

    @router.get("/ontology/rules", include_in_schema=False)
    def rule_list(request: Request) -> Response:
        if wanted(request, "html", "json") == "json":
            listed = [_plain(rule, group) for group, rules in catalogue().items() for rule in rules]
            return JSONResponse({"rules": listed}, headers={"Vary": "Accept"})
        return pages.show("ontology-rules.html", facts=state.facts, groups=catalogue())

    @router.get("/ontology/rules/{name}", include_in_schema=False)
    def rule_page(request: Request, name: str) -> Response:
        group, rule = _found(name)
        examples = _examples(rule.name)
        if wanted(request, "html", "json") == "json":
            told = _plain(rule, group) | {"examples": [asdict(example) for example in examples]}
            return JSONResponse(told, headers={"Vary": "Accept"})
        return pages.show(
            "ontology-rule.html",
            facts=state.facts,
            rule=rule,
            group=group,
            examples=examples,
            switchable=_is_switchable(rule),
        )

    return router


@cache
def catalogue() -> Mapping[str, tuple[Explained, ...]]:
    """All rules of this installation by what they judge, the worst first."""
    found: dict[str, list[Explained]] = {_VERSION: [], _STEP: [], _TABLES: [], _RELEASE: []}
    for rule in shipped_rules().values():
        found[_VERSION if rule.state else _STEP].append(rule)
    found[_TABLES] += MAPPING_RULES.values()
    found[_RELEASE] += GATE.values()
    return {group: tuple(sorted(rules, key=_place)) for group, rules in found.items()}


@cache
def _examples(name: str) -> tuple[Shown, ...]:
    """Judged once: they never change."""
    return examples_of(_found(name)[1])


def _place(rule: Explained) -> tuple[int, str]:
    return _RANKS[rule.level], rule.name


def _found(name: str) -> tuple[str, Explained]:
    by_name = {rule.name: (group, rule) for group, rules in catalogue().items() for rule in rules}
    if name not in by_name:
        near = get_close_matches(name[:60], by_name, n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise NotHere(f"No rule is called {name[:60]!r}.{meant} All are listed at /ontology/rules.")
    return by_name[name]


def _is_switchable(rule: Explained) -> bool:
    """Whether editors may switch it; without `no-verdict`, a broken file would pass."""
    return isinstance(rule, Rule) and rule.name != no_verdict.NAME


def _plain(rule: Explained, group: str) -> dict[str, Any]:
    told = {key: getattr(rule, key) for key in ("name", "level", "title", "why", "remedy")}
    return told | {"group": group, "switchable": _is_switchable(rule)}
