"""The worked examples of the SPARQL page: `queries/*.rq`, each led by a comment that explains it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "queries"


@dataclass(frozen=True, slots=True)
class Example:
    """A query to try: `title` is the first line of its comment, `why` the rest."""

    name: str
    title: str
    why: str
    sparql: str


@cache
def examples() -> tuple[Example, ...]:
    """All examples, in the order of their file names."""
    return tuple(_read(path) for path in sorted(_FOLDER.glob("*.rq")))


def _read(path: Path) -> Example:
    sparql = path.read_text("utf-8")
    comment = []
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        comment.append(line.lstrip("# "))
    return Example(path.stem, comment[0], " ".join(comment[1:]), sparql)
