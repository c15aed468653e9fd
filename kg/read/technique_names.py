"""The names of techniques: those of PaNET, of a vocabulary aligned with it, and those of our own tables."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from kg.rdf.names import PANET
from kg.rdf.panet import PanetTable, Term, is_specifier
from kg.read.entry import Entry
from kg.read.rows import rows, spellings
from kg.read.token import tokens

RETIRED_NAME = "name of a retired term"
ALIGNED_NAME = "ESRFET, aligned by name"
LANGUAGE_NAMES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian"}

_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Za-z0-9μ-]{2,9}$")
_SUFFIX = re.compile(r"[-\s]based techniques?$|\s+techniques?$", re.IGNORECASE)

_GENERIC = re.compile(r"defined by |photon and neutron technique$|versus |obtain |.*\bprobe$")
"""Classes that sort techniques and are none: "neutron" alone does not ask for every neutron technique."""

_NOT_ALONE = frozenset(
    {"emission", "absorption", "magnetism", "propagation", "forward scattering", "refraction", "reflection"}
    | {"dispersive", "manufacturing", "testing", "therapy", "medical application", "reference beam"}
    | {"obtain crystal structure", "obtain surface atomic structure", "single shot", "electronic excitation"}
    | {"photo excitation", "nonlinear interaction", "force measurement", "atomic core excitation"}
    | {"topography"}
)
"""Names that are everyday words without their "technique": "absorption of water" asks for none."""

_PURL = f"{PANET}PaNET"


def panet_names(term: Term, table: PanetTable) -> Iterator[tuple[str, Entry]]:
    """What PaNET calls a technique; names of a retired term lead to what replaces it, with its data."""
    if is_specifier(term.iri):
        return
    if _GENERIC.match(term.label):
        # Releases differ in whether a label has its noun; with it, the class of techniques is asked for.
        if term.label.endswith(" probe") and not term.retired:
            for name in (f"{term.label} technique", f"{term.label}-based technique"):
                yield name, Entry("technique", term.iri, term.label, "label", name)
        return
    for name, entry in _entries(term, table):
        short = _SUFFIX.sub("", name)
        if name.casefold() in _NOT_ALONE:
            continue
        yield name, entry
        # "x-ray probe-based techniques" asks for them; "x-ray probe" alone may say what a measurement used.
        if short != name and not _GENERIC.match(short) and short.casefold() not in _NOT_ALONE:
            yield short, entry


def _entries(term: Term, table: PanetTable) -> Iterator[tuple[str, Entry]]:
    if term.retired:
        heirs = [table.terms[iri] for iri in term.replaced_by if iri in table.terms] or [term]
        for name in (term.label, *term.alt_labels):
            for heir in heirs:
                yield name, Entry("technique", heir.iri, heir.label, RETIRED_NAME, name)
        return
    yield term.label, Entry("technique", term.iri, term.label, "label", term.label)
    for name in term.alt_labels:
        basis = "acronym" if _ACRONYM.match(name) else "alternative label"
        yield name, Entry("technique", term.iri, term.label, basis, name)


def aligned_names(
    aligned: Iterable[tuple[str, str]], table: PanetTable, is_known: Callable[[str], bool]
) -> Iterator[tuple[str, Entry]]:
    """Names that another vocabulary has for one technique alone, that stand for nothing else here."""
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    names: dict[tuple[str, ...], str] = {}
    for name, iri in aligned:
        owners[normal_name(name)].add(iri)
        names[normal_name(name)] = name
    for key, iris in owners.items():
        (iri, *others) = sorted(iris)
        if key and not others and iri in table.terms and not is_known(names[key]):
            yield names[key], Entry("technique", iri, table.terms[iri].label, ALIGNED_NAME, names[key])


@cache
def _table() -> tuple[tuple[str, ...], ...]:
    return tuple(rows("techniques.tsv", 5))


def our_names(table: PanetTable) -> Iterator[tuple[str, str, Entry]]:
    """Name, language and entry of each line of `lexicon/techniques.tsv` whose class this PaNET has.

    A line without a class is a meaning that lies outside of PaNET.
    """
    for cell, lang, number, context, note in _table():
        term = table.terms.get(_PURL + number)
        if number and (term is None or term.retired):
            continue
        words = context.split()
        for name in spellings(cell):
            yield name, lang, Entry(
                "technique" if term else "text",
                term.iri if term else "",
                term.label if term else note,
                f"{LANGUAGE_NAMES[lang]} {'acronym' if _ACRONYM.match(name) else 'name'}, unreviewed",
                name,
                lang="" if lang == "en" else lang,
                context=_words(word for word in words if not word.startswith("-")),
                avoid=_words(word for word in words if word.startswith("-")),
            )  # fmt: skip


def _words(cells: Iterable[str]) -> frozenset[str]:
    return frozenset(word for cell in cells for word, _, _ in tokens(cell))


def normal_name(text: str) -> tuple[str, ...]:
    """The tokens of a name, without a final "technique" or "-based techniques"."""
    return tuple(word for word, _, _ in tokens(_SUFFIX.sub("", text)))
