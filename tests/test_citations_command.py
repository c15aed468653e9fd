"""`kg citations` against servers on the loopback; all data, works and answers are invented (prefix 10.5072).

The shapes of the answers are those of the recorded ones in `tests/recorded`.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from citing_services import DATA, DOWN, PAPER, UNKNOWN, Services, citation_services
from commands import answer, kg
from replay import Reply

from kg.errors import BadInput
from kg.harvest.http import HttpWorld
from kg.harvest.provider_file import read_providers
from kg.harvest.witness import asking_sources, witnesses
from kg.rdf.names import PAN
from kg.store.home import Home


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    with citation_services(tmp_path, monkeypatch) as services:
        yield services


def states(*arguments: str) -> dict[str, dict[str, Any]]:
    found = answer("citations", "sources", *arguments)["sources"]
    return {state["name"]: state for state in found}


def test_data_are_asked_about_first_and_then_the_works_that_the_answers_name(services: Services) -> None:
    found = answer("citations", "update", "--facility", "ESRF")

    assert services.take() == [*(f"datacite {doi}" for doi in DATA["esrf"]), f"crossref {PAPER}"]
    assert [report["source"] for report in found["sources"]] == ["datacitelinks", "crossref"]
    assert [report["walked"]["done"] for report in found["sources"]] == [4, 1]
    assert found["facility"] == "esrf"
    assert {state["name"]: state["state"] for state in found["states"]} == {
        "crossref": "ok", "datacitelinks": "ok",
    }  # fmt: skip


def test_without_a_facility_the_data_of_all_are_asked_about(services: Services) -> None:
    answer("citations", "update", "--source", "datacitelinks")

    assert services.take() == [f"datacite {doi}" for doi in (*DATA["esrf"], *DATA["ill"])]


def test_a_second_time_nothing_has_changed(services: Services) -> None:
    first = answer("citations", "update", "--facility", "esrf")
    again = answer("citations", "update", "--facility", "esrf")

    assert sum(report["mapped"] for report in again["sources"]) == 0
    assert sum(report["unchanged"] for report in again["sources"]) == 5
    assert again["generation"] == first["generation"]


def test_what_a_source_does_not_know_is_told_and_no_fault(services: Services) -> None:
    services.failing["10.5072/e2"] = UNKNOWN
    answer("citations", "update", "--facility", "esrf", "--source", "datacite-links")

    state = states("--facility", "esrf")["datacitelinks"]
    assert (state["state"], state["asked"], state["answered"], state["known"]) == ("ok", 4, 4, 3)


def test_a_source_that_goes_down_is_named_and_the_others_go_on(services: Services) -> None:
    first = answer("citations", "update", "--facility", "esrf")
    services.failing["datacite"] = DOWN
    found = answer("citations", "update", "--facility", "esrf", code=4)

    down, up = found["sources"]
    assert (down["source"], down["failed"][0]["is_down"], down["tombstoned"]) == ("datacitelinks", True, 0)
    assert (up["source"], up["failed"]) == ("crossref", [])
    state = states("--facility", "esrf")["datacitelinks"]
    assert (state["state"], state["asked"], state["answered"]) == ("down", 4, 0)
    assert "503" in state["reason"]
    assert state["retrieved_at"] is not None
    assert "503" in kg("citations", "sources").stdout
    assert found["generation"] > first["generation"], "readers are to see that it is down"


def test_what_it_said_before_stays(services: Services, tmp_path: Path) -> None:
    answer("citations", "update", "--facility", "esrf")
    services.failing["datacite"] = DOWN
    for _ in range(3):
        answer("citations", "update", "--facility", "esrf", "--full", "--source", "datacitelinks", code=3)

    reader_of = Home(tmp_path / "store")
    generation = reader_of.current()
    assert generation is not None
    (row,) = reader_of.reader(generation).select(
        "SELECT (COUNT(DISTINCT ?data) AS ?n) { ?claim pan:claimSubject ?data ; pan:claimObject ?paper }"
    )
    assert row["n"].value == "4"


def test_readers_of_the_generation_see_that_a_source_fell_silent(services: Services, tmp_path: Path) -> None:
    answer("citations", "update", "--facility", "esrf")
    services.failing["datacite"] = DOWN
    answer("citations", "update", "--facility", "esrf", "--source", "datacitelinks", code=3)

    generation = Home(tmp_path / "store").current()
    assert generation is not None
    with closing(sqlite3.connect(generation.citations)) as book:
        told = book.execute("SELECT name, facility, state FROM source WHERE state <> 'never'").fetchall()
    assert sorted(told) == [("crossref", "esrf", "ok"), ("datacitelinks", "esrf", "down")]


def test_a_walk_that_was_cut_goes_on_at_the_next_doi(services: Services) -> None:
    services.failing = dict.fromkeys(DATA["esrf"][1:], DOWN)
    cut = answer("citations", "update", "--facility", "esrf", "--source", "datacitelinks", code=4)
    partial = states("--facility", "esrf")["datacitelinks"]
    services.take()
    services.failing = {}
    answer("citations", "update", "--facility", "esrf", "--source", "datacitelinks")

    assert cut["sources"][0]["walked"]["done"] == 1
    assert (partial["state"], partial["asked"], partial["answered"]) == ("partial", 4, 1)
    assert services.take() == [f"datacite {doi}" for doi in DATA["esrf"][1:]]
    whole = states("--facility", "esrf")["datacitelinks"]
    assert (whole["state"], whole["answered"], whole["reason"]) == ("ok", 4, None)


def test_one_doi_that_fails_makes_the_source_partial(services: Services) -> None:
    services.failing["10.5072/e2"] = Reply(b"{}", 400)
    answer("citations", "update", "--facility", "esrf", "--source", "datacitelinks")

    state = states("--facility", "esrf")["datacitelinks"]
    assert (state["state"], state["reason"]) == ("partial", "1 of 4 DOIs could not be asked.")


def test_a_service_that_wants_a_day_is_left_alone(services: Services) -> None:
    services.failing["10.5072/e2"] = Reply(b"", 429, {"Retry-After": "86400"})
    answer("citations", "update", "--facility", "esrf", "--source", "datacitelinks", code=4)

    assert services.take() == ["datacite 10.5072/e1", "datacite 10.5072/e2"]
    assert "left alone" in states("--facility", "esrf")["datacitelinks"]["reason"]


def test_when_all_are_down_the_command_says_so(services: Services) -> None:
    services.failing |= {"datacite": DOWN, "crossref": DOWN}
    result = kg("citations", "update", "--facility", "esrf", "--source", "datacitelinks")

    assert result.exit_code == 3
    assert "datacitelinks gave nothing" in result.stderr


def test_the_facilities_are_asked_and_told_apart(services: Services) -> None:
    answer("citations", "update", "--facility", "esrf", "--source", "datacitelinks")
    services.failing["datacite"] = DOWN
    answer("citations", "update", "--facility", "ill", "--source", "datacitelinks", code=3)

    assert states("--facility", "esrf")["datacitelinks"]["state"] == "ok"
    assert states("--facility", "ill")["datacitelinks"]["state"] == "down"
    assert states("--facility", "esrf")["crossref"]["state"] == "never"
    assert states("--facility", "psi")["datacitelinks"]["state"] == "never"


def test_full_for_one_facility_leaves_the_records_of_another(services: Services) -> None:
    for facility in ("esrf", "ill", "esrf", "esrf", "esrf"):
        found = answer("citations", "update", "--facility", facility, "--full", "--source", "datacitelinks")
        assert found["sources"][0]["tombstoned"] == 0


def test_every_service_that_is_asked_keeps_a_pace_and_says_its_licence_or_none() -> None:
    """The limits are those that the services state; see the comments of the file."""
    providers = read_providers()
    places = [*witnesses(providers, "data"), *witnesses(providers, "works")]
    pace = {place.source: place.per_second for place in places}

    assert pace["datacitelinks"] == pace["dataciteevents"] == pace["opencitations"] == 3
    assert pace["openaire"] is not None
    assert pace["openaire"] <= 60 / 3600
    assert all(rate is not None and rate <= 5 for rate in pace.values())
    assert {place.licence for place in places if place.source == "openaire"} == {
        "https://creativecommons.org/licenses/by/4.0/"
    }


def test_the_report_shows_the_states_that_the_sources_have(services: Services) -> None:
    answer("citations", "update", "--facility", "esrf", "--source", "crossref", "--source", "datacitelinks")
    services.failing["datacite"] = DOWN
    answer("citations", "update", "--facility", "esrf", "--source", "datacitelinks", code=3)
    told = answer("report", "citations", "--facility", "esrf")["sources"]

    shown = {source["name"]: source["state"] for source in told}
    assert shown == {name: state["state"] for name, state in states("--facility", "esrf").items()}
    assert (shown["datacitelinks"], shown["crossref"], shown["europepmc"]) == ("down", "ok", "never")
    assert set(asking_sources()) <= set(shown)
    (down,) = (source for source in told if source["name"] == "datacitelinks")
    assert (down["asked"], down["answered"]) == (4, 0)
    assert "503" in down["reason"]


def test_the_report_on_another_facility_shows_that_it_was_not_asked_for(services: Services) -> None:
    answer("citations", "update", "--facility", "esrf", "--source", "datacitelinks")
    told = answer("report", "citations", "--facility", "ill")["sources"]

    assert {source["state"] for source in told if source["name"] in asking_sources()} == {"never"}


@pytest.mark.parametrize("said", ["ESRF", "esrf", "esr", " Esrf "])
def test_a_facility_is_found_as_for_a_report(services: Services, said: str) -> None:
    found = answer("citations", "update", "--facility", said, "--source", "datacitelinks")

    assert found["facility"] == "esrf"
    assert services.take() == [f"datacite {doi}" for doi in DATA["esrf"]]
    assert states("--facility", said)["datacitelinks"]["facility"] == "esrf"


@pytest.mark.parametrize("command", ["update", "sources"])
def test_a_facility_that_nobody_knows_is_refused_with_those_there_are(
    services: Services, command: str
) -> None:
    result = kg("citations", command, "--facility", "nonsense")

    assert isinstance(result.exception, BadInput)
    assert re.search(r"'nonsense'.*\besrf\b.*\bill\b", str(result.exception))
    assert services.take() == []


def test_a_facility_of_the_data_alone_is_asked_about_by_its_name(services: Services, tmp_path: Path) -> None:
    lines = (
        "@prefix dcat: <http://www.w3.org/ns/dcat#> .",
        f"@prefix pan: <{PAN}> .",
        "<https://a.example/our-ring> a pan:Facility ; "
        '<http://www.w3.org/2000/01/rdf-schema#label> "Ring of the North" .',
        "<https://doi.org/10.5072/n1> a dcat:Dataset ; pan:facility <https://a.example/our-ring> .",
    )
    (tmp_path / "ring.ttl").write_text("\n".join(lines))
    answer("load", tmp_path / "ring.ttl", "--graph", "https://a.example/ring")
    found = answer(
        "citations", "update", "--facility", "https://a.example/our-ring", "--source", "datacite-links"
    )

    assert services.take() == ["datacite 10.5072/n1"]
    told = answer("report", "citations", "--facility", found["facility"])["sources"]
    assert {source["name"]: source["state"] for source in told}["datacitelinks"] == "ok"


def test_what_was_harvested_until_it_was_stopped_is_kept_and_told(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = HttpWorld.get_json

    def stopped(world: HttpWorld, path: str, **params: str | int) -> object:
        if "e3" in path:
            raise KeyboardInterrupt
        return ask(world, path, **params)

    monkeypatch.setattr(HttpWorld, "get_json", stopped)
    result = kg("citations", "update", "--facility", "esrf")
    state = states("--facility", "esrf")["datacitelinks"]
    services.take()
    monkeypatch.setattr(HttpWorld, "get_json", ask)
    answer("citations", "update", "--facility", "esrf", "--source", "datacitelinks")

    assert result.exit_code == 130
    assert "What was harvested is kept" in result.stderr
    assert "datacitelinks partial: 2 of 4 DOIs answered" in result.stderr
    assert (state["state"], state["reason"]) == ("partial", "It was stopped before its end.")
    assert services.take() == ["datacite 10.5072/e3", "datacite 10.5072/e4"]
