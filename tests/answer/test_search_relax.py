"""What emptied an answer, what gives more, why a record is no hit, and chips that are switched off."""

from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from searching import TODAY, ask, open_engine, titles

from kg.answer.advice import advice
from kg.answer.engine import Engine
from kg.answer.options import Options, check_off
from kg.answer.search import search
from kg.answer.why_not import why_not
from kg.errors import BadInput

SANS = "https://doi.org/10.9999/sans-1"
SMALL_ANGLE_NEUTRON, SMALL_ANGLE = (
    f"http://purl.org/pan-science/PaNET/PaNET0{number}" for number in ("1189", "1124")
)


@pytest.fixture(scope="module")
def scattering(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return open_engine(tmp_path_factory.mktemp("scattering"), "scattering")


def test_what_emptied_an_answer_is_named_and_dropping_it_helps(scattering: Engine) -> None:
    answer = ask(scattering, "neutron reflectometry", instrument="N7")

    assert answer.total == 0
    # The world's only two of that technique have no instrument; N7 has one other dataset.
    assert answer.emptied_by == ("instrument: N7", "technique: neutron reflectometry")
    assert {of.drop: of.hits for of in answer.relaxations if of.instead is None} == {
        "instrument: N7": 2,
        "technique: neutron reflectometry": 1,
    }


def test_two_conditions_that_only_together_empty_an_answer_are_a_pair(scattering: Engine) -> None:
    answer = ask(scattering, "tomography", facility="NNS", year=2022, access="unknown")

    assert answer.total == 0
    assert len(answer.emptied_by) >= 2
    assert answer.relaxations


def test_each_relaxation_gives_the_hits_that_it_promises(scattering: Engine) -> None:
    for text, filters in (
        ("neutron reflectometry", {"instrument": "N7"}),
        ("SANS collected in 2021", {}),
        ("small angle neutron scattering at Southern Light", {}),
    ):
        answer = ask(scattering, text, **filters)
        assert answer.relaxations
        for relaxation in answer.relaxations:
            if relaxation.query is None:
                continue
            pairs = parse_qsl(relaxation.query)
            asked = {name: value for name, value in pairs if name not in ("q", "off")}
            off = [value for name, value in pairs if name == "off"]
            again = search(scattering, dict(pairs)["q"], as_of=TODAY, off=off, **asked)  # type: ignore[arg-type]
            assert again.total == relaxation.hits, relaxation


def test_a_date_is_widened_by_a_year(scattering: Engine) -> None:
    answer = ask(scattering, "SANS in 2021")

    widened = {of.instead: of.hits for of in answer.relaxations if of.instead}
    assert widened["from 2020-01-01 to 2022-12-31"] == 1


def test_a_chip_that_is_off_is_no_condition(scattering: Engine) -> None:
    on, off = (
        ask(scattering, "tomography at NNS"),
        search(scattering, "tomography at NNS", as_of=TODAY, off=["facility:Northern Neutron Source"]),
    )

    assert (on.total, titles(off)) == (0, ["Tomography of a bone"])
    assert off.off == (1,)
    assert len(off.reading.chips) == 2


def test_what_is_excluded_is_no_hit(scattering: Engine) -> None:
    answer = search(scattering, "", as_of=TODAY, excluded=["facility:NNS", "year:2020"])

    assert titles(answer) == ["Neutron reflectometry of lipid bilayers"]
    with pytest.raises(BadInput, match=r"slot:value.*'colour:red'"):
        search(scattering, "", as_of=TODAY, excluded=["colour:red"])


def test_several_values_of_a_filter_are_a_choice(scattering: Engine) -> None:
    assert search(scattering, "", as_of=TODAY, facility=["NNS", "SOLI"]).total == 4
    assert search(scattering, "", as_of=TODAY, access=["closed", "unknown"]).total == 2


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("date", "Tomography of a bone", "SANS on copper oxide"),
        ("-date", "SANS on copper oxide", "Tomography of a bone"),
        ("title", "Neutron reflectometry of lipid bilayers", "Tomography of a bone"),
    ],
)
def test_hits_are_sorted_as_asked(scattering: Engine, sort: str, first: str, last: str) -> None:
    found = titles(search(scattering, "", as_of=TODAY, sort=sort))

    assert (found[0], found[-1], len(found)) == (first, last, 4)


def test_an_unknown_order_names_the_known_ones(scattering: Engine) -> None:
    with pytest.raises(BadInput, match=r"'size'.*relevance, date, -date, title, citations"):
        search(scattering, "", as_of=TODAY, sort="size")


def _why(engine: Engine, asked: str, text: str, **filters: str) -> dict[str, object]:
    return why_not(engine, text, asked, Options(**filters), TODAY).as_json()  # type: ignore[arg-type]


def test_why_not_names_each_broken_condition_and_what_is_said_instead(scattering: Engine) -> None:
    answer = _why(scattering, SANS, "tomography at SOLI", instrument="S2-TOMO")

    assert (answer["exists"], answer["found"], answer["rank"]) == (True, False, None)
    assert {of["slot"]: of["instead"] for of in answer["failed"]} == {  # type: ignore[attr-defined]
        "technique": "its technique is small angle neutron scattering, not tomography",
        "facility": "its facility is Northern Neutron Source, not Southern Light",
        "instrument": "its instrument is N7, not S2-TOMO",
    }


def test_why_not_says_what_a_record_does_not_state(scattering: Engine) -> None:
    answer = _why(scattering, "https://example.org/untagged", "", instrument="N7")

    assert [of["instead"] for of in answer["failed"]] == ["it states no instrument"]  # type: ignore[attr-defined]


def test_why_not_of_a_hit_is_its_place_with_reasons(scattering: Engine) -> None:
    answer = _why(scattering, "doi:10.9999/SANS-1", "small angle scattering")

    assert (answer["iri"], answer["found"], answer["rank"], answer["total"]) == (SANS, True, 1, 1)
    assert answer["because"]


def test_why_not_of_words_that_do_not_match(scattering: Engine) -> None:
    answer = _why(scattering, "https://example.org/bone", "lipid bilayers zebra")

    assert answer["words"] is False or answer["failed"]
    assert answer["found"] is False


@pytest.mark.parametrize("asked", ["10.9999/nobody", "https://example.org/nothing", "", "<b>\x00"])
def test_why_not_of_what_does_not_exist_says_so(scattering: Engine, asked: str) -> None:
    answer = _why(scattering, asked, "SANS")

    assert (answer["exists"], answer["found"], answer["iri"]) == (False, False, None)


def test_a_record_behind_another_says_which(tmp_path: Path) -> None:
    engine = open_engine(tmp_path, "collections")
    answer = _why(engine, "https://example.org/run1", "small angle neutron scattering")

    assert (answer["found"], answer["rank"]) == (True, 1)
    assert answer["behind"] == "https://doi.org/10.9999/coll"


def test_conditions_are_told_with_their_counts(scattering: Engine) -> None:
    document = ask(scattering, "small angle scattering at NNS, not tomography").as_json()

    told = {of["slot"] + ("!" if of["negated"] else ""): of for of in document["constraints"]}
    assert {name: of["hits_alone"] for name, of in told.items()} == {
        "technique": 1, "facility": 2, "technique!": 3
    }  # fmt: skip
    assert told["facility"]["sentence"] == "measured at Northern Neutron Source"
    assert (told["facility"]["from"], told["technique!"]["from"]) == ("NNS", "tomography")
    assert told["facility"]["clause"].startswith(
        "# measured at Northern Neutron Source (facility, from “NNS”)\n"
    )


def test_without_its_only_condition_nothing_would_be_left_of_a_question(scattering: Engine) -> None:
    answer = ask(scattering, "RIXS")

    assert answer.total == 0
    assert [of for of in answer.relaxations if of.instead is None] == []
    assert answer.emptied_by == ("technique: resonant inelastic x-ray scattering",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "RIXS",
            "This graph has no data measured by resonant inelastic x-ray scattering or a narrower technique.",
        ),
        (
            "10.1234/abc",
            "No record here has the DOI 10.1234/abc: check it, or search for words of the title.",
        ),
        (
            "xyzzyq",
            "No dataset that meets the rest is found by the words xyzzyq: use fewer, or other ones.",
        ),
    ],
)
def test_advice_is_by_what_the_question_holds(scattering: Engine, text: str, said: str) -> None:
    assert advice(ask(scattering, text)) == (said,)


def test_an_answer_with_hits_needs_no_advice(scattering: Engine) -> None:
    assert advice(ask(scattering, "")) == ()


def test_a_chip_that_is_not_there_cannot_be_switched_off(scattering: Engine) -> None:
    chips = ask(scattering, "SAXS").reading.chips

    check_off(chips, ("0", "Technique:Small angle x-ray scattering"))
    with pytest.raises(BadInput, match=r"no chip '7'.*0 or technique:small angle x-ray scattering"):
        check_off(chips, ("7",))
    with pytest.raises(BadInput, match="It has none"):
        check_off((), ("0",))
