"""The lexicon of a generation. Most publications change no name: then it is that of the generation before."""

from collections.abc import Container
from copy import copy
from hashlib import sha256
from pathlib import Path

from kg.index.tables import load_aligned, load_names, load_techniques
from kg.read.lexicon import Lexicon, build_lexicon

_FILES = ("techniques.json", "names.json", "aligned.json")

_Names = tuple[bytes, frozenset[str]]
"""What a lexicon is made from: a hash of the tables, and the facilities that have data."""

_last: tuple[_Names, Lexicon] | None = None
"""Replaced whole, so that threads need no lock: at worst two of them build the same."""


def lexicon_of(folder: Path, with_data: Container[str]) -> Lexicon:
    """A lexicon of one's own to attach things to; its names may be shared. `folder` holds the index.

    `with_data` are IRIs of facilities that have some.
    """
    global _last
    named = load_names(folder)
    names = _hash(folder), frozenset(of.iri for of in named if of.iri in with_data)
    last = _last
    if last is None or last[0] != names:
        last = names, build_lexicon(load_techniques(folder), named, names[1], load_aligned(folder))
        _last = last
    return copy(last[1])


def _hash(folder: Path) -> bytes:
    told = sha256()
    for name in _FILES:
        file = folder / name
        told.update(sha256(file.read_bytes() if file.is_file() else b"").digest())
    return told.digest()
