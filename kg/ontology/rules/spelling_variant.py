"""Find words of labels that the ontology itself mostly spells in another way.

Compared are British and American forms (polarised, polarized; by their stem, so that polarization counts
too) and compounds with a dash, a space or neither (single-shot, single shot). Only what the ontology's own
names use more often is suggested; where both forms are equally frequent nothing is said.
Cases: PaNET d44305b and 64f8002 (focused, dashes). Source: the ontology itself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from kg.ontology.document import Name
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._spelling import american
from kg.ontology.rules._table import row, table
from kg.ontology.view import View

_TOKEN = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_DASH = re.compile(r"[-‐‑]")
_SUFFIX = re.compile(r"[-‐‑]based$", re.IGNORECASE)
_STEM = re.compile(r"(i[sz]|y[sz])(?:e|ed|es|er|ers|ing|ation|ations|able|ability)$")


def _state(view: View) -> Iterator[Finding]:
    uses: dict[str, dict[str, dict[str, Name]]] = defaultdict(lambda: defaultdict(dict))
    shown: dict[tuple[str, str, str], str] = {}
    for term in view.document.terms.values():
        for name in term.names:
            for key, form, written in _forms(name.text):
                uses[key][form].setdefault(name.iri, name)
                shown.setdefault((key, form, name.iri), written)
    for key, forms in uses.items():
        if len(forms) > 1:
            yield from _minority(view, key, forms, shown)


def _minority(
    view: View, key: str, forms: dict[str, dict[str, Name]], shown: dict[tuple[str, str, str], str]
) -> Iterator[Finding]:
    counts = Counter({form: len(bearers) for form, bearers in forms.items()})
    (usual, most), *_ = counts.most_common(1)
    for form, bearers in forms.items():
        if counts[form] < most:
            for iri, name in bearers.items():
                word = shown[key, form, iri]
                better = _rewritten(word, form, usual)
                yield _finding(view, name, word, better, most, counts[form])


def _finding(view: View, name: Name, word: str, better: str, most: int, few: int) -> Finding:
    return Finding(
        rule="spelling-variant",
        level="info",
        message=f"'{name.text.strip()}' spells '{word}' as {few} of this ontology's terms do; {most} write "
        f"it like '{better}'. Use the usual spelling.",
        term=name.iri,
        text=name.text,
        cell=view.document.terms[name.iri].cell(name.prop, name.text),
        suggestion=name.text.strip().replace(word, better),
        key=f"{word.casefold()} {name.prop}",
    )


@lru_cache(maxsize=16384)
def _forms(text: str) -> tuple[tuple[str, str, str], ...]:
    """(what stays the same, the form chosen, the words as written) for each choice of spelling in a text."""
    tokens = [_SUFFIX.sub("", token) for token in _TOKEN.findall(text)]
    found = [form for token in tokens for form in _word_forms(token)]
    for first, second in pairwise(tokens):
        together = f"{first} {second}"
        if together in text and "-" not in together and not first.isupper() and not second.isupper():
            found.append(("joined " + (first + second).casefold(), f"space {len(first)}", together))
    return tuple(found)


@lru_cache(maxsize=16384)
def _word_forms(token: str) -> tuple[tuple[str, str, str], ...]:
    found = [_regional(word) for word in _DASH.split(token)]
    if not token.isupper():
        found.append(("joined " + _DASH.sub("", token).casefold(), _joint(token), token))
    return tuple(found)


def _joint(token: str) -> str:
    first, *others = _DASH.split(token)
    return f"dash {len(first)}" if others else "one word"


def _regional(word: str) -> tuple[str, str, str]:
    low = word.casefold()
    form = american(low)
    stem = _STEM.search(form)
    key = form[: stem.start()] + " -ize" if stem else form
    return "word " + key, "british" if form != low else "american", word


def _rewritten(word: str, form: str, usual: str) -> str:
    if usual == "american":
        return american(word)
    if usual == "british":
        return re.sub(r"([iy])z", r"\1s", word)
    letters = re.sub(r"[-‐‑ ]", "", word)
    if usual == "one word":
        return letters
    how, at = usual.split(" ")
    return letters[: int(at)] + ("-" if how == "dash" else " ") + letters[int(at) :]


_USUAL = (
    row("01060", "versus emitted polarization", parent="owl:Thing"),
    row("01243", "polarized neutron reflectometry", parent="owl:Thing"),
)

RULE = Rule(
    name="spelling-variant",
    level="info",
    title="A word is spelt otherwise elsewhere",
    why=(
        "Somebody who searches for one spelling misses the other. PaNET's commits d44305b and 64f8002 "
        "only brought focused and microfocus to one spelling."
    ),
    remedy="Use the spelling that most names of the ontology use, or add it as an alternative label.",
    passing=Example(after=table(*_USUAL, row("01118", "polarized reflectivity", parent="owl:Thing"))),
    failing=Example(after=table(*_USUAL, row("01118", "polarised reflectivity", parent="owl:Thing"))),
    state=_state,
)
