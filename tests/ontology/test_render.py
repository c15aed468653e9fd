"""The forms of a review, each read back by a parser that knows nothing of its writer: JSON, SARIF."""

import json
from dataclasses import replace

import pytest
from reviewing import (
    BROKEN,
    RELABELLED,
    RULES,
    as_told,
    hostile,
    iri,
    review_of,
    small_change,
    telling,
)

from kg.errors import BadInput
from kg.ontology.document import Cell
from kg.ontology.render import FORMS, rendered
from kg.ontology.render.plain import path_of

# JSON


def test_json_has_the_promised_keys() -> None:
    answer = json.loads(as_told(telling(), "json"))

    keys = ["verdict", "findings", "older", "terms", "inferred", "impact", "complete", "seconds"]
    assert set(keys) <= answer.keys()
    assert {
        key: answer["findings"][0][key]
        for key in ("rule", "level", "term", "message", "text", "row", "column", "suggestion", "count")
    } == {
        "rule": "unresolved-reference",
        "level": "fail",
        "term": iri("01335"),
        "message": 'No term is called "X-ray probe".',
        "text": "X-ray probe",
        "row": 214,
        "column": 9,
        "suggestion": "x-ray probe",
        "count": 1,
    }
    assert answer["findings"][2]["row"] is None
    assert (answer["verdict"], answer["older"], answer["complete"], answer["seconds"]) == (
        "fail",
        71,
        True,
        0.25,
    )


def test_json_tells_the_change_with_whole_iris() -> None:
    answer = json.loads(as_told(telling(), "json"))

    assert answer["terms"] == {
        "added": [iri("01335")],
        "removed": [iri("01099")],
        "relabelled": 1,
        "retired": [],
    }
    assert answer["inferred"] == {
        "gained": 2,
        "lost": 1,
        "gained_pairs": [[iri("01022"), iri("00200")], [iri("01335"), iri("00200")]],
        "lost_pairs": [[iri("01099"), iri("00200")]],
        "new_equivalences": [],
        "removed_equivalences": [],
        "unsatisfiable": [],
    }
    assert answer["impact"]["techniques_in_use_changed"] == 3
    assert answer["impact"]["datasets_changed"] == 520


def test_what_nobody_asked_is_null() -> None:
    impact = json.loads(as_told(hostile(), "json"))["impact"]

    assert (impact["techniques_in_use_changed"], impact["datasets_changed"]) == (None, None)


# SARIF


def test_sarif_names_tool_rules_and_places() -> None:
    log = json.loads(as_told(telling(), "sarif"))

    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    driver = run["tool"]["driver"]
    assert driver["name"] == "pan-kg"
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    assert driver["rules"][ids.index("label-lost")]["defaultConfiguration"] == {"level": "warning"}
    assert (
        driver["rules"][ids.index("label-lost")]["help"]["text"] == "Searches fail.\n\nWhat to do: Keep it."
    )
    first = run["results"][0]
    assert first["level"] == "error"
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "source/PaNET.csv"
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 220, "startColumn": 9}
    assert [each["level"] for each in run["results"]] == ["error", "warning", "note"]


def test_every_sarif_result_points_to_its_rule_and_artifact() -> None:
    for review in (telling(), hostile()):
        run = json.loads(as_told(review, "sarif"))["runs"][0]
        for result in run["results"]:
            assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
            where = result["locations"][0]["physicalLocation"]
            artifact = run["artifacts"][where["artifactLocation"]["index"]]
            assert artifact["location"]["uri"] == where["artifactLocation"]["uri"]
            assert where["region"]["startLine"] >= 1
            assert result["message"]["text"]
            assert result["level"] in ("none", "note", "warning", "error")


def test_sarif_writes_a_path_as_a_uri() -> None:
    run = json.loads(as_told(hostile(), "sarif"))["runs"][0]

    assert run["artifacts"][0]["location"]["uri"] == "bad%2C%20name%20100%25.csv"


def test_a_sarif_fingerprint_outlives_a_row_inserted_above() -> None:
    moved = replace(BROKEN, cell=Cell(row=215, column=9, line=221))
    prints = [
        json.loads(as_told(review_of(small_change(), each), "sarif"))["runs"][0]["results"][0][
            "partialFingerprints"
        ]
        for each in (BROKEN, moved, RELABELLED)
    ]

    assert prints[0] == prints[1] != prints[2]


# All of them


@pytest.mark.parametrize("form", FORMS)
def test_a_review_without_findings_can_be_told(form: str) -> None:
    assert as_told(review_of(small_change(), verdict="pass"), form)


def test_no_other_form_is_known() -> None:
    with pytest.raises(BadInput, match=r"'pdf'.*sarif"):
        rendered(telling(), "pdf", RULES)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("PaNET.csv", "PaNET.csv"),
        ("HEAD~2:source/PaNET.csv", "source/PaNET.csv"),
        (":source/PaNET.csv", "source/PaNET.csv"),
        ("C:\\PaNET.csv", "C:\\PaNET.csv"),
        ("odd:", "odd:"),
    ],
)
def test_the_path_of_a_version(name: str, path: str) -> None:
    assert path_of(name) == path
