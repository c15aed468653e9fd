"""A review as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), as code scanning takes it."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

import orjson

from kg import __version__
from kg.ontology.finding import Finding, Level
from kg.ontology.render.plain import Catalogue, file_of, path_of, place_of, places, title_of, visible
from kg.ontology.review import Review
from kg.rdf.names import SCHEMA_STORE

SCHEMA = f"{SCHEMA_STORE}sarif-2.1.0.json"
LEVELS: Mapping[Level, str] = {"fail": "error", "warn": "warning", "info": "note"}


def sarif(review: Review, rules: Catalogue) -> str:
    """The findings as one run of one tool; without a line end.

    A region's line is the file's line and its column the table's column, both counted from 1; a finding
    without a cell points to the first line, since GitHub refuses results without one.
    """
    names = list(dict.fromkeys([*rules, *(each.rule for each in review.findings)]))
    files = list(
        dict.fromkeys(
            [path_of(review.change.after.document.name)]
            + [file_of(each, review) for each in places(review.findings)]
        )
    )
    run = {
        "tool": {"driver": _driver(names, rules)},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": review.complete}],
        "artifacts": [{"location": {"uri": _uri(file)}} for file in files],
        "results": [
            _result(each, names.index(each.rule), files.index(file_of(each, review)), files)
            for each in places(review.findings)
        ],
        "properties": {"verdict": review.verdict, "older": review.older},
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()


def _driver(names: list[str], rules: Catalogue) -> dict[str, Any]:
    return {
        "name": "pan-kg",
        "version": __version__,
        "rules": [_descriptor(name, rules) for name in names],
    }


def _descriptor(name: str, rules: Catalogue) -> dict[str, Any]:
    found: dict[str, Any] = {"id": name, "shortDescription": {"text": title_of(name, rules)}}
    if name in rules:
        rule = rules[name]
        found["fullDescription"] = {"text": rule.why}
        found["help"] = {
            "text": f"{rule.why}\n\nWhat to do: {rule.remedy}",
            "markdown": f"{rule.why}\n\n**What to do:** {rule.remedy}",
        }
        found["defaultConfiguration"] = {"level": LEVELS[rule.level]}
    return found


def _result(finding: Finding, index: int, file: int, files: list[str]) -> dict[str, Any]:
    cell = finding.cell
    region = {"startLine": cell.line, "startColumn": cell.column} if cell else {"startLine": 1}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(files[file]), "index": file}, "region": region}
    }
    if finding.term:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.term, "kind": "type"}]
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.level],
        "message": {"text": _message(finding)},
        "locations": [location],
        "occurrenceCount": finding.count,
        "partialFingerprints": {"kgOntologyFinding/v1": _fingerprint(finding)},
        "properties": {
            "row": cell.row if cell else None,
            "column": cell.column if cell else None,
            "text": finding.text,
            "suggestion": finding.suggestion,
        },
    }


def _message(finding: Finding) -> str:
    where = place_of(finding)
    meant = f" Suggestion: {visible(finding.suggestion)}" if finding.suggestion else ""
    return f"{visible(finding.message)}{meant}{f' ({where})' if where else ''}"


def _fingerprint(finding: Finding) -> str:
    return sha256("\x00".join(part or "" for part in finding.identity).encode(errors="replace")).hexdigest()


def _uri(path: str) -> str:
    whole = PurePosixPath(path)
    return whole.as_uri() if whole.is_absolute() else quote(path, safe="/")
