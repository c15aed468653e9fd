"""Statements checked against the sample world: what competency questions P1 to P4 ask, and their traps.

borealis.0010 was measured with TUNDRA under BO20250370 by Isfrid Lichenstein; its embargo ends on 2032-11-15.
borealis.0009 is open since 2019-08-18, measured with FJORD by Lichenstein and Fjordling. aurora.0001 (LYRA)
is open since 2018-07-24 and names paper.1. All of it is written by `kg.sample`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.statement.asked import asked_from
from kg.statement.check import Desk, check_statement
from kg.statement.verdict import CHECKS
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


def said(one: dict[str, Any], check: str) -> dict[str, Any]:
    return next(of for of in one["evidence"] if of["check"] == check)


def test_open_data_that_fit_the_text_pass(check: Check) -> None:
    answer = check(
        "Data taken with FJORD at the Borealis Neutron Centre, proposal BO20250333: 10.5072/borealis.0009",
        publication_date="2024-05-01",
        authors=["Fjordling, A.", "Somebody Else"],
        article="10.5072/paper.9",
    )
    one = answer["identifiers"][-1]

    assert (one["identifier"], one["syntax"], one["exists"]) == ("10.5072/borealis.0009", "valid", True)
    assert (one["kind"], one["level"], one["open_on"]) == ("dataset", "collection", "2019-08-18")
    passed = "syntax existence kind level open licence facility instrument proposal people relation"
    assert {name for name, verdict in one["verdicts"].items() if verdict == "pass"} == set(passed.split())
    assert tuple(one["verdicts"]) == CHECKS
    assert one["constructed"] is True
    looked = {of["source"]: of["retrieved"] for of in said(one, "open")["looked_at"]}
    assert looked["scicat"]


def test_data_under_embargo_on_the_day_of_publication_fail_with_the_day_they_open(check: Check) -> None:
    one = only(check("Data: 10.5072/borealis.0010", publication_date="2026-05-01"))

    assert (one["open_on"], one["verdicts"]["open"]) == ("2032-11-15", "fail")
    assert "2032-11-15" in said(one, "open")["remedy"]


def test_the_same_data_pass_on_a_later_day(check: Check) -> None:
    assert only(check("10.5072/borealis.0010", publication_date="2032-11-15"))["verdicts"]["open"] == "pass"
    assert only(check("10.5072/borealis.0010", publication_date="2032-11-14"))["verdicts"]["open"] == "fail"


def test_a_date_that_is_only_a_year_leaves_it_open_where_it_matters(check: Check) -> None:
    found = {
        year: only(check("10.5072/borealis.0010", publication_date=year))["verdicts"]["open"]
        for year in ("2031", "2032", "2032-11", "2032-12", "2033")
    }

    assert found == {
        "2031": "fail",
        "2032": "unknown",
        "2032-11": "unknown",
        "2032-12": "pass",
        "2033": "pass",
    }


def test_without_a_date_today_counts_and_is_told(check: Check) -> None:
    answer = check("10.5072/borealis.0010")

    assert (answer["publication_date"], answer["as_of"]) == (None, "2026-11-01")
    assert only(answer)["verdicts"]["open"] == "fail"


def test_an_embargo_that_the_statement_announces_is_no_finding(check: Check) -> None:
    one = only(
        check("The data (10.5072/borealis.0010) are under embargo until 2032.", publication_date="2026")
    )

    assert one["verdicts"]["open"] == "pass"
    assert one["open_on"] == "2032-11-15"


def test_an_embargo_that_only_the_parts_of_a_collection_state_is_known(check: Check) -> None:
    # The three datasets of aurora.0003 open on 2031-04-15; the collection says nothing of access.
    one = only(check("Data: 10.5072/aurora.0003"))

    assert (one["open_on"], one["verdicts"]["open"]) == ("2031-04-15", "fail")
    assert "the records of its parts say that they open on 2031-04-15" in said(one, "open")["words"]
    assert only(check("10.5072/aurora.0003", publication_date="2031-04-15"))["verdicts"]["open"] == "pass"
    items = {of["name"]: of["verdict"] for of in said(one, "metadata")["items"]}
    assert items["access"] == "pass"


def test_the_parts_tell_without_a_book_too(sample_home: Path) -> None:
    home = Home(sample_home)
    generation = home.current()
    assert generation is not None
    desk = replace(Desk.of(generation, home.reader(generation)), book=None)
    (one,) = check_statement(desk, asked_from({"text": "10.5072/aurora.0003"}), TODAY).checked

    assert (one.open_on, one.verdict("open")) == ("2031-04-15", "fail")


EMBARGOED = "10.5072/borealis.0010"
OPEN = "10.5072/borealis.0009"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Data are openly available at {0}. Embargoed data: {1}", "fail"),
        ("Data are openly available at {0} and those of {1} are under embargo.", "fail"),
        ("Data are openly available at {0}, while {1} is under embargo until 2033.", "fail"),
        ("Data are openly available at {0}; {1} is to be had on request.", "fail"),
        ("Open data: {0}. Other data are available from the authors on request.", "fail"),
        ("The embargo has ended. Data: {0}", "fail"),
        ("Data at {0} and {1} are under embargo until 2033.", "pass"),
        ("Under embargo: {0}, {1}.", "pass"),
        ("Data are at {0}, which is under embargo, and at {1}, which is open.", "pass"),
        ("Data are at {0}. They are under embargo until 2032. See {1}.", "pass"),
        ("Data are at {1}. They are under embargo until 2032. See {0}.", "fail"),
        ("The data are under embargo until 2032. They have the identifier {0}.", "pass"),
        ("See {0}. Embargoed, too: {0}.", "pass"),
    ],
)
def test_what_is_announced_of_other_data_does_not_count(check: Check, text: str, verdict: str) -> None:
    answer = check(text.format(EMBARGOED, OPEN), publication_date="2026-05-01")
    found = {one["identifier"]: one["verdicts"]["open"] for one in answer["identifiers"]}

    assert found[EMBARGOED] == verdict


def test_on_request_is_classified_and_not_failed(check: Check) -> None:
    answer = check("Data are available from the authors upon reasonable request.")

    assert answer["statement"]["kinds"] == ["on-request"]
    assert (answer["identifiers"], answer["findings"]) == ([], 0)
    told = "The statement names no identifier of data; data are to be had on request only."
    assert answer["notes"] == [told]
    assert check("Data at 10.5072/borealis.0009, the rest on request.")["notes"] == []


def test_a_placeholder_fails_its_syntax_and_nothing_else_is_judged(check: Check) -> None:
    one = only(check("Data are at https://doi.org/10.5291/ILL-DATA.xxx."))

    assert (one["identifier"], one["syntax"], one["iri"]) == ("10.5291/ILL-DATA.xxx", "placeholder", None)
    assert (one["exists"], one["kind"], one["open_on"]) == (None, None, None)
    assert one["verdicts"].pop("syntax") == "fail"
    assert set(one["verdicts"].values()) == {"unknown"}


def test_a_proposal_doi_of_the_ill_is_data_that_this_graph_does_not_know(check: Check) -> None:
    one = only(
        check(
            "Data of proposal 5-31-2345 of the ILL: doi:10.5291/ILL-DATA.5-31-2345".replace("proposal ", "")
        )
    )

    assert (one["kind"], one["level"], one["exists"]) == ("dataset", "proposal", None)
    assert (one["verdicts"]["syntax"], one["verdicts"]["existence"]) == ("pass", "unknown")
    assert one["verdicts"]["facility"] == "pass"  # by the prefix, though no record is there


def test_a_supplement_of_the_article_is_no_data_deposit(check: Check) -> None:
    article = "10.1107/S1600576720005282"
    one = only(check(f"https://doi.org/{article}/ab1234sup1.cif", article=article))

    assert (one["kind"], one["verdicts"]["kind"]) == ("component", "fail")
    # The shape alone tells, too.
    assert only(check("10.1107/S1600576720005282/ab1234sup1.cif"))["kind"] == "component"


def test_the_article_given_as_data_fails_its_kind(check: Check) -> None:
    own = only(check("10.5072/paper.1", article="10.5072/paper.1"))
    other = only(check("10.1107/S1600576720005282"))

    assert (own["kind"], own["verdicts"]["kind"]) == ("publication", "fail")
    assert (other["kind"], other["verdicts"]["kind"]) == ("publication", "fail")


def test_the_wrong_facility_in_the_text_is_named_beside_the_right_one(check: Check) -> None:
    one = only(check("Raw data, collected at the Institut Laue-Langevin, are at 10.5072/borealis.0009."))

    assert one["verdicts"]["facility"] == "fail"
    assert "Institut Laue-Langevin" in said(one, "facility")["words"]
    assert "Borealis Neutron Centre" in said(one, "facility")["words"]


def test_the_wrong_instrument_and_proposal_fail_and_silence_is_unknown(check: Check) -> None:
    answer = check(
        "Data of TUNDRA at the Borealis Neutron Centre, proposal BO20259999: 10.5072/borealis.0009."
    )
    wrong = answer["identifiers"][-1]["verdicts"]
    silent = only(check("Data: 10.5072/borealis.0009."))["verdicts"]

    assert (wrong["facility"], wrong["instrument"], wrong["proposal"]) == ("pass", "fail", "fail")
    assert (silent["facility"], silent["instrument"], silent["proposal"]) == ("unknown",) * 3


def test_two_facilities_in_one_sentence_belong_to_their_identifiers(check: Check) -> None:
    text = (
        "Data are from FJORD at the Borealis Neutron Centre (10.5072/borealis.0009) and "
        "from LYRA at the Aurora Light Source (10.5072/aurora.0001)."
    )
    verdicts = [one["verdicts"] for one in check(text)["identifiers"]]

    assert [(of["facility"], of["instrument"]) for of in verdicts] == [("pass", "pass")] * 2


def test_a_facility_that_another_identifier_explains_speaks_against_none(check: Check) -> None:
    text = "Data are from the Borealis Neutron Centre (10.5072/borealis.0009), and in 10.5072/aurora.0001."
    verdicts = [one["verdicts"]["facility"] for one in check(text)["identifiers"]]

    assert verdicts == ["pass", "unknown"]


@pytest.mark.parametrize(
    "other", ["10.5291/ILL-DATA.5-31-2345", "10.5291/ILL-DATA.xxx", "https://doi.org/10.17863/cam.1"]
)
def test_what_may_belong_to_an_identifier_that_is_not_known_here_speaks_against_none(
    check: Check, other: str
) -> None:
    text = f"Data were taken on D22 at the ILL, proposal 5-31-2345 ({other}), and in 10.5072/borealis.0009."
    verdicts = next(
        one["verdicts"] for one in check(text)["identifiers"] if one["identifier"] == "10.5072/borealis.0009"
    )

    assert (verdicts["facility"], verdicts["instrument"]) == ("unknown", "unknown")
    # A proposal of nobody who is known may be the other's.
    assert verdicts["proposal"] == "unknown"


def test_people_without_overlap_may_be_reuse_and_never_fail(check: Check) -> None:
    one = only(check("10.5072/borealis.0009", authors="Ada Example; Grace Sample"))

    assert one["verdicts"]["people"] == "unknown"
    assert "may be a legitimate reuse" in said(one, "people")["words"]


def test_a_relation_that_no_source_states_is_not_registered_as_far_as_they_say(check: Check) -> None:
    one = only(check("10.5072/aurora.0001", article="10.5072/other.99"))

    assert one["verdicts"]["relation"] == "fail"
    assert "as far as the sources asked say: " in said(one, "relation")["words"]
    assert "scicat" in said(one, "relation")["words"]
    assert "10.5072/paper.1" in said(one, "relation")["words"]
    assert only(check("10.5072/aurora.0001", article="10.5072/paper.1"))["verdicts"]["relation"] == "pass"
    assert only(check("10.5072/aurora.0001"))["verdicts"]["relation"] == "unknown"
    assert only(check("10.5072/nowhere.1", article="10.5072/paper.1"))["verdicts"]["relation"] == "unknown"


def test_the_minimum_is_a_list_by_a_profile_with_its_version(check: Check) -> None:
    answer = check("10.5072/aurora.0001")
    told = said(only(answer), "metadata")

    assert answer["profile"] == {"name": "pan-raw-minimum", "version": "1.0"}
    assert "pan-raw-minimum 1.0" in told["words"]
    # The catalogue counts files and does not say what they are.
    assert [of["name"] for of in told["items"] if of["verdict"] == "fail"] == ["file format"]
    assert len(told["items"]) == 9


def test_a_proposal_number_alone_leads_to_the_data_of_that_number(check: Check) -> None:
    one = only(check("Data of proposal BO20250333 at the Borealis Neutron Centre."))

    assert (one["scheme"], one["level"], one["verdicts"]["kind"]) == ("proposal", "proposal", "unknown")
    assert one["exists"] is True
    assert "borealis" in said(one, "existence")["words"]


def test_titles_are_compared_and_shown(check: Check) -> None:
    alike = only(check("10.5072/aurora.0001", title="On the drying of silica nanoparticle suspensions"))
    other = only(check("10.5072/aurora.0001", title="A theory of everything"))
    assert (alike["verdicts"]["title"], other["verdicts"]["title"]) == ("pass", "unknown")
    assert "100%" in said(alike, "title")["words"]
