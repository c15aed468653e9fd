"""Text of a record with the matched words marked; everything else in it is text, whatever it looks like."""

import re
from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup, escape

from kg.web.pages import visible

_WORD = re.compile(r"[^\W_]+")
_BEFORE = 60
"""Characters before the first matched word that an excerpt shows."""

Stems = Callable[[str], Sequence[str]]


class Marker:
    """Marks the words that have a stem in common with those that matched, as the index compares them."""

    def __init__(self, stems: Stems, matched: Iterable[str]) -> None:
        self._stems = stems
        self._matched = frozenset(stem for words in matched for stem in stems(words))

    def mark(self, text: str) -> Markup:
        """The text, escaped, with `<mark>` around each matched word."""
        done, parts = 0, list[Markup]()
        for found in _WORD.finditer(text) if self._matched else ():
            if self._is_matched(found.group()):
                parts += [_plain(text[done : found.start()]), Markup("<mark>")]
                parts += [_plain(found.group()), Markup("</mark>")]
                done = found.end()
        return Markup("").join([*parts, _plain(text[done:])])

    def excerpt(self, text: str, length: int) -> Markup:
        """At most so many characters, from where the first matched word stands if not near the beginning."""
        start = 0
        if self._matched and len(text) > length:
            first = next((of.start() for of in _WORD.finditer(text) if self._is_matched(of.group())), 0)
            if first > length - _BEFORE:
                start = text.find(" ", first - _BEFORE) + 1
        end = len(text) if len(text) - start <= length else max(text.rfind(" ", start, start + length), start)
        if end == start:
            end = start + length
        before, after = "… " if start else "", " …" if end < len(text) else ""
        return Markup("").join([before, self.mark(text[start:end]), after])

    def _is_matched(self, word: str) -> bool:
        return any(stem in self._matched for stem in self._stems(word))


def _plain(text: str) -> Markup:
    return escape(visible(text))
