"""Which of a few known names was most likely meant."""

from difflib import get_close_matches
from functools import lru_cache

_LONGEST = 200
_MOST_NAMES = 200


@lru_cache(maxsize=1024)
def near(text: str, names: tuple[str, ...]) -> str | None:
    """The name most like a text, case aside; among very many or for a very long text none is sought.

    None where none is near. A guess, never written unasked.
    """
    if len(text) > _LONGEST or len(names) > _MOST_NAMES:
        return None
    folded = {name.casefold(): name for name in names}
    found = get_close_matches(text.casefold(), folded, n=1, cutoff=0.75)
    return folded[found[0]] if found else None
