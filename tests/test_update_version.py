"""Which release is the older one."""

import pytest

from kg.update.version import is_older


@pytest.mark.parametrize(
    ("version", "than", "older"),
    [
        ("1.2.0", "1.3.0", True),
        ("1.3.0", "1.2.0", False),
        ("1.3.0", "1.10.0", True),
        ("v1.3", "1.3.0", False),
        ("1.3.0", "1.3.0-25-g7b19189", True),
        ("1.3.0-25-g7b19189", "1.3.0-3-gabcdef0", False),
        ("1.3.0-25-g7b19189", "1.3.1", True),
        ("2020.10-1.1", "2020.11", None),
        ("spring", "1.3.0", None),
    ],
)
def test_versions_compare_as_numbers_where_they_are_such(version: str, than: str, older: bool | None) -> None:
    assert is_older(version, than) is older
