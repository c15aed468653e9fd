"""Sets of words, written as one text."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text.

    >>> sorted(word_set("with mit"))
    ['mit', 'with']
    """
    return frozenset(text.split())
