"""Recognise identifiers of PaNET classes: "PaNET01129", "PaNET:01129", the whole address."""

import re
from collections.abc import Iterator

from kg.rdf.names import PANET
from kg.rdf.panet import is_specifier
from kg.read.chip import Chip
from kg.read.lexicon import Lexicon
from kg.read.sentence import Found, Sentence

_PURL = f"{PANET}PaNET"
_ID = re.compile(r"(?:https?://purl\.org/pan-science/PaNET/|\b)PaNET[:_ ]?(\d{5,7})\b", re.IGNORECASE)


def technique_ids(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """A technique for each identifier; for one that no technique has, a sentence that says so."""
    for at in _ID.finditer(sentence.text):
        places = [
            n
            for n, token in enumerate(sentence.tokens)
            if at.start() <= token.start and token.end <= at.end()
        ]
        if not places:
            continue
        start, stop = places[0], places[-1] + 1
        iri, version = _PURL + at.group(1), lexicon.table.version
        term = lexicon.table.terms.get(iri)
        if term is None:
            yield Found(start, stop, unknown=f"PaNET {version} has no class PaNET{at.group(1)}.", rank=-2)
        elif is_specifier(iri):
            said = f'PaNET{at.group(1)} is "{term.label}": it tells techniques apart and is none.'
            yield Found(start, stop, unknown=said, rank=-2)
        elif term.retired and len(term.replaced_by) != 1:
            yield Found(start, stop, unknown=f"PaNET{at.group(1)} ({term.label}) is retired.", rank=-2)
        else:
            heir = lexicon.table.terms.get(term.replaced_by[0], term) if term.retired else term
            basis = "PaNET identifier, retired" if term.retired else "PaNET identifier"
            chip = Chip("technique", at.group(), heir.iri, heir.label, sentence.span(start, stop), basis)
            yield Found(start, stop, (chip,), rank=-2)
