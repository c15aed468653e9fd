"""The chips of the search page: each is switched off, turned around and changed by its links and forms."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from following import Links, asked, get, hits, total
from serving import BROWSER, client
from starlette.testclient import TestClient

SAXS = "http://purl.org/pan-science/PaNET/PaNET01188"
ASKED = "SAXS or WAXS, not ESRF"


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home) as opened:
        yield opened


def test_each_condition_is_a_chip_with_its_sentence_and_its_own_count(site: TestClient) -> None:
    text = get(site, "/search", q=ASKED)

    assert text.count('<details class="chip') == 3
    assert "Data measured by small angle x-ray scattering or a narrower technique." in text
    alone = hits(site, "q=SAXS")
    assert f"alone it has {alone} hits" in text
    assert "Data not measured at European Synchrotron Radiation Facility." in text


def test_a_chip_is_switched_off_and_on_again(site: TestClient) -> None:
    before = get(site, "/search", q="SAXS since 2022")
    off = Links(before).to("Switch off small angle x-ray scattering")
    without = get(site, off)
    on = Links(without).to("Switch on small angle x-ray scattering")

    assert asked(off) == {"q": "SAXS since 2022", "off": "technique:small angle x-ray scattering"}
    assert total(without) == hits(site, "q=since+2022") > total(before)
    assert "<s>technique: <b>small angle x-ray scattering</b></s>" in without
    assert total(get(site, on)) == total(before)


def test_two_chips_of_one_name_are_switched_off_by_their_place(site: TestClient) -> None:
    text = get(site, "/search", q="below 30 K, above 2 K")
    addresses = [address for said, address in Links(text).links if said == "Switch off temperature"]

    assert [asked(address)["off"] for address in addresses] == ["0", "1"]


def test_a_chip_is_excluded_and_required_again(site: TestClient) -> None:
    address = Links(get(site, "/search", q="scattering of batteries since 2020")).to(
        "Exclude instead from 2020-01-01"
    )
    excluded = site.get(address, headers=BROWSER)
    assert excluded.url.params["q"] == "scattering of batteries, not since 2020"

    back = site.get(Links(excluded.text).to("Require instead from 2020-01-01"), headers=BROWSER)
    assert back.url.params["q"] == "scattering of batteries, since 2020"


def test_a_chip_that_no_text_can_turn_around_is_excluded_by_a_filter(site: TestClient) -> None:
    address = Links(get(site, "/search", q="small and wide angle scattering")).to(
        "Exclude instead small angle scattering"
    )
    changed = site.get(address, headers=BROWSER, follow_redirects=False).headers["location"]

    assert asked(changed)["off"] == "technique:small angle scattering"
    assert asked(changed)["not"] == "technique:http://purl.org/pan-science/PaNET/PaNET01124"
    assert '<b class="not">not</b> technique: <b>small angle scattering</b>' in get(site, changed)


def test_the_words_of_a_chip_are_changed_by_a_form(site: TestClient) -> None:
    action, fields = Links(get(site, "/search", q="SAXS of batteries", access="open")).form("words", "span")
    changed = [(name, "WAXS" if name == "words" else value) for name, value in fields]
    answer = site.get(action, params=urlencode(changed), headers=BROWSER)

    assert asked(str(answer.url)) == {"q": "WAXS of batteries", "access": "open"}
    assert "<b>wide angle x-ray scattering</b>" in answer.text


def _steps(text: str) -> dict[str, str]:
    """The broader and narrower techniques of the chips: label -> address."""
    parts = re.findall(r"<p>(?:Broader|Narrower): .*?</p>", text)
    return {label: address for part in parts for label, address in Links(part).links}


def test_a_technique_offers_broader_and_narrower_ones_with_their_counts(site: TestClient) -> None:
    text = get(site, "/search", q="small angle scattering since 2015")
    narrower = _steps(text)["small angle neutron scattering"]
    broader = _steps(get(site, narrower))["small angle scattering"]

    assert asked(narrower) == {"q": "small angle neutron scattering since 2015"}
    count = hits(site, "q=small+angle+neutron+scattering")
    assert f'small angle neutron scattering</a> <span class="n">({count})</span>' in text
    assert asked(broader) == {"q": "small angle scattering since 2015"}


def test_chosen_filters_are_chips_that_are_removed_or_turned_around(site: TestClient) -> None:
    text = get(site, "/search", q="scattering", technique=SAXS)
    links = Links(text)
    without = Links(get(site, links.to("Exclude instead small angle x-ray scattering")))

    assert asked(links.to("Remove small angle x-ray scattering")) == {"q": "scattering"}
    assert asked(without.to("Require instead small angle x-ray scattering")) == {
        "q": "scattering", "technique": SAXS,
    }  # fmt: skip
    assert asked(without.to("Remove small angle x-ray scattering")) == {"q": "scattering"}


def test_an_ambiguous_word_is_offered_with_each_meaning(site: TestClient) -> None:
    text = get(site, "/search", q="ill data")
    links = Links(text)

    assert "“ill” may mean: " in text
    facility = get(site, links.to("Institut Laue-Langevin"))
    word = get(site, links.to("the word “ill”"))
    assert "facility: <b>Institut Laue-Langevin</b>" in facility
    assert "may mean" not in facility
    assert "words: <b>&#34;ill&#34;</b>" in word
    assert "may mean" not in word


def test_an_unknown_identifier_and_left_words_are_said(site: TestClient) -> None:
    text = get(site, "/search", q="10.5072/not.here zzqx")

    assert "The DOI 10.5072/not.here is not in this graph." in text
    assert "Searched as words: <b>zzqx</b>." in text


def test_a_question_for_instruments_gets_them_with_links(site: TestClient) -> None:
    text = get(site, "/search", q="which instruments do SAXS")
    (first, *_) = site.get("/api/v1/search?q=SAXS").json()["facets"]["instrument"]

    assert "You ask for instruments; this is a list of datasets." in text
    assert f'>{first["label"]}</a> <span class="n">({first["count"]})</span>' in text


@pytest.mark.parametrize("given", ["", "1", "4-2", "0-99999", "x-y", "-1-3"])
def test_a_place_that_is_none_is_refused_with_the_way_out(site: TestClient, given: str) -> None:
    answer = site.get("/search/edit", params={"q": "SAXS", "span": given, "words": "x"})

    assert answer.status_code == 400
    assert "a place is written like 4-9" in answer.text


@pytest.mark.parametrize("do", ["exclude", "require"])
def test_a_chip_that_is_not_there_cannot_be_turned_around(site: TestClient, do: str) -> None:
    answer = site.get("/search/edit", params={"q": "SAXS", "span": "0-4", "do": do, "chip": "technique:x"})

    assert answer.status_code == 400
    assert "search again and choose one" in answer.text


def test_what_is_asked_for_is_told_where_nothing_is_a_condition(site: TestClient) -> None:
    text = get(site, "/search", q="newest datasets on catalysis")

    assert "Asked: <b>newest first</b>." in text
    assert "Read as words only" not in text


def test_the_address_of_changes_opened_by_hand_leads_to_the_search(site: TestClient) -> None:
    for given, leads in (({}, "/search"), ({"q": "SAXS"}, "/search?q=SAXS")):
        done = site.get("/search/edit", params=given, headers=BROWSER, follow_redirects=False)
        assert (done.status_code, done.headers["location"]) == (303, leads)


def test_help_is_one_link_from_every_search(site: TestClient) -> None:
    assert Links(get(site, "/search", q="SAXS")).to("Help") == "/help/search"
