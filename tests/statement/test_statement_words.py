"""The words of the statement check: none of them accuses anybody."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = re.compile(
    r"fraud|fake|suspicious|suspect|misconduct|cheat|dishonest|fabricat|manipulat|falsif|plagiar|decei|lying|liar",
    re.IGNORECASE,
)
WRITTEN = sorted(
    file
    for pattern in (
        "kg/statement/*.py", "kg/web/statement/*.py", "kg/web/templates/statement*.html",
        "kg/cli/statement.py", "shapes/profiles/*.ttl",
    )
    for file in ROOT.glob(pattern)
)  # fmt: skip


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.name)
def test_no_word_accuses_anybody(file: Path) -> None:
    assert not FORBIDDEN.search(file.read_text("utf-8"))
