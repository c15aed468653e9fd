import pytest

from kg.query.silent_load import without_silent_loads


@pytest.mark.parametrize(
    ("update", "left"),
    [
        ("LOAD SILENT <urn:a>", "INSERT DATA {}"),
        ("load silent x:y into graph <urn:c> ; CLEAR ALL", "INSERT DATA {} ; CLEAR ALL"),
        ("PREFIX : <urn:a>\nLOAD # c\n SILENT :x INTO GRAPH :y", "PREFIX : <urn:a>\nINSERT DATA {}"),
        (
            "CLEAR ALL ; LOAD SILENT <urn:a> ; LOAD SILENT <urn:b>",
            "CLEAR ALL ; INSERT DATA {} ; INSERT DATA {}",
        ),
    ],
)
def test_a_silent_load_does_nothing(update: str, left: str) -> None:
    assert without_silent_loads(update) == left


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <urn:a>",
        "LOAD <urn:a> INTO GRAPH <urn:b>",
        "LOAD SILENT",
        "LOAD SILENT INTO GRAPH <urn:b>",
        "LOADSILENT <urn:a>",
        'INSERT DATA { <urn:a> <urn:b> "LOAD SILENT <urn:c>" }',
        "# LOAD SILENT <urn:a>\nCLEAR ALL",
        "INSERT DATA { LOAD SILENT <urn:a> }",
    ],
)
def test_everything_else_stays_as_it_is_and_is_judged_as_it_is(update: str) -> None:
    assert without_silent_loads(update) == update
