"""The rules and the editors' switches, as the commands take them."""

from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.ontology.document import Document
    from kg.ontology.render.plain import Explained
    from kg.ontology.rules.configuration import Configuration


def configured(config: Path | None, after: str | None = None) -> "Configuration":
    """The configuration named, else the nearest at the file or above it, else the one above this folder.

    Raises:
        BadInput: it cannot be read.
    """
    from kg.ontology.render.plain import path_of
    from kg.ontology.rules.configuration import find_configuration, read_configuration

    if config is not None:
        return read_configuration(config)
    return find_configuration(Path(path_of(after)) if after else Path())


def released(found: "Configuration") -> "list[Document]":
    """The versions whose IRIs must stay; their paths count from the configuration's folder.

    Raises:
        BadInput: one of them cannot be read.
    """
    from kg.ontology.read.source import open_document

    here = found.source.parent if found.source else Path()
    beside = {spec: here / spec for spec in found.policy.released}
    return [open_document(str(file) if file.is_file() else spec) for spec, file in beside.items()]


def with_released(found: "Configuration") -> "Configuration":
    """The configuration that knows the IRIs of the versions released.

    Raises:
        BadInput: one of them cannot be read.
    """
    if not found.policy.released:
        return found
    documents = zip(found.policy.released, released(found), strict=True)
    named = {iri: spec for spec, document in documents for iri in document.terms}
    policy = replace(found.policy, released_iris=frozenset(named), released_in=named)
    return replace(found, policy=policy)


def narrowed(found: "Configuration", only: list[str] | None, skip: list[str] | None) -> "Configuration":
    """The configuration with just the rules in `only`, or without those in `skip`.

    Raises:
        BadInput: there is no rule of that name.
    """
    from kg.ontology.rules import rules

    names = list(rules(found.folder))
    for name in (*(only or []), *(skip or [])):
        if name not in names:
            near = get_close_matches(name, names, n=1)
            meant = f'did you mean "{near[0]}"?' if near else "kg ontology rules lists them."
            raise BadInput(f"No rule is called {name[:60]!r}; {meant}")
    off = {name for name in names if only and name not in only} | set(skip or [])
    return replace(found, switches={**found.switches, **dict.fromkeys(off, "off")})


def catalogue(config: Path | None = None) -> "dict[str, Explained]":
    """All rules by name: of the ontology, at their levels here, of mapping tables, of the release gate."""
    from kg.ontology.mappings.rules import RULES
    from kg.ontology.suggest.release import GATE

    return {**of_ontology(configured(config)), **RULES, **GATE}


def switched_off(config: Path | None = None) -> "dict[str, Explained]":
    """The rules that the configuration has switched off, by name, at their levels as shipped.

    Raises:
        BadInput: the configuration cannot be read.
    """
    from kg.ontology.rules import rules

    found = configured(config)
    return {name: rule for name, rule in rules(found.folder).items() if found.switches.get(name) == "off"}


def of_ontology(found: "Configuration") -> "dict[str, Explained]":
    """The rules that are on, by name, at the levels they have here."""
    return {
        rule.name: replace(rule, level=found.level(rule.name, rule.level) or rule.level)
        for rule in found.rules
    }
