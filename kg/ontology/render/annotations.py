"""A review as GitHub annotations: workflow commands that mark the lines of a merge request.

Form and escapes: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands.
"""

from collections.abc import Mapping, Sequence

from kg.ontology.finding import Finding, Level
from kg.ontology.render.plain import Catalogue, file_of, place_of, places, standing, title_of, visible
from kg.ontology.review import Review, Verdict

_COMMANDS: Mapping[Level, str] = {"fail": "error", "warn": "warning", "info": "notice"}
_OVERALL: Mapping[Verdict, str] = {"fail": "error", "warn": "warning", "pass": "notice"}


def annotations(review: Review, rules: Catalogue, columns: Sequence[str] = ()) -> str:
    """One line for the verdict, then one for each finding, worst first; without a line end.

    GitHub shows the first ten of each level only; the rest is in the log.
    """
    verdict = f"::{_OVERALL[review.verdict]} title=Ontology check::{_data(standing(review))}"
    return "\n".join(
        [verdict, *(_line(each, file_of(each, review), rules, columns) for each in places(review.findings))]
    )


def _line(finding: Finding, file: str, rules: Catalogue, columns: Sequence[str]) -> str:
    properties = {"file": file}
    if finding.cell is not None:
        properties |= {"line": str(finding.cell.line), "col": str(finding.cell.column)}
    properties["title"] = f"{title_of(finding.rule, rules)} [{finding.rule}]"
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.level]} {said}::{_data(_message(finding, columns))}"


def _message(finding: Finding, columns: Sequence[str]) -> str:
    where = place_of(finding, columns)
    meant = f"\nSuggestion: {visible(finding.suggestion)}" if finding.suggestion else ""
    return (f"{where}: " if where else "") + visible(finding.message) + meant


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
