"""What somebody should say yes to before a release comes in, since data lose by it."""

from collections.abc import Iterator

from kg.ontology.impact.usage import Usage
from kg.ontology.review import Impact
from kg.rdf.names import PANET

_ROOT = PANET["PaNET00001"].value
_LARGE_PART = 0.1
"""Of the datasets that state a technique: so many losing one is no correction of a few terms."""


def doubts(impact: Impact, usage: Usage) -> Iterator[str]:
    """A sentence for each way in which datasets lose much; nothing where they lose little.

    Counted are terms in use that are gone or retired, datasets that are no longer below PaNET's root, and
    datasets that lose any technique, where they are at least a tenth of those that state one.
    """
    gone, classes = _rows(impact, "gone"), _rows(impact, "classes")
    if gone:
        yield f"terms in use are gone or retired ({len(gone):,})"
    left = next((row["leave"] for row in classes if row["class"] == _ROOT), 0)
    if isinstance(left, int) and left:
        yield f"{_datasets(left)} no longer below the root technique"
    stated: set[str] = set()
    for users in usage.datasets.values():
        stated |= users if not isinstance(users, int) else set()
    losing = impact.details.get("datasets_losing")
    if isinstance(losing, int) and losing and losing >= _LARGE_PART * len(stated):
        yield f"{losing:,} of {len(stated):,} datasets with a technique lose one by inference"


def _rows(impact: Impact, name: str) -> list[dict[str, object]]:
    found = impact.details.get(name, [])
    return list(found) if isinstance(found, list) else []


def _datasets(number: int) -> str:
    return f"{number:,} dataset is" if number == 1 else f"{number:,} datasets are"
