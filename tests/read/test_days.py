"""Dates and years: "after 2019" begins with 2020; a number is a year only where nothing says otherwise."""

import pytest
from questions import ask, of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("tomography after 2019", ["2020-01-01.."]),
        ("tomography since 2019", ["2019-01-01.."]),
        ("tomography before 2012", ["..2011-12-31"]),
        ("tomography until 2012", ["..2012-12-31"]),
        ("reflectivity 2015-2018", ["2015-01-01..2018-12-31"]),
        ("reflectivity between 2015 and 2018", ["2015-01-01..2018-12-31"]),
        ("reflectivity from 2015 to 2018", ["2015-01-01..2018-12-31"]),
        ("micelles in 2016", ["2016-01-01..2016-12-31"]),
        ("SANS micelles 2016", ["2016-01-01..2016-12-31"]),
        ("SANS in March 2021", ["2021-03-01..2021-03-31"]),
        ("données de mars 2021", ["2021-03-01..2021-03-31"]),
        ("proposals of 2022", ["2022-01-01..2022-12-31"]),
        ("alloy of 2000", []),
        ("before summer 2023", []),
        ("données plus anciens que 2010", ["..2009-12-31"]),
        ("measured on 2022-05-17", ["2022-05-17..2022-05-17"]),
        ("SAXS last year", ["2025-01-01..2025-12-31"]),
        ("SAXS this year", ["2026-01-01..2026-12-31"]),
        ("SAXS in the last 5 years", ["2021-11-21.."]),
        ("imaging of the past decade", ["2016-11-21.."]),
        ("Messungen seit letztem Jahr", ["2025-01-01.."]),
        ("Messungen seit 2014", ["2014-01-01.."]),
        ("Messungen nach 2014", ["2015-01-01.."]),
        ("Messungen vor 2014", ["..2013-12-31"]),
        ("Messungen zwischen 2010 und 2013", ["2010-01-01..2013-12-31"]),
        ("mesures après 2014", ["2015-01-01.."]),
        ("mesures jusqu'à 2014", ["..2014-12-31"]),
        ("datos desde 2014", ["2014-01-01.."]),
        ("datos antes de 2014", ["..2013-12-31"]),
        ("dati dal 2014", ["2014-01-01.."]),
        ("dati prima del 2014", ["..2013-12-31"]),
        ("dati dopo il 2014", ["2015-01-01.."]),
        ("dal 2014 al 2016", ["2014-01-01..2016-12-31"]),
        ("Proben bei Drücken über 5 GPa seit 2018", ["2018-01-01.."]),
        ("water under 3 kbar in 2014", ["2014-01-01..2014-12-31"]),
        ("older than 2010", ["..2009-12-31"]),
        ("from May 2018 to July 2019", ["2018-05-01..2019-07-31"]),
        ("data from 2017", ["2017-01-01..2017-12-31"]),
        ("data from 2017 onwards", ["2017-01-01.."]),
        ("ab 2019 gemessen", ["2019-01-01.."]),
        ("im Jahr 2013", ["2013-01-01..2013-12-31"]),
        ("de 2010 à 2012", ["2010-01-01..2012-12-31"]),
        ("entre 2010 y 2012", ["2010-01-01..2012-12-31"]),
        ("tra il 2010 e il 2012", ["2010-01-01..2012-12-31"]),
        ("nel 2016", ["2016-01-01..2016-12-31"]),
        ("2015–2016 campaigns", ["2015-01-01..2016-12-31"]),
        ("der letzten 3 Jahre", ["2023-11-21.."]),
        ("ces 5 dernières années", ["2021-11-21.."]),
        ("el año pasado", ["2025-01-01..2025-12-31"]),
        ("l'anno scorso", ["2025-01-01..2025-12-31"]),
        ("this month", ["2026-11-01..2026-11-30"]),
        ("in the 1990s", ["1990-01-01..1999-12-31"]),
        ("3 March 2020", ["2020-03-03..2020-03-03"]),
        ("am 24.12.2019", ["2019-12-24..2019-12-24"]),
        ("not in 2015", ["-2015-01-01..2015-12-31"]),
        ("after 2012 and before 2015", ["2013-01-01..2014-12-31"]),
        ("before 2020 and after 2018", ["2019-01-01..2019-12-31"]),
        ("after 2018, before 2020", ["2019-01-01..2019-12-31"]),
        ("after 2018 but before 2020", ["2019-01-01..2019-12-31"]),
        ("after 2018 and until 2020", ["2019-01-01..2020-12-31"]),
        ("2015 and up to 2019", ["2015-01-01..2019-12-31"]),
        ("from 2015 and up to 2019", ["2015-01-01..2019-12-31"]),
        ("after 2018 until 2020", ["2019-01-01..2020-12-31"]),
        ("après 2015 et avant 2019", ["2016-01-01..2018-12-31"]),
        ("después de 2015 y antes de 2019", ["2016-01-01..2018-12-31"]),
        ("dopo il 2015 e prima del 2019", ["2016-01-01..2018-12-31"]),
        ("nach 2018 und vor 2020", ["2019-01-01..2019-12-31"]),
        ("seit 2013 und bis 2015", ["2013-01-01..2015-12-31"]),
        ("after 2018 or before 2010", ["2019-01-01..", "..2009-12-31"]),
        ("2015 and before", ["..2015-12-31"]),
        ("2015 et après", ["2015-01-01.."]),
    ],
)
def test_a_date_is_read(text: str, wanted: list[str]) -> None:
    assert of(text, "date") == wanted


@pytest.mark.parametrize(
    "text",
    [
        "nickel after ageing",
        "annealed before measurement",
        "alloy 2024 fatigue",
        "2020 datasets",
        "instrument D2000",
        "2048 x 2048 pixels",
        "quenched from 2000 K",
        "proposal 2015123",
        "may 5 samples",
        "sample aged after 2 weeks",
        "steel 2205 duplex",
        "2000 Oe",
        "1998 atoms",
        "in 2000 Oe",
        "between 1990 and 2000 atoms",
        "1998 Atome",
        "1998 atomes",
        "2000 átomos",
        "1998 atomi",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert of(text, "date") == []


@pytest.mark.parametrize("text", ["last year", "the past 5 years", "seit letztem Jahr", "this month"])
def test_nothing_is_counted_from_a_day_that_nobody_knows(text: str) -> None:
    assert of(text, "date", None) == []


def test_a_chip_says_what_is_meant() -> None:
    labels = [ask(text).chips[-1].label for text in ("after 2019", "before 2012", "in 2015", "2015-2018")]

    assert labels == ["from 2020-01-01", "until 2011-12-31", "2015", "2015 to 2018"]


@pytest.mark.parametrize("text", ["2010-12", "03/04/2019", "2030-02-30"])
def test_what_may_be_two_dates_or_none_is_left(text: str) -> None:
    assert of(text, "date") == []


def test_dates_of_which_any_may_be_have_one_number() -> None:
    first, second = ask("reflectivity in 2015 and 2017").chip("date")

    assert first.any_of is not None
    assert first.any_of == second.any_of


@pytest.mark.parametrize("text", ["after 2018 or before 2010", "before 2010 and after 2018"])
def test_bounds_that_leave_nothing_together_are_a_choice(text: str) -> None:
    first, second = ask(text).chip("date")

    assert first.any_of is not None
    assert first.any_of == second.any_of


def test_two_bounds_are_one_range_with_its_place() -> None:
    (chip,) = ask("SAXS after 2012 and before 2015").chip("date")

    assert (chip.op, chip.label, chip.span, chip.any_of) == ("between", "2013 to 2014", (5, 31), None)


def test_a_year_that_was_read_is_not_said_to_be_unread() -> None:
    assert ask("reflectivity in 2015").unread == ()


def test_nothing_in_a_doi_is_a_year() -> None:
    assert of("10.1000/data.2015.2018", "date") == []


@pytest.mark.parametrize(
    ("text", "year", "words"),
    [
        ("SAXS in summer 2023", "2023", "in summer 2023"),
        ("Messungen im Frühjahr 2021", "2021", "im Frühjahr 2021"),
        ("été 2019", "2019", "été 2019"),
        ("spring of 2020", "2020", "spring of 2020"),
    ],
)
def test_a_season_is_the_year_and_says_so(text: str, year: str, words: str) -> None:
    (chip,) = ask(text).chip("date")

    assert chip.value == {"from": f"{year}-01-01", "to": f"{year}-12-31"}
    assert chip.label == f"{year} (season not compared)"
    assert text[slice(*chip.span)] == words
