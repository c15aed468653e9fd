"""The metadata block of an SSSOM table: YAML behind `#` signs, often padded by a spreadsheet."""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

import yaml

from kg.ontology.mappings.rows import Row
from kg.rdf.names import LINKML, OWL, RDF, RDFS, SEMAPV, SKOS, SSSOM, XSD

MOST_BYTES = 64_000
_MOST_DEPTH = 8
_PAIR = re.compile(r"(?P<indent>\s*)(?P<key>[A-Za-z_][\w.-]*):(?:\s+(?P<value>.*))?$")

BUILT_IN = {
    "owl": str(OWL),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "semapv": str(SEMAPV),
    "skos": str(SKOS),
    "sssom": str(SSSOM),
    "xsd": str(XSD),
    "linkml": str(LINKML),
}
"""Prefixes that SSSOM lets a table use without declaring them."""


def is_comment(row: Row) -> bool:
    """Whether the row is a line of metadata, also when a spreadsheet quoted it."""
    return row.fields[0].text.startswith("#")


def metadata(block: Sequence[Row], separator: str) -> tuple[Mapping[str, object], str | None]:
    """What the block states, all values as text, and why it could not be read as YAML, None where it could.

    A block that is no YAML is read line by line: what its `key: value` lines say is not lost with the rest.
    """
    lines = [_unpadded(row, separator) for row in block]
    text = textwrap.dedent("\n".join(lines))
    if len(text) > MOST_BYTES:
        return _by_line(text[:MOST_BYTES]), f"it is longer than {MOST_BYTES:,} letters"
    try:
        _refuse_deep(text)
        # The base loader makes text, lists and mappings only: no dates, no numbers, no objects.
        found = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, _TooDeep, RecursionError, ValueError) as error:
        return _by_line(text), _reason(error)
    if isinstance(found, dict):
        return {str(key): value for key, value in found.items()}, None
    return ({}, None) if found in (None, "") else (_by_line(text), "it is no list of `key: value` lines")


def prefixes(found: Mapping[str, object]) -> dict[str, str]:
    """The declared prefixes and those that need no declaration."""
    declared = found.get("curie_map")
    stated = declared.items() if isinstance(declared, dict) else ()
    return BUILT_IN | {str(key): value for key, value in stated if isinstance(value, str) and value}


class _TooDeep(Exception):
    """Nested deeper, or with references, than metadata of a table ever is."""


def _refuse_deep(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _TooDeep("it uses YAML references")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MOST_DEPTH:
            raise _TooDeep(f"it is nested deeper than {_MOST_DEPTH} levels")


def _unpadded(row: Row, separator: str) -> str:
    """The line without its sign and without the separators that a spreadsheet adds to fill all columns."""
    first = row.fields[0].text
    text = first if len(row.fields) == 1 else separator.join(field.text for field in row.fields)
    return text.removeprefix("#").rstrip(separator + " \t")


def _by_line(text: str) -> dict[str, object]:
    found: dict[str, object] = {}
    inner: dict[str, str] | None = None
    for key, value, is_inner in _pairs(text):
        if is_inner and inner is not None:
            inner[key] = value
        elif not is_inner:
            inner = None if value else {}
            found[key] = value if inner is None else inner
    return found


def _pairs(text: str) -> Iterator[tuple[str, str, bool]]:
    for line in text.splitlines():
        if pair := _PAIR.match(line):
            yield pair["key"], (pair["value"] or "").strip().strip("'\""), bool(pair["indent"])


def _reason(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f"line {error.problem_mark.line + 1} of it: {error.problem}"
    return str(error)[:200] or type(error).__name__
