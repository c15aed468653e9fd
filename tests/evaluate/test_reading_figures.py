"""What `kg eval reading` counts, on readings made by hand."""

from pathlib import Path
from typing import Any

import pytest

from kg.errors import BadInput
from kg.evaluate.reading import evaluate_reading, known_facility, load_queries, same_facility
from kg.index.documents import Named
from kg.rdf.panet import PanetTable
from kg.read.chip import Chip, Unmapped
from kg.read.lexicon import build_lexicon
from kg.read.reading import Reading

PLACE = (0, 1)
NORTH = Chip("facility", "NNS", "https://example.org/n", "Northern Neutron Source", PLACE, "name")
SCAN = Chip("technique", "scan", "https://example.org/scan", "scanning", PLACE, "label")
NARROW = Chip("technique", "fine scan", "https://example.org/fine", "fine scanning", PLACE, "label")
COLD = Chip(
    "parameter",
    30.0,
    "",
    "temperature",
    PLACE,
    "quantity with a unit",
    op="<",
    unit="K",
    si=(0, 30),
    si_unit="K",
)


def question(text: str, lang: str = "en", **intent: object) -> dict[str, Any]:
    return {"id": text, "query": text, "lang": lang, "intent": {"techniques": []} | intent}


def technique(chip: Chip) -> list[dict[str, str]]:
    return [{"panet": chip.iri, "label": chip.label}]


def figures(*pairs: tuple[dict[str, Any], Reading]) -> dict[str, Any]:
    readings = {query["query"]: reading for query, reading in pairs}
    return evaluate_reading([query for query, _ in pairs], readings.__getitem__, same_facility)


def test_exact_acceptable_and_wrong_techniques() -> None:
    found = figures(
        (question("a", techniques=technique(SCAN)), Reading("a", "en", (SCAN,))),
        (
            question("b", techniques=technique(SCAN), technique_acceptable=technique(NARROW)),
            Reading("b", "en", (NARROW,)),
        ),
        (question("c", techniques=technique(SCAN)), Reading("c", "en")),
        (question("d"), Reading("d", "en")),
    )
    assert found["techniques_asked"] == 3
    assert found["technique_exact"] == round(1 / 3, 3)
    assert found["technique_half_credit"] == 0.5
    assert found["false_constraints"] == 0
    assert found["slots"]["technique"] == {
        "wanted": 3,
        "given": 2,
        "right": 1,
        "precision": 0.5,
        "recall": round(1 / 3, 3),
    }


def test_a_chip_nobody_asked_for_is_a_false_constraint() -> None:
    found = figures(
        (question("a"), Reading("a", "en", (NORTH, SCAN))),
        (question("b", facility="Northern Neutron Source (NNS)"), Reading("b", "en", (NORTH,))),
    )
    assert found["false_constraints"] == 2
    assert found["false_constraints_per_100"] == 100.0
    assert [one["false"] for one in found["mistakes"]] == [
        [f"technique {SCAN.iri}", "facility Northern Neutron Source"]
    ]


def test_a_technique_that_panet_lacks_must_be_reported_and_not_replaced() -> None:
    asked = question("kikuchi scan", technique_unmapped="Kikuchi scan")
    reported = Unmapped("Kikuchi scan", PLACE, ())
    right = figures((asked, Reading("kikuchi scan", "en", unmapped=(reported,))))
    replaced = figures((asked, Reading("kikuchi scan", "en", (SCAN,), unmapped=(reported,))))
    silent = figures((asked, Reading("kikuchi scan", "en")))
    assert [one["technique_exact"] for one in (right, replaced, silent)] == [1.0, 0.0, 0.0]


def test_quantities_are_compared_with_unit_and_comparator() -> None:
    gold = {"name": "temperature", "op": "<", "value": 30, "unit": "K"}
    right = figures((question("a", parameters=[gold]), Reading("a", "en", (COLD,))))
    other = figures((question("a", parameters=[gold | {"op": ">"}]), Reading("a", "en", (COLD,))))
    assert right["slots"]["parameter"]["recall"] == 1.0
    assert other["slots"]["parameter"]["recall"] == 0.0
    assert other["mistakes"][0]["wrong"]


def test_languages_are_told_apart() -> None:
    found = figures(
        (question("a", "de", techniques=technique(SCAN)), Reading("a", "en")),
        (question("b", "fr", techniques=technique(SCAN)), Reading("b", "fr", (SCAN,))),
        (question("c", techniques=technique(SCAN)), Reading("c", "en", (SCAN,))),
    )
    exact = {name: of["technique_exact"] for name, of in found["by_language"].items()}
    assert exact == {"de": 0.0, "fr": 1.0, "en": 1.0, "others": 0.5}
    assert {name: of["n"] for name, of in found["by_language"].items()} == {
        "de": 1,
        "fr": 1,
        "en": 1,
        "others": 2,
    }
    assert found["language_right"] == round(2 / 3, 3)


def test_a_file_that_holds_no_questions_is_named(tmp_path: Path) -> None:
    file = tmp_path / "questions.json"
    file.write_text('{"queries": [{"id": 1}]}')
    with pytest.raises(BadInput, match="is no file of questions"):
        load_queries(file)


@pytest.mark.parametrize(
    ("label", "name", "same"),
    [
        ("Heinz Maier-Leibnitz Zentrum (MLZ)", "MLZ / FRM II", True),
        ("PETRA III", "PETRA III (DESY)", True),
        ("MAX IV Laboratory", "MAX IV", True),
        ("European Synchrotron Radiation Facility", "ILL", False),
    ],
)
def test_facilities_by_any_of_their_names(label: str, name: str, same: bool) -> None:
    assert same_facility(label, name) is same


def test_facilities_by_names_that_the_lexicon_has() -> None:
    north = Named("facility", NORTH.iri, NORTH.label, (NORTH.label, "NNS"))
    known = known_facility(build_lexicon(PanetTable("0", {}), [north]))
    assert known("Northern Neutron Source", "NNS (the north)")
    assert not known("Northern Neutron Source", "SNS")
