"""Find labels with capitals where PaNET's operating procedure asks for small letters.

What is an acronym or a proper name is learned from the ontology: a word with two capitals, or capitals and
digits, is an acronym unless the ontology writes it in small letters elsewhere; a word that it writes in small
letters is no name. A single capitalised word that stands nowhere in small letters may be a name that is new:
that is told as info. The names of effects below are never told.
Source: PaNET's operating procedure ("lower case except acronyms"); PaNET 56826cd corrected ten labels.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from kg.ontology.document import Name
from kg.ontology.finding import Finding, Level
from kg.ontology.rule import Example, Rule
from kg.ontology.rules._lexicon import Lexicon, lexicon
from kg.ontology.rules._table import row, table
from kg.ontology.view import View

_WORD = re.compile(r"[^\W_]+(?:[-‐‑’'][^\W_]+)*")
_TITLE = re.compile(r"[^\W\d_][^\W\d_]+")

_PEOPLE = {
    "abbe", "auger", "baez", "bloch", "born", "borrmann", "bose", "bragg", "bravais", "brewster",
    "brillouin", "cauchy", "cherenkov", "compton", "coulomb", "curie", "debye", "dirac", "doppler",
    "einstein", "ewald", "fano", "faraday", "fermi", "feynman", "foerster", "fourier", "fraunhofer",
    "fresnel", "friedel", "förster", "gauss", "gerlach", "guinier", "hall", "hanle", "heisenberg", "hertz",
    "ising", "johann", "johansson", "josephson", "kerr", "kikuchi", "kirkpatrick", "kossel", "kramers",
    "kronig", "lambert", "landau", "langmuir", "larmor", "laue", "lorentz", "mach", "mie", "moessbauer",
    "moseley", "mueller", "mössbauer", "müller", "nernst", "néel", "patterson", "pauli", "planck",
    "pockels", "poisson", "porod", "raman", "rayleigh", "rietveld", "ritchey", "roentgen", "rowland",
    "rutherford", "röntgen", "schottky", "schrödinger", "snell", "stark", "stern", "stokes", "talbot",
    "thomson", "tyndall", "voigt", "weissenberg", "wigner", "wolter", "young", "zeeman", "zernike",
}  # fmt: skip


def _state(view: View) -> Iterator[Finding]:
    known = lexicon(view)
    small = {word.casefold() for word in known.small}
    level = cache(lambda word: _level(word, known, small))  # names repeat each other's words
    for term in view.document.terms.values():
        for name in term.names:
            yield from _judged(view, name, level)


def _judged(view: View, name: Name, level_of: Callable[[str], Level | None]) -> Iterator[Finding]:
    found = _WORD.findall(name.text)
    levels = {word: level for word in found if (level := level_of(word))}
    worst: Level = "warn" if "warn" in levels.values() else "info"
    better = name.text.strip()
    for word in levels:
        better = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", word.lower(), better)
    # Where another capitalised word of the label is in use, this one belongs to the same style.
    usual = any(word not in levels and word.istitle() for word in found if len(word) > 1)
    if better != name.text.strip() and not (worst == "info" and usual):
        told = "the ontology writes" if worst == "warn" else "unless it is a proper name, write"
        yield Finding(
            rule="label-style",
            level=worst,
            message=f"'{name.text.strip()}' has capital letters; {told} '{better}'.",
            term=name.iri,
            text=name.text,
            cell=view.document.terms[name.iri].cell(name.prop, name.text),
            suggestion=better,
            # A label that is changed and keeps the word has no new fault.
            key=" ".join([name.prop, *levels]),
        )


def _level(word: str, known: Lexicon, small: set[str]) -> Level | None:
    """How sure it is that a word should be in small letters; None where nothing speaks for it."""
    parts = [part for part in re.split(r"[-‐‑]", word) if part]
    capital = [part for part in parts if part != part.lower()]
    if not capital or any(part.casefold() in _PEOPLE for part in capital):
        return None
    long = [part.casefold() for part in capital if len(part) > 1]
    if long and all(part in small for part in long):
        return "warn"
    alone = len(parts) == 1 and _TITLE.fullmatch(word) and word[0].isupper() and word[1:].islower()
    return "info" if alone and known.other.get(word, 0) < 2 else None


_USUAL = (row("01022", "diffraction", definition="An x-ray or neutron technique.", parent="owl:Thing"),)

RULE = Rule(
    name="label-style",
    level="warn",
    title="A label has capital letters",
    why=(
        "A reference must repeat the label letter by letter. PaNET's commit cfcc08b wrote `X-ray probe` "
        "for `x-ray probe`, and the reference led nowhere; 56826cd brought ten labels to small letters."
    ),
    remedy="Write labels and alternative labels in small letters, except acronyms and proper names.",
    passing=Example(
        after=table(
            *_USUAL, row("01216", "x-ray diffraction", alt=("XRD", "Laue diffraction"), parent="diffraction")
        )
    ),
    failing=Example(after=table(*_USUAL, row("01216", "X-Ray Diffraction", parent="diffraction"))),
    state=_state,
)
