"""What conditions say about each other: an instrument's facility, a technique that another one includes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.read.chip import Chip
from kg.read.lexicon import Lexicon

_LISTED = re.compile(r"[,;/+&]|\b(and|or|und|oder|et|ou|y|o|e)\b", re.IGNORECASE)


def in_context(lexicon: Lexicon, chips: Sequence[Chip], text: str = "") -> tuple[Chip, ...]:
    """The chips that stand: instruments where the question says, their facilities, narrow techniques."""
    places = {iri for chip in chips if chip.slot == "facility" and not chip.negated for iri in chip.iris}
    placed = [_operated(lexicon, chip, places) if chip.slot == "instrument" else chip for chip in chips]
    with_facilities = [*placed, *_implied(lexicon, placed)]
    with_facilities.sort(key=lambda chip: chip.span)
    return tuple(_narrowest(lexicon, with_facilities, text))


def _operated(lexicon: Lexicon, chip: Chip, places: set[str]) -> Chip:
    """Of instruments of one name those that are operated where the question says."""
    family = lexicon.with_wholes(places)
    here = [
        iri for iri in sorted(chip.iris) if lexicon.with_wholes([lexicon.named[iri].operator or ""]) & family
    ]
    return replace(chip, iri=here[0], also=tuple(here[1:])) if here else chip


def _implied(lexicon: Lexicon, chips: Sequence[Chip]) -> Iterator[Chip]:
    """The facility of an instrument, once, unless the question names a facility or leaves the instrument out.

    "ID01 or SANS" implies none: what is measured by SANS was measured anywhere.
    """
    if any(chip.slot == "facility" for chip in chips):
        return
    seen: set[str] = set()
    for chip in chips:
        operators = lexicon.operators(chip) if chip.slot == "instrument" and not chip.negated else frozenset()
        if len(operators) != 1 or _is_of_mixed_kind(chip, chips):
            continue
        (iri,) = operators
        if iri not in seen:
            seen.add(iri)
            basis = f"implied by instrument {chip.label}"
            yield Chip("facility", chip.value, iri, lexicon.label(iri), chip.span, basis)


def _is_of_mixed_kind(chip: Chip, chips: Sequence[Chip]) -> bool:
    """Whether "or" joins it to something that is no instrument."""
    return chip.any_of is not None and any(
        of.any_of == chip.any_of and of.slot != "instrument" for of in chips
    )


def _narrowest(lexicon: Lexicon, chips: Sequence[Chip], text: str) -> Iterator[Chip]:
    """Without techniques that a narrower one beside them includes: all data by the narrower are data by them.

    "Protein crystallography fragment screening" is one wish. Techniques of a list ("XRD and WAXS"), those
    joined by "or" and those that are left out all stand.
    """
    plain = [of for of in chips if _is_plain(of)]
    named = {of.iri for of in plain}
    broad = {iri for iri in named if any(_includes(lexicon, iri, of) for of in named)}
    for chip in chips:
        if chip.iri in broad and _is_plain(chip):
            narrower = (of for of in plain if _includes(lexicon, chip.iri, of.iri))
            if any(not _is_listed(chip, of, text) for of in narrower):
                continue
        yield chip


def _is_plain(chip: Chip) -> bool:
    """Whether it is a technique that is asked for beside what else is, and no choice."""
    return chip.slot == "technique" and not chip.negated and chip.any_of is None


def _is_listed(one: Chip, other: Chip, text: str) -> bool:
    first, last = sorted((one.span, other.span))
    return _LISTED.search(text, first[1], last[0]) is not None


def _includes(lexicon: Lexicon, broad: str, narrow: str) -> bool:
    term = lexicon.table.terms.get(narrow)
    return term is not None and broad != narrow and broad in term.ancestors_or_self
