"""The drawings of a report fit the page they are drawn for, a phone too."""

import re

import pytest

from kg.report.tally import Kinds, Year
from kg.web.report.chart import years_chart

YEARS = [Year(year, Kinds(6, 1, 2, 1, 1, 1), year > 2024) for year in range(2000, 2027)]


def drawings() -> dict[str, str]:
    drawn = years_chart(YEARS)
    assert drawn is not None
    return {
        str(name): inside
        for name, inside in re.findall(r'<svg class="chart report ?(\w*)".*?>(.*?)</svg>', drawn)
    }


def test_there_is_a_drawing_for_a_wide_page_and_one_for_a_phone() -> None:
    assert set(drawings()) == {"", "phone"}


@pytest.mark.parametrize(("name", "width"), [("", 720), ("phone", 360)])
def test_nothing_is_drawn_beyond_the_edge(name: str, width: int) -> None:
    drawn = drawings()[name]
    boxes = re.findall(r'<rect .*?x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', drawn)
    words = re.findall(r'<text x="([\d.]+)" y="[\d.]+" text-anchor="(\w+)">(.*?)</text>', drawn)

    assert len(boxes) > 100
    assert all(float(x) + float(wide) <= width for x, _, wide, _ in boxes)
    assert all(float(y) >= 0 and float(y) + float(high) <= 300 for _, y, _, high in boxes)
    # A letter is 6.6 wide at most.
    part = {"start": 1.0, "middle": 0.5, "end": 0.0}
    assert all(float(x) + part[anchor] * 6.6 * len(text) <= width for x, anchor, text in words)


def test_on_a_phone_fewer_years_are_written_and_the_last_is_among_them() -> None:
    years = {name: re.findall(r">(20\d\d)<", inside) for name, inside in drawings().items()}

    assert years[""][-1] == years["phone"][-1] == "2026"
    assert (len(years[""]), len(years["phone"])) == (14, 7)
