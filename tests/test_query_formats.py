import pytest

from kg.query.formats import GRAPHS, TABLES, choose

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("text/csv;q=0.5, application/xml", "application/xml"),
        ("text/*", "text/csv"),
        ("text/csv;q=0, text/*", "text/tab-separated-values"),
        ("TEXT/CSV; charset=utf-8", "text/csv"),
        (BROWSER, "application/xml"),
        ("text/turtle", None),
        ("text/csv;q=wrong", None),
    ],
)
def test_the_most_wanted_table_syntax_is_chosen(accept: str, expected: str | None) -> None:
    assert choose(accept, list(TABLES)) == expected


def test_a_specific_range_beats_a_wildcard_of_equal_weight() -> None:
    assert choose("*/*, application/ld+json", list(GRAPHS)) == "application/ld+json"
