"""Search by meaning, with an encoder that can be worked out by hand; and that searching needs no torch."""

import subprocess
import sys
from pathlib import Path

from searching import LetterEncoder, ask, open_engine

from kg.answer.engine import Engine
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
