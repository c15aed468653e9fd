"""Reading a text from token to token, with the way back to every bracket that is still open."""

from kg.query.diagnosis.mistake import Foreign, Mistake
from kg.query.diagnosis.words import LATER, nearest
from kg.rdf.sparql import Token, cut, place

_CLOSING = {"{": "}", "(": ")", "[": "]"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_LONGEST_WORD = 60
_TYPED_QUOTES = "“”„‟‘’«»"


class Cursor:
    """One token after the other; it holds two of them, so that a text of megabytes costs no memory."""

    thing = "query"

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[Token] = []
        """The brackets open now, outermost first."""
        self.before: Token | None = None
        self._rest = cut(text)
        self._end = 0
        self.now = self._next()
        self.then = self._next()

    def take(self) -> Token:
        """This token; the next one is then the one at hand."""
        token = self.now
        if token.text == "<<" or token.word in LATER:
            raise Foreign
        if token.kind == "opening":
            self.open.append(token)
        elif token.kind == "closing" and self.open:
            self.open.pop()
        self.before, self.now, self.then = token, self.then, self._next()
        return token

    def takes(self, *texts: str) -> bool:
        """Whether the token at hand was one of these signs or words, which is then taken."""
        if self.now.text in texts or (self.now.word and self.now.word in texts):
            self.take()
            return True
        return False

    def need(self, text: str, expected: str = "", hint: str = "") -> Token:
        """Take a sign or word that must be here; `expected` is how to call it. Raises Mistake."""
        if self.now.text == text or self.now.word == text:
            return self.take()
        words = (text,) if text.isalpha() else ()
        raise self.wrong(expected or (text if words else f"`{text}`"), words, hint)

    @property
    def is_end(self) -> bool:
        """Whether the whole text is read."""
        return self.now.kind == "end"

    def wrong(self, expected: str, words: tuple[str, ...] = (), hint: str = "") -> Mistake:
        """The token at hand as a mistake; `words` are those that it may have been meant to be."""
        if self.now.text == "<<" or self.now.word in LATER or self.now.text == "~":
            raise Foreign
        told = f"found {self.shown()}, expected {expected}"
        hint = self._of_brackets() or self._of_spelling(words) or hint
        return Mistake(self.now, told, hint, is_open=self.now.kind in ("unclosed", "unclosed_long"))

    def shown(self) -> str:
        """The token at hand as a message shows it."""
        return f"the end of the {self.thing}" if self.is_end else f"`{named(self.now.text)}`"

    def line(self, token: Token) -> int:
        """The line of a token, from 1."""
        return place(self.text, token.start)[0]

    def _of_brackets(self) -> str:
        """What the end, or a closing bracket, says about those that are open."""
        if self.is_end and self.open:
            return f"The `{self.open[-1].text}` opened at line {self.line(self.open[-1])} is never closed."
        if self.now.kind != "closing" or self.now.text == ">>":
            return ""
        if not self.open:
            return f"No `{_OPENING[self.now.text]}` is open that this could close."
        opened = self.open[-1]
        if _CLOSING.get(opened.text) == self.now.text:
            return ""
        if all(_CLOSING.get(bracket.text) != self.now.text for bracket in self.open):
            return f"No `{_OPENING[self.now.text]}` is open that this could close."
        return f"The `{opened.text}` opened at line {self.line(opened)} is not closed before it."

    def _of_spelling(self, words: tuple[str, ...]) -> str:
        text = self.now.text
        if self.now.kind == "sign" and text in _TYPED_QUOTES:
            return "Texts stand in straight quotes: \"…\" or '…'."
        if self.now.kind == "sign" and text.isspace():
            return "This is a special blank, as word processors set them. Write a plain one."
        if self.now.kind in ("unclosed", "unclosed_long"):
            return f"The string that opens here is never closed: put {text} after it."
        word = self.now.word
        if not word or any(word in candidate.split() for candidate in words):
            return ""  # spelled well, and in the wrong place
        meant = nearest(word, words)
        return f"Did you mean {meant}?" if meant else ""

    def _next(self) -> Token:
        token = next(self._rest, None)
        if token is None:
            return Token("end", "", self._end, self._end)
        self._end = token.end
        return token


def named(text: str) -> str:
    """A piece of the text, short and without signs that a terminal or reader takes for something else."""
    clean = "".join(letter if letter.isprintable() and letter != "`" else " " for letter in text)
    return clean if len(clean) <= _LONGEST_WORD else clean[: _LONGEST_WORD - 1] + "…"
