"""Samples of the graph that a question names as the graph does."""

import re
from collections.abc import Iterator

from kg.index.properties import sample_key
from kg.read.chip import Chip
from kg.read.lexicon import Lexicon
from kg.read.material import materials
from kg.read.sentence import Found, Sentence
from kg.read.typing_error import known_words
from kg.read.word_set import word_set
from kg.read.wording import folded

_EVERYDAY = word_set(
    "sample samples specimen test tests data dataset datasets experiment experiments measurement measurements"
    " beamtime standard empty background reference number first second third open raw neutron neutrons photon"
    " synchrotron beam time from with scan scans series batch unknown none"
)
"""Words that make no name of a sample, though catalogues hold such names."""

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 8
_LOOKED_UP = 400
"""Words of a question that names are looked for in; a longer text is no question."""


def samples_of_graph(sentence: Sentence, lexicon: Lexicon, run: range) -> Iterator[Found]:
    """The longest name of a sample at each token of a run of free words."""
    for start in run if lexicon.samples else ():
        for stop in range(min(run.stop, start + _LONGEST, _LOOKED_UP), start, -1):
            written = sentence.written(start, stop)
            if _is_telling(written) and sample_key(written) in lexicon.samples:
                span = sentence.span(start, stop)
                chip = Chip("sample", written, "", written, span, "sample of this graph", words=(written,))
                yield Found(start, stop, (chip,), rank=1)
                break


def _is_telling(name: str) -> bool:
    """Whether words may be meant as a sample's name: "barley seed", "qx17-b2"; not "test sample", "run 2"."""
    words = [folded(word) for word in _WORD.findall(name)]
    if len(words) > 1:
        telling = (word for word in words if len(word) > 3 and word.isalpha() and word not in _EVERYDAY)
        return any(word not in known_words() for word in telling)
    figures = sum(letter.isdigit() for letter in name)
    return len(name) >= 5 and 0 < figures < len(name) and tuple(words) not in materials()
