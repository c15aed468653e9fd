"""Facilities and instruments, invented, whose names are written in awkward ways."""

from functools import cache

from kg.index.documents import Named
from kg.rdf.panet import panet_table
from kg.read.lexicon import Lexicon, build_lexicon
from kg.read.reading import Reading

NORTH = Named(
    "facility", "https://example.org/north", "Northern Neutron Source", ("Northern Neutron Source", "NNS")
)
SOUTH = Named("facility", "https://example.org/south", "Cells of Light", ("Cells of Light", "CELLS"))
BRIGHT = Named("facility", "https://example.org/bright", "Diamond Light Source", ("Diamond",))
N7 = Named("instrument", "https://example.org/n7", "N7X", ("N7X",), NORTH.iri)
OTHER_N7 = Named("instrument", "https://example.org/south/n7", "N7X", ("N7X",), SOUTH.iri)
TWICE = Named("instrument", "https://example.org/zz1", "ZZ9", ("ZZ9",), NORTH.iri)
TWICE_AGAIN = Named("instrument", "https://example.org/zz2", "ZZ9", ("ZZ9",), NORTH.iri)
ODIN = Named("instrument", "https://example.org/odin", "ODIN", ("ODIN",), NORTH.iri)
_NAMES = ("technique", "facility", "instrument")


@cache
def lexicon_of_places() -> Lexicon:
    """The names of all of them, and of the techniques of PaNET."""
    return build_lexicon(panet_table(), [NORTH, SOUTH, BRIGHT, N7, OTHER_N7, TWICE, TWICE_AGAIN, ODIN])


def chips(reading: Reading) -> list[tuple[str, str]]:
    """Slot and label of those of a name."""
    return [(chip.slot, chip.label) for chip in reading.chips if chip.slot in _NAMES]
