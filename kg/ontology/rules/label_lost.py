"""Find terms that were renamed without keeping the old label as an alternative one.

A change of spelling alone (case, dashes, spaces, plural, a letter) is told as info, since readers and
searches still find the term. A retired term that became "obsolete ..." keeps its label in the new one.
Cases: PaNET ace6adc, 240 labels renamed and none kept, after which 207 labels of mapping tables no longer
matched; d44305b, 64f8002, 5aa30bf, 956ac42 (spelling); fff8023, the model edit, which kept the old label.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from kg.ontology.change import Change
from kg.ontology.document import LABEL, Term
from kg.ontology.finding import Finding
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._lexicon import called_obsolete, loose, plain
from kg.ontology.rules._spelling import american
from kg.ontology.rules._table import row, table


def _change(change: Change) -> Iterator[Finding]:
    for iri, (old, new) in change.kept.items():
        kept = {plain(name.text) for name in new.names}
        for text in old.texts(LABEL):
            lost = text.strip() and plain(text) not in kept
            if lost and not _marked_obsolete(new, text):
                yield _finding(iri, text.strip(), new)


def _finding(iri: str, old: str, term: Term) -> Finding:
    new = term.label or ""
    spelling_only = same_but_for_spelling(old, new)
    return Finding(
        rule="label-lost",
        level="info" if spelling_only else "warn",
        message=_told(old, new, spelling_only),
        term=iri,
        text=new,
        cell=next((term.cell(LABEL, text) for text in term.texts(LABEL)), None) or term.cell(),
        suggestion=f"Add the alternative label '{old}'.",
        key=plain(old),
    )


def _told(old: str, new: str, spelling_only: bool) -> str:
    if spelling_only:
        return (
            f"'{old}' is now spelt '{new}'. References and mappings that repeat the old spelling no longer "
            "match it; it can be kept as an alternative label."
        )
    return (
        f"'{old}' is now called '{new}', and the old label is not kept: whoever searches for it or refers "
        "to it finds nothing. Keep it as an alternative label."
    )


def same_but_for_spelling(old: str, new: str) -> bool:
    """Whether a reader takes both for the same words: dashes, plurals, variants, a letter of a long word."""
    if loose(old) == loose(new) or loose(american(old)) == loose(american(new)):
        return True
    before, after = plain(american(old)).split(" "), plain(american(new)).split(" ")
    return len(before) == len(after) and all(map(_same_word, before, after))


def _same_word(old: str, new: str) -> bool:
    if loose(old) == loose(new):
        return True
    # Ten parts in eleven are equal: one letter of a word of six or more, as in dichorism, focussed.
    long = min(len(old), len(new)) >= 6 and old[:2] == new[:2]
    return long and SequenceMatcher(None, old, new, autojunk=False).ratio() > 0.85


def _marked_obsolete(term: Term, old: str) -> bool:
    """Whether the old label lives on in one that says so, or in that of a term marked as retired."""
    return any(
        plain(old) in plain(text) and (term.retired or called_obsolete(text)) for text in term.texts(LABEL)
    )


_BEFORE = table(row("01022", "diffraction", parent="owl:Thing"))

RULE = Rule(
    name="label-lost",
    level="warn",
    title="A label was changed and the old one is not kept",
    why=(
        "Catalogues, mappings and people know a term by its label. In PaNET's commit ace6adc 240 labels "
        "were renamed and none kept; the labels that no longer match in mapping tables went from 29 to "
        "207."
    ),
    remedy="Write the old label into a column of alternative labels of the same row.",
    passing=Example(
        before=_BEFORE,
        after=table(row("01022", "diffraction-based techniques", alt="diffraction", parent="owl:Thing")),
    ),
    failing=Example(
        before=_BEFORE, after=table(row("01022", "diffraction-based techniques", parent="owl:Thing"))
    ),
    change=_change,
)
