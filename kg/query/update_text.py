"""SPARQL updates of token holders: what they may not do, and the protocol's dataset put into their text."""

import re
from dataclasses import dataclass

from kg.errors import BadInput, BadQuery
from kg.query.precheck import Judge, decoded
from kg.rdf.sparql import TOKENS, without_comments

LONGEST_UPDATE = 8 << 20
"""Characters an update may have."""

_DATASET_WORDS = ("USING", "WITH")
_NO_IRI = re.compile(r'[<>"{}|^`\\\x00-\x20]')


@dataclass(frozen=True, slots=True)
class CheckedUpdate:
    """An update that may run: the text to send, decoded and without comments.

    `names_dataset` says whether it has USING or WITH of its own.
    """

    text: str
    names_dataset: bool


def precheck_update(sparql: str) -> CheckedUpdate:
    """The update as it may be handed to the store.

    Raises:
        BadQuery: it is too long, deep or large, or holds a NUL, SERVICE or LOAD; with its place. What
            stands in INSERT DATA and DELETE DATA counts by its length only.
    """
    text = decoded(sparql, LONGEST_UPDATE)
    judge = _UpdateJudge(text)
    judge.read()
    return CheckedUpdate(without_comments(text), judge.names_dataset)


def with_dataset(update: CheckedUpdate, using: tuple[str, ...], using_named: tuple[str, ...]) -> str:
    """The update with the dataset of the request as USING clauses before the WHERE of each operation.

    Raises:
        BadInput: the update has USING or WITH itself, as the protocol demands; or a graph is no IRI.
    """
    if not using and not using_named:
        return update.text
    if update.names_dataset:
        raise BadInput(
            "The update names its graphs with USING or WITH, and so does the request with using-graph-uri "
            "or using-named-graph-uri. Use one or the other."
        )
    clauses = [f"USING {_iri(name)} " for name in using] + [
        f"USING NAMED {_iri(name)} " for name in using_named
    ]
    parts, taken = [], 0
    for place in _wheres(update.text):
        # DELETE WHERE takes no USING; its pattern is also its template, which spelled out it may have.
        parts += [update.text[taken : place.start], place.template, "".join(clauses)]
        taken = place.start
    return "".join([*parts, update.text[taken:]])


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a WHERE begins, and the template to write before it when the operation is a DELETE WHERE."""

    start: int
    template: str


class _UpdateJudge(Judge):
    """Refuses LOAD, and sees whether the update names its own dataset."""

    thing = "update"

    def __init__(self, sparql: str) -> None:
        super().__init__(sparql)
        self.names_dataset = False

    def word(self, word: str, token: re.Match[str]) -> None:
        """Refuse LOAD in every spelling that the engine reads as such, notice USING and WITH."""
        super().word(word, token)
        if "LOAD" in word:
            raise self._no_load(token)
        # Glued to another word they are what the engine may read and `with_dataset` would not find.
        self.names_dataset = self.names_dataset or any(name in word for name in _DATASET_WORDS)
        if "WHERE" in word and word != "WHERE":
            raise self.refusal("Write blanks around WHERE.", token)

    def prefixed(self, prefix: str, token: re.Match[str]) -> None:
        """Refuse `LOAD:x`, which the engine reads as LOAD and a name."""
        if prefix in ("LOAD", "LOADSILENT"):
            raise self._no_load(token)
        if prefix in ("USING", "USINGNAMED", "WITH"):
            self.names_dataset = True

    def _no_load(self, token: re.Match[str]) -> BadQuery:
        return self.refusal("LOAD is refused: fetch the file yourself and send its triples.", token)


def _wheres(text: str) -> list[_Where]:
    found: list[_Where] = []
    depth, word_before = 0, ""
    shorthand: int | None = None
    for token in TOKENS.finditer(text):
        kind, is_top = token.lastgroup, depth == 0
        if kind == "opening":
            depth += 1
        elif kind == "closing":
            depth -= 1
            if depth == 0 and shorthand is not None:
                block = text[shorthand + len("WHERE") : token.end()]
                found.append(_Where(shorthand, f"{block} "))
                shorthand = None
        elif kind == "name" and is_top:
            word = token.group().upper()
            if word == "WHERE" and word_before == "DELETE":
                shorthand = token.start()
            elif word == "WHERE":
                found.append(_Where(token.start(), ""))
            word_before = word
            continue
        if kind != "comment":
            word_before = ""
    return found


def _iri(name: str) -> str:
    if not name or _NO_IRI.search(name):
        raise BadInput(f"{name[:80]!r} is no IRI; using-graph-uri and using-named-graph-uri take IRIs.")
    return f"<{name}>"
