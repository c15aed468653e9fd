"""The visible query of every kind of condition finds what the search's arrays hold; no more and no less."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from condition_world import DAY, World, chip, open_world

from kg.answer.remark_line import remark
from kg.answer.sparql import as_sparql
from kg.query.precheck import precheck
from kg.read.access import AS_OF, OPENS
from kg.read.chip import Chip
from kg.read.reading import Reading
from kg.store.home import Home

PANET = "http://purl.org/pan-science/PaNET/PaNET"
INF = float("inf")


@pytest.fixture(scope="module")
def world(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    generation = Home(sample_home).current()
    assert generation is not None
    return open_world(generation.graph, tmp_path_factory.mktemp("clauses"))


def _each(world: World) -> Iterator[Chip]:
    engine = world.engine
    for number in ("01124", "01189", "01239", "01129", "01012"):
        yield chip("technique", "asked", PANET + number, engine.lexicon.label(PANET + number))
    for iri in [*engine.by_facility][:3]:
        yield chip("facility", "asked", iri)
    for iri in [*engine.by_instrument][:5]:
        yield chip("instrument", "asked", iri)
    for iri in [*engine.by_person][:3]:
        yield chip("person", "asked", iri)
    for level in ("raw", "processed", "simulated"):
        yield chip("data_level", level)
    for formula in [*engine.by_composition][:4]:
        yield chip("formula", formula)
    yield chip("formula", "two", elements=tuple([*engine.by_element][:2]))
    for state in ("open", "closed", "embargoed", "unknown"):
        yield chip("access", state)
    for start, end in (("2020-01-01", "2020-12-31"), ("2021-03-01", None), (None, "2019-06-30")):
        yield chip("date", {"from": start, "to": end})
    for words in (("water",), ("thin film", "films"), ("SiO2",), ("X-ray",), ("polymers", "Röntgen")):
        yield chip("sample", words[0], words=words)
        yield chip("text", words[0], words=words)
    for card in [*engine.cards][::90]:
        yield chip("doi", card.doi or "10.9999/none")


def test_each_condition_and_its_negation_find_the_same_by_query(world: World) -> None:
    aside = world.inheriting
    for one in _each(world):
        for asked in (one, replace(one, negated=True)):
            found, queried = world.by_arrays(asked), world.by_query(asked)
            assert found - aside == queried - aside, (asked.slot, asked.label, asked.negated)


def test_quantities_find_the_same_by_query_with_the_probe_and_both_ends(world: World) -> None:
    aside, quantities = world.inheriting, world.engine.quantities
    assert {"temperature", "photon energy", "wavelength"} <= {*quantities}
    for name in ("temperature", "photon energy", "neutron energy", "wavelength"):
        lowest, highest = float(quantities[name].low.min()), float(quantities[name].high.max())
        middle = (lowest + highest) / 2
        for si in ((-INF, middle), (middle, INF), (lowest * 0.9, lowest * 1.1)):
            asked = chip("parameter", 1.0, label=name, si=si, op="between")
            assert world.by_arrays(asked) - aside == world.by_query(asked) - aside, (name, si)


@pytest.mark.parametrize("day", [date(2018, 1, 1), date(2022, 6, 1), date(2030, 1, 1)])
def test_access_follows_the_day_in_both(world: World, day: date) -> None:
    for state in ("open", "closed", "embargoed", "unknown"):
        asked = chip("access", state)
        assert world.by_arrays(asked, as_of=day) == world.by_query(asked, as_of=day)


def test_conditions_joined_by_or_find_the_same(world: World) -> None:
    first, *_, last = world.engine.by_facility
    instrument = next(iter(world.engine.by_instrument))
    for chips in (
        (chip("facility", "a", first), chip("facility", "b", last)),
        (chip("facility", "a", first, any_of=1), chip("instrument", "b", instrument, any_of=1)),
        (
            chip("access", "unknown", any_of=1),
            chip("text", "film", words=("film",), any_of=1),
            chip("data_level", "raw", any_of=1, negated=True),
        ),
    ):
        found, queried = world.by_arrays(*chips), world.by_query(*chips)
        assert found - world.inheriting == queried - world.inheriting
        assert found == set().union(*(world.by_arrays(one) for one in chips))


def test_neither_of_two_is_each_left_out(world: World) -> None:
    first, *_, last = world.engine.by_facility
    one, other = (chip("facility", "a", iri, any_of=1, negated=True) for iri in (first, last))

    assert world.by_arrays(one, other) == world.by_arrays(one) & world.by_arrays(other)


def test_a_sample_of_several_components_needs_each_by_any_of_its_words(world: World) -> None:
    both = chip("sample", "of", parts=(("of", "zzz"), ("a", "the")))
    one, other = (chip("sample", words[0], words=words) for words in both.parts)

    found = world.by_arrays(both)

    assert found == world.by_arrays(one) & world.by_arrays(other)
    assert found
    assert found - world.inheriting == world.by_query(both) - world.inheriting


def test_what_is_unknown_here_is_met_by_nothing(world: World) -> None:
    asked = chip("facility", "Atlantis")

    (condition,) = world.conditions(asked)

    assert world.by_arrays(asked) == world.by_query(asked) == set()
    assert condition.sentence == "Atlantis, a facility that is unknown in this graph"
    assert condition.is_unknown


def test_each_clause_stands_under_its_sentence_and_uses_no_path(world: World) -> None:
    chips = [*_each(world)]
    query = as_sparql(Reading("", "en", tuple(chips)), world.conditions(*chips), DAY)
    code = "\n".join(line for line in query.splitlines() if not line.strip().startswith("#"))
    code = re.sub(r'"(?:[^"\\]|\\.)*"|<[^<>\s]*>', '""', code)

    assert "# measured by tomography or a narrower technique (technique, from “asked”)" in query
    assert not re.search(r"(?:\w|>|\))(?:[*+/|^](?!\^))(?:\w|\?|:|$)", code)
    assert precheck(query).text


HOSTILE = [
    'x" . } # ',
    "a\nSERVICE <http://evil.example/> {}",
    "\\u000A} DROP ALL #",
    "\u202eevil\x00",
    "<b>'",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_leaves_its_place_in_the_query(world: World, text: str) -> None:
    chips = (
        chip("sample", text, words=(text,)),
        chip("text", text),
        chip("doi", text),
        chip("formula", text),
        chip("person", text),
    )
    query = as_sparql(Reading(text, "en", chips, unmatched=(text,)), world.conditions(*chips), DAY)

    assert world.by_query(*chips) == set()
    assert not any("\u202e" in line for line in query.splitlines() if line.strip().startswith("#"))
    assert precheck(query).text


def test_a_remark_is_one_line_without_escapes() -> None:
    assert remark("a\nb\\u000Ac\u202ed\x00") == "# a b u000Ac d"


@pytest.mark.parametrize("until", [None, "2027-12-31", "2034-12-31", "2060-01-01"])
def test_what_becomes_open_is_not_open_yet_and_opens_by_the_day(world: World, until: str | None) -> None:
    asked = replace(chip("access", "open"), op=OPENS, day=until)
    expected = {
        card.iri
        for card in world.engine.cards
        if card.available and DAY.isoformat() < card.available <= (until or "9999")
    }
    assert world.by_arrays(asked) == world.by_query(asked) == expected
    assert expected or until == "2027-12-31"


def test_a_state_on_another_day_is_judged_on_that(world: World) -> None:
    asked = replace(chip("access", "open"), op=AS_OF, day="2033-01-01")
    then = world.by_arrays(chip("access", "open"), as_of=date(2033, 1, 1))
    assert world.by_arrays(asked) == world.by_query(asked) == then != world.by_arrays(chip("access", "open"))
