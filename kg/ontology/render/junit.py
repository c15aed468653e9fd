"""A review as JUnit XML: one test case for each rule, as continuous integration shows it."""

import re
from collections.abc import Collection, Sequence
from xml.etree import ElementTree

from kg.ontology.finding import Finding, Level
from kg.ontology.render.plain import WORST, Catalogue, by_rule, path_of, place_of, title_of, visible
from kg.ontology.review import Review

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write, not even as a reference."""


def junit(
    review: Review,
    rules: Catalogue,
    failing: Collection[Level] = WORST,
    columns: Sequence[str] = (),
) -> str:
    """The review as a test suite; without a line end.

    Findings of a level in `failing` make their rule's case fail; others stand in its output.
    """
    found = dict(by_rule(review.findings))
    names = list(dict.fromkeys([*rules, *found]))
    failed = sum(any(each.level in failing for each in findings) for findings in found.values())
    numbers = {
        "tests": f"{len(names)}",
        "failures": f"{failed}",
        "errors": "0",
        "time": f"{review.seconds:.3f}",
    }
    suites = ElementTree.Element("testsuites", {"name": "kg ontology check", **numbers})
    file = path_of(review.change.after.document.name)
    suite = ElementTree.SubElement(suites, "testsuite", {"name": _legal(file), "skipped": "0", **numbers})
    for name in names:
        case = ElementTree.SubElement(suite, "testcase", _case(name, file, rules))
        _fill(case, found.get(name, []), failing, columns)
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suites, encoding="unicode")


def _case(name: str, file: str, rules: Catalogue) -> dict[str, str]:
    return {
        "classname": f"ontology.{name}",
        "name": _legal(title_of(name, rules)),
        "file": _legal(file),
        "time": "0",
    }


def _fill(
    case: ElementTree.Element, findings: list[Finding], failing: Collection[Level], columns: Sequence[str]
) -> None:
    bad = [each for each in findings if each.level in failing]
    rest = [each for each in findings if each.level not in failing]
    if bad:
        count = sum(each.count for each in bad)
        attributes = {"message": _legal(f"{count} × {visible(bad[0].message)}"), "type": bad[0].level}
        ElementTree.SubElement(case, "failure", attributes).text = _listed(bad, columns)
    if rest:
        ElementTree.SubElement(case, "system-out").text = _listed(rest, columns)


def _listed(findings: list[Finding], columns: Sequence[str]) -> str:
    return _legal("\n".join(_line(each, columns) for each in findings))


def _line(finding: Finding, columns: Sequence[str]) -> str:
    where = place_of(finding, columns)
    meant = f" Suggestion: {visible(finding.suggestion)}" if finding.suggestion else ""
    return f"{finding.level}: {f'{where}: ' if where else ''}{visible(finding.message)}{meant}"


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
