"""JUnit and GitHub annotations, read back by parsers that know nothing of their writer."""

import json
import re
from typing import Any
from xml.etree import ElementTree

from reviewing import (
    COLUMNS,
    RULES,
    as_told,
    hostile,
    iri,
    review_of,
    small_change,
    telling,
)

from kg.ontology.document import Cell
from kg.ontology.finding import Finding
from kg.ontology.render import rendered

# JUnit


def test_junit_has_one_case_for_each_rule() -> None:
    suites = ElementTree.fromstring(as_told(telling(), "junit").encode())

    cases = {case.get("classname"): case for case in suites.iter("testcase")}
    assert sorted(filter(None, cases)) == [
        "ontology.label-lost",
        "ontology.punning",
        "ontology.redundant-parent",
        "ontology.unresolved-reference",
    ]
    failed = [name for name, case in cases.items() if case.find("failure") is not None]
    assert failed == ["ontology.unresolved-reference"]
    failure = cases["ontology.unresolved-reference"].find("failure")
    assert failure is not None
    assert failure.text is not None
    assert "row 214, column 9 (Parent IRI)" in failure.text
    assert (suites.get("tests"), suites.get("failures"), suites.get("errors")) == ("4", "1", "0")


def test_junit_fails_on_warnings_where_asked() -> None:
    suites = ElementTree.fromstring(rendered(telling(), "junit", RULES, COLUMNS, ("fail", "warn")).encode())

    assert suites.get("failures") == "2"


def test_junit_holds_no_character_that_xml_forbids() -> None:
    text = as_told(hostile(), "junit")

    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)
    case = next(iter(ElementTree.fromstring(text.encode()).iter("failure")))
    assert "<b>" in (case.text or "")


# GitHub annotations


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command read as GitHub's runner reads it: properties at commas, then the escapes undone."""
    found = re.fullmatch(r"::(\w+)(?: ([^:]*(?:%3A[^:]*)*))?::(.*)", line)
    assert found, line
    pairs = [pair.split("=", 1) for pair in (found[2] or "").split(",") if pair]

    def undone(text: str, *more: tuple[str, str]) -> str:
        for code, letter in (("%0D", "\r"), ("%0A", "\n"), *more, ("%25", "%")):
            text = text.replace(code, letter)
        return text

    return (
        found[1],
        {name: undone(value, ("%3A", ":"), ("%2C", ",")) for name, value in pairs},
        undone(found[3]),
    )


def test_annotations_mark_the_line_of_the_file() -> None:
    lines = [parsed(line) for line in as_told(telling(), "github").split("\n")]

    assert [command for command, _, _ in lines] == ["error", "error", "warning", "notice"]
    assert lines[1][1] == {
        "file": "source/PaNET.csv",
        "line": "220",
        "col": "9",
        "title": "A reference leads to no term [unresolved-reference]",
    }
    assert lines[2][1]["title"] == "An old label is lost: 1, 2 [label-lost]"
    assert lines[1][2].startswith('row 214, column 9 (Parent IRI): No term is called "X-ray probe".')
    assert "x-ray probe" in lines[1][2]


def test_hostile_text_starts_no_command_of_its_own() -> None:
    lines = as_told(hostile(), "github").split("\n")

    assert len(lines) == 2
    command, properties, message = parsed(lines[1])
    assert (command, properties["file"]) == ("error", "bad, name 100%.csv")
    assert "%0A::error::x ::stop" in message


def test_a_grouped_finding_marks_every_line_of_its_members() -> None:
    members = tuple(
        Finding("no-source", "warn", f"Row {n} has no source.", iri(f"{n:05}"), "x", Cell(n, 7, n))
        for n in (5, 9)
    )
    group = Finding("no-source", "warn", "2 rows have no source.", text="x", count=2, members=members)
    review = review_of(small_change(), group, verdict="warn")

    results: list[dict[str, Any]] = json.loads(as_told(review, "sarif"))["runs"][0]["results"]
    lines = [each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in results]
    assert lines == [5, 9]
    assert [parsed(line)[1].get("line") for line in as_told(review, "github").split("\n")] == [None, "5", "9"]
