"""Words and phrases of an index are those that a reader finds in the texts, however they are looked up."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from kg.answer.engine import Engine
from kg.answer.meeting import meets, technique_names
from kg.index.documents import Card, Document
from kg.index.words import ORDERED, PROSE, Words, write_words
from kg.read.chip import Chip
from kg.store.home import Home

TITLES = ("Thin film of copper", "a thin, cold film", "FILMS", "Copper thin films", "")
NAMES = ("thin film", "film of copper", "cold owl", "owl")


def written(folder: Path, names: Sequence[str] = ()) -> Words:
    documents = [
        Document(
            Card(iri=f"d{number}", title=title, group=number),
            {"title": (title,), "sample": ("thin", "copper film")},
        )
        for number, title in enumerate(TITLES)
    ]
    write_words(documents, folder, names)
    return Words(folder)


@pytest.mark.parametrize(
    ("phrases", "expected"),
    [
        (["thin film"], [0, 3]),
        (["film"], [0, 1, 2, 3]),
        (["thin film", "film"], [0, 1, 2, 3]),
        (["film of copper", "film copper"], [0]),
        (["thin film", "copper thin"], [0, 3]),
        (["cold owl", "owl"], []),
        (["", "!?"], []),
        ([], []),
    ],
)
def test_one_of_the_phrases_in_running_text(tmp_path: Path, phrases: list[str], expected: list[int]) -> None:
    plain, prepared = written(tmp_path / "plain"), written(tmp_path / "prepared", NAMES)

    assert plain.holding_any(phrases, PROSE).tolist() == expected
    assert prepared.holding_any(phrases, PROSE).tolist() == expected


def test_a_phrase_stands_in_one_text_and_what_was_prepared_is_not_asked_of_other_fields(
    tmp_path: Path,
) -> None:
    words = written(tmp_path, ["copper film"])

    assert words.holding("copper film", PROSE).tolist() == []
    assert words.holding("copper film").tolist() == [0, 1, 2, 3, 4]
    assert words.holding("thin copper", ("sample",)).tolist() == []


def test_what_the_index_prepared_is_what_the_texts_say(sample_home: Path) -> None:
    # The slow way: the stems of every text of every document, read one by one.
    generation = Home(sample_home).current()
    assert generation is not None
    engine = Engine.open(generation, None)
    texts = [_stemmed(engine.words, number) for number in range(len(engine.cards))]
    named = 0
    for iri, term in engine.lexicon.table.terms.items():
        chip = Chip("technique", term.label, iri, term.label, (0, 1), "label")
        stems = {f" {' '.join(engine.words.stems(of))} " for of in technique_names(engine.lexicon, chip)} - {
            "  "
        }
        naming = {at for at, held in enumerate(texts) if any(of in text for of in stems for text in held)}
        stating = {at for at, card in enumerate(engine.cards) if _is_under(engine, card, iri)}
        expected = stating | {at for at in naming if not engine.cards[at].techniques}
        assert set(meets(engine, chip, date(2026, 1, 1)).nonzero()[0].tolist()) == expected, term.label
        named += len(expected - stating)
    assert named > 0


def _stemmed(words: Words, number: int) -> list[str]:
    held = words.texts(number)
    return [f" {' '.join(words.stems(text))} " for field in PROSE for text in held.get(field, ())]


def _is_under(engine: Engine, card: Card, technique: str) -> bool:
    terms = engine.lexicon.table.terms
    return any(technique in terms[iri].ancestors_or_self for iri in card.techniques if iri in terms)


def test_running_text_is_among_the_fields_with_order() -> None:
    assert set(PROSE) < set(ORDERED)
