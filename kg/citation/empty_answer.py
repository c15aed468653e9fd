"""Answers of citation sources that list nothing: no error, and whose they are."""

# Where the answer keeps its list, and how many it says there are in all.
_SHAPES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("datacite", ("data",), ("meta", "total")),
    ("crossref", ("message", "items"), ("message", "total-results")),
    ("crossrefevents", ("message", "events"), ("message", "total-results")),
    ("openalex", ("results",), ("meta", "count")),
    ("scholexplorer", ("result",), ("totalLinks",)),
    ("openaire", ("results",), ("header", "numFound")),
)


def whose_empty_answer(body: object) -> str | None:
    """The source whose answer this is: its list is there and empty, and so it says; None for all else.

    "Nothing found" is knowledge, unlike an answer that is missing. A page behind the last one, whose list is
    empty although there are some in all, is not it.
    """
    for source, listed, total in _SHAPES:
        number = _at(body, total)
        if _at(body, listed) == [] and number == 0 and not isinstance(number, bool):
            return source
    return None


def _at(body: object, path: tuple[str, ...]) -> object:
    for name in path:
        body = body.get(name) if isinstance(body, dict) else None
    return body
