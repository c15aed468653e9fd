"""What conditions say about each other: an instrument's facility, the instruments of a named facility."""

from collections.abc import Sequence
from dataclasses import replace

from kg.read.chip import Chip
from kg.read.lexicon import Lexicon


def in_context(lexicon: Lexicon, chips: Sequence[Chip]) -> tuple[Chip, ...]:
    """Instruments may share a name; where the question names a facility, those operated there are meant."""
    facilities = {iri for chip in chips if chip.slot == "facility" and not chip.negated for iri in chip.iris}
    return tuple(
        _operated(lexicon, chip, facilities) if chip.slot == "instrument" else chip for chip in chips
    )


def _operated(lexicon: Lexicon, chip: Chip, facilities: set[str]) -> Chip:
    here = sorted(iri for iri in chip.iris if lexicon.named[iri].operator in facilities)
    return replace(chip, iri=here[0], also=tuple(here[1:])) if here else chip
