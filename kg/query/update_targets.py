"""Which graphs a SPARQL Update writes to, read from its text for the audit log."""

from urllib.parse import urljoin

from kg.rdf.sparql import Token, cut, decode

LONGEST_READ = 256 * 1024
"""Characters of an update that is still read for its graphs."""
DEFAULT = "default"

_WHOLE = ("CLEAR", "DROP", "CREATE")
_COPYING = ("ADD", "MOVE", "COPY")


def target_graphs(sparql: str) -> list[str] | None:
    """The graphs that the update may change, sorted; None where its text is too long to read for them.

    IRIs are whole. Beside them stand `default`, `NAMED` and `ALL` for what these words mean in SPARQL, and a
    variable such as `?g` where only its values tell. What is no SPARQL gives what was understood of it.
    """
    if len(sparql) > LONGEST_READ:
        return None
    reading = _Reading(list(cut(decode(sparql))))
    reading.read()
    return sorted(reading.found)


class _Reading:
    """Goes through an update once; `found` are the graphs written to."""

    def __init__(self, tokens: list[Token]) -> None:
        self.found: set[str] = set()
        self._tokens = tokens
        self._at = 0
        self._base = ""
        self._prefixes: dict[str, str] = {}
        self._with = DEFAULT

    def read(self) -> None:
        """Read all operations."""
        while (token := self._next()) is not None:
            word = token.word
            if word == "PREFIX":
                self._declare()
            elif word == "BASE":
                self._base = self._named(self._next())
            elif word == "WITH":
                self._with = self._named(self._next())
            elif word in ("INSERT", "DELETE"):
                self._template()
            elif word in _WHOLE:
                self.found.add(self._graph())
            elif word in _COPYING:
                self._copying(word)
            elif token.text == "{":  # where it looks, not where it writes
                self._skip_group()
            elif token.text == ";":
                self._with = DEFAULT

    def _declare(self) -> None:
        name, iri = self._next(), self._next()
        if name is not None:
            self._prefixes[name.text.removesuffix(":")] = self._named(iri)

    def _template(self) -> None:
        if self._word() in ("DATA", "WHERE"):
            self._next()
        if (opening := self._next()) is None or opening.text != "{":
            return
        depth = 1
        while depth and (token := self._next()) is not None:
            if token.word == "GRAPH":
                self.found.add(self._named(self._next()))
                if (self._next() or token).text == "{":
                    self._skip_group()
            elif token.text in "{}":
                depth += 1 if token.text == "{" else -1
            elif token.text != ".":
                self.found.add(self._with)

    def _copying(self, word: str) -> None:
        source = self._graph()
        if self._word() == "TO":
            self._next()
            self.found.add(self._graph())
        if word == "MOVE":
            self.found.add(source)

    def _graph(self) -> str:
        while self._word() in ("SILENT", "GRAPH"):
            self._next()
        return self._named(self._next())

    def _skip_group(self) -> None:
        depth = 1
        while depth and (token := self._next()) is not None:
            depth += (token.text == "{") - (token.text == "}")

    def _named(self, token: Token | None) -> str:
        if token is None:
            return ""
        if token.kind == "iri":
            return urljoin(self._base, token.text[1:-1])
        if token.is_prefixed:
            prefix, _, local = token.text.partition(":")
            known = self._prefixes.get(prefix)
            return token.text if known is None else known + local.replace("\\", "")
        return DEFAULT if token.word == "DEFAULT" else token.word or token.text

    def _word(self) -> str:
        return self._tokens[self._at].word if self._at < len(self._tokens) else ""

    def _next(self) -> Token | None:
        if self._at >= len(self._tokens):
            return None
        self._at += 1
        return self._tokens[self._at - 1]
