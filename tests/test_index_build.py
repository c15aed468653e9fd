"""Indexes are built from the graph, and no text is encoded twice."""

from pathlib import Path

import pytest
from searching import LetterEncoder, open_graph, silent

from kg.answer.engine import Engine
from kg.errors import BadInput
from kg.index.build import FORMAT, build_index
from kg.index.cards import load_cards
from kg.index.gather import gather
from kg.index.tables import load_names
from kg.index.vectors import embed, load_vectors
from kg.index.words import Words
from kg.rdf.panet import panet_table
from kg.store.generation import Generation


def test_the_counts_are_those_of_the_world(tmp_path: Path) -> None:
    counts = build_index(open_graph(tmp_path, "collections"), tmp_path / "index", None, silent)

    # One publication with its three runs, two equal runs, one alone: seven documents, three groups.
    assert (counts["documents"], counts["groups"], counts["vectors"], counts["encoder"]) == (7, 3, 0, None)


def test_a_text_is_encoded_once(tmp_path: Path) -> None:
    encoder = LetterEncoder(tmp_path / "cache")
    reader = open_graph(tmp_path, "scattering")

    first = build_index(reader, tmp_path / "index1", encoder, silent)
    second = build_index(reader, tmp_path / "index2", encoder, silent)

    assert (first["encoded"], second["encoded"]) == (4, 0)
    assert len(encoder.encoded) == 4
    one, two = load_vectors(tmp_path / "index1"), load_vectors(tmp_path / "index2")
    assert one is not None
    assert two is not None
    assert (one == two).all()


def test_rows_follow_the_texts_and_equal_texts_share_one(tmp_path: Path) -> None:
    encoder = LetterEncoder(tmp_path / "cache")

    matrix, encoded = embed(encoder, ["bb", "aa", "bb"], silent)

    assert encoded == 2
    assert (matrix[0].argmax(), matrix[1].argmax(), matrix[2].argmax()) == (1, 0, 1)


def test_an_index_without_an_encoder_has_no_vectors(tmp_path: Path) -> None:
    build_index(open_graph(tmp_path, "scattering"), tmp_path / "index", None, silent)

    assert load_vectors(tmp_path / "index") is None


def test_an_empty_graph_has_an_empty_index(tmp_path: Path) -> None:
    counts = build_index(open_graph(tmp_path), tmp_path / "index", LetterEncoder(tmp_path / "cache"), silent)

    assert counts["documents"] == 0
    assert Words(tmp_path / "index" / "words").size == 0


def test_the_embedded_text_starts_with_title_technique_and_sample(tmp_path: Path) -> None:
    documents, _ = gather(open_graph(tmp_path, "scattering"), panet_table(), silent)

    (sans,) = [document for document in documents if document.card.title == "SANS on copper oxide"]

    assert sans.meaning.startswith(
        "SANS on copper oxide. small angle neutron scattering. SANS. copper oxide. CuO. N7"
    )


def test_cards_and_names_come_back_as_they_were(tmp_path: Path) -> None:
    reader = open_graph(tmp_path, "scattering")
    build_index(reader, tmp_path / "index", None, silent)
    documents, named = gather(reader, panet_table(), silent)

    assert list(load_cards(tmp_path / "index")) == [document.card for document in documents]
    assert load_names(tmp_path / "index") == named
    assert [(of.label, of.operator) for of in named if of.kind == "instrument"] == [
        ("N7", "https://example.org/north"),
        ("S2-TOMO", "https://example.org/south"),
    ]


def test_a_word_in_no_document_is_the_rarest(tmp_path: Path) -> None:
    build_index(open_graph(tmp_path, "scattering"), tmp_path / "index", None, silent)
    words = Words(tmp_path / "index" / "words")

    assert words.rarity("zebra") > words.rarity("copper") > words.rarity("neutron")
    numbers, shares = words.coverage({"copper": 3.0, "zebra": 1.0}, 0.75)
    assert (len(numbers), shares.tolist()) == (1, [0.75])
    assert len(words.coverage({"copper": 1.0, "zebra": 3.0}, 0.5)[0]) == 0


def test_an_index_of_another_version_is_refused_with_the_way_out(tmp_path: Path) -> None:
    build_index(open_graph(tmp_path, "scattering"), tmp_path / "index", None, silent)
    facts = tmp_path / "index" / "index.json"
    facts.write_text(facts.read_text().replace(f'"format":{FORMAT}', '"format":0'))

    with pytest.raises(BadInput, match="kg publish"):
        Engine.open(Generation(tmp_path, 1), None)


def test_the_name_of_a_file_is_searched_by_its_words(tmp_path: Path) -> None:
    build_index(open_graph(tmp_path, "records"), tmp_path / "index", None, silent)
    words = Words(tmp_path / "index" / "words")

    (number,) = words.best(words.terms("nxs"), 10)[0].tolist()

    assert words.texts(number)["title"] == ["Gel at 300 K"]


def test_the_sample_field_holds_names_and_no_identifiers(tmp_path: Path) -> None:
    documents, _ = gather(open_graph(tmp_path, "scattering"), panet_table(), silent)

    (sans,) = [document for document in documents if document.card.samples]

    assert (sans.texts["sample"], sans.texts["sample_ids"]) == (("copper oxide",), ("polar/box9",))
