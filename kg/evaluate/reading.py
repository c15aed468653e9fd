"""How well questions are read: per slot precision and recall, exact techniques, constraints nobody asked for.

Judged against questions with their intended reading, written by hand (the format of `queries-dev.json` is
described in docs/evaluation.md). A chip in a slot that the intended reading leaves empty is a false
constraint: it takes hits away that somebody wanted.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import process_time
from typing import Any

from kg.errors import BadInput
from kg.read.chip import Chip
from kg.read.lexicon import Lexicon
from kg.read.reading import Reading

Read = Callable[[str], Reading]
Same = Callable[[str, str], bool]

SLOTS = ("technique", "facility", "instrument", "date", "access", "sample", "parameter", "data_level")
_ALSO = {"formula": "sample"}
"""A chip of this slot is judged as one of that."""


@dataclass
class Score:
    """Counts of one slot: asked for, given, and right."""

    wanted: int = 0
    given: int = 0
    right: int = 0

    @property
    def precision(self) -> float | None:
        """Right among given; None where nothing was."""
        return round(self.right / self.given, 3) if self.given else None

    @property
    def recall(self) -> float | None:
        """Right among wanted; None where nothing was."""
        return round(self.right / self.wanted, 3) if self.wanted else None


@dataclass
class Judged:
    """One question: what is wrong with its reading."""

    id: str
    lang: str
    query: str
    technique: float | None = None
    """1 exact, 0.5 an acceptable one, 0 wrong; None where no technique is asked for."""
    false: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lang_read: str = ""


def evaluate_reading(queries: Iterable[dict[str, Any]], read: Read, same_facility: Same) -> dict[str, Any]:
    """Figures over all questions and by language; `same_facility` says whether a label means a name."""
    judged, slots, times = [], {slot: Score() for slot in SLOTS}, []
    for query in queries:
        before = process_time()
        reading = read(query["query"])
        times.append((process_time() - before) * 1000)
        judged.append(_judge(query, reading, slots, same_facility))
    if not judged:
        raise BadInput("There is no question here; a list `queries` with `query` and `intent` is needed.")
    by_language: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        by_language[one.lang].append(one)
        if one.lang != "en":
            by_language["others"].append(one)
    return {
        "n": len(judged),
        **_figures(judged),
        "by_language": {name: {"n": len(of)} | _figures(of) for name, of in sorted(by_language.items())},
        "slots": {
            name: asdict(of) | {"precision": of.precision, "recall": of.recall} for name, of in slots.items()
        },
        "cpu_ms": {"median": round(sorted(times)[len(times) // 2], 2), "most": round(max(times), 2)},
        "mistakes": [
            asdict(one) for one in judged if one.technique not in (None, 1.0) or one.false or one.wrong
        ],
    }


def _figures(judged: list[Judged]) -> dict[str, Any]:
    asked = [one.technique for one in judged if one.technique is not None]
    false = sum(len(one.false) for one in judged)
    return {
        "technique_exact": round(sum(score == 1 for score in asked) / len(asked), 3) if asked else None,
        "technique_half_credit": round(sum(asked) / len(asked), 3) if asked else None,
        "techniques_asked": len(asked),
        "false_constraints": false,
        "false_constraints_per_100": round(100 * false / len(judged), 1),
        "language_right": round(sum(one.lang == one.lang_read for one in judged) / len(judged), 3),
    }


def _judge(query: dict[str, Any], reading: Reading, slots: dict[str, Score], same_facility: Same) -> Judged:
    intent = query["intent"]
    judged = Judged(str(query["id"]), str(query.get("lang", "en")), query["query"], lang_read=reading.lang)
    judged.technique = _techniques(intent, reading, slots["technique"], judged)
    for name, same in _tests(same_facility).items():
        _slot(name, _wanted(name, intent), reading, slots[name], judged, same)
    return judged


def _wanted(name: str, intent: dict[str, Any]) -> list[Any]:
    if name == "parameter":
        return list(intent.get("parameters") or [])
    gold = intent.get(name)
    if gold and name == "sample":
        return [[gold, *intent.get("sample_terms", [])]]
    return [gold] if gold else []


def _tests(same_facility: Same) -> dict[str, Callable[[Any, Chip], bool]]:
    """Slot -> whether a chip is what was wanted."""
    return {
        "facility": lambda gold, chip: same_facility(chip.label, gold),
        "instrument": lambda gold, chip: _plain(gold) == _plain(chip.label),
        "date": lambda gold, chip: _same_days(gold, chip.value),
        "access": lambda gold, chip: bool(gold == chip.value),
        "data_level": lambda gold, chip: bool(gold == chip.value),
        "sample": lambda gold, chip: _is_about(gold, chip.label, *chip.words),
        "parameter": _same_quantity,
    }


def _techniques(intent: dict[str, Any], reading: Reading, score: Score, judged: Judged) -> float | None:
    wanted = {of["panet"] for of in intent.get("techniques", [])}
    acceptable = {of["panet"] for of in intent.get("technique_acceptable", [])}
    excluded = {of["panet"] for of in intent.get("technique_excluded", [])}
    given = {chip.iri for chip in reading.chip("technique")}
    kept_out = {chip.iri for chip in reading.chip("technique", negated=True)}
    score.wanted += len(wanted) + len(excluded)
    score.given += len(given) + len(kept_out)
    score.right += len(given & wanted) + len(kept_out & excluded)
    unmapped = intent.get("technique_unmapped")
    if not wanted and not unmapped:
        judged.false += [f"technique {iri}" for iri in sorted(given | (kept_out - excluded))]
        return None
    judged.false += [f"technique {iri}" for iri in sorted(given - wanted - acceptable)]
    if unmapped:
        return float(not given and any(_is_about([unmapped], one.text) for one in reading.unmapped))
    if given == wanted and kept_out == excluded:
        return 1.0
    judged.wrong.append(f"technique: {sorted(given)} instead of {sorted(wanted)}")
    return 0.5 if given and given <= wanted | acceptable else 0.0


def _slot(
    name: str,
    gold: list[Any],
    reading: Reading,
    score: Score,
    judged: Judged,
    same: Callable[[Any, Chip], bool],
) -> None:
    chips = [chip for chip in reading.chips if _ALSO.get(chip.slot, chip.slot) == name]
    wrong = [chip.label for chip in chips if not any(same(one, chip) for one in gold)]
    found = [one for one in gold if any(same(one, chip) for chip in chips)]
    score.wanted += len(gold)
    score.given += len(chips)
    score.right += min(len(found), len(chips) - len(wrong))
    if not gold:
        judged.false += [f"{name} {label}" for label in wrong]
    else:
        judged.wrong += [f"{name}: {label} instead of {gold}" for label in wrong]
        judged.wrong += [f"{name}: {one} was not read" for one in gold if not chips]


def _same_days(gold: dict[str, Any], value: object) -> bool:
    return isinstance(value, dict) and (value.get("from"), value.get("to")) == (gold["from"], gold["to"])


def _same_quantity(gold: dict[str, Any], chip: Chip) -> bool:
    if gold.get("unit") is None:
        return _is_about([str(gold["value"])], chip.label)
    names = {gold["name"], gold["name"].split()[-1]}
    same = (chip.op, chip.value, chip.unit) == (gold["op"], gold["value"], gold["unit"])
    return same and chip.label in names and chip.upper == gold.get("value2")


def _is_about(gold: list[str], *given: str) -> bool:
    """Whether one word of four letters or more, or a whole short one, is in both."""
    wanted = {stem for text in gold for stem in _stems(text)}
    return bool(wanted & {stem for text in given for stem in _stems(text)})


def _stems(text: str) -> set[str]:
    words = text.casefold().replace("-", " ").replace("/", " ").split()
    return {word[: max(4, len(word) - 3)] for word in words}


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def load_queries(path: Path) -> list[dict[str, Any]]:
    """The questions of a file.

    Raises:
        BadInput: it is no such file.
    """
    try:
        queries = json.loads(path.read_text("utf-8"))["queries"]
        return [query for query in queries if query["query"] and query["intent"] is not None]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            f"{path} is no file of questions: JSON with a list `queries`, each with `id`, `query` and "
            f"`intent` ({type(error).__name__}: {error})."
        ) from error


def same_facility(label: str, name: str) -> bool:
    """Whether a facility's label means what somebody calls it, as "MLZ / FRM II" or "BESSY II (HZB)"."""
    parts = [part.strip() for part in name.replace("(", "/").replace(")", "/").split("/") if part.strip()]
    plain = _plain(label)
    return any(_plain(part) in plain or plain in _plain(part) for part in [name, *parts])


def known_facility(lexicon: Lexicon) -> Same:
    """`same_facility`, that also knows by which other names the lexicon has a facility."""

    def same(label: str, name: str) -> bool:
        parts = name.replace("(", "/").replace(")", "/").split("/")
        meant = {of.iri for part in parts for of in lexicon.called(part.strip()) if of.slot == "facility"}
        return same_facility(label, name) or any(of.iri in meant for of in lexicon.called(label))

    return same
