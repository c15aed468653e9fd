"""What a statement announces in several languages and for which day, and identifiers of other kinds."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.statement.asked import asked_from
from kg.statement.check import Desk, check_statement
from kg.store.home import Home

TODAY = date(2026, 11, 1)
Check = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def check(sample_home: Path) -> Check:
    home = Home(sample_home)
    generation = home.current()
    assert generation is not None
    desk = Desk.of(generation, home.reader(generation))

    def checked(text: str, **more: object) -> dict[str, Any]:
        return check_statement(desk, asked_from({"text": text, **more}), TODAY).as_json()

    return checked


def only(answer: dict[str, Any]) -> dict[str, Any]:
    return dict(*answer["identifiers"])


EMBARGOED = "10.5072/borealis.0010"  # opens on 2032-11-15


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Les données ({0}) seront accessibles en novembre 2032.", "pass"),
        ("Die Rohdaten unterliegen bis 2032 einer Sperrfrist: {0}.", "pass"),
        ("Die Daten sind unter {0} zu finden.", "fail"),
        ("The data ({0}) will be open after 2032-11-15.", "pass"),
        ("The data ({0}) will be open in 2033.", "pass"),
        ("The data ({0}) will be open after 31.12.2027.", "unknown"),  # its record says 2032-11-15
        ("The data ({0}) are not under embargo.", "fail"),
    ],
)
def test_an_embargo_is_announced_in_several_languages_and_for_its_day(
    check: Check, text: str, verdict: str
) -> None:
    one = only(check(text.format(EMBARGOED), publication_date="2026-05-01"))

    assert one["verdicts"]["open"] == verdict


def test_an_identifier_of_another_kind_is_unknown_and_no_finding(check: Check) -> None:
    answer = check("https://zenodo.org/records/8401234")

    assert answer["findings"] == 0
    assert set(only(answer)["verdicts"].values()) == {"unknown"}


def test_addresses_in_place_of_identifiers_are_told(check: Check) -> None:
    answer = check("Data are at https://zenodo.org/records/8401234.")

    assert answer["identifiers"] == []
    assert "https://zenodo.org/records/8401234" in answer["notes"][1]


def test_a_licence_that_only_the_parts_state_is_told_as_theirs(check: Check) -> None:
    one = only(check("Data: 10.5072/aurora.0001"))

    assert one["verdicts"]["licence"] == "pass"
    assert next(of for of in one["evidence"] if of["check"] == "licence")["words"] == (
        "Its record states no licence; those of its parts say https://creativecommons.org/licenses/by/4.0/."
    )
