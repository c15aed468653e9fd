"""How well 150 questions of our own are read: figures that may only rise.

The bounds are those of the first run, before anything was mended with these questions in view.
"""

from pathlib import Path

from kg.evaluate.reading import evaluate_reading, known_facility, load_queries
from kg.read.lexicon import shipped_lexicon
from kg.read.read import read

QUESTIONS = Path(__file__).parents[1] / "recorded" / "questions" / "ours.json"


def test_our_questions_are_read_no_worse_than_when_they_were_new() -> None:
    lexicon = shipped_lexicon()
    found = evaluate_reading(
        load_queries(QUESTIONS), lambda text: read(lexicon, text), known_facility(lexicon)
    )
    assert found["n"] == 150
    assert found["technique_exact"] >= 0.928
    assert found["by_language"]["others"]["technique_exact"] >= 0.928
    assert found["false_constraints_per_100"] <= 2
    assert found["language_right"] >= 0.99
