"""The editors' own switches: `.kg-ontology.toml` beside the ontology or in a folder above it.

    rules-folder = "rules"                # own rules, *.rq, in a folder below this file
    released = ["v1.2.0:source/PaNET.csv"]    # versions whose IRIs must stay: REV:PATH or a path from here

    [rules]                               # off, fail, warn or info, by the rule's name
    label-style = "off"
    no-definition = "info"

    [thresholds]                          # inferred pairs lost or gained from which a change is called large
    large-loss = 20
    large-gain = 20
    large-per-row = 3.0                   # and at least so many for each term touched

    [ontology]                            # only for other ontologies than PaNET
    namespace = "http://purl.org/pan-science/PaNET/"
    technique-root = "http://purl.org/pan-science/PaNET/PaNET00001"
    specifier-root = "http://purl.org/pan-science/PaNET/PaNET2000000"

    [ontology.branches]                   # property = the specifier its values lie below
    "http://purl.org/pan-science/PaNET/PaNET1001000" = "http://purl.org/pan-science/PaNET/PaNET2001000"

    [[iri-ranges]]                        # the IRIs that new terms take
    kind = "technique"                    # technique, specifier or property
    prefix = "http://purl.org/pan-science/PaNET/PaNET"
    first = 0
    last = 99999
    digits = 5

All keys may be left out. What is not named here is an error, so that a typing mistake switches nothing.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, get_args

from kg.errors import BadInput
from kg.ontology.finding import Level
from kg.ontology.policy import IriRange, Policy
from kg.ontology.rule import Rule
from kg.ontology.rules import rules

NAME = ".kg-ontology.toml"
Switch = Level | Literal["off"]

_LARGEST = 100_000
_SWITCHES: tuple[str, ...] = (*get_args(Level), "off")


@dataclass(frozen=True)
class Configuration:
    """What the editors switched: levels by rule name, their folder of rules, their agreements."""

    switches: Mapping[str, Switch] = field(default_factory=dict)
    policy: Policy = field(default_factory=Policy)
    folder: Path | None = None
    source: Path | None = None

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that are on, at their levels here.

        Raises:
            BadInput: a rule of the own folder cannot be read.
        """
        return tuple(rule for rule in rules(self.folder).values() if self.switches.get(rule.name) != "off")

    def level(self, rule: str, given: Level) -> Level | None:
        """The level of a finding of this rule; None where the rule is off."""
        switch = self.switches.get(rule, given)
        return None if switch == "off" else switch


def find_configuration(start: Path) -> Configuration:
    """The configuration of the nearest `.kg-ontology.toml` in `start` (a file or folder) or above it.

    Raises:
        BadInput: as `read_configuration`.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / NAME).is_file():
            return read_configuration(folder / NAME)
    return Configuration()


def read_configuration(path: Path) -> Configuration:
    """The configuration that a file holds.

    Raises:
        BadInput: it cannot be read, or names a rule, key or value that does not exist.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: cannot be read: {error.strerror}") from error
    return configuration_in(data, path)


def configuration_in(data: bytes, path: Path, *, may_name_files: bool = True) -> Configuration:
    """The configuration in the bytes of the file at `path`.

    Unless it may name files, as one that came over the network may not, keys that do so are refused.

    Raises:
        BadInput: as `read_configuration`.
    """
    told = _parsed(data, path)
    _only(told, {"rules-folder", "released", "rules", "thresholds", "ontology", "iri-ranges"}, path, "")
    named = [name for name in ("rules-folder", "released") if name in told]
    if named and not may_name_files:
        raise BadInput(f"{path}: {named[0]} names files, and only this file was sent. Leave it out.")
    folder = _folder(told.get("rules-folder"), path)
    known = {*rules(folder)}
    return Configuration(
        switches=_switches(_table(told, "rules", path), known, path),
        policy=_policy(told, path),
        folder=folder,
        source=path,
    )


def _parsed(data: bytes, path: Path) -> dict[str, Any]:
    if len(data) > _LARGEST:
        raise BadInput(f"{path}: a configuration has at most {_LARGEST:,} bytes, this has {len(data):,}.")
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"{path}: expected TOML: {error}") from error


def _only(told: Mapping[str, Any], known: set[str], path: Path, where: str) -> None:
    for name in told:
        if name not in known:
            raise BadInput(f'{path}: there is no key "{where}{name}"{_nearest(name, known)}.')


def _nearest(name: str, known: set[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f'; did you mean "{near[0]}"?' if near else f"; there are {', '.join(sorted(known))}"


def _table(told: Mapping[str, Any], name: str, path: Path) -> Mapping[str, Any]:
    table = told.get(name, {})
    if not isinstance(table, dict):
        raise BadInput(f"{path}: [{name}] must be a table, not {table!r}.")
    return table


def _folder(told: object, path: Path) -> Path | None:
    if told is None:
        return None
    folder = (path.parent / told).resolve() if isinstance(told, str) else None
    if folder is None or not folder.is_relative_to(path.parent.resolve()) or not folder.is_dir():
        raise BadInput(f"{path}: rules-folder must be a folder below {path.parent}, not {told!r}.")
    return folder


def _switches(told: Mapping[str, Any], known: set[str], path: Path) -> dict[str, Switch]:
    for name, switch in told.items():
        if name not in known:
            raise BadInput(f'{path}: there is no rule "{name}"{_nearest(name, known)}.')
        if switch not in _SWITCHES:
            raise BadInput(f"{path}: {name} = {switch!r} must be one of {', '.join(_SWITCHES)}.")
        if name == "no-verdict":
            raise BadInput(f"{path}: no-verdict cannot be switched: without it, a broken file would pass.")
    return dict(told)


def _policy(told: Mapping[str, Any], path: Path) -> Policy:
    thresholds, ontology = _table(told, "thresholds", path), _table(told, "ontology", path)
    _only(thresholds, {"large-loss", "large-gain", "large-per-row"}, path, "thresholds.")
    _only(ontology, {"namespace", "technique-root", "specifier-root", "branches"}, path, "ontology.")
    branches = _table(ontology, "branches", path)
    changes: dict[str, Any] = {_snake(key): _number(key, value, path) for key, value in thresholds.items()}
    texts = {key: value for key, value in ontology.items() if key != "branches"}
    changes |= {_snake(key): _iri(key, value, path) for key, value in texts.items()}
    if branches:
        changes["branches"] = {_iri("branches", k, path): _iri(k, v, path) for k, v in branches.items()}
    if "iri-ranges" in told:
        changes["ranges"] = tuple(_range(each, path) for each in _list(told, "iri-ranges", path))
    released = _list(told, "released", path)
    if not all(isinstance(each, str) for each in released):
        raise BadInput(f"{path}: released must be a list of texts (REV:PATH or a path).")
    return replace(Policy(), released=tuple(released), **changes)


def _snake(key: str) -> str:
    return key.replace("-", "_")


def _list(told: Mapping[str, Any], name: str, path: Path) -> list[Any]:
    found = told.get(name, [])
    if not isinstance(found, list):
        raise BadInput(f"{path}: {name} must be a list, not {found!r}.")
    return found


def _number(key: str, value: object, path: Path) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise BadInput(f"{path}: {key} = {value!r} must be a number of at least 0.")
    return value


def _iri(key: str, value: object, path: Path) -> str:
    if not isinstance(value, str) or ":" not in value or any(each in value for each in " <>\n"):
        raise BadInput(f"{path}: {key} = {value!r} must be a whole IRI.")
    return value


def _range(told: object, path: Path) -> IriRange:
    expected: dict[str, type] = {"kind": str, "prefix": str, "first": int, "last": int, "digits": int}
    if not isinstance(told, dict) or {key: type(value) for key, value in told.items()} != expected:
        raise BadInput(
            f"{path}: each of [[iri-ranges]] has kind, prefix (texts), first, last, digits (numbers)."
        )
    found = IriRange(**told)
    if found.kind not in ("technique", "specifier", "property") or found.first > found.last:
        raise BadInput(f"{path}: an IRI range is of technique, specifier or property, first up to last.")
    return found
