"""A piece of a sample's name in a question, as its words, a formula or a compound gives it."""

from dataclasses import dataclass

from kg.read.material import Kind, Material

LANGUAGE_NAMES = {"de": "German", "fr": "French", "es": "Spanish", "it": "Italian"}
FORMULA = "chemical formula"


@dataclass(frozen=True, slots=True)
class Piece:
    """The tokens [start, stop): an English label, and the components that must be met, as texts each.

    `is_sure` is False of a word that counts only in company or after a preposition.
    """

    start: int
    stop: int
    label: str
    kind: Kind
    parts: tuple[tuple[str, ...], ...]
    basis: str
    lang: str = "en"
    is_sure: bool = True


def basis_of(lang: str) -> str:
    """Why a word of a table was understood."""
    return f"{LANGUAGE_NAMES.get(lang, 'English')} word, unreviewed"


def part_of(material: Material, *written: str) -> tuple[str, ...]:
    """The texts that name a material in records, what was written among them."""
    return tuple(dict.fromkeys((*material.texts, *written)))
