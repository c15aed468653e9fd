"""Rules written as SPARQL: a query over one version and its closure, with its documentation in comments.

    # name: label-with-digit
    # level: warn
    # title: A label holds a digit
    # why: Nobody searches for digits.
    # remedy: Write the number out.
    # passing:
    #   ID,LABEL,TYPE
    #   ID,A rdfs:label,TYPE
    #   http://purl.org/pan-science/PaNET/PaNET09001,two colours,owl:Class
    # failing:
    #   ...
    SELECT ?term ?text ?message WHERE { ... }

`why` and `remedy` may go on in further comment lines that are indented. `before` may give the table that
both examples are compared with. The query sees the triples of the version and of its imports, and
`?a pan:broaderOrSelf ?b` for every class and each class above it. It answers with `?term` (an IRI) and may
give `?text` (what stands in the file), `?property` (the annotation property it stands under,
or would stand, which finds the
cell), `?suggestion` and `?message` (a sentence; else the title).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import get_args

from pyoxigraph import QuerySolution, QuerySolutions, Store

from kg.errors import BadInput
from kg.ontology.document import Cell, Term
from kg.ontology.finding import Finding, Level
from kg.ontology.rule import Example, Rule
from kg.ontology.view import View
from kg.rdf.names import OBO, OWL, PAN, PANET, RDF, RDFS, SKOS

_KEYS = ("name", "level", "title", "why", "remedy", "before", "passing", "failing")
_OPTIONAL = {"before"}
_TABLES = {"before", "passing", "failing"}
_HEAD = re.compile(rf"#\s?({'|'.join(_KEYS)}):\s*(.*)")
_KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LARGEST = 100_000
_VARIABLES = ("term", "text", "property", "suggestion", "message")
_PREFIXES = "".join(
    f"PREFIX {prefix}: <{iri}>\n"
    for prefix, iri in {
        "obo": str(OBO),
        "owl": OWL,
        "pan": PAN,
        "panet": PANET,
        "rdf": RDF,
        "rdfs": RDFS,
        "skos": SKOS,
    }.items()
)


def read_rules(folder: Traversable | Path) -> list[Rule]:
    """The rules of all `*.rq` files in a folder, sorted by file name; none where it does not exist.

    Raises:
        BadInput: a file is no rule; the message names file, line and what is expected there.
    """
    if not folder.is_dir():
        return []
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".rq")), key=lambda f: f.name)
    return [read_rule(_text(file), file.name) for file in files]


def read_rule(text: str, file: str) -> Rule:
    """The rule that a query file describes.

    Raises:
        BadInput: as for `read_rules`.
    """
    head = _head(text, file)
    name, level = head["name"], head["level"]
    if not _KEBAB.fullmatch(name) or f"{name}.rq" != file:
        raise BadInput(f'{file}: "# name: {name}" must be the file\'s name, in small letters and dashes.')
    if level not in get_args(Level):
        raise BadInput(f'{file}: "# level: {level}" must be fail, warn or info.')
    query = _checked(text, file)
    return Rule(
        name=name,
        level=level,  # type: ignore[arg-type]  # checked above
        title=head["title"],
        why=head["why"],
        remedy=head["remedy"],
        passing=Example(after=head["passing"], before=head.get("before", "")),
        failing=Example(after=head["failing"], before=head.get("before", "")),
        state=lambda view: _findings(view, query, name, level, head["title"]),  # type: ignore[arg-type]
    )


def _text(file: Traversable | Path) -> str:
    data = file.read_bytes()
    if len(data) > _LARGEST:
        raise BadInput(f"{file.name}: a rule has at most {_LARGEST:,} bytes, this has {len(data):,}.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(
            f"{file.name}: byte {error.start + 1} is not UTF-8; save the rule as UTF-8."
        ) from error


def _head(text: str, file: str) -> dict[str, str]:
    """The comment lines before the query, by key; a table keeps its lines, prose is joined by spaces."""
    found: dict[str, list[str]] = {}
    key = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            break
        begun = _HEAD.fullmatch(line.rstrip())
        if begun and begun[1] in found:
            raise BadInput(f'{file}, line {number}: "# {begun[1]}:" stands here a second time.')
        if begun:
            key = begun[1]
            found[key] = [begun[2]] if begun[2] else []
        elif key and line.lstrip("#").strip():
            found[key].append(line.lstrip("#").strip())
    missing = [each for each in _KEYS if not found.get(each) and each not in _OPTIONAL]
    if missing:
        lines = " and ".join(f'"# {each}: ..."' for each in missing)
        raise BadInput(f"{file}, line 1: the comment lines before the query must hold {lines}.")
    return {
        each: "\n".join([*lines, ""]) if each in _TABLES else " ".join(lines) for each, lines in found.items()
    }


def _place(message: str) -> str:
    """The engine's message with the line of the file; it counts the prefixes put before it."""
    found = re.search(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not found:
        return f"line 1: expected a SPARQL SELECT query: {message}"
    line = max(int(found[1]) - _PREFIXES.count("\n"), 1)
    return f"line {line}, column {found[2]}: expected a SPARQL SELECT query: {found[3]}"


def _unescaped(line: str) -> str:
    """The line with escaped characters as themselves: SPARQL allows them anywhere, even in keywords."""
    return re.sub(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})", _character, line, flags=re.IGNORECASE)


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= 0x10FFFF else " "


def _body(text: str) -> int:
    """The number of the first line that is no comment; a "#" further down may stand in a string."""
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if line.strip() and not line.startswith("#")), 1)


def _checked(text: str, file: str) -> str:
    """The query with the usual prefixes, tried once on nothing."""
    query = _PREFIXES + text
    # The engine would ask whatever address a rule names, and rules come with the repository under review.
    body = _body(text)
    for number, written in enumerate(text.splitlines(), 1):
        if number >= body and re.search(r"\bSERVICE\b", _unescaped(written), re.IGNORECASE):
            raise BadInput(f"{file}, line {number}: a rule may not ask another endpoint (SERVICE).")
    try:
        answer = Store().query(query)
    except SyntaxError as error:
        raise BadInput(f"{file}, {_place(str(error.msg))}") from error
    if not isinstance(answer, QuerySolutions):
        raise BadInput(f"{file}: expected a SELECT query, which answers with ?term and ?message.")
    names = {each.value for each in answer.variables}
    if "term" not in names or not names <= {*_VARIABLES}:
        told = ", ".join(f"?{name}" for name in sorted(names))
        raise BadInput(
            f"{file}: expected SELECT ?term and any of ?text ?property ?suggestion ?message, not {told}."
        )
    return query


def _findings(view: View, query: str, rule: str, level: Level, title: str) -> Iterator[Finding]:
    answer = view.graph.query(query)
    assert isinstance(answer, QuerySolutions)
    names = [each.value for each in answer.variables]
    at = [names.index(name) if name in names else None for name in _VARIABLES]
    rows = {tuple(_value(row, place) for place in at) for row in answer}
    for term, text, prop, suggestion, message in sorted(rows, key=str):
        stated = view.document.terms.get(term or "")
        yield Finding(
            rule=rule,
            level=level,
            message=message or f"{title}: {text or (view.label(term) if term else '')}",
            term=term,
            text=text,
            cell=_cell(view, stated, prop, text) if stated else None,
            suggestion=suggestion,
            # A name that is changed and keeps its fault is no new fault.
            key=prop or "",
        )


def _cell(view: View, term: Term, prop: str | None, text: str | None) -> Cell | None:
    """Where the text stands; where a property has none, the empty cell of its column in the term's row."""
    place = term.cell(prop or "", text or "")
    if place is None or prop is None or text is not None:
        return place
    column = view.columns.get(prop)
    return replace(place, column=column) if column else place


def _value(row: QuerySolution, place: int | None) -> str | None:
    return None if place is None else getattr(row[place], "value", None)
