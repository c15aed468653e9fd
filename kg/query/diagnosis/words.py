"""The words of SPARQL 1.1 by where they may stand, and the nearest of them to a misspelled one.

Source: W3C SPARQL 1.1 Query Language, section 19.8, and SPARQL 1.1 Update, both of 21 March 2013.
"""

from collections.abc import Iterable
from difflib import get_close_matches

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
PROLOGUE = ("PREFIX", "BASE")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
PATTERNS = ("OPTIONAL", "FILTER", "BIND", "VALUES", "MINUS", "GRAPH", "UNION")
MODIFIERS = ("GROUP BY", "HAVING", "ORDER BY", "LIMIT", "OFFSET", "VALUES")
AGGREGATES = frozenset(("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"))

_ONE = (
    "STR LANG DATATYPE IRI URI ABS CEIL FLOOR ROUND STRLEN UCASE LCASE ENCODE_FOR_URI YEAR MONTH DAY HOURS "
    "MINUTES SECONDS TIMEZONE TZ MD5 SHA1 SHA256 SHA384 SHA512 ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC BOUND"
)
_TWO = "LANGMATCHES CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER STRLANG STRDT SAMETERM"
_MANY = 1 << 30
ARGUMENTS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(_ONE.split(), (1, 1)),
    **dict.fromkeys(_TWO.split(), (2, 2)),
    **dict.fromkeys(("RAND", "NOW", "UUID", "STRUUID"), (0, 0)),
    "BNODE": (0, 1),
    "IF": (3, 3),
    "SUBSTR": (2, 3),
    "REGEX": (2, 3),
    "REPLACE": (3, 4),
    "CONCAT": (0, _MANY),
    "COALESCE": (0, _MANY),
}
"""Every built-in function, with the fewest and the most arguments that it takes."""

_LATER = (
    "SERVICE LATERAL VERSION TRIPLE SUBJECT PREDICATE OBJECT ISTRIPLE ADJUST LANGDIR HASLANG HASLANGDIR "
    "STRLANGDIR"
)
LATER = frozenset(_LATER.split())
"""Words of later drafts, of engines and of federation, whose use is not judged here."""

_KEYWORDS = "GROUP ORDER WHERE FROM NAMED DATA USING AS BY NOT EXISTS IN DISTINCT REDUCED UNDEF SILENT TO"
KEYWORDS = frozenset((*FORMS, *PROLOGUE, *UPDATES, *PATTERNS, *MODIFIERS, *_KEYWORDS.split()))
"""Words that nobody means as a name."""

_NEAR, _SHORT_NEAR = 0.7, 0.8
"""How like a candidate must be, as `difflib` measures it; three letters are like too many."""


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that a word in capitals was probably meant to be; "" where none is near.

    >>> nearest("SELEC", FORMS), nearest("HELLO", FORMS)
    ('SELECT', '')
    """
    # A pasted page may be one word; comparing is for what may have been typed.
    if len(word) > 30:
        return ""
    found = get_close_matches(word, list(candidates), 1, _NEAR if len(word) > 3 else _SHORT_NEAR)
    return found[0] if found else ""


def count(number: int, thing: str) -> str:
    """How many.

    >>> count(1, "value"), count(2, "value")
    ('1 value', '2 values')
    """
    return f"{number} {thing}{'s' * (number != 1)}"


def listed(words: Iterable[str], last: str = "or") -> str:
    """Words as a sentence lists them.

    >>> listed(["a", "b", "c"])
    'a, b or c'
    """
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end
