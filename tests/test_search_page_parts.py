"""The pieces of the search page by themselves: addresses, changed questions, marks, bars, suggestions."""

import pytest
from searching import TODAY, open_engine

from kg.answer.facets import FacetValue
from kg.answer.suggest import MOST, Suggestions
from kg.errors import BadInput
from kg.read.lexicon import shipped_lexicon
from kg.read.read import read
from kg.web.search.address import Address
from kg.web.search.help_examples import KINDS
from kg.web.search.help_page import read_example
from kg.web.search.marked import Marker
from kg.web.search.rewrite import Place, excluded, meaning, read_place, required, rewritten
from kg.web.search.timeline import timeline

LEXICON = shipped_lexicon()


def at(text: str, *filters: tuple[str, str]) -> Address:
    return Address((("q", text), *filters))


def test_an_address_gets_and_loses_parameters_one_by_one() -> None:
    address = at("x", ("facility", "a"), ("facility", "b"))

    assert address.plus("facility", "a") == address
    assert address.minus("facility", "a").pairs == (("q", "x"), ("facility", "b"))
    assert address.minus("facility").put("sort", "date").path() == "/search?q=x&sort=date"
    assert Address(()).path("/") == "/"


def test_another_text_forgets_what_was_off_by_its_place_only() -> None:
    address = at("x", ("off", "1"), ("off", "technique:imaging"))

    assert address.asking("y").pairs == (("q", "y"), ("off", "technique:imaging"))
    assert address.asking("").pairs == (("off", "technique:imaging"),)


@pytest.mark.parametrize(
    ("text", "place", "words", "expected"),
    [
        ("SAXS of gold", Place(0, 4), "WAXS", "WAXS of gold"),
        ("SAXS, open", Place(0, 4), "", "open"),
        ("SAXS, open", Place(6, 10), "", "SAXS"),
        ("a  b", Place(3, 4), "c", "a c"),
        ("", Place(0, 0), "c", "c"),
        ("Größe 😀 x", Place(6, 7), "y", "Größe y x"),
    ],
)
def test_words_are_put_in_the_place_of_others(text: str, place: Place, words: str, expected: str) -> None:
    assert rewritten(text, place, words) == expected


def test_a_place_is_two_numbers_within_the_question() -> None:
    assert read_place("0-4", "SAXS") == Place(0, 4)
    for wrong in ("0-5", "3-2", "0", "0-4-5", "٠-٤", "1e0-2"):
        with pytest.raises(BadInput):
            read_place(wrong, "SAXS")


@pytest.mark.parametrize(
    ("question", "slot", "expected"),
    [
        ("SAXS or WAXS since 2019", "technique", "WAXS since 2019, not SAXS"),
        ("tomography of batteries since 2019", "sample", "tomography since 2019, not batteries"),
        ("ptychography at ESRF", "facility", "ptychography, not ESRF"),
        ("XRD below 30 K", "parameter", "XRD, without below 30 K"),
        ("raw data", "data_level", "not raw data"),
    ],
)
def test_a_condition_is_excluded_in_words_that_are_read_so(question: str, slot: str, expected: str) -> None:
    chip = read(LEXICON, question).chip(slot)[0]

    assert excluded(LEXICON, at(question), chip).text == expected
    assert read(LEXICON, expected).chip(slot, negated=True)[0].label == chip.label


def test_what_was_excluded_is_required_again() -> None:
    (chip,) = read(LEXICON, "SAXS but not at DESY").chip("facility", negated=True)
    changed = required(LEXICON, at("SAXS but not at DESY"), chip).text

    assert [of.label for of in read(LEXICON, changed).chip("facility")] == [chip.label]
    assert "SAXS" in changed


def test_words_with_several_meanings_get_one() -> None:
    ill = "https://w3id.org/pan-kg/id/facility/ill"
    named = meaning(LEXICON, at("ill since 2019"), Place(0, 3), "facility", ill, "Institut Laue-Langevin")
    unnamed = meaning(LEXICON, at("D20 since 2019"), Place(0, 3), "instrument", "https://e.org/d20", "D20")

    assert named.pairs == (("q", "Institut Laue-Langevin since 2019"),)
    assert unnamed.pairs == (("q", "since 2019"), ("instrument", "https://e.org/d20"))


def stem(text: str) -> list[str]:
    return [text.lower().rstrip("s")]


def test_matched_words_are_marked_and_all_else_is_text() -> None:
    marker = Marker(stem, ["rod", "<b>"])

    assert marker.mark("Gold Rods <b>&") == "Gold <mark>Rods</mark> &lt;b&gt;&amp;"
    assert marker.mark("a\u202eb") == "a\\u202eb"
    assert Marker(stem, []).mark("<i>rods</i>") == "&lt;i&gt;rods&lt;/i&gt;"


def test_an_excerpt_begins_before_the_first_matched_word() -> None:
    text = "one two " * 40 + "rods at last"

    found = Marker(stem, ["rod"]).excerpt(text, 100)
    assert found.startswith("… ")
    assert found.endswith("<mark>rods</mark> at last")
    assert Marker(stem, []).excerpt(text, 20) == "one two one two one …"
    assert Marker(stem, []).excerpt("x" * 50, 20) == "x" * 20 + " …"
    assert Marker(stem, []).excerpt("short", 20) == "short"


def years(*counts: tuple[str, int]) -> list[FacetValue]:
    return [FacetValue(year, year, count) for year, count in counts]


def test_a_timeline_has_a_place_for_every_year_between() -> None:
    found = timeline(years(("2018", 10), ("2021", 5)), at("x", ("since", "2000-01-01")), "2021")
    assert found is not None

    assert [(bar.year, bar.datasets, bar.is_chosen) for bar in found.bars] == [
        ("2018", 10, False), ("2021", 5, True),
    ]  # fmt: skip
    assert found.bars[0].address == "/search?q=x&year=2018"
    assert 'width="120"' in found.svg
    assert '<rect class="bar" x="3" y="15" width="24" height="56"/>' in found.svg
    assert '<rect class="bar" x="93" y="43" width="24" height="28"/>' in found.svg


def test_a_timeline_of_one_year_or_of_odd_ones_stays_small() -> None:
    assert timeline(years(("2018", 10)), at("x"), None) is None
    found = timeline(years(("0001", 1), ("9999", 1), ("unknown", 3)), at("x"), None)
    assert found is not None
    assert 'width="60"' in found.svg


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))
def test_every_example_of_the_help_is_read_as_it_says_in_all_languages(kind: object) -> None:
    assert kind in KINDS
    found = next(of for of in KINDS if of is kind)

    assert {lang for lang, _ in found.examples} == {"en", "de", "fr", "es", "it"}
    for lang, text in found.examples:
        assert read_example(LEXICON, found, lang, text, TODAY), (lang, text)


def test_an_example_that_is_not_read_so_is_left_out() -> None:
    technique = KINDS[0]

    assert read_example(LEXICON, technique, "en", "since 2019", TODAY) is None
    assert read_example(LEXICON, technique, "en", "SAXS zzqx", TODAY) is None


@pytest.fixture(scope="module")
def suggestions(tmp_path_factory: pytest.TempPathFactory) -> Suggestions:
    return Suggestions(open_engine(tmp_path_factory.mktemp("world"), "scattering"))


def test_the_end_of_a_text_is_completed_from_where_the_name_begins(suggestions: Suggestions) -> None:
    found = suggestions.after("datasets by small angle neu")

    assert (found[0].slot, found[0].text, found[0].start) == (
        "technique", "small angle neutron scattering", 12,
    )  # fmt: skip


def test_names_with_data_come_first_and_there_are_few(suggestions: Suggestions) -> None:
    found = suggestions.after("small angle")

    counts = [of.datasets for of in found if of.start == found[0].start]
    assert counts == sorted(counts, reverse=True)
    assert len(found) <= MOST
    assert len({of.iri for of in found}) == len(found)


@pytest.mark.parametrize("text", ["", " ", "s", "small angle ", "zzqx", "😀", "\x00", "-", "a" * 2000])
def test_nothing_is_proposed_where_nothing_goes_on(suggestions: Suggestions, text: str) -> None:
    assert suggestions.after(text) == []
