"""The error to tell about a text that an engine refused."""

import re
from typing import Literal

from kg.errors import BadQuery
from kg.query.diagnosis.cursor import named
from kg.query.diagnosis.mistake import Foreign, Mistake
from kg.query.diagnosis.queries import Queries
from kg.query.diagnosis.updates import Updates
from kg.rdf.excerpt import excerpt
from kg.rdf.sparql import Token, cut, place

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_LONGEST_TEXT = {"query": 64 << 10, "update": 256 << 10}
"""Characters of a text that is read again to find the mistake, which takes a second for 256 Ki of them.

Of a longer one the engine's place is told. Queries are read by the service itself, updates by a child of it.
"""
_LONGEST_WORD = 14
"""Signs that the engine reads ahead for a word: ENCODE_FOR_URI."""
_EXPECTED = "expected one of "
_SHOWN_EXPECTATIONS = 3
_LONGEST_DETAIL = 300
_NOT_OURS = re.compile(r"SERVICE|LATERAL|LOAD|VERSION|<unreported>|\[.*\]", re.DOTALL)
"""What the engine expects and this service refuses, and sets of single signs, which tell nobody anything."""

Thing = Literal["query", "update"]


def diagnose(text: str, said: str, thing: Thing = "query", is_placed: bool = True) -> BadQuery:
    """What is wrong with a text, where, and what was probably meant.

    Args:
        text: what was sent, as the client wrote it.
        said: the engine's own message.
        thing: which language the text should be in.
        is_placed: whether the engine's place is one in this very text.
    """
    found = _PLACE.search(said)
    told = fewer(found.group(3)) if found else _short(said)
    engine = _offset(text, int(found.group(1)), int(found.group(2))) if found and is_placed else None
    mistake = mistake_in(text, thing, engine, said)
    if mistake is not None:
        return _bad_query(text, mistake.token.start, mistake.told, mistake.hint, told)
    if engine is None:
        return BadQuery(f"Not valid SPARQL: {told}", engine_message=told)
    return _somewhere(text, thing, engine, told)


def diagnose_foreign(error: BadQuery, text: str, is_placed: bool) -> BadQuery:
    """What is wrong with a query that another engine refused; its own words where that is not seen.

    `is_placed` says whether the place in its words is one in this very text.
    """
    if _PLACE.search(str(error)):
        return diagnose(text, str(error), "query", is_placed)
    mistake = mistake_in(text, "query")
    if mistake is not None:
        return _bad_query(text, mistake.token.start, mistake.told, mistake.hint, _short(str(error)))
    return error if is_placed else BadQuery(str(error), engine_message=error.engine_message)


def mistake_in(text: str, thing: Thing, engine: int | None = None, said: str = "") -> Mistake | None:
    """The first mistake that agrees with what the engine said and where it gave up; None where none does.

    `engine` is an offset in characters, None where it is not known.
    """
    if len(text) > _LONGEST_TEXT[thing]:
        return None
    reader, is_whole = Updates(text) if thing == "update" else Queries(text), False
    try:
        reader.read()
        is_whole = True
    except Mistake as mistake:
        if _agrees(mistake, engine):
            return mistake
    except (Foreign, RecursionError):
        pass
    doubts = [doubt for doubt in reader.doubts if _may_be(doubt, engine)]
    by_name = [doubt for doubt in doubts if doubt.says and doubt.says in said]
    # Where the grammar finds nothing, what the standard forbids is it, whatever the engine tried last.
    unnamed = [doubt for doubt in doubts if is_whole or not doubt.says or engine is None]
    return next(iter(by_name or sorted(unnamed, key=lambda doubt: doubt.token.start)), None)


def fewer(reason: str) -> str:
    """The engine's reason with the first few of what it expected, and nothing that is refused here."""
    _, _, many = reason.partition(_EXPECTED)
    listed = many.split(", ") if many else [reason.removeprefix("expected ")]
    kept = [entry for entry in listed if not _NOT_OURS.fullmatch(entry.strip())]
    if not kept:
        return "syntax error"
    more = ", …" if len(kept) > _SHOWN_EXPECTATIONS else ""
    before = _EXPECTED if len(kept) > 1 else "expected "
    return _short(before + ", ".join(kept[:_SHOWN_EXPECTATIONS]) + more)


def _may_be(doubt: Mistake, engine: int | None) -> bool:
    """Whether the engine read as far as this; where that is not known, it may be another engine."""
    return not doubt.is_local if engine is None else doubt.token.start <= engine


def _agrees(mistake: Mistake, engine: int | None) -> bool:
    """Whether the engine gave up at this token: later means that it took what this reader would not."""
    start, length = mistake.token.start, len(mistake.token.text)
    if engine is None or mistake.is_open or mistake.token.kind == "end":
        return engine is None or engine >= start
    return start <= engine <= start + max(length, _LONGEST_WORD)


def _somewhere(text: str, thing: Thing, engine: int, told: str) -> BadQuery:
    """The place where the engine gave up, without a claim about what is wrong there."""
    end = len(text.rstrip())
    if engine >= end:
        return _bad_query(text, end, f"the {thing} could not be understood at or before its end", "", told)
    start, word = _word_at(text, engine, _LONGEST_TEXT[thing])
    told_word = f"the {thing} could not be understood at or before `{named(word)}`"
    return _bad_query(text, start, told_word, "", told)


def _word_at(text: str, position: int, longest: int) -> tuple[int, str]:
    """Start and text of the token at a place or, between two, before it; by blanks in a text too long."""
    if len(text) > longest:
        start = max(text.rfind(blank, 0, position) for blank in " \t\n") + 1
        return start, (text[start : start + 100].split() or [""])[0]
    last = Token("", "", 0, 0)
    for token in cut(text):
        if token.start > position:
            break
        last = token
    return last.start, last.text


def _bad_query(text: str, start: int, told: str, hint: str, engine_message: str) -> BadQuery:
    line, column = place(text, start)
    message = f"Not valid SPARQL at line {line}, column {column}: {told}."
    return BadQuery(
        f"{message} {hint}".rstrip(),
        line,
        column,
        excerpt=excerpt(text, line, column),
        engine_message=engine_message,
    )


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1 or len(text)
    return min(start + column - 1, len(text))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_DETAIL else line[: _LONGEST_DETAIL - 1] + "…"
