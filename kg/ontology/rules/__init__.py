"""The rules of the workbench: one documented module each, or one SPARQL query each in `ontologies/rules/`.

A module `label_lost` exports `RULE`, whose name is `label-lost`. A query `label-style.rq` says in its first
comment lines what it is called and why (`kg.ontology.rules.query`).
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from kg.errors import BadInput
from kg.ontology.rule import Rule
from kg.ontology.rules.query import read_rules
from kg.rdf.shipped import shipped


@cache
def shipped_rules() -> Mapping[str, Rule]:
    """All rules of the product by name, sorted.

    Found in this package and in the shipped folder of queries, so that a new rule is one new file.
    """
    return _by_name([*_modules(), *read_rules(shipped("ontologies") / "rules")])


def rules(folder: Path | None = None) -> Mapping[str, Rule]:
    """The shipped rules and the editors' own queries in `folder`, by name.

    Raises:
        BadInput: an own rule cannot be read, or has the name of another.
    """
    if folder is None:
        return shipped_rules()
    return _by_name([*shipped_rules().values(), *read_rules(folder)])


def _modules() -> list[Rule]:
    names = sorted(found.name for found in iter_modules(__path__) if not found.name.startswith("_"))
    loaded = (import_module(f"{__name__}.{name}") for name in names)
    return [module.RULE for module in loaded if hasattr(module, "RULE")]


def _by_name(found: list[Rule]) -> dict[str, Rule]:
    by_name: dict[str, Rule] = {}
    for rule in found:
        if rule.name in by_name:
            raise BadInput(f'Two rules are called "{rule.name}"; give one of them another name.')
        by_name[rule.name] = rule
    return dict(sorted(by_name.items()))
