"""Charts of two columns: which one suits, and that what is drawn are the numbers."""

from xml.etree import ElementTree

import pytest

from kg.rdf.names import XSD
from kg.web.sparql.chart import MOST_BARS, Chart, chart
from kg.web.sparql.result_table import Cell, Table


def table(*rows: tuple[Cell | None, ...], columns: tuple[str, str] = ("name", "n")) -> Table:
    return Table(columns, rows, len(rows))


def number(value: float) -> Cell:
    return Cell(f"{value:g}", datatype=XSD["decimal"], number=float(value))


def shapes(drawn: Chart | None) -> dict[str, list[dict[str, str]]]:
    """The attributes of the elements of a drawing, by their names."""
    assert drawn is not None
    found: dict[str, list[dict[str, str]]] = {}
    for element in ElementTree.fromstring(drawn.svg).iter():
        found.setdefault(element.tag, []).append(dict(element.attrib))
    return found


def test_names_and_numbers_make_bars_as_long_as_their_numbers() -> None:
    drawn = chart(table((Cell("a"), number(10)), (Cell("b & <c>"), number(5)), (Cell("d"), number(0))))
    bars = shapes(drawn)["rect"]

    assert drawn is not None
    assert drawn.title == "Bars: n by name"
    assert float(bars[0]["width"]) == 2 * float(bars[1]["width"])
    assert float(bars[2]["width"]) <= 1
    assert "b &amp; &lt;c&gt;" in drawn.svg


def test_bars_below_zero_go_the_other_way() -> None:
    low, high = shapes(chart(table((Cell("a"), number(-4)), (Cell("b"), number(4)))))["rect"]

    assert float(low["x"]) + float(low["width"]) == float(high["x"])
    assert low["width"] == high["width"]


def test_dates_make_a_line_in_the_order_of_time() -> None:
    days = [Cell(day, datatype=XSD["date"]) for day in ("2020-01-01", "2019-01-01", "2021-01-01")]
    drawn = chart(table(*((day, number(place)) for place, day in enumerate(days)), columns=("day", "n")))
    points = [pair.split(",") for pair in shapes(drawn)["polyline"][0]["points"].split()]

    across, up = [[float(pair[way]) for pair in points] for way in (0, 1)]
    assert across == sorted(across)
    assert up[1] > up[0] > up[2]  # 1, 0 and 2 from above: 2019 has 1, 2020 has 0, 2021 has 2


def test_years_are_whole_numbers_under_a_name_that_says_so() -> None:
    rows = ((number(2019), number(3)), (number(2020), number(4)))

    assert "polyline" in shapes(chart(table(*rows, columns=("year", "n"))))
    assert "polyline" not in shapes(chart(table(*rows, columns=("pressure", "n"))))


def test_two_numbers_make_points() -> None:
    drawn = chart(table((number(0), number(0)), (number(1), number(10)), columns=("x", "y")))
    first, second = shapes(drawn)["circle"]

    assert float(first["cx"]) < float(second["cx"])
    assert float(first["cy"]) > float(second["cy"])  # up is up


@pytest.mark.parametrize(
    "unsuitable",
    [
        table((Cell("a"), number(1))),
        table((Cell("a"), Cell("b")), (Cell("c"), Cell("d"))),
        table((Cell("a"), number(float("nan"))), (Cell("b"), number(float("inf")))),
        table((Cell("a"), None), (None, number(1))),
        table(),
        Table(("a", "b", "c"), ((Cell("x"), Cell("y"), number(1)),) * 2, 2),
    ],
)
def test_what_no_chart_suits_has_none(unsuitable: Table) -> None:
    assert chart(unsuitable) is None


YEARLY = Table(
    ("facility", "year", "n"),
    (
        (Cell("A <b>"), number(2019), number(8)),
        (Cell("C"), number(2019), number(2)),
        (Cell("A <b>"), number(2020), number(4)),
        (Cell("C"), number(2021), number(0)),
        (Cell("C"), None, number(7)),
    ),
    5,
)


def test_two_names_and_a_number_make_bars_in_groups() -> None:
    drawn = chart(YEARLY)
    found = ElementTree.fromstring(drawn.svg if drawn else "")
    texts = [element.text for element in found.iter("text")]
    widths = [float(element.attrib["width"]) for element in found.iter("rect")]

    assert drawn is not None
    assert (drawn.title, drawn.left_out) == ("Bars: n by facility and year", 1)
    assert texts == ["A <b>", "2019", "8", "2020", "4", "C", "2019", "2", "2021", "0"]
    assert widths[0] == 2 * widths[1] == 4 * widths[2]
    assert widths[3] <= 1
    assert {element.attrib["x"] for element in found.iter("rect")} == {"36.0"}  # 4 letters of 7, and 8


def test_groups_are_drawn_up_to_a_number_of_bars() -> None:
    rows = tuple((Cell(f"f{place % 3}"), Cell(f"d{place}"), number(place)) for place in range(MOST_BARS + 5))
    drawn = chart(Table(("a", "b", "n"), rows, 100))

    assert drawn is not None
    assert len(shapes(drawn)["rect"]) == MOST_BARS
    assert drawn.left_out == 100 - MOST_BARS


@pytest.mark.parametrize(
    "rows",
    [
        # A name that never comes again is no group.
        ((Cell("a"), Cell("x"), number(1)), (Cell("b"), Cell("x"), number(2))),
        # Two bars for one pair of names: which is it?
        ((Cell("a"), Cell("x"), number(1)), (Cell("a"), Cell("x"), number(2))),
        ((number(1), Cell("x"), number(1)), (number(1), Cell("y"), number(2))),
        ((Cell("a"), Cell("x"), Cell("1")), (Cell("a"), Cell("y"), Cell("2"))),
        ((Cell("a"), Cell("x"), None), (Cell("a"), Cell("y"), number(2))),
    ],
)
def test_three_columns_that_are_no_groups_have_no_chart(rows: tuple[tuple[Cell | None, ...], ...]) -> None:
    assert chart(Table(("a", "b", "n"), rows, len(rows))) is None


def test_equal_and_huge_values_can_be_drawn() -> None:
    for values in ([5, 5], [0, 0], [1e300, -1e300], [1e-300, 2e-300], [-3, -3]):
        pairs = [(number(value), number(value)) for value in values]
        assert len(shapes(chart(table(*pairs, columns=("x", "y"))))["circle"]) == 2
