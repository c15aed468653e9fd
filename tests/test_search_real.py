"""Real records of facilities, searched by words and techniques alone."""

from datetime import date
from pathlib import Path

import pytest

from kg.answer.engine import Engine
from kg.answer.search import search
from kg.pipeline import harvest
from kg.store.home import Home

DAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def engine(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    home = Home(tmp_path_factory.mktemp("real") / "store")
    harvest(home, "scicat", [str(shared_data / "catalogues" / "scicat")])
    generation = home.current()
    assert generation is not None
    return Engine.open(generation, None)


@pytest.mark.slow
def test_reflectometry_of_films_comes_first_and_says_why(engine: Engine) -> None:
    answer = search(engine, "neutron reflectometry of thin films", as_of=DAY)

    assert "Neutron Reflectivity study" in answer.hits[0].title
    assert [reason.text for reason in answer.hits[0].because] == [
        "its parts state the technique neutron reflectometry",
        "sample: thin film (title: film)",
    ]


@pytest.mark.slow
def test_ptychography_is_found_stated_named_and_as_an_adjective(engine: Engine) -> None:
    titles = [hit.title for hit in search(engine, "ptychography", as_of=DAY).hits]

    assert "ptychographic X-ray computed tomography" in titles[0]
    assert any("Data Processing Chip" in title for title in titles[1:])
    assert any("ptychographic hard X-ray tomography" in title for title in titles[1:])


@pytest.mark.slow
def test_no_hit_breaks_the_facility_that_was_asked_for(engine: Engine) -> None:
    answer = search(engine, "tomography at PSI", as_of=DAY, limit=100)

    assert answer.total > 0
    assert {hit.facility for hit in answer.hits} == {"Paul Scherrer Institute"}


@pytest.mark.slow
@pytest.mark.parametrize("text", ["recipe for apple pie", "stock market prices", "football results"])
def test_what_no_facility_has_is_not_found(engine: Engine, text: str) -> None:
    assert search(engine, text, as_of=DAY).total == 0
