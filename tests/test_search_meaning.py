"""Search by meaning and by words, with an encoder that can be worked out by hand; and without torch."""

import math
import subprocess
import sys
from pathlib import Path

import pytest
from searching import LetterEncoder, ask, open_engine

from kg.answer.engine import Engine
from kg.answer.match import EXACT, NARROWER, match
from kg.answer.rank import rank
from kg.read.chip import Chip
from kg.read.read import read
from kg.read.reading import Reading
from kg.store.generation import Generation


def test_near_meaning_alone_is_a_reason_with_its_cosine(tmp_path: Path) -> None:
    encoder = LetterEncoder(tmp_path / "cache")
    engine = open_engine(tmp_path, "scattering", encoder=encoder)

    answer = ask(engine, "enob a fo yhpargomot")  # the letters of "Tomography of a bone", other words

    assert answer.hits[0].title == "Tomography of a bone"
    assert answer.hits[0].because[0].text.startswith("similar in meaning (cosine 0.")
    assert answer.as_json()["dense"] is True


def test_vectors_of_another_encoder_are_not_used(tmp_path: Path) -> None:
    encoder = LetterEncoder(tmp_path / "cache")
    open_engine(tmp_path, "scattering", encoder=encoder)

    class Other(LetterEncoder):
        identity = "letters-2"

    engine = Engine.open(Generation(tmp_path, 1), Other(tmp_path / "cache"))

    assert engine.vectors is None
    assert "letters-1" in str(engine.without_dense)


def test_searching_never_imports_torch(tmp_path: Path) -> None:
    open_engine(tmp_path, "scattering")
    code = (
        "import sys; from pathlib import Path; from datetime import date;"
        "from kg.answer.engine import Engine; from kg.answer.search import search;"
        "from kg.store.generation import Generation;"
        "engine = Engine.open(Generation(Path(sys.argv[1]), 1), None);"
        "print(search(engine, 'copper', as_of=date(2026, 1, 1)).total, 'torch' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["1", "False"]


@pytest.fixture(scope="module")
def scattering(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return open_engine(tmp_path_factory.mktemp("scattering"), "scattering")


SANS = Chip(
    "technique", "SANS", "http://purl.org/pan-science/PaNET/PaNET01189", "small angle neutron scattering",
    (0, 4), "alternative label",
)  # fmt: skip


def found(engine: Engine, *left: str, chips: tuple[Chip, ...] = ()) -> list[str]:
    """The titles that answer what a reading left over."""
    text = " ".join([*(chip.written for chip in chips), *left])
    matched = match(engine, Reading(text, "en", chips, left)).found
    return [card.title for card, is_found in zip(engine.cards, matched, strict=True) if is_found]


def test_half_of_what_the_words_tell_must_be_there(scattering: Engine) -> None:
    # One document of four holds "air", none "zeppelin", which counts as one in a hundred.
    share = math.log(1 + 4) / (math.log(1 + 4) + math.log(1 + 100))
    assert 0.25 < share < 0.5

    assert found(scattering, "air") == ["Polymer films on silicon"]
    assert found(scattering, "air", "zeppelin") == []


def test_beside_a_condition_the_words_left_over_only_rank(scattering: Engine) -> None:
    everything = {card.title for card in scattering.cards}
    assert set(found(scattering, "air", "zeppelin", chips=(SANS,))) == everything
    assert set(found(scattering, "zeppelin", chips=(SANS,))) == everything
    matched = match(scattering, Reading("air", "en", (SANS,), ("air",)))
    best = max(range(len(scattering.cards)), key=lambda number: matched.shares[number])
    assert scattering.cards[best].title == "Polymer films on silicon"


def test_words_that_a_condition_took_are_not_searched(scattering: Engine) -> None:
    matched = match(scattering, read(scattering.lexicon, "SANS of lipid bilayers"))

    assert not {*scattering.words.stems("SANS")} & {*matched.terms}


def test_conditions_alone_need_no_words(scattering: Engine) -> None:
    assert len(found(scattering, chips=(SANS,))) == len(scattering.cards)


def test_stating_the_very_technique_weighs_more_than_a_narrower_one(scattering: Engine) -> None:
    number = scattering.numbers["https://doi.org/10.9999/sans-1"]

    exact = match(scattering, read(scattering.lexicon, "small angle neutron scattering"))
    above = match(scattering, read(scattering.lexicon, "small angle scattering"))

    assert exact.scores[number] == pytest.approx(EXACT)
    assert above.scores[number] == pytest.approx(NARROWER)
    assert float(exact.scores.sum()) == pytest.approx(EXACT)


def test_quoted_words_rank_without_feedback(tmp_path: Path) -> None:
    engine = open_engine(tmp_path, "scattering", encoder=LetterEncoder(tmp_path / "cache"))
    phrase = Chip("text", "copper oxide", "", "copper oxide", (0, 14), "quoted", words=("copper oxide",))
    assert engine.encoder is not None
    vector = engine.encoder.encode(["copper oxide"])[0]
    terms = engine.words.terms("copper oxide")

    matched = match(engine, Reading('"copper oxide"', "en", (phrase,)))

    literal, fed = (rank(engine.words, terms, engine.vectors, vector, feedback=of) for of in (False, True))
    assert matched.scores.tolist() == literal.scores.tolist()
    assert matched.scores.tolist() != fed.scores.tolist()
    assert matched.found.all()
