"""Data that bear the title of the article they belong to: "Data from: A new malaria agent in hominids"."""

import re
import unicodedata
from functools import lru_cache

from kg.citation.work import Work

_SHORTEST = 5
"""Words; a shorter title, such as "Data from: Supplement" or "Crystal structure", fits too many works."""

_DATA_FROM = re.compile(
    r"(?:(?:raw|research|supporting|source|supplementary|supplemental|original|experimental) )?"
    r"(?:data ?sets?|data|materials?)"
    r"(?: (?:from|for|of|to|belonging to|accompanying|underlying|supporting))?"
    r"(?: the)?(?: (?:publication|article|paper|manuscript))? ?[:\"“„'‘–—-]+ ?(?P<title>.+)$",
    re.IGNORECASE,
)


def is_titled_after(data: Work, article: Work) -> bool:
    """Whether the title of the data is that of the article, with "Data from:" or the like before it.

    Without such words before it, the other work must be known to be a publication: versions and copies of
    data have one title as well.
    """
    if not data.title or not article.title:
        return False
    named = _DATA_FROM.match(" ".join(data.title.split()))
    title = folded(named["title"] if named else data.title)
    is_same = len(title.split()) >= _SHORTEST and title == folded(article.title)
    return is_same and (named is not None or article.kind == "publication")


def is_from_unnamed_article(data: Work, article: Work) -> bool:
    """Whether data say, in Dryad's form, that they are from an article, and this may be it by its title."""
    is_from = (data.title or "").strip().casefold().startswith("data from:")
    return is_from and not article.title and article.kind in (None, "publication")


@lru_cache(maxsize=8192)
def folded(title: str) -> str:
    """Without case, accents, punctuation and repeated blanks."""
    decomposed = unicodedata.normalize("NFKD", title.casefold())
    letters = "".join(one if one.isalnum() else " " for one in decomposed if not unicodedata.combining(one))
    return " ".join(letters.split())
