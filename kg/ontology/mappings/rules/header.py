"""`mapping-header`: columns that are missing, and metadata that do not say which set this is."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from kg.ontology.document import Cell
from kg.ontology.finding import Level
from kg.ontology.mappings.example import FAULTLESS, HEADER, METADATA, example
from kg.ontology.mappings.finding import Hit
from kg.ontology.mappings.rule import Asked, MappingRule
from kg.ontology.mappings.table import REQUIRED

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]+")
_WORD = re.compile(r"[a-z]+[a-z0-9]*")
_PLACEHOLDER = re.compile(r"<[^<>]*>")
_TOP = Cell(1, 1, 1)


def _find(asked: Asked) -> Iterator[Hit]:
    table = asked.table
    for name in REQUIRED:
        if table.column(name) is None:
            yield Hit(f"The column {name} is missing", table.header.cell(0), name)
    names = Counter(field.text.strip().lower() for field in table.header.fields)
    for name, times in names.items():
        if name and times > 1:
            yield Hit(
                f"{times} columns are called {name}; only the first is read", table.header.cell(0), name
            )
    if table.metadata_fault is not None:
        yield Hit("The metadata are no YAML", _TOP, table.metadata_fault, table.metadata_fault, level="warn")
    if not isinstance(table.metadata.get("curie_map"), dict):
        yield Hit("There is no curie_map that declares the prefixes", _TOP, "curie_map", level="warn")
    yield from _set_id(asked)
    if table.stated("license") is None:
        yield Hit("There is no license", _TOP, "license", level="info")


def _set_id(asked: Asked) -> Iterator[Hit]:
    stated = asked.table.stated("mapping_set_id")
    if stated is None:
        yield Hit("There is no mapping_set_id", _TOP, "mapping_set_id", level="warn")
        return
    if _PLACEHOLDER.search(stated):  # `mapping-placeholder` says so
        return
    level: Level = "warn"
    if not _URI.fullmatch(stated):
        cause = f'The mapping_set_id "{stated[:120]}" is no URI'
        yield Hit(
            cause,
            _TOP,
            stated,
            suggestion=f"Give an address, such as https://w3id.org/your-project/{stated}",
            level=level,
        )
    if other := _names_another(asked, stated):
        cause = f'The mapping_set_id "{stated[:120]}" names {other}, as if it were of another table'
        advice = "Give every table an id of its own."
        yield Hit(cause, _TOP, stated, f"this is {_file_name(asked)}", None, advice, level=level)


def _names_another(asked: Asked, stated: str) -> str | None:
    """What the id names besides the ontology, where it shares nothing with the file's name or its prefixes.

    Only where id and file name are built alike: mapping_HI.csv whose id is mapping_IUCr_PaNET_v1.0.0.
    """
    said = _WORD.findall(stated.rstrip("/").rpartition("/")[2].lower())
    file = _WORD.findall(_file_name(asked).lower())
    if not said or not file or said[0] != file[0]:
        return None
    used = {end.id.declared for mapping in asked.mappings for end in mapping.ends if not end.is_own}
    own = {end.id.declared for mapping in asked.mappings for end in mapping.ends if end.is_own}
    ours = {*file[1:], *(prefix.lower() for prefix in used if prefix)}
    rest = [word for word in said[1:] if word not in {prefix.lower() for prefix in own if prefix}]
    named = [word for word in rest if not re.fullmatch(r"v\d*", word)]
    return named[0] if named and not ours & {*named} else None


def _file_name(asked: Asked) -> str:
    return PurePath(asked.table.name.rpartition(":")[2]).name


RULE = MappingRule(
    name="mapping-header",
    level="fail",
    title="Columns or metadata that are missing or wrong",
    why="A set without a URI cannot be cited, and the `sssom` tool refuses it; a set that bears the id of "
    "another one replaces it where both are loaded, as mapping_HI.csv with the id of the IUCr table would.",
    remedy="Give the columns and the metadata that https://mapping-commons.github.io/sssom/ asks for.",
    passing=example(FAULTLESS),
    failing=example(
        FAULTLESS.rpartition(",")[0],
        header=HEADER.rpartition(",")[0],
        metadata=METADATA.replace("_id: https://example.org/mappings/example", "_id: example"),
    ),
    find=_find,
    is_about_ontology=False,
)
