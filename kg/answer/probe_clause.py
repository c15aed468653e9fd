"""What a sample was probed with, as lines of a SPARQL pattern: the rule of `kg.index.probe`.

The record's own word decides, else its techniques, else the kind of its facility; two different probes decide
nothing, and nothing after them is asked.
"""

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal

from kg.answer.pattern_lines import indented, once, union, values
from kg.index.documents import Probe
from kg.index.probe import facility_probes, probe_classes, probe_words

_LIGHT = ("photon", "x-ray")


def probe_clause(probes: Sequence[Probe], name: str) -> list[str]:
    """Lines that keep the datasets whose probe is one of `probes`, which are kinds of one another."""
    word, technique, facility = f"{name}W", f"{name}T", f"{name}F"
    words, classes, places = probe_words(), probe_classes(), facility_probes()
    by_word = (_of(words, probes), _other(words, probes))
    by_class = (_of(classes, probes), _other(classes, probes))
    by_place = (_of(places, probes), _other(places, probes))
    first = _decides(_word(by_word[0], word), _word(by_word[1], f"{word}o"))
    second = [
        *_decides(_technique(by_class[0], technique), _technique(by_class[1], f"{technique}o")),
        *_none(_word(sorted(words), f"{word}a")),
    ]
    third = [
        *_decides(_facility(by_place[0], facility), _facility(by_place[1], f"{facility}o")),
        *_none(_word(sorted(words), f"{word}b")),
        *_none(_technique(sorted(classes), f"{technique}b")),
    ]
    return once(union([first, second, third]))


def _of(table: dict[str, Probe], probes: Iterable[Probe]) -> list[str]:
    return sorted(key for key, probe in table.items() if probe in set(probes))


def _other(table: dict[str, Probe], probes: Iterable[Probe]) -> list[str]:
    return sorted(key for key, probe in table.items() if probe not in set(probes))


def _decides(these: Sequence[str], others: Sequence[str]) -> list[str]:
    return [*these, *_none(others)]


def _none(lines: Sequence[str]) -> list[str]:
    return ["MINUS {", *indented(lines), "}"]


def _word(words: Sequence[str], name: str) -> list[str]:
    listed = ", ".join(str(Literal(word)) for word in words)
    by_run = f"?dataset prov:wasGeneratedBy ?{name}Run . ?{name}Run pan:parameter ?{name} ."
    return [
        *union([[f"?dataset pan:parameter ?{name} ."], [by_run]]),
        f"?{name} schema:name ?{name}Name ; schema:value ?{name}Text .",
        f'FILTER(LCASE(STR(?{name}Name)) = "probe" && LCASE(STR(?{name}Text)) IN ({listed}))',
    ]


def _technique(classes: Sequence[str], name: str) -> list[str]:
    return [
        values(f"{name}Class", classes),
        f"?dataset pan:technique ?{name} . ?{name} pan:broaderOrSelf ?{name}Class .",
    ]


def _facility(iris: Sequence[str], name: str) -> list[str]:
    return [values(name, iris), f"?dataset pan:facility ?{name} ."]
