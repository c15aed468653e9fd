"""Days, ranges and years as catalogues write them."""

import pytest

from kg.resolve.day import resolve_day, resolve_moment, resolve_year


@pytest.mark.parametrize("said", ["2024-05-17", "2024-05-17T10:00:00.000Z", "2024-02-29", " 2024-05-17 "])
def test_a_day_is_a_day(said: str) -> None:
    found, finding = resolve_day(said, "date")

    assert found is not None
    assert found.value == said.strip()[:10]
    assert finding is None


@pytest.mark.parametrize(
    ("said", "day", "rule"),
    [
        ("2024-02-31", None, "date-impossible"),
        ("2023-02-29", None, "date-impossible"),
        ("2024-13-01", None, "date-impossible"),
        ("soon", None, "date-impossible"),
        ("13/13/2020", None, "date-impossible"),
        ("2024", None, "date-incomplete"),
        ("2024-05", None, "date-incomplete"),
        ("05/06/2024", None, "date-format"),  # the fifth of June or the sixth of May
        ("17/05/2024", "2024-05-17", "date-format"),
        ("05/17/2024", "2024-05-17", "date-format"),
        ("06/06/2024", "2024-06-06", "date-format"),
        ("17.5.2024", "2024-05-17", "date-format"),
        ("5.6.2024", "2024-06-05", "date-format"),
        ("2024/05/17", "2024-05-17", "date-format"),
        ("20240517", "2024-05-17", "date-format"),
        ("0000-00-00", None, "date-placeholder"),
        ("0001-01-01T00:00:00Z", None, "date-placeholder"),
        ("(:tba)", None, "date-placeholder"),
        ("unknown", None, "date-placeholder"),
        ("2023-01-01/2024-01-31", "2023-01-01", "date-range"),
        ("2023-01-01/", "2023-01-01", "date-range"),
    ],
)
def test_other_forms_are_read_only_when_they_can_mean_one_day(said: str, day: str | None, rule: str) -> None:
    found, finding = resolve_day(said, "date")

    assert (found.value if found else None) == day
    assert finding is not None
    assert (finding.rule, finding.field, finding.said) == (rule, "date", said)


def test_nothing_said_is_no_finding() -> None:
    assert resolve_day("", "date") == (None, None)


def test_a_day_where_a_time_is_asked_is_its_beginning() -> None:
    found, finding = resolve_moment("2024-05-17", "endTime")

    assert found is not None
    assert found.value == "2024-05-17T00:00:00"
    assert finding is None


def test_what_follows_a_day_and_is_no_time_is_reported() -> None:
    found, finding = resolve_moment("2024-05-17 morning", "endTime")

    assert found is not None
    assert found.value == "2024-05-17T00:00:00"
    assert finding is not None
    assert finding.rule == "date-format"


@pytest.mark.parametrize(
    ("said", "seen", "rule"),
    [
        (2025, "2025-03-01T00:00:00Z", None),
        ("2020", "2025-03-01", None),
        (2028, "2025-03-01", "date-future-year"),  # ESRF: the embargo's end, as the guide has it
        (2028, None, None),  # nobody can tell
        ("abc", None, "date-impossible"),
        (99999, None, "date-impossible"),
    ],
)
def test_a_year_after_the_record_itself_is_the_end_of_an_embargo(
    said: int | str, seen: str | None, rule: str | None
) -> None:
    found, finding = resolve_year(said, seen)

    assert (finding.rule if finding else None) == rule
    assert (found.value if found else None) == (str(said) if rule != "date-impossible" else None)
