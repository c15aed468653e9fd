"""British and American forms, and compounds written with a dash, with a space, or in one."""

import re
from functools import lru_cache

_WORD = re.compile(r"\w+")
_IZE = re.compile(r"\b([a-z]{3,})(is)(e|ed|es|er|ers|ing|ation|ations|able|ability)\b", re.IGNORECASE)
_YZE = re.compile(r"\b([a-z]{3,})(ys)(e|ed|es|er|ers|ing)\b", re.IGNORECASE)
_DOUBLED = re.compile(r"(focus)s(ed|es|ing)\b|(model|label|tunnel|channel|travel)l(ed|er|ing)\b", re.I)
_PAIRS = (
    ("colour", "color"), ("behaviour", "behavior"), ("neighbour", "neighbor"), ("vapour", "vapor"),
    ("tumour", "tumor"), ("centre", "center"), ("fibre", "fiber"), ("metre", "meter"), ("litre", "liter"),
    ("spectre", "specter"), ("sulph", "sulf"), ("aluminium", "aluminum"), ("grey", "gray"),
    ("analogue", "analog"), ("catalogue", "catalog"), ("haem", "hem"), ("defence", "defense"),
)  # fmt: skip
_WHOLE = re.compile("|".join(rf"\b(?:micro|nano|milli|centi|kilo)?{british}" for british, _ in _PAIRS), re.I)
_AMERICAN = dict(_PAIRS)

# Words in -ise and -yse-like endings that have one form only.
_ONE_FORM = re.compile(
    r"(?i)(no|ra|prec|conc|exerc|prem|prom|surpr|comprom|superv|rev|adv|dev|telev|expert|enterpr|franch|merchand"
    r"|otherw|lengthw|clockw|stepw|pairw|pointw|lin|compr|ra|pra|appra|bru|cru|poi|turquo|dis|conver|propr)$"
)


def american(text: str) -> str:
    """The text with British forms written in the American way; anything else stays as it is.

    >>> american("polarised microfocussed colour")
    'polarized microfocused color'
    """
    # No pattern reaches beyond a word, and there are far fewer words than texts.
    return _WORD.sub(lambda found: _word(found[0]), text)


@lru_cache(maxsize=16384)
def _word(word: str) -> str:
    word = _IZE.sub(_ize, word)
    word = _YZE.sub(lambda found: f"{found[1]}yz{found[3]}", word)
    word = _DOUBLED.sub(lambda found: "".join(part for part in found.groups() if part), word)
    return _WHOLE.sub(_whole, word)


def _ize(found: "re.Match[str]") -> str:
    return found[0] if _ONE_FORM.fullmatch(found[1]) else f"{found[1]}iz{found[3]}"


def _whole(found: "re.Match[str]") -> str:
    word = found[0]
    for british, form in _AMERICAN.items():
        if word.lower().endswith(british):
            return word[: -len(british)] + form
    return word
