"""Names that may be one but for the order of their words, and names in letters that are not compared.

"Kiss Ödön" is Ödön Kiss as Hungarians, Chinese, Japanese and many lists write it. In which order a name
stands nobody can tell from the name, so the same words in another order are a hint and no proof.
"""

import re
import unicodedata
from functools import lru_cache

from kg.citation.personal_name import collapsed, forms

_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST = 200


def turned_key(name: str) -> str | None:
    """What a name shares with all orders of its words; None where it has one word, or initials.

    >>> turned_key("Kiss Ödön") == turned_key("Odon Kiss"), turned_key("Ö. Kiss")
    (True, None)
    """
    words = _LETTERS.findall(name[:_LONGEST].lower())
    if len(words) < 2 or any(len(word) == 1 for word in words):
        return None
    spelt = words if name.isascii() else [min(forms(word)) for word in words]
    # No family name has a blank, so that no other key is like it.
    return " ".join(sorted(map(collapsed, spelt)))


@lru_cache(maxsize=65536)
def is_latin(name: str) -> bool:
    """Whether all letters of a name are Latin ones; a transliteration is not guessed.

    >>> is_latin("Łukasz Gajdek"), is_latin("Иван Петров")
    (True, False)
    """
    return name.isascii() or all(
        unicodedata.name(letter, "").startswith("LATIN")
        for letter in unicodedata.normalize("NFKC", name)
        if letter.isalpha() and not letter.isascii() and unicodedata.category(letter) != "Lm"
    )
