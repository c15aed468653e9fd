"""Datasets like a given one: why, in which order, and what is no likeness."""

from datetime import date
from pathlib import Path

import pytest
from searching import LetterEncoder, open_engine

from kg.answer.engine import Engine
from kg.answer.similar import similar
from kg.errors import BadInput
from kg.store.home import Home

TODAY = date(2026, 1, 1)
SANS = "https://doi.org/10.9999/sans-1"


@pytest.fixture(scope="module")
def engine(sample_home: Path) -> Engine:
    generation = Home(sample_home).current()
    assert generation is not None
    return Engine.open(generation, None)


def a_dataset_with_technique(engine: Engine) -> str:
    return next(card.iri for card in engine.cards if card.techniques and card.samples and not card.parts)


def test_every_similar_dataset_says_why_and_the_scores_fall(engine: Engine) -> None:
    found = similar(engine, a_dataset_with_technique(engine), TODAY)

    assert found
    assert all(of.reasons.startswith("same ") for of in found)
    assert [of.score for of in found] == sorted((of.score for of in found), reverse=True)


def test_neither_itself_nor_its_group_is_like_it_and_a_group_is_shown_once(engine: Engine) -> None:
    for card in engine.cards[:40]:
        own = engine.numbers[card.iri]
        groups = [int(engine.groups[engine.numbers[of.iri]]) for of in similar(engine, card.iri, TODAY, 100)]
        assert int(engine.groups[own]) not in groups
        assert len(groups) == len(set(groups))


def test_what_is_the_same_is_so(engine: Engine) -> None:
    iri = a_dataset_with_technique(engine)
    own = engine.cards[engine.numbers[iri]]
    for of in similar(engine, iri, TODAY, 50):
        other = engine.cards[engine.numbers[of.iri]]
        assert ("technique" in of.reasons) == bool(set(own.techniques) & set(other.techniques))
        assert ("instrument" in of.reasons) == bool(set(own.instruments) & set(other.instruments))


def test_the_same_instrument_alone_is_no_likeness(tmp_path: Path) -> None:
    # In that world no two datasets share technique, sample or person; two share a facility.
    engine = open_engine(tmp_path, "scattering")

    assert similar(engine, SANS, TODAY) == ()


def test_what_is_near_in_meaning_is_found_with_its_cosine(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "world", "scattering", encoder=LetterEncoder(tmp_path))
    assert engine.vectors is not None
    number = engine.numbers[SANS]
    for of in similar(engine, SANS, TODAY):
        by_hand = float(engine.vectors[engine.numbers[of.iri]] @ engine.vectors[number])
        assert of.cosine == pytest.approx(by_hand, abs=1e-3)
        assert of.reasons.endswith(f"similar in meaning ({by_hand:.2f})")


def test_a_doi_will_do(tmp_path: Path) -> None:
    engine = open_engine(tmp_path, "scattering")

    assert similar(engine, "10.9999/SANS-1", TODAY) == similar(engine, SANS, TODAY)


@pytest.mark.parametrize("name", ["", "https://example.org/none", "10.9999/none", "\x00\u202e", "x" * 10_000])
def test_an_unknown_dataset_is_named(name: str, engine: Engine) -> None:
    with pytest.raises(BadInput, match="holds no dataset"):
        similar(engine, name, TODAY)


@pytest.mark.parametrize("limit", [0, -1, 101])
def test_a_limit_out_of_range_is_refused(limit: int, engine: Engine) -> None:
    with pytest.raises(BadInput, match="limit must be 1 to 100"):
        similar(engine, engine.cards[0].iri, TODAY, limit)
