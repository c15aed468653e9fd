"""What kind of statement it is, by its words: in a repository, on request, under embargo, in the article.

English phrases, and the usual ones of German and French for what would else be read as a fault: data on
request, and under embargo. Nothing here is a fault: "available on request" is named as what it is.
"""

import re
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

Kind = Literal[
    "open-repository", "on-request", "embargo", "in-article", "no-data", "third-party"
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)

WORDS: dict[Kind, str] = {
    "open-repository": "in a repository",
    "on-request": "available on request",
    "embargo": "under embargo, open later",
    "in-article": "in the article or its supplement",
    "no-data": "no data were made or used",
    "third-party": "data of a third party",
}
"""What a page says of each kind."""

_PATTERNS: dict[Kind, str] = {
    "open-repository": (
        r"\bdeposited (?:in|at|with|on|under)\b"
        r"|\b(?:open|public|free)ly (?:available|accessible) (?:in|at|from|on|via|through|under)\b"
        r"|\b(?:available|accessible) (?:in|at|from|on|via|through|under) (?:the )?[\w. -]{0,60}?"
        r"(?:repository|repositories|archive|data ?portal|database|data ?bank|zenodo|figshare|dryad|doi\b)"
        r"|\bdata doi\b"
    ),
    "on-request": (
        r"\b(?:up)?on (?:a )?(?:reasonable |justified |any )?request\b"
        r"|\bby request(?:ing)?\b"
        r"|\bavailable from the (?:corresponding |first |lead |senior )?authors?\b"
        r"|\brequests? (?:for|to) [\w ]{0,40}?(?:data|author|materials)"
        r"|\bauf (?:\w+ )?(?:anfrage|nachfrage|anforderung)\b"
        r"|\bsur (?:simple )?demande\b|\bauprès de l[’' ]?auteur"
    ),
    "embargo": (
        r"\bembargo(?:ed|es)?\b"
        r"|\bwill (?:become|be|be made) (?:publicly |openly |freely |fully )?"
        r"(?:available|accessible|open|public|released)\b(?! (?:up)?on (?:reasonable )?request)"
        r"|\bwill be (?:deposited|released|published|opened)\b"
        r"|\b(?:after|until) the (?:end of the )?proprietary period\b"
        r"|\b(?:embargo|sperr)frist\b"
        r"|\b(?:werden|wird) [^.;]{0,60}?\b(?:zugänglich|verfügbar|öffentlich|freigegeben)\b"
        r"|\bseront [^.;]{0,60}?\b(?:accessibles?|disponibles?|ouvert(?:e?s)?|publiques?|rendue?s publi\w+)\b"
    ),
    "in-article": (
        r"\b(?:in|within|with|as) (?:this|the|our) (?:present |published |main )?"
        r"(?:article|paper|manuscript|publication|text|letter)\b"
        r"|\bsupplement(?:ary|al) (?:information|materials?|data|files?|tables?|figures?|online)\b"
        r"|\bsupporting (?:information|materials?|data)\b|\bsource data (?:are|is) provided\b"
    ),
    "no-data": (
        r"\bno (?:new |original |primary |additional |experimental )?(?:data(?: ?sets?)?) "
        r"(?:was|were|are|is|have been|has been)? ?"
        r"(?:created|generated|collected|analy[sz]ed|produced|used|available|associated|reported)\b"
        r"|\bdata sharing (?:is )?not applicable\b|\bno data availability\b|\bhas no associated data\b"
        r"|\bno (?:new )?data associated\b"
    ),
    "third-party": (
        r"\bthird[- ]part(?:y|ies)\b|\bunder licen[cs]e (?:for|from)\b|\brestrictions apply\b"
        r"|\b(?:were|was|are) (?:obtained|provided|purchased|licen[cs]ed) (?:from|by) (?!this|our)"
        r"[\w ]{0,40}?(?:company|owner|agency|provider|authority|consortium)"
    ),
}
_FINDERS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _PATTERNS.items()}
_NOT_MEANT = re.compile(
    r"\b(?:no longer|not|never|neither) (?:\w+ )?(?:under (?:an? |any )?embargo|embargoed)\b"
    r"|\b(?:without|no|former|past|expired) embargo\b"
    r"|\bembargo (?:period )?(?:has |was |is )?(?:ended|over|expired|lifted)\b"
    r"|\b(?:ohne|keine[rsm]?) (?:embargo|sperr)frist\b|\b(?:sans|aucun) embargo\b|\bsans demande\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """The words that show a kind, and where they stand."""

    kind: Kind
    said: str
    span: tuple[int, int]

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


def kinds_in(text: str) -> tuple[Said, ...]:
    """For every kind that the words show, the first that do, in the order of `KINDS`."""
    text = _NOT_MEANT.sub(lambda found: " " * len(found.group()), text)
    # Line ends inside a phrase are blanks; what is of one length keeps its place.
    text = re.sub(r"\s", " ", text)
    found = ((kind, finder.search(text)) for kind, finder in _FINDERS.items())
    return tuple(Said(kind, of.group(), of.span()) for kind, of in found if of is not None)
