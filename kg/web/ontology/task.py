"""What the contained process does with two posted versions: it reads, classifies and judges them.

`judge_posted` is run by `kg.harvest.worker`: without network, without writing files, in bounded memory and
time. Whatever it answers is plain JSON, and all that the service ever sees of the files.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import BadInput
from kg.ontology.change import Change
from kg.ontology.impact.effect import impact_of
from kg.ontology.impact.usage import usage_in
from kg.ontology.read.classless import refuse_classless
from kg.ontology.read.headings import headings_in
from kg.ontology.read.owl import read_owl
from kg.ontology.render import rendered
from kg.ontology.review import Impact, review
from kg.ontology.rule import Rule
from kg.ontology.rules.configuration import Configuration, configuration_in
from kg.web.ontology.message import PAGE, unpacked
from kg.web.ontology.told import told
from kg.web.ontology.usage import usage_of


def judge_posted(message: bytes) -> dict[str, Any]:
    """The review: `{"body": text}` or `{"page": values}`; of files that cannot be judged `{"bad": why}`."""
    try:
        return _judged(*unpacked(message))
    except BadInput as error:
        return {"bad": str(error)}
    except RecursionError:
        return {"bad": "The files are nested too deeply to be read. Give a version with flatter expressions."}


def _judged(head: dict[str, Any], files: Mapping[str, tuple[str, bytes]]) -> dict[str, Any]:
    configuration = _configuration(files.get("config"))
    before, after = (read_owl(files[each][1], files[each][0]) for each in ("before", "after"))
    refuse_classless(after)
    found = review(before, after, configuration=configuration, impact=_impact(head, files))
    rules = _at_their_levels(configuration)
    columns = headings_in(files["after"][1], after.format, after.name)
    if head["form"] == PAGE:
        return {"page": told(found, rules, columns)}
    return {"body": rendered(found, head["form"], rules, columns)}


def _configuration(file: tuple[str, bytes] | None) -> Configuration:
    if file is None:
        return Configuration()
    name, data = file
    return configuration_in(data, Path(name), may_name_files=False)


def _at_their_levels(configuration: Configuration) -> dict[str, Rule]:
    levels = {
        rule.name: configuration.level(rule.name, rule.level) or rule.level for rule in configuration.rules
    }
    return {rule.name: replace(rule, level=levels[rule.name]) for rule in configuration.rules}


def _impact(
    head: Mapping[str, Any], files: Mapping[str, tuple[str, bytes]]
) -> Callable[[Change], Impact] | None:
    if "usage" in files:
        name, data = files["usage"]
        usage = usage_in(data, name)
    elif head.get("in_use") is not None:
        usage = usage_of(head["in_use"])
    else:
        return None
    return lambda change: impact_of(change, usage)
