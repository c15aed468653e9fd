"""What the answers of a small world break, keep and leave unstated, judged by its graph."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from commands import answer
from searching import open_engine, silent

from kg.answer.engine import Engine
from kg.errors import BadInput
from kg.evaluate.answers import evaluate_answers
from kg.evaluate.breach import Judgement, facts_of, judgements
from kg.evaluate.reading import same_facility
from kg.store.reader import Reader

SANS = {"panet": "http://purl.org/pan-science/PaNET/PaNET01189", "label": "small angle neutron scattering"}
SCATTERING = {"panet": "http://purl.org/pan-science/PaNET/PaNET01124", "label": "small angle scattering"}
DAY = date(2026, 1, 1)
COPPER = "https://doi.org/10.9999/sans-1"
UNTAGGED = "https://example.org/untagged"
BONE = "https://example.org/bone"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("answers")


@pytest.fixture(scope="module")
def engine(folder: Path) -> Engine:
    return open_engine(folder, "scattering")


@pytest.fixture(scope="module")
def graph(folder: Path, engine: Engine) -> Reader:
    return Reader(folder / "graph")


def outcomes(engine: Engine, graph: Reader, iri: str, **intent: object) -> dict[str, str]:
    judged: Iterator[Judgement] = judgements(
        intent, facts_of(graph, iri), engine.lexicon.table, same_facility, DAY
    )
    return {one.wanted: one.outcome for one in judged}


def test_a_narrower_technique_keeps_a_wish_and_another_breaks_it(engine: Engine, graph: Reader) -> None:
    wish = {"techniques": [SCATTERING]}

    assert outcomes(engine, graph, COPPER, **wish) == {"small angle scattering": "kept"}
    assert outcomes(engine, graph, BONE, **wish) == {"small angle scattering": "broken"}
    assert outcomes(engine, graph, UNTAGGED, **wish) == {"small angle scattering": "unstated"}


def test_what_was_excluded_must_not_be_there(engine: Engine, graph: Reader) -> None:
    unwanted = {"technique_excluded": [SCATTERING]}

    assert outcomes(engine, graph, COPPER, **unwanted) == {"not small angle scattering": "broken"}
    assert outcomes(engine, graph, BONE, **unwanted) == {"not small angle scattering": "kept"}


def test_places_are_known_by_all_their_names(engine: Engine, graph: Reader) -> None:
    assert outcomes(engine, graph, COPPER, facility="NNS", instrument="n7") == {"NNS": "kept", "n7": "kept"}
    assert outcomes(engine, graph, COPPER, facility="SOLI") == {"SOLI": "broken"}
    assert outcomes(engine, graph, UNTAGGED, instrument="N7") == {"N7": "unstated"}


@pytest.mark.parametrize(
    ("first", "last", "outcome"),
    [
        ("2022-03-04", "2022-03-04", "kept"),  # the day of the measurement, whatever year it was published
        ("2022-03-05", None, "broken"),
        (None, "2022-03-03", "broken"),
        ("2023-01-01", None, "broken"),
    ],
)
def test_the_day_of_measurement_counts(
    engine: Engine, graph: Reader, first: str | None, last: str | None, outcome: str
) -> None:
    found = outcomes(engine, graph, COPPER, date={"from": first, "to": last})

    assert list(found.values()) == [outcome]


def test_a_bare_year_reaches_from_its_first_to_its_last_day(engine: Engine, graph: Reader) -> None:
    assert outcomes(engine, graph, BONE, date={"from": "2020-07-01", "to": None}) == {
        "2020-07-01 to …": "kept"
    }
    assert outcomes(engine, graph, BONE, date={"from": "2021-01-01", "to": None}) == {
        "2021-01-01 to …": "broken"
    }


def test_access_is_judged_on_the_day(engine: Engine, graph: Reader) -> None:
    facts = facts_of(graph, COPPER)  # restricted, and open from June 2025

    def access(day: date) -> list[str]:
        table = engine.lexicon.table
        return [one.outcome for one in judgements({"access": "open"}, facts, table, same_facility, day)]

    assert (access(date(2025, 5, 31)), access(date(2025, 6, 1))) == (["broken"], ["kept"])
    assert outcomes(engine, graph, UNTAGGED, access="open") == {"open": "unstated"}


def test_answers_are_counted(engine: Engine, graph: Reader) -> None:
    queries = [
        {"id": "kept", "query": "SANS", "intent": {"techniques": [SANS], "facility": "NNS"}},
        {"id": "misled", "query": "bone", "intent": {"facility": "NNS"}},
        {"id": "nothing", "query": "zeppelins", "intent": {}},
    ]

    report = evaluate_answers(engine, graph, queries, same_facility, DAY, silent)

    assert (report["n"], report["zero_results"], report["broken"]) == (3, 1, 1)
    misled = report["queries"][1]
    assert [(of["iri"], of["slot"], of["stated"]) for of in misled["broken"]] == [
        (BONE, "facility", ("SOLI", "Southern Light"))
    ]
    assert report["alike"] == 0
    assert report["shown"]["technique"] == 1


def test_no_question_is_no_measure(engine: Engine, graph: Reader) -> None:
    with pytest.raises(BadInput, match="no question"):
        evaluate_answers(engine, graph, [], same_facility, DAY, silent)


def test_the_command_asks_a_store(sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENCODER", "none")
    queries = {"queries": [{"id": "one", "lang": "en", "query": "SANS", "intent": {"techniques": [SANS]}}]}
    file = tmp_path / "queries.json"
    file.write_text(json.dumps(queries), encoding="utf-8")

    report = answer("eval", "answers", file, "--store", sample_home, "--as-of", "2026-01-01")

    assert (report["n"], report["broken"], report["as_of"]) == (1, 0, "2026-01-01")
    assert report["hits"] > 0
