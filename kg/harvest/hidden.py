"""Texts that must never be shown: tokens, and session ids, which some catalogues put into addresses."""

import re
from urllib.parse import quote, quote_plus

from kg.errors import BadInput

SHOWN_AS = "[hidden]"
_SHORTEST = 4
"""A shorter secret protects nothing, and replacing it would only garble messages."""
_NAMES = (
    r"(?:access_|refresh_|id_|auth_)?token|(?:api_?)?key|session(?:_?id)?|sid"
    r"|pass(?:word|wd)?|secret|sig(?:nature)?"
)
_IN_QUERY = re.compile(rf"([?&;](?:{_NAMES})=)[^&;#\s'\"]+", re.IGNORECASE)
_USER = re.compile(r"(://)[^/\s@'\"]+@")
_ANY_USER = re.compile(r"(//)[^\n]*@")
_BEARER = re.compile(r"\b(Bearer|Basic) [\w.~+/=-]{8,}", re.IGNORECASE)


class Hidden:
    """The secrets of one world, and how to take them out of a text."""

    def __init__(self) -> None:
        self._spellings: list[str] = []

    def add(self, secret: str) -> None:
        """Hide this text from now on, also where it is percent-encoded."""
        if len(secret) >= _SHORTEST:
            spellings = {secret, quote(secret), quote(secret, safe=""), quote_plus(secret)}
            # The longest first, so that no spelling is cut into by a shorter one.
            self._spellings = sorted({*self._spellings, *spellings}, key=len, reverse=True)

    def is_in(self, text: str) -> bool:
        """Whether a secret, known or only to be guessed by its name, stands in an address."""
        return self.scrubbed(text) != text

    def scrubbed(self, text: str) -> str:
        """The text without secrets."""
        for spelling in self._spellings:
            text = text.replace(spelling, SHOWN_AS)
        text = _IN_QUERY.sub(rf"\1{SHOWN_AS}", text)
        text = _USER.sub(rf"\1{SHOWN_AS}@", text)
        return _BEARER.sub(rf"\1 {SHOWN_AS}", text)


def shown_without_user(text: str) -> str:
    """The text with all that may be a user and a password taken out of its addresses.

    Wrong addresses are shown by this: more than `Hidden` takes for one, for passwords may hold any letter.
    """
    return _ANY_USER.sub(rf"\1{SHOWN_AS}@", text)


def check_token(token: str) -> None:
    """Refuse what cannot stand in a header.

    Raises:
        BadInput: it is empty, or holds a blank, a line break or something beyond ASCII; it is not shown.
    """
    if not re.fullmatch(r"[!-~]+", token):
        raise BadInput(
            "The access token is empty or holds blanks, line breaks or letters beyond ASCII; "
            "give it as its issuer wrote it."
        )
