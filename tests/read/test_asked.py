"""Questions that want numbers: their kind, what is counted by, and what is no such question."""

import pytest

from kg.rdf.panet import PanetTable
from kg.read.asked import asked
from kg.read.chip import Ask
from kg.read.lexicon import Lexicon
from kg.read.sentence import Sentence, settle
from kg.read.token import tokens


def ask_of(text: str) -> Ask | None:
    sentence = Sentence(text, tuple(tokens(text)))
    found = settle(asked(sentence, Lexicon(PanetTable("none", {}), {})))
    assert len({of.ask for of in found}) <= 1
    return found[0].ask if found else None


def told(text: str) -> tuple[str, str | None, int | None] | None:
    ask = ask_of(text)
    return (ask.kind, ask.by, ask.limit) if ask else None


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (Ask("latest", (0, 6)), "newest first"),
        (Ask("per", (0, 8), "year"), "counted per year"),
        (Ask("count", (0, 8)), "counted"),
        (Ask("top", (0, 17), "instrument", 5), "the top 5 by instrument"),
        (Ask("top", (0, 17), "technique"), "the top by technique"),
        (Ask("most_cited", (0, 10), None, 20), "most cited first"),
    ],
)
def test_what_is_asked_for_is_told_in_words(ask: Ask, words: str) -> None:
    assert ask.told == words


@pytest.mark.parametrize("text", ["oldest tomography data", "die ältesten Daten", "les plus anciens jeux"])
def test_an_order_that_is_not_understood_is_told(text: str) -> None:
    found = list(asked(Sentence(text, tuple(tokens(text))), Lexicon(PanetTable("none", {}), {})))

    assert [of.ask for of in found] == [None] * len(found)
    assert any(of.unknown and "sort by date, the oldest first" in of.unknown for of in found)


def test_older_than_is_a_time_and_no_order() -> None:
    text = "les plus anciens que 2010"
    found = list(asked(Sentence(text, tuple(tokens(text))), Lexicon(PanetTable("none", {}), {})))

    assert found == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How many datasets of bronze are there?", ("count", None, None)),
        ("number of open datasets", ("count", None, None)),
        ("how many instruments have measured bronze", ("count", "instrument", None)),
        ("how many facilities hold data", ("count", "facility", None)),
        ("bronze datasets per year", ("per", "year", None)),
        ("how many measurements by facility since 2015", ("per", "facility", None)),
        ("data for each technique", ("per", "technique", None)),
        ("top 5 instruments", ("top", "instrument", 5)),
        ("top five beamlines", ("top", "instrument", 5)),
        ("most used techniques for bronze", ("top", "technique", None)),
        ("which facility has the most neutron data?", ("top", "facility", None)),
        ("20 most cited datasets", ("most_cited", None, 20)),
        ("newest tomography data", ("latest", None, None)),
        ("wie viele Datensätze mit Bronze", ("count", None, None)),
        ("Datensätze pro Jahr", ("per", "year", None)),
        ("die 3 häufigsten Techniken", ("top", "technique", 3)),
        ("Welche Anlage hat die meisten Daten?", ("top", "facility", None)),
        ("die neuesten Messungen", ("latest", None, None)),
        ("combien de jeux de données par an", ("per", "year", None)),
        ("les techniques les plus utilisées", ("top", "technique", None)),
        ("les jeux de données les plus cités", ("most_cited", None, None)),
        ("¿Cuántos conjuntos de datos por año?", ("per", "year", None)),
        ("cuantos datos al ano", ("per", "year", None)),
        ("qué instalación tiene más datos", ("top", "facility", None)),
        ("quanti dataset all'anno", ("per", "year", None)),
        ("quali sono le tecniche più usate", ("top", "technique", None)),
    ],
)
def test_kind_by_and_limit(text: str, expected: tuple[str, str | None, int | None]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bronze statues",
        "number of pulses in a train",  # pulses are not what is stored here
        "measured by instrument D20",  # names one
        "images by instrument X7",
        "data of all years",  # "all" is Italian for "per" only before "anno"
        "top up operation",
        "últimos 5 años",  # a time
        "dernières années",
        "which technique is the most suitable",
        "frames per sample environment",
        "per second",
    ],
)
def test_what_is_no_such_question(text: str) -> None:
    assert ask_of(text) is None


def test_the_pieces_leave_the_words_between_to_others() -> None:
    text = "how many bronze datasets per year"
    sentence = Sentence(text, tuple(tokens(text)))
    pieces = settle(asked(sentence, Lexicon(PanetTable("none", {}), {})))

    assert [sentence.written(of.start, of.stop) for of in pieces] == ["how many", "datasets", "per", "year"]
    assert pieces[0].ask == Ask("per", (0, 33), "year")


def test_a_number_out_of_range_is_no_limit() -> None:
    assert told("top 999 instruments") == ("top", "instrument", None)
