"""What two invented curators say of some invented citations: they agree on most, and once they do not."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.rdf.names import DOI
from kg.sample.articles import STRANGE, Article, articles
from kg.sample.catalogue import Investigation

CURATORS = ("sample-curator-one", "sample-curator-two")
_AT = "2026-07-01T09:00:00Z"
_REASON = "Constructed label: both lists of people were compared by hand."


class Label(NamedTuple):
    """What a curator says of a pair, as `kg.citation.label.Word` has it; the works are IRIs."""

    citing: str
    cited: str
    curator: str
    behind: str
    reuse: str
    reason: str
    at: str


def labels(works: Sequence[Investigation]) -> Iterator[Label]:
    """Of every second article by strangers, its first dataset is looked at."""
    by_strangers = [article for article in articles(works) if article.doi.startswith(STRANGE)]
    for number, article in enumerate(by_strangers[::2]):
        for curator in CURATORS:
            yield _label(article, curator, differs=number == 1 and curator == CURATORS[1])


def _label(article: Article, curator: str, differs: bool) -> Label:
    behind = "same_team" if differs else "independent"
    reuse = "unsure" if differs else "yes"
    citing, cited = DOI[article.doi].value, DOI[article.references[0]].value
    return Label(citing, cited, curator, behind, reuse, _REASON, _AT)
